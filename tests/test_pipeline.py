"""One page through the house: always a value, always the same one, whatever the page holds (promise 21).

Comes in: hostile inputs by hand, public suites, random bytes. Goes out: outcomes.
"""

from __future__ import annotations

import base64
import gzip
import html
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import broadsheet
from broadsheet.extractor import extractor
from broadsheet.options import ExtractOptions, FetchOptions, GateOptions, Options, ParseOptions, WorkerOptions
from broadsheet.pipeline import process, text_of, trace
from broadsheet.records import Article, BodyBlock, Dropped, Form, Page, Reason, Role
from tests.shared import need
from tests.sources import ROOT
from tests.stories import dump, page, paragraphs

SOON = 10.0
"""Seconds for one hostile page on a busy machine; the promise of one second is kept by the suites' median."""

HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \r\n\t" * 1000,
    "NULs": b"\0" * 10_000,
    "NULs in a page": page(1).replace(b"harbour", b"har\0bour"),
    "NULs in tags": page(1).replace(b"<p>", b"<p\0 a\0=b>"),
    "all bytes": bytes(range(256)) * 100,
    "UTF-16": page(1).decode().encode("utf-16"),
    "UTF-16 cut": page(1).decode().encode("utf-16")[:-1],
    "UTF-32": page(1).decode().encode("utf-32"),
    "UTF-7": b"+ADw-script+AD4-" * 100,
    "BOM alone": b"\xef\xbb\xbf",
    "surrogates in UTF-8": page(1).replace(b"harbour", b"\xed\xa0\x80harbour\xed\xb0\x80"),
    "nested divs": b"<div>" * 5000 + b"<p>" + b"word " * 50,
    "nested lists": b"<ul><li>" * 5000 + b"<p>" + b"word " * 50,
    "nested tables": b"<table><tr><td>" * 2000 + b"x",
    "nested quotes": b"<blockquote>" * 5000 + b"word " * 50,
    "nested formatting": b"<b><i><a>" * 2000 + b"word " * 50,
    "nested forms and frames": b"<form><iframe><noscript><template>" * 1000,
    "a long attribute": b'<p class="' + b"a " * 500_000 + b'">' + b"word " * 50,
    "many attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(5000)) + b">x",
    "a long tag": b"<" + b"a" * 1_000_000,
    "open tags": b"<a " * 300_000,
    "open comments": b"<!--" * 100_000,
    "entities": b"&amp;&#x110000;&#0;&nosuch;" * 20_000,
    "one long line": b"word " * 400_000,
    "one long word": b"<p>" + b"x" * 1_000_000,
    "many blocks": b"<p>x</p>" * 50_000,
    "many links": b"<a href=x>y</a>" * 30_000,
    "deep JSON-LD": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>" + page(1),
    "odd JSON-LD": b'<script type="application/ld+json">{"headline":1e999,"author":-1,"image":[[]]}</script>' + page(1),
    "endless doctype": b"<!doctype html " + b"x" * 100_000,
    "frames": b"<frameset><frame src=a></frameset>",
    "plain text": b"no tag at all",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(1000),
}  # fmt: skip


def timed(given: Page) -> tuple[Article | Dropped, float]:
    """The outcome, and the seconds it took."""
    begun = time.perf_counter()
    outcome = process(given)
    return outcome, time.perf_counter() - begun


def sound(outcome: Article | Dropped) -> bool:
    """An outcome that can be stored: not our error, valid UTF-8, an article with text or a reason."""
    assert not (isinstance(outcome, Dropped) and outcome.reason is Reason.INTERNAL_ERROR), outcome
    return bool(msgspec.json.encode(outcome.to_dict())) and (isinstance(outcome, Dropped) or bool(outcome.text))


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon_with_an_outcome(name: str, form: Form) -> None:
    """As HTML and as a dump: no exception, no error of ours, no long wait."""
    outcome, seconds = timed(Page(HOSTILE[name], "https://a.example/x", form=form))
    assert sound(outcome)
    assert seconds < SOON


def test_text_at_great_depth_is_not_lost() -> None:
    """An article 5,000 elements deep is an article."""
    made = process(Page(b"<div>" * 5000 + page(1)))
    assert isinstance(made, Article)
    assert made.text == "\n\n".join(paragraphs(1))


@pytest.mark.parametrize("text", ["\ud800", "\udfff\ud800", "a\ud83d"], ids=ascii)
def test_lone_surrogates_in_a_str_raise_nothing(text: str) -> None:
    """In the text, the title and an attribute of a `str` page."""
    body = page(1).decode().replace("harbour", text).replace("Storm", text).replace("<p>", f"<p title='{text}'>")
    made = broadsheet.extract(body)
    assert isinstance(made, Article)
    assert made.text.encode()
    assert sound(made)


