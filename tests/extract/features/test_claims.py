"""How far blocks repeat what the page says of itself."""

from __future__ import annotations

import json

import pytest

from broadsheet.extract.features import NAMES, features
from broadsheet.extract.features import claims as room
from broadsheet.extract.features.claims import PROBE, declared_body
from tests.extract.pages import STORY, Inside, document, link


def column(name: str, *parts: Inside, headline: int | None = None, **page: str) -> list[float]:
    """One measure of a page's blocks, rounded."""
    measured = features(document(*parts, **page), headline)  # type: ignore[arg-type]
    return [round(float(value), 3) for value in measured.numbers[:, NAMES.index(name)]]


def declared(text: str) -> tuple[str, ...]:
    """A page's JSON-LD with this article body."""
    return (json.dumps({"@type": "NewsArticle", "articleBody": text}),)


def test_a_headline_repeats_the_declared_title() -> None:
    """Three of its four words; another block has one."""
    assert column("in_title", "The mill turns again", "The harbour", title="The Mill turns") == [0.75, 0.5]


def test_the_title_of_either_declaration_counts() -> None:
    """`og:title` and `<title>` together."""
    assert column("in_title", "mill turns", title="mill", og_title="turns") == [1.0]


def test_an_author_line_repeats_the_author() -> None:
    """Two words of three; without an author none."""
    assert column("in_author", "By Ada Lindqvist", author="Ada Lindqvist") == [0.667]
    assert column("in_author", "By Ada Lindqvist") == [0.0]


def test_the_lead_repeats_the_description() -> None:
    """By its words where it has at least five, and a longer one by its beginning."""
    assert column("in_description", "the mill turns", "the old tide mill turns", description="the mill turns") == [
        0,
        0.6,
    ]
    long = " ".join(STORY[:3])
    assert column("in_description", long, " ".join(STORY[3:]), description=long[:120]) == [1.0, 0.0]


def test_short_links_claim_nothing() -> None:
    """They repeat the title wherever the page is linked."""
    assert column("in_title", link("The mill turns"), title="The mill turns") == [0.0]


def test_text_that_the_declared_body_holds_is_in_it() -> None:
    """The declared body has the story; the page shows a paragraph of it, and another text."""
    page = document(STORY[0], STORY[7], "Read", json_ld=declared("\n".join(STORY[:4])))
    measured = features(page, None).numbers
    assert measured[:, NAMES.index("in_body")].tolist() == [1, 0, 0]
    assert measured[:, NAMES.index("has_body")].tolist() == [1, 1, 1]


@pytest.mark.parametrize("text", ["Short.", "x" * 199])
def test_a_teaser_is_no_body(text: str) -> None:
    """Two hundred characters are the least."""
    assert declared_body(declared(text)) == ""


def test_a_body_is_read_without_escapes_tags_and_signs() -> None:
    """`\\u00e9` is a letter, `<p>`, `&nbsp;` and line feeds are not."""
    text = 'Caf\u00e9 <p class="x">\n "Mill"&nbsp;' + "wheel " * 40
    assert declared_body(declared(text)) == "cafémill" + "wheel" * 40


def test_the_longest_declared_body_is_taken() -> None:
    """A page may declare that of a teaser as well."""
    assert declared_body((*declared("b" * 300), *declared("c" * 400))) == "c" * 400


def test_a_body_that_is_never_closed_is_none() -> None:
    """And is given up at once, however long."""
    assert declared_body(('"articleBody": "' + "mill \\\\ " * 200_000,)) == ""


def test_of_a_huge_body_only_so_many_blocks_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is bounded: later blocks count as not found."""
    page = document(*STORY[:4], json_ld=declared("\n".join(STORY[:4])))
    length = len(declared_body(page.declared.json_ld))
    monkeypatch.setattr(room, "WORK", 2 * length)
    assert features(page, None).numbers[:, NAMES.index("in_body")].tolist() == [1, 1, 0, 0]


def test_blocks_know_how_far_the_headline_is() -> None:
    """Before it less than nothing, at it nothing."""
    assert column("after_headline", "a", "b", "c", headline=1) == [-0.693, 0.0, 0.693]
    assert column("is_headline", "a", "b", "c", headline=1) == [0, 1, 0]
    assert column("no_headline", "a", headline=0) == [0]
    assert column("no_headline", "a") == [1]


def test_a_block_of_blanks_repeats_nothing() -> None:
    """It has no words to divide by."""
    assert column("in_title", "\u2003" * PROBE, title="The mill") == [0.0]
