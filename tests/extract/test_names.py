"""Class names to kinds of boilerplate: hints, at word bounds, the strongest first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.names import (
    _BY_LETTER,
    LEAD,
    LEAD_HEADS,
    PATTERN,
    inherit,
    name_of,
    names_of,
    suggested,
)
from broadsheet.records import Kind
from tests.extract.pages import blocks, part


@pytest.mark.parametrize(
    ("tokens", "kind", "word"),
    [
        ("article__comments", Kind.COMMENTS, "comments"),
        ("author-bio", Kind.AUTHOR_BIO, "author-bio"),
        ("post-author", Kind.BYLINE, "author"),
        ("wp-caption-text", Kind.CAPTION, "wp-caption-text"),
        ("image-credit", Kind.CREDIT, "image-credit"),
        ("newsletter-signup box", Kind.NEWSLETTER, "newsletter"),
        ("c-subscribe", Kind.SUBSCRIBE, "subscribe"),
        ("cookie-banner", Kind.CONSENT, "cookie"),
        ("social-share", Kind.SHARE, "social"),
        ("ad-slot", Kind.AD, "ad"),
        ("related stories", Kind.RELATED, "related"),
        ("read more", Kind.RELATED, "read more"),
        ("promo", Kind.TEASER, "promo"),
        ("entry-meta", Kind.DATELINE, "entry-meta"),
        ("breadcrumbs", Kind.NAVIGATION, "breadcrumbs"),
        ("site-footer", Kind.FOOTER, "footer"),
        ("search-form", Kind.SEARCH, "search-form"),
        ("kommentare", Kind.COMMENTS, "kommentare"),
        ("bildunterschrift", Kind.CAPTION, "bildunterschrift"),
    ],
)
def test_publishers_names_suggest_a_kind(tokens: str, kind: Kind, word: str) -> None:
    """In the words of English, German and other style sheets."""
    assert name_of("div", tokens) == (kind, word)


@pytest.mark.parametrize(
    "tokens",
    [
        "",
        "story text",
        "header-gradient",
        "download",
        "commentary",
        "loading",
        "shadow",
        "relative",
        "menukaart",
        "metal",
    ],
)
def test_a_word_within_a_word_suggests_nothing(tokens: str) -> None:
    """`ad` in `gradient`, `comment` in `commentary`, `relat` in `relative`."""
    assert name_of("div", tokens) is None


def test_the_strongest_name_counts_wherever_it_stands() -> None:
    """Comments in a footer of promos are comments."""
    found = name_of("footer", "promo footer comments")
    assert found is not None
    assert found.kind is Kind.COMMENTS


def test_a_tag_speaks_where_no_name_does() -> None:
    """`<nav>` without a class; a class beats it."""
    assert name_of("nav", "") == (Kind.NAVIGATION, "<nav>")
    assert name_of("nav", "share") == (Kind.SHARE, "share")
    assert name_of("div", "") is None


@pytest.mark.parametrize("tag", ["html", "body", "main"])
def test_the_page_itself_has_no_name(tag: str) -> None:
    """Bodies are called `single-post has-sidebar newsletter-open`."""
    assert name_of(tag, "comments newsletter sidebar") is None


def test_only_elements_with_text_are_named() -> None:
    """An empty share bar is nothing to strip."""
    table = blocks(part("div.share"), part("div.share", "Share"), part("div", part("nav", "Home")))
    names = dict(zip(table.elements.tag, names_of(table.elements), strict=True))
    assert [name and name.word for name in names_of(table.elements)] == [None, None, None, "share", None, "<nav>"]
    assert names["nav"] == (Kind.NAVIGATION, "<nav>")


@pytest.mark.parametrize(
    "tokens",
    [
        "article-lead",
        "c-standfirst",
        "dek",
        "summary",
        "entry-subtitle",
        "chapo",
        "vorspann",
        "entradilla",
        "teaser-text",
        "linha-fina",
    ],
)
def test_the_standfirst_is_known_by_name_in_many_languages(tokens: str) -> None:
    """At word bounds, as all names."""
    assert LEAD.search(tokens)
    assert not LEAD.search(f"x{tokens}x".replace("-", ""))


@given(st.text(alphabet="adeiklnprstu -_2", max_size=12), st.sampled_from(["dek", "teaser_text", "sub-head", "lede"]))
def test_a_standfirst_is_named_with_one_of_its_heads(around: str, name: str) -> None:
    """The cheap test before the pattern leaves none out."""
    tokens = f"{around} {name}"
    assert LEAD.search(tokens)
    assert LEAD_HEADS.intersection(re.findall("[a-z]+", tokens))


def test_every_alternative_begins_with_a_letter_and_captures_nothing() -> None:
    """What the one large pattern rests on: its branches go by first letter, its groups count the words."""
    assert all(word[0].isalpha() for word, _ in _BY_LETTER)
    assert all(re.compile(word).groups == 0 for word, _ in _BY_LETTER)
    assert PATTERN.groups == len(_BY_LETTER)


@given(st.text(alphabet="abcdeshmnortu -_", max_size=40))
def test_any_tokens_are_answered_with_a_word_of_theirs(tokens: str) -> None:
    """A name is a kind and the very word that suggested it, or nothing."""
    found = name_of("div", tokens)
    assert found is None or found.word in tokens


def test_names_are_inherited_from_the_nearest_ancestor_below_the_root() -> None:
    """One's own name first; the root's own is not passed on."""
    table = blocks(part("div.share", part("p", "a"), part("p.caption", part("b", "b"))), part("p", "c"))
    words = [name and name.word for name in inherit(table, names_of(table.elements))]
    assert words == [None, None, "share", "share", "caption", "caption", None]


def test_names_read_together_suggest_what_each_does_alone() -> None:
    """None reaches over to the next, and the page's own elements suggest nothing."""
    elements = [("div", "my"), ("div", "account share"), ("body", "ad"), ("nav", ""), ("p", "story"), ("p", "read")]
    assert suggested(elements) == [name_of(*element) for element in elements]
    assert [name and name.word for name in suggested(elements)] == [None, "share", None, "<nav>", None, None]
    assert suggested([]) == []
