"""Explanations: every block and field accounted for, shown as it is, harmless to a terminal.

Comes in: pages and decisions made by hand. Goes out: explanations, field reports, lines.
"""

from __future__ import annotations

import re

import msgspec
import pytest

from broadsheet.explain import Decision, Explanation, Overview, choose, explain, field_reports, render
from broadsheet.explain.terminal import visible
from broadsheet.extract.reasons import Reason
from broadsheet.pipeline import Trace, trace
from broadsheet.records import Article, Form, Page
from tests.stories import dump, page, paragraphs

ANSI = re.compile(r"\x1b\[\d+m")
HTML = page(1).replace(b"<title>", b"<meta property='og:title' content='Storm over'><title>")


@pytest.fixture(scope="module")
def traced() -> Trace:
    """A page's way through the house."""
    return trace(Page(HTML, "https://paper.example/storm"))


def explained(traced: Trace) -> Explanation:
    """A page with its decisions."""
    assert traced.document is not None
    assert traced.body is not None
    return explain(traced.document, traced.body)


def decided(traced: Trace) -> tuple[Decision, ...]:
    """The decisions on a page."""
    return explained(traced).blocks


def decision(**evidence: object) -> Decision:
    """A stripped block, made by hand."""
    plain = {
        "block": 7, "kept": False, "label": "share", "score": 0.25, "rule": "", "flipped": False, "reasons": (),
        "where": "a.share", "inside": ("div.bar", "body"), "reference": "7:10-20", "text": "Share this",
    }  # fmt: skip
    return msgspec.convert(plain | evidence, Decision)


def lines(*shown: Decision, width: int = 100, near: bool = False) -> list[str]:
    """What a terminal shows of some blocks, without colours, below the page's own line."""
    whole = Explanation(Overview(9, 3, 0.4, 0.9, 0.8), shown)
    return [ANSI.sub("", line) for line in render(whole, (), width, near=near)][1:]


LINKS = Reason("links", -1.84, "many links: 90% of it")
NAME = Reason("own name", 0.5, "its own name: “share”")


def test_every_block_has_its_decision(traced: Trace) -> None:
    """In page order; what is kept is the article's body, what is not is its `stripped`."""
    found = decided(traced)
    assert isinstance(traced.outcome, Article)
    assert [decision.block for decision in found] == list(range(len(found)))
    assert [d.text for d in found if d.kept] == paragraphs(1)
    assert [(d.reference, d.label) for d in found if not d.kept] == [
        (block.reference, block.kind) for block in traced.outcome.stripped
    ]


def test_a_decision_carries_its_evidence(traced: Trace) -> None:
    """Element, score and the rule that turned it."""
    title = next(decision for decision in decided(traced) if decision.label == "title")
    assert title.where.startswith("h1")
    assert title.rule
    assert all(0 <= decision.score <= 1 for decision in decided(traced))


def test_a_decision_says_where_it_stands_and_what_moved_it(traced: Trace) -> None:
    """The elements above, the nearest first; up to three reasons for every block."""
    paragraph = next(decision for decision in decided(traced) if decision.kept)
    assert (paragraph.where, paragraph.inside) == ("p", ("article", "body", "html"))
    assert all(1 <= len(decision.reasons) <= 3 for decision in decided(traced))


def test_the_page_says_how_it_was_decided(traced: Trace) -> None:
    """What the scores keep is what is above the threshold; the confidence is the article's."""
    assert isinstance(traced.outcome, Article)
    found = explained(traced)
    assert (found.page.blocks, found.page.kept) == (len(found.blocks), sum(d.kept for d in found.blocks))
    assert found.page.threshold is not None
    assert all((d.score >= found.page.threshold) == (d.kept != d.flipped) for d in found.blocks)
    assert found.page.confidence == round(traced.outcome.confidence, 4)


def test_a_block_shows_what_moved_it_and_what_named_it() -> None:
    """One line for the reasons, the largest first; one for the kind's evidence."""
    assert [line.strip() for line in lines(decision(reasons=(LINKS, NAME), rule="in an element named share"))] == [
        "7 - share            0.25 Share this",
        "score: -1.8 many links: 90% of it; +0.5 its own name: “share”",
        "kind: in an element named share",
    ]


def test_a_turned_block_shows_the_rule_that_turned_it() -> None:
    """And not what moved a score that did not decide."""
    shown = lines(decision(reasons=(LINKS,), rule="repeats an earlier block", flipped=True))
    assert [line.strip() for line in shown[1:]] == ["turned: the score keeps it; repeats an earlier block"]


def test_a_block_seen_closely_shows_everything() -> None:
    """All of its text, the rule and the reasons, a line each, and its place in the tree."""
    shown = lines(decision(text="word " * 200, reasons=(LINKS, NAME), rule="a rule", flipped=True), near=True)
    assert sum(line.count("word") for line in shown) == 200
    assert [line.strip() for line in shown[-4:]] == [
        "turned: the score keeps it; a rule",
        "score: -1.8 many links: 90% of it",
        "score: +0.5 its own name: “share”",
        "place: a.share < div.bar < body, 7:10-20",
    ]


