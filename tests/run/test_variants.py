"""Are two pages one story? Made pages for each variant, and for each lie.

Comes in: articles made by hand. Goes out: yes or no.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from broadsheet.records import Article, Extractor
from broadsheet.run.variants import handles, is_same_story, other_ids, plain_address
from broadsheet.urls import article_id
from tests.extract.pages import STORY

URL = "https://www.paper.example/2024/harbour"


def page(url: str | None = URL, text: tuple[str, ...] = STORY, **facts: Any) -> Article:
    """An article of a page."""
    known = {"title": "The harbour opens again", "date_published": "2024-03-02", **facts}
    made = Extractor("broadsheet", "0", "0")
    return Article(id=article_id(url or "-"), url=url, text="\n\n".join(text), extractor=made, **known)


BOX = (*STORY, "Read more of our reports from the coast in the app.")
VARIANTS = {
    "an AMP page that names its canonical address": page(URL + "/amp", BOX, canonical_url=URL),
    "an AMP page that the story names": page("https://paper.example/a/1.amp.html", BOX),
    "a mobile host": page("https://m.paper.example/2024/harbour", BOX),
    "a print path": page("https://www.paper.example/print/2024/harbour", BOX, title="The harbour opens"),
    "a print parameter": page(URL + "?print=1", BOX),
    "another section, in the same words": page("https://www.paper.example/coast/harbour"),
}
LIES = {
    "a canonical address of another story": page("https://www.paper.example/b", STORY[::-1][:3], canonical_url=URL),
    "the same form with other numbers": page(
        "https://www.paper.example/b", tuple(f"{text} {n * 37}." for n, text in enumerate(STORY)), canonical_url=URL,
        title="Goals: the harbour opens again",
    ),
    "another headline over the same words": page(
        "https://www.paper.example/b", title="A storm is coming", canonical_url=URL
    ),
    "the same words a year later": page("https://www.paper.example/b", date_published="2025-03-02", canonical_url=URL),
    "the words of the day before, unclaimed": page("https://www.paper.example/b", date_published="2024-03-01"),
    "near words that nobody claims": page("https://www.paper.example/b", BOX),
    "another site": page("https://copy.example/2024/harbour", canonical_url=URL),
    "a saved page without an address": page(None, canonical_url=URL),
    "half of the story": page(URL + "/amp", tuple(STORY[: len(STORY) // 2]), canonical_url=URL),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_the_same_story(name: str) -> None:
    """Whichever of the two is met first."""
    story = page(signals={"amp_url": "https://paper.example/a/1.amp.html"})
    assert is_same_story(story, VARIANTS[name])
    assert is_same_story(VARIANTS[name], story)


@pytest.mark.parametrize("name", LIES)
def test_a_lie_joins_nothing(name: str) -> None:
    """Whichever of the two is met first."""
    story = page()
    if name.startswith("the same form"):
        story = page(text=tuple(f"{text} {n}." for n, text in enumerate(STORY)))
    assert not is_same_story(story, LIES[name])
    assert not is_same_story(LIES[name], story)


@pytest.mark.parametrize("name", VARIANTS)
def test_variants_share_a_handle(name: str) -> None:
    """By which the second waits for the first to be stored."""
    story = page(signals={"amp_url": "https://paper.example/a/1.amp.html"})
    assert handles(story) & handles(VARIANTS[name])


def test_what_a_page_points_to_is_not_itself() -> None:
    """A canonical address of its own leads nowhere."""
    assert other_ids(page(canonical_url=URL + "?utm_source=x")) == ()
    assert other_ids(page(URL + "/amp", canonical_url=URL)) == (article_id(URL),)


def test_what_the_template_knows_does_not_count() -> None:
    """A closing line that one of the two was freed of."""
    closing = "Write to us at the desk, day and night."
    other = page("https://www.paper.example/coast/harbour", (*STORY, closing))
    assert not is_same_story(page(), other)
    assert is_same_story(page(), other, lambda paragraph: paragraph == closing)


@pytest.mark.parametrize(
    ("url", "plain"),
    {
        "https://m.paper.example/a": "//paper.example/a",
        "https://amp.paper.example/a": "//paper.example/a",
        "https://m.example/a": "//m.example/a",
        "https://www.paper.example/amp/2024/a": "//paper.example/2024/a",
        "https://www.paper.example/2024/a/amp/": "//paper.example/2024/a",
        "https://www.paper.example/2024/a.amp.html": "//paper.example/2024/a.html",
        "https://www.paper.example/2024/a?outputType=amp&id=3": "//paper.example/2024/a?id=3",
        "https://www.paper.example/a?view=print": "//paper.example/a",
        "https://www.paper.example/print": "//paper.example",
        "https://www.paper.example/amplifiers/a?id=1": "//paper.example/amplifiers/a?id=1",
        "https://www.paper.example/a?mode=list": "//paper.example/a?mode=list",
    }.items(),
)
def test_marks_of_variants_are_taken_off(url: str, plain: str) -> None:
    """By host, path and parameter; what only looks like a mark stays."""
    assert plain_address(url) == plain


@given(st.integers(), st.integers())
def test_ids_in_the_query_keep_addresses_apart(one: int, other: int) -> None:
    """Two ids are two plain addresses."""
    same = plain_address(f"https://paper.example/amp/?id={one}") == plain_address(f"https://paper.example/?id={other}")
    assert same == (one == other)


@given(st.text(), st.text())
def test_nothing_raises(url: str, words: str) -> None:
    """Whatever stands in a page."""
    odd = replace(page(url, (words,), canonical_url=words, signals={"amp_url": words}), date_published=words)
    is_same_story(page(), odd)
    handles(odd)
