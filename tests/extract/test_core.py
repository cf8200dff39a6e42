"""Whole pages through all steps: what comes out is the article, and every block says why."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.core import SECOND, extract_html
from broadsheet.extract.engine import engine_version, extract, require
from broadsheet.options import ExtractOptions
from broadsheet.records import Body, Document, Kind, Role
from tests.extract.pages import STORY, Inside, Part, Text, document, link, paragraphs, part

TITLE = part("h1", "Tide mill turns again after ninety years")
LEAD = part("p.standfirst", "After eleven winters of work the old wheel has ground its first sack of flour.")
MENU = part("nav", part("ul", *(part("li", link(name)) for name in ("Home", "Town", "Harbour", "Sport", "Eels"))))
SHARE = part("div.share", part("a", link("Share")), part("a", link("Mail")))
RULES = (
    "Comments are moderated before they are published. Please keep your comment civil and on topic; comments that are"
    " abusive or off-topic will be removed. By commenting you agree to our community guidelines."
)
COMMENTS = part("div.comments", part("h3", "Comments"), *(part("p", f"{text} I was there.") for text in STORY[:3]))
FOOTER = part(
    "footer", part("p", "Harbour Post is printed on the quay, rain or shine, since 1871. All rights reserved.")
)

TAGS = part("div.tags", part("a", link("Mills")))
HOUSE = part("section", part("h3", "Before you write"), part("p", RULES))
TOP = (TITLE, LEAD, part("div.byline", "By Ada Quay"), SHARE)

PAGE = (
    MENU,
    part("article", *TOP, *paragraphs(4), part("h2", "The cost"), *paragraphs(4, first=4), HOUSE, TAGS),
    COMMENTS,
    FOOTER,
)


def said(body: Body) -> list[tuple[Role, str]]:
    """Role and text of each block of the article."""
    return [(block.role, block.text) for block in body.blocks]


def kinds(page: Document, body: Body) -> dict[str, Kind | None]:
    """Text → kind of the stripped blocks."""
    return {text: label.kind for text, label in zip(page.blocks.text, body.labels, strict=True) if not label.kept}


def test_a_newspaper_page_becomes_its_article() -> None:
    """Lead, paragraphs and subheading in page order; menu, bylines, shares, comments and footer named and left out."""
    page = document(*PAGE, title="Tide mill turns again after ninety years - Harbour Post")
    body = extract_html(page)
    assert said(body) == [
        (Role.LEAD, "After eleven winters of work the old wheel has ground its first sack of flour."),
        *((Role.PARAGRAPH, text) for text in STORY[:4]),
        (Role.SUBHEADING, "The cost"),
        *((Role.PARAGRAPH, text) for text in STORY[4:]),
    ]
    found = kinds(page, body)
    assert found["Home"] is Kind.NAVIGATION
    assert found["Tide mill turns again after ninety years"] is Kind.TITLE
    assert (found["By Ada Quay"], found["Share"], found["Mills"]) == (Kind.BYLINE, Kind.SHARE, Kind.TAGS)
    assert found[f"{STORY[0]} I was there."] is Kind.COMMENTS
    assert found[RULES] is Kind.COMMENT_POLICY
    assert body.confidence > 0.7


@pytest.mark.parametrize(
    "wrap",
    [
        lambda *inside: part("form", *inside),
        lambda *inside: part("aside", *inside),
        lambda *inside: part("div.newsletter promo", *inside),
        lambda *inside: part("table", part("tr", part("td", *inside))),
        lambda *inside: part("div", part("div", part("section.card", *inside))),
    ],
)
def test_an_article_is_found_in_whatever_it_is_wrapped(wrap: type[Part]) -> None:
    """A form, an aside, a lying name, a layout table: the text is the same."""
    body = extract_html(document(MENU, wrap(TITLE, *paragraphs(8)), FOOTER))
    assert [text for _, text in said(body)] == list(STORY)


def test_a_page_without_text_has_an_empty_article() -> None:
    """No blocks, little confidence, no error."""
    for page in (document(), document(MENU)):
        body = extract_html(page)
        assert body.blocks == ()
        assert body.confidence < 0.7
        assert len(body.labels) == len(page.blocks)


def test_changed_blocks_carry_the_rule_that_changed_them() -> None:
    """A label whose verdict differs from its looks says by which rule."""
    page = document(*PAGE, title="Tide mill turns again after ninety years")
    for label in extract_html(page).labels:
        assert label.rule or label.kept is label.first


words = st.sampled_from(
    [*STORY, "Comments", "Related stories", "By Ada Quay", "2 May 2024", "It did.", "Home", "a | b"]
)
leaves: st.SearchStrategy[Inside] = st.builds(
    Text, words, st.sampled_from([0.0, 0.2, 1.0]), st.sampled_from([0.0, 1.0])
)
specs = st.sampled_from(
    "div div.story p h1 h2 ul li table tr td article aside nav footer form blockquote pre time figcaption a b"
    " div.comments div.share div.related p.lead section.live-blog".split()
)
pages = st.recursive(
    leaves, lambda inside: st.tuples(specs, st.lists(inside, max_size=5)).map(lambda made: part(made[0], *made[1])),
    max_leaves=30,
)  # fmt: skip


@given(st.lists(pages, max_size=6))
def test_every_page_has_an_outcome_that_agrees_with_itself(parts: list[Inside]) -> None:
    """One label a block, a role or a kind; the article is just what was kept, in order, and the same each time."""
    page = document(*parts, title="Tide mill turns again")
    body = extract_html(page)
    assert len(body.labels) == len(page.blocks)
    assert all((label.role is None) is not (label.kind is None) for label in body.labels)
    kept = [row for row, label in enumerate(body.labels) if label.kept]
    rows = [block.block for block in body.blocks]
    assert rows == sorted(set(rows))
    assert set(rows) <= set(kept)
    assert " | ".join(page.blocks.text[row] for row in kept).split() == " | ".join(b.text for b in body.blocks).split()
    assert 0 <= body.confidence <= 1
    assert extract_html(page) == body


def test_the_door_takes_html_to_the_core() -> None:
    """The engine that is not named is ours."""
    page = document(*PAGE)
    assert extract(page, ExtractOptions()) == extract_html(page)


def test_our_engine_needs_no_package_and_has_no_other_version() -> None:
    """Only the other engine has both."""
    require(ExtractOptions())
    assert engine_version(ExtractOptions()) == b""


def test_a_page_that_got_a_second_opinion_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the network is unsure of the whole page, every block that no rule decided carries the evidence."""
    core = sys.modules[extract_html.__module__]
    monkeypatch.setattr(core, "score", lambda blocks, *_: np.full(len(blocks), 0.2, np.float32))
    body = extract_html(document(*paragraphs(6)))
    assert [block.text for block in body.blocks] == list(STORY[:6])
    assert {label.rule for label in body.labels} == {SECOND}