def suite(name: str, cases: int) -> Iterator[tuple[str, bytes]]:
    """(id, bytes) of a suite's inputs."""
    with gzip.open(need("suites", cases) / name, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            yield line["id"], base64.b64decode(line["base64"]) if "base64" in line else line["text"].encode()


def test_the_tree_construction_suite_raises_nothing() -> None:
    """1,796 inputs that parsers have stumbled over, each as a page of its own and inside an article."""
    count, slow = 0, []
    for name, data in suite("html5lib-inputs.jsonl.gz", 1796):
        count += 1
        for body in (data, page(1).replace(b"</article>", data + b"</article>")):
            outcome, seconds = timed(Page(body, "https://a.example/x"))
            assert sound(outcome), name
            slow += [name] * (seconds > 1)
    assert (count, slow) == (1796, [])


def test_json_ld_of_every_kind_raises_nothing() -> None:
    """318 JSON texts, good and bad, as the JSON-LD of a page: the article is there all the same."""
    for name, data in suite("json.jsonl.gz", 318):
        body = b'<script type="application/ld+json">' + data.replace(b"</", b"<\\/") + b"</script>" + page(1)
        outcome, _ = timed(Page(body, "https://a.example/x"))
        assert sound(outcome), name
        assert isinstance(outcome, Article), name


def test_naughty_strings_are_titles() -> None:
    """515 of them as title and headline: the text stays what it is, and the title can be stored."""
    for words in json.loads((need("suites", 515) / "naughty-strings.json").read_text("utf-8")):
        body = page(1).decode().replace("Storm 1 is over", html.escape(words))
        made = broadsheet.extract(body, "https://a.example/x")
        assert sound(made), words
        if isinstance(made, Dropped):  # a title of nothing but control characters makes the page binary data
            assert (made.reason, any(ord(sign) < 9 for sign in words)) == ("not_html", True), words
        else:
            assert made.text == "\n\n".join(paragraphs(1)), words


SENTENCE = b"The harbour opens again after the storm, and all the ferries sail on time. "
TAGS = [b"<p>", b"</p>", b"<article>", b"<div class=ad>", b"<h1>", b"<table><tr><td>", b"<li>", b"<a href=x>"]
SHARDS = st.lists(
    st.sampled_from([*TAGS, b"\n\n", SENTENCE, b"&nbsp;", b"Storm", b"\xff"]),
    max_size=60,
).map(b"".join)
"""Pages of random pieces: often an article, seldom a tidy one."""


@settings(max_examples=150)
@given(body=SHARDS | st.binary(max_size=400), form=st.sampled_from(Form))
@example(body=page(1), form=Form.HTML)
@example(body=dump(1), form=Form.TEXT)
def test_the_same_bytes_give_the_same_outcome(body: bytes, form: Form) -> None:
    """Twice in one process, equal in every field."""
    first = process(Page(body, "https://a.example/x", form=form))
    assert sound(first)
    assert process(Page(body, "https://a.example/x", form=form)).to_dict() == first.to_dict()


def test_the_same_bytes_give_the_same_outcome_in_other_processes() -> None:
    """Whatever the seed of Python's hashes: byte for byte."""
    code = "import msgspec, broadsheet as b; from tests.stories import page; from tests.test_pipeline import RICH;"
    code += "print(msgspec.json.encode([b.extract(p, 'https://a.example/x').to_dict() for p in (page(1), RICH)]))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(printed) == 1


RICH = b"""<!doctype html><html lang=en><head><title>Ferry sails - The Paper</title>
<meta name=keywords content="ferry, Harbour, harbour, quay, storm"><meta property=article:tag content=sea>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry sails","author":[{"name":"Anna Jones"},
{"name":"Robert Smith"}],"datePublished":"2024-03-01T10:00:00Z","image":["https://a.example/1.jpg"]}</script></head>
<body>""" + page(1)


def rewritten(made: Article) -> bytes:
    """A tidy page with nothing but the article's own words."""
    lead = f"<p>{html.escape(made.lead)}</p>" if made.lead else ""
    body = "".join(f"<p>{html.escape(block.text)}</p>" for block in made.body if block.role is not Role.LEAD)
    return f"<!doctype html><title>x</title><article><h1>x</h1>{lead}{body}</article>".encode()


@settings(max_examples=60)
@given(first=st.integers(0, 500), count=st.integers(4, 12), junk=st.booleans())
def test_extraction_of_its_own_answer_changes_nothing(first: int, count: int, junk: bool) -> None:
    """The text of an article, written as a page and extracted again, is the same text."""
    words = [sentence for number in range(first, first + count) for sentence in paragraphs(number)[:2]]
    nav = (
        "<nav><a href=/a>Home</a> <a href=/b>Sport</a></nav><form><input><button>Log in</button></form>" if junk else ""
    )
    body = f"{nav}<article><h1>x</h1>{''.join(f'<p>{sentence}</p>' for sentence in words)}</article>"
    made = broadsheet.extract(body)
    assert isinstance(made, Article)
    again = broadsheet.extract(rewritten(made))
    assert isinstance(again, Article)
    assert again.text == made.text == "\n\n".join(words)


def test_paragraphs_have_blank_lines_between_and_lists_have_none() -> None:
    """Text is derived from the body: tight within a list or table, loose around it."""
    roles = [Role.LEAD, Role.LIST_ITEM, Role.LIST_ITEM, Role.TABLE_ROW, Role.TABLE_ROW, Role.PARAGRAPH, Role.PARAGRAPH]
    blocks = tuple(BodyBlock(role, str(number), block=number) for number, role in enumerate(roles))
    assert text_of(blocks) == "0\n\n1\n2\n\n3\n4\n\n5\n\n6"
    assert text_of(()) == ""


def test_an_article_is_its_parts() -> None:
    """Text from body, lead from its lead blocks, one provenance for every fact that was found."""
    made = process(Page(RICH, "https://a.example/x"))
    assert isinstance(made, Article)
    assert made.text == text_of(made.body)
    assert made.authors == ("Anna Jones", "Robert Smith")
    assert {"title", "authors", "date_published", "tags"} <= set(made.provenance)
    assert {block.reference.partition(":")[0] for block in made.stripped}.isdisjoint(str(b.block) for b in made.body)


def test_without_a_url_the_bytes_make_the_id() -> None:
    """Equal bytes, equal id; with a URL its dedup key."""
    ids = {process(Page(page(n), url)).id for n in (1, 2) for url in (None, "https://a.example/x")}  # type: ignore[union-attr]
    assert len(ids) == 3
    assert process(Page(page(1), "http://www.a.example/x/?utm_source=y")).id in ids  # type: ignore[union-attr]


def test_choices_that_shape_the_text_are_in_its_fingerprint() -> None:
    """Options of fetching and workers do not count; those of parse, extract and gate do."""
    plain = extractor(Options())
    assert extractor(Options(fetch=FetchOptions(min_gap=9), workers=WorkerOptions(seconds=1))) == plain
    changed = (
        Options(gate=GateOptions(min_words=9)), Options(parse=ParseOptions(max_bytes=9)),
        Options(extract=ExtractOptions(engine="trafilatura")),
    )  # fmt: skip
    assert len({extractor(options).hash for options in (Options(), *changed)}) == 4


def test_options_reach_their_stages() -> None:
    """A page too large for parse, too short for the gate, or long enough for a laxer one."""
    small = process(Page(page(1)), Options(parse=ParseOptions(max_bytes=100)))
    assert isinstance(small, Dropped)
    assert small.reason == "too_large"
    assert process(Page(page(1)), Options(gate=GateOptions(min_words=85))).ok
    long = process(Page(page(1)), Options(gate=GateOptions(min_words=95)))
    assert isinstance(long, Dropped)
    assert long.reason == "too_short"


def test_a_trace_is_what_process_did() -> None:
    """Document, body and facts of an article; as far as it came, of a drop."""
    whole, empty = trace(Page(RICH)), trace(Page(b""))
    assert whole.outcome == process(Page(RICH))
    assert None not in (whole.document, whole.body, whole.facts)
    assert (empty.document, empty.body, empty.facts) == (None, None, None)


SPOILED = """
import broadsheet.metadata as metadata
from broadsheet.pipeline import process
from broadsheet.records import Page
from tests.stories import page
def describe(*_, **__):
    raise KeyError("no such thing")
metadata.describe = describe
print(process(Page(page(1), "https://a.example/x")).to_dict())
"""


def test_an_error_of_ours_is_an_outcome_that_says_where() -> None:
    """`internal_error` with type, message, our file and line, and no path of this machine; the traceback in the log."""
    ran = subprocess.run([sys.executable, "-c", SPOILED], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "'internal_error'" in ran.stdout, ran.stderr
    assert "KeyError: 'no such thing' at pipeline.py:" in ran.stdout
    assert str(Path(ROOT)) not in ran.stdout
    assert ran.stderr.startswith("internal error on https://a.example/x\nTraceback")
