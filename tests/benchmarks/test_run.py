"""A run over pages by hand, with systems that are functions of this file."""

from __future__ import annotations

import gc

from benchmarks.child import PAGE
from benchmarks.datasets import Sample
from benchmarks.peer import Answer, Ask, host
from benchmarks.run import TURN, measure, result, times

WHOLE = Sample("whole", None, b"a b c d e", "a b c d e", {})
PARTS = Sample("parts", "https://harbour.example/", b"Ferry news. Log in", "", {}, ("Ferry news",), ("Log in",))


def echo(html: bytes, url: str | None) -> str:
    """The page as its own article."""
    return html.decode()


def test_references_and_passages_are_each_judged_where_they_are() -> None:
    """A page with a whole text counts for F1, one with passages for snippets."""
    (found,) = measure([WHOLE, PARTS], {"echo": host(echo)})
    assert found.text is not None
    assert found.snippets is not None
    assert (found.pages, found.text.pages, found.snippets.pages) == (2, 1, 1)
    assert (found.text.shingle_f1, found.text.exact, found.text.word_f1, found.text.low) == (1, 1, 1, 0)
    assert (found.snippets.found, found.snippets.kept_out) == (1, 0)


def test_what_is_not_there_is_not_judged() -> None:
    """Pages without any reference are timed, no more."""
    (found,) = measure([Sample("bare", None, b"<p>", "", {})], {"echo": host(echo)})
    assert (found.text, found.snippets) == (None, None)
    assert found.times.mean >= 0


def test_the_systems_take_turns_of_some_pages() -> None:
    """After a page that warms each, every turn of pages goes to all systems before the next; each page once."""
    asked: list[tuple[str, bytes]] = []

    def noting(name: str) -> Ask:
        return lambda html, url: asked.append((name, html)) or Answer("", 0.001)  # type: ignore[func-returns-value]

    samples = [Sample(str(number), None, b"%d" % number, "", {}) for number in range(TURN + 3)]
    found = measure(samples, {"one": noting("one"), "two": noting("two")})
    turns = [[PAGE], [one.html for one in samples[:TURN]], [one.html for one in samples[TURN:]]]
    assert asked == [(name, page) for turn in turns for name in ("one", "two") for page in turn]
    assert [list(one.milliseconds) for one in found] == [[one.id for one in samples]] * 2


def test_errors_and_refusals_are_counted() -> None:
    """A failed page is a page without text, and is named."""
    answers = [Answer("", 0.5, "ValueError: no"), Answer("Ferry news.", 0.1, refused=2)]
    found = result("peer", [WHOLE, PARTS], answers)
    assert found.errors == {"whole": "ValueError: no"}
    assert found.refused == 2
    assert found.text is not None
    assert (found.text.shingle_f1, found.text.low) == (0, 1)
    assert found.milliseconds == {"whole": 500.0, "parts": 100.0}


def test_the_99th_percentile_is_a_page_s_time() -> None:
    """Nearest rank: of 200 pages the second slowest but one, of one page its own."""
    assert times([float(page) for page in range(1, 201)]).p99 == 198.0
    assert times([7.0]).p99 == 7.0


def test_the_collector_is_left_as_it_was() -> None:
    """What was set aside for the run comes back."""
    before = gc.get_freeze_count()
    measure([WHOLE], {"echo": host(echo)})
    assert gc.get_freeze_count() <= before
