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
