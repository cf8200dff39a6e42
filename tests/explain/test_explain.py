"""Explanations: every block and field accounted for, shown as it is, harmless to a terminal.

Comes in: pages made by hand. Goes out: decisions, field reports, lines.
"""

from __future__ import annotations

import re

import msgspec
import pytest

from broadsheet.explain import Decision, decisions, field_reports, render
from broadsheet.explain.terminal import visible
from broadsheet.pipeline import Trace, trace
from broadsheet.records import Article, Page
from tests.stories import dump, page, paragraphs

ANSI = re.compile(r"\x1b\[\d+m")
HTML = page(1).replace(b"<title>", b"<meta property='og:title' content='Storm over'><title>")


@pytest.fixture(scope="module")
def traced() -> Trace:
    """A page's way through the house."""
    return trace(Page(HTML, "https://paper.example/storm"))


def decided(traced: Trace) -> tuple[Decision, ...]:
    """The decisions on a page."""
    assert traced.document is not None
    assert traced.body is not None
    return decisions(traced.document, traced.body)


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
    found = (decided(traced), field_reports(traced.facts))
    assert msgspec.json.decode(msgspec.json.encode(found[0]), type=tuple[Decision, ...]) == found[0]
    assert msgspec.json.encode(found[1])


def test_a_terminal_sees_every_block_and_field(traced: Trace) -> None:
    """Kept ones marked +, stripped ones - with their kind; no line wider than the terminal."""
    assert traced.facts is not None
    lines = [ANSI.sub("", line) for line in render(decided(traced), (), 100)]
    marks = [line.split()[1] for line in lines if re.match(r" *\d+ [+-] ", line)]
    assert marks == ["+" if decision.kept else "-" for decision in decided(traced)]
    assert max(map(len, lines)) <= 100
    shown = "\n".join(ANSI.sub("", line) for line in render((), field_reports(traced.facts), 100))
    assert all(field in shown for field in traced.facts.chosen)


def test_a_dump_is_explained_too() -> None:
    """Lines of a text dump have decisions as blocks of a tree have."""
    from broadsheet.records import Form

    found = decided(trace(Page(dump(1), form=Form.TEXT)))
    assert [d.text for d in found if d.kept] == paragraphs(1)


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
    lines = "".join(render(decided(traced), field_reports(traced.facts), 100))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", ANSI.sub("", lines))
    assert "\x1b[5m" not in lines
    assert set(ANSI.findall(lines)) <= {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m"}
    assert "\x1b[31mharbour" not in lines
