"""Bylines of the page itself: the article's, and nobody else's."""

from __future__ import annotations

import pytest

from tests.metadata.reading import PROSE, read

TITLE = "<h1>Tide mill turns again</h1>"


@pytest.mark.parametrize(
    "byline",
    [
        '<div class="article-byline">By <a href="/authors/jane-roe">Jane Roe</a></div>',
        '<a rel="author" href="/jane">Jane Roe</a>',
        '<span itemprop="author">Jane Roe</span>',
        "<div>By Jane Roe</div>",
        "<div>Text: Jane Roe</div>",
        '<div class="meta">2 May 2024 · Text: Jane Roe · 4 min</div>',
    ],
)
def test_byline_beside_the_title_is_the_author(byline: str) -> None:
    """Markup, link relation, microdata or a mere by-word: the name is found."""
    assert read(TITLE + byline + PROSE * 3).value("authors") == ("Jane Roe",)


@pytest.mark.parametrize(
    "other",
    [
        '<div class="comments"><span class="author">Ann Poe</span><div>Nice mill.</div></div>',
        '<aside class="related"><div class="byline">By Ann Poe</div></aside>',
        '<div class="teaser"><a rel="author" href="/ann">Ann Poe</a></div>',
        '<footer><div class="author">Ann Poe</div></footer>',
        '<figure><img src="/a.jpg"><figcaption><span class="author">Ann Poe</span></figcaption></figure>',
    ],
)
def test_others_names_are_not_the_author(other: str) -> None:
    """Comment authors, related stories' bylines and photographers wrote something else."""
    assert read(TITLE + PROSE * 3 + other).value("authors") is None


def test_people_of_the_byline_come_before_a_declared_site() -> None:
    """A template that declares the paper as author does not hide the reporter."""
    head = '<meta name="author" content="Harbour Post"><meta property="og:site_name" content="Harbour Post">'
    page = read(f'{TITLE}<div class="byline">By Jane Roe</div>{PROSE}', head=head)
    assert page.value("authors") == ("Jane Roe",)


def test_newsroom_alone_is_the_author() -> None:
    """Where nobody else is named, the paper's own name is the byline."""
    head = '<meta name="author" content="Harbour Post"><meta property="og:site_name" content="Harbour Post">'
    assert read(TITLE + PROSE, head=head).value("authors") == ("Harbour Post",)


def test_agency_as_byline_is_author_and_agency() -> None:
    """A wire service that signs is both."""
    page = read(f'{TITLE}<div class="byline">Reuters</div>{PROSE}')
    assert (page.value("authors"), page.value("agencies")) == (("Reuters",), ("Reuters",))


@pytest.mark.parametrize(
    "name",
    """
    author authors byline bylines by-line autor autoren autores autorin auteur auteurs autore autori writer writers
    reporter journalist verfasser contributor contributors signature firma creator authorname author-name articleauthor
    forfatter skribent kirjoittaja szerzo redaktor redacteur yazar muhabir byline_name authorlink
    """.split(),
)
def test_a_byline_goes_by_many_names(name: str) -> None:
    """An element that is called after the author, in any of the languages known, holds one."""
    assert read(f"{TITLE}<div class='meta-{name}'>Jane Roe</div>{PROSE}").value("authors") == ("Jane Roe",)
