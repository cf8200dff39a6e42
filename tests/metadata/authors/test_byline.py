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


FAR = "<div><p>Ferry late.</p></div>" * 30


def test_a_label_far_below_names_the_author() -> None:
    """A box of facts at the page's end says who wrote; not where it says two things."""
    box = "<div class=byline>Author Jane Roe</div>"
    assert read(TITLE + PROSE * 3 + FAR + box * 2).value("authors") == ("Jane Roe",)
    assert read(TITLE + PROSE * 3 + FAR + box + "<div class=byline>Author Ann Poe</div>").value("authors") is None
    assert read(TITLE + PROSE * 3 + FAR + "<div class=byline>By Jane Roe</div>").value("authors") is None


def test_a_name_beside_the_date_is_the_author() -> None:
    """Between title and text, where nothing else says who wrote."""
    assert read(f"{TITLE}<div class=dateline>2 May 2024 | Jane Roe</div>{PROSE}").value("authors") == ("Jane Roe",)


def test_a_short_paragraph_may_be_the_byline() -> None:
    """What extraction kept is a byline all the same where it is short and names someone."""
    assert read(f"{TITLE}<p>By Jane Roe</p>{PROSE * 3}").value("authors") == ("Jane Roe",)
    assert read(f"{TITLE}<p>By the time the ferry came in, Jane Roe had gone.</p>{PROSE * 3}").value("authors") is None


def test_a_full_name_is_better_than_a_login() -> None:
    """A content system declares `jane.roe`, the page shows who that is."""
    head = '<meta name="author" content="jane.roe">'
    page = read(f'{TITLE}<div class="byline">By Jane Roe</div>{PROSE}', head=head)
    assert page.value("authors") == ("Jane Roe",)
    assert read(TITLE + PROSE, head=head).value("authors") == ("jane.roe",)


def test_a_site_with_its_address_is_no_author_beside_a_reporter() -> None:
    """`Salt Ledger (www.….example)` is the site by whatever name."""
    head = '<meta name="author" content="Salt Ledger (www.harbourpost.example)">'
    assert read(f'{TITLE}<div class="byline">By Jane Roe</div>{PROSE}', head=head).value("authors") == ("Jane Roe",)


def test_a_meta_tag_signs_no_article_of_the_site_that_json_ld_leaves_unsigned() -> None:
    """The template names itself; the article's own node names nobody."""
    node = '{"@type": "NewsArticle", "headline": "Tide mill turns again", "publisher": {"name": "Harbour Post"}}'
    head = f'<meta name="author" content="Harbour Post"><script type="application/ld+json">{node}</script>'
    assert read(TITLE + PROSE, head=head).value("authors") is None


def test_credit_below_the_text_names_the_service() -> None:
    """A line that extraction takes out of the text still says whose story it is; a picture's does not."""
    assert read(PROSE * 3 + "<p class=credit>(dpa/afp)</p>").value("agencies") == ("dpa", "AFP")
    picture = "<figure><img src=/a.jpg><figcaption class=credit>AFP</figcaption></figure>"
    assert read(PROSE * 3 + picture).value("agencies") is None
