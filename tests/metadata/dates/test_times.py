"""Dates that the page shows."""

from __future__ import annotations

import pytest

from tests.metadata.reading import PROSE, read

TITLE = "<h1>Tide mill turns again</h1>"
BARE = "https://www.harbourpost.example/news/tide-mill"


def dates(inside: str, url: str = BARE, head: str = "") -> tuple[str | None, str | None]:
    """Published and modified."""
    facts = read(TITLE + inside, url, head)
    return facts.value("date_published"), facts.value("date_modified")


def test_time_elements_give_both_dates() -> None:
    """The words before a `<time>` say which date it is."""
    published = 'Published <time datetime="2024-05-02T10:00+02:00">2 May</time>'
    inside = f'<div>{published}. Updated <time datetime="2024-05-03">3 May</time></div>'
    assert dates(inside + PROSE) == ("2024-05-02T10:00+02:00", "2024-05-03")


def test_date_line_under_the_title_counts() -> None:
    """Plain text beside the title is a date line, paragraphs are not."""
    assert dates("<div>2 May 2024, 10:15</div>" + PROSE)[0] == "2024-05-02T10:15"
    assert dates(PROSE + "<p>The mill was built on 3 March 1874 and burnt down on 2 May 1934, they say.</p>")[0] is None


def test_related_storys_time_is_not_ours() -> None:
    """A `<time>` in a teaser or a comment dates something else."""
    inside = PROSE + '<div class="related"><time datetime="2020-01-01">old</time></div>'
    assert dates(inside) == (None, None)


@pytest.mark.parametrize(
    "path", ["2024/05/02/tide-mill", "tide-mill-2024-05-02", "20240502-tide-mill", "2024/may/02/tide"]
)
def test_url_dates_where_nothing_else_does(path: str) -> None:
    """The day in a path is the last resort."""
    assert dates(PROSE, f"https://www.harbourpost.example/{path}")[0] == "2024-05-02"


def test_declared_date_outweighs_the_url() -> None:
    """A full declared instant is finer and surer than a path."""
    head = '<meta property="article:published_time" content="2024-05-01T23:10:00Z">'
    assert dates(PROSE, "https://www.harbourpost.example/2024/05/02/x", head)[0] == "2024-05-01T23:10:00+00:00"


def test_template_default_is_a_claim_and_not_chosen() -> None:
    """1970 is recorded among the claims, and the next source is taken."""
    facts = read(TITLE + PROSE, BARE + "/2024/05/02/", '<meta name="date" content="1970-01-01T00:00:00Z">')
    assert facts.value("date_published") == "2024-05-02"
    assert "1970-01-01T00:00:00+00:00" in [claim.value for claim in facts.claims]


def test_modified_before_published_is_left_out() -> None:
    """A modification cannot precede the publication: it dates a template."""
    head = '<meta property="article:published_time" content="2024-05-02">'
    head += '<meta property="article:modified_time" content="2019-01-01">'
    assert dates(PROSE, head=head) == ("2024-05-02", None)


def test_the_nearest_time_element_is_the_articles() -> None:
    """A teaser's `<time>` above the headline is farther than the one below it."""
    above = '<div><time datetime="2020-01-01">1 January</time></div>' + "<div>Town</div>" * 5
    facts = read(above + TITLE + '<time datetime="2024-05-02">2 May</time>' + PROSE, BARE)
    assert facts.value("date_published") == "2024-05-02"


def test_wordpress_names_the_publication_updated_too() -> None:
    """`entry-date published updated` is of a page that was never changed."""
    inside = '<time class="entry-date published updated" datetime="2024-05-02">2 May</time>'
    assert dates(inside + PROSE) == ("2024-05-02", None)


def test_a_time_below_the_text_yields_to_a_line_under_the_headline() -> None:
    """It is often another story's."""
    foot = '<div><time datetime="2024-05-09">9 May</time></div>'
    assert dates("<div>Published 2 May 2024</div>" + PROSE + foot)[0] == "2024-05-02"
    assert dates(PROSE + foot)[0] == "2024-05-09"


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Tide mill turns again | Harbour Post | 02.05.2024", "2024-05-02"),
        ("Мельница снова вертится - Новости - 2 мая 2024, 18:47", "2024-05-02T18:47"),
        ("Tide mill turns again, 02.05.2024 | Harbour Post", None),
        ("Tide mill turns again | Diary for 2 May 2024", None),
        ("Tide mill turns again since 02.05.2024", None),
    ],
)
def test_a_title_may_end_with_the_day(title: str, day: str | None) -> None:
    """Behind the last bar stands a date and nothing else; it outweighs a caption's that looks like a date line."""
    tongue = "ru" if "м" in title else "de"
    facts = read(TITLE + PROSE, BARE, f"<html lang={tongue}><title>{title}</title>")
    assert facts.value("date_published") == day
    assert day is None or facts.chosen["date_published"].source == "title"