@pytest.mark.parametrize("width", [40, 60, 70, 100, 200])
def test_no_line_is_wider_than_the_terminal(traced: Trace, width: int) -> None:
    """Narrow or wide, all blocks or seen closely."""
    for near in (False, True):
        said = [ANSI.sub("", line) for line in render(explained(traced), (), width, near=near)]
        assert max(map(len, said)) <= width


def test_blocks_are_found_by_number_and_by_words(traced: Trace) -> None:
    """Numbers as they are, words in any case with two blocks on each side; beyond the page there is nothing."""
    assert traced.document is not None
    assert traced.body is not None
    last = len(traced.document.blocks) - 1
    page = traced.document, traced.body
    assert choose(*page) == tuple(range(last + 1))
    assert choose(*page, blocks=(3, 1, 99, -1)) == (1, 3)
    assert choose(*page, around="said   WATCHMAN 4") == (last - 2, last - 1, last)
    assert choose(*page, around="zeppelin") == ()
    assert choose(*page, kept=True) == tuple(d.block for d in decided(traced) if d.kept)


def test_every_field_says_where_it_came_from(traced: Trace) -> None:
    """The value taken equals the article's; other claims stand beside it."""
    assert traced.facts is not None
    assert isinstance(traced.outcome, Article)
    reports = {report.field: report for report in field_reports(traced.facts)}
    assert reports["title"].value == traced.outcome.title
    assert reports["title"].source == traced.outcome.provenance["title"].source
    assert any("Storm over" in raw for _, raw in (*reports["title"].others, (0, reports["title"].raw)))


def test_explanations_are_plain_json(traced: Trace) -> None:
    """Decisions and reports come back from JSON as they went."""
    assert traced.facts is not None
    found = explained(traced)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Explanation) == found
    assert msgspec.json.encode(field_reports(traced.facts))


def test_a_terminal_sees_every_block_and_field(traced: Trace) -> None:
    """Kept ones marked +, stripped ones - with their kind; no line wider than the terminal."""
    assert traced.facts is not None
    said = [ANSI.sub("", line) for line in render(explained(traced), (), 100)]
    marks = [line.split()[1] for line in said if re.match(r" *\d+ [+-] ", line)]
    assert marks == ["+" if decision.kept else "-" for decision in decided(traced)]
    assert max(map(len, said)) <= 100
    shown = "\n".join(ANSI.sub("", line) for line in render(None, field_reports(traced.facts), 100))
    assert all(field in shown for field in traced.facts.chosen)


def test_a_dump_is_explained_too() -> None:
    """Lines of a text dump have decisions as blocks of a tree have; rules made them, so there are no reasons."""
    found = explained(trace(Page(dump(1), form=Form.TEXT)))
    assert [d.text for d in found.blocks if d.kept] == paragraphs(1)
    assert not any(d.reasons for d in found.blocks)
    assert found.page.threshold is None


def test_a_refused_page_is_explained_too() -> None:
    """What the gate refuses still has its blocks with their labels."""
    wall = b"<title>Log in</title><form><p>Please log in to read on.</p><input type=password></form>"
    traced = trace(Page(wall), refused_too=True)
    assert not traced.outcome.ok
    assert "Please log in to read on." in {decision.text for decision in decided(traced)}
    assert traced.facts is None
    assert trace(Page(wall)).outcome == traced.outcome


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain Zoë 中文 ½", "plain Zoë 中文 ½"),
        ("a\x1b]0;owned\x07b", "a\\x1b]0;owned\\x07b"),
        ("a\nb", "a⏎ b"),
        ("a\u202eb\u200fc", "a\\u202eb\\u200fc"),
        ("\x9b31m\x00", "\\x9b31m\\x00"),
        ("\ud800", "\ud800"),
    ],
    ids=ascii,
)
def test_control_characters_are_made_visible(text: str, shown: str) -> None:
    """No byte of a page drives the terminal or turns its text around."""
    assert visible(text) == shown


def test_a_hostile_page_cannot_colour_the_terminal() -> None:
    """The only escape sequences are ours, in text, element names and facts alike."""
    body = page(1).decode().replace("harbour", "\x1b[31mharbour").replace("<article>", "<article class='\x1b[5m'>")
    traced = trace(Page(body.replace("over", "\x9b5m over").encode(), charset="utf-8"))
    assert traced.facts is not None
    said = "".join(render(explained(traced), field_reports(traced.facts), 100, near=True))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", ANSI.sub("", said))
    assert "\x1b[5m" not in said
    assert set(ANSI.findall(said)) <= {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m"}
    assert "\x1b[31mharbour" not in said
