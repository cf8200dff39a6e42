"""Lines of text that date the article."""

from __future__ import annotations

import pytest

from tests.metadata.reading import PROSE, read

TITLE = "<h1>Tide mill turns again</h1>"
BARE = "https://www.harbourpost.example/news/tide-mill"
FAR = "<p>Home</p>" * 40


def published(inside: str) -> tuple[str | None, str | None]:
    """The date of publication and its source."""
    fact = read(TITLE + inside, BARE).chosen.get("date_published")
    return (str(fact.value), fact.source) if fact else (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "May 2, 2024",
        "By Jane RoeMay 2, 2024",
        "Posted on May 2, 2024 in Town",
        "Harbour Post | 2 May 2024",
        "Date:2 May 2024",
        "May 022024",
    ],
)
def test_a_line_under_the_headline_dates_the_article(line: str) -> None:
    """Alone, beside a name, after a label, glued to its neighbours."""
    assert published(f"<div>{line}</div>{PROSE}") == ("2024-05-02", "block:dateline")


@pytest.mark.parametrize(
    "line",
    [
        "Member since 2 May 2024",
        "On show: 2 May 2024 - 9 May 2024",
        "2 May 2024 – 9 May 2024",
    ],
)
def test_dates_of_persons_and_periods_are_not_the_articles(line: str) -> None:
    """What a date is of is said by the words before it and by a second one behind."""
    assert published(f"<div>{line}</div>{PROSE}") == (None, None)


def test_a_line_at_the_foot_counts_where_the_head_says_nothing() -> None:
    """Its label makes it sure, the head comes first."""
    foot = "<div>Published: 2 May 2024</div>"
    assert published(PROSE * 3 + foot) == ("2024-05-02", "block:dateline")
    assert published("<div>1 May 2024</div>" + PROSE * 30 + foot)[0] == "2024-05-01"


def test_a_label_of_its_own_block_names_the_date_after_it() -> None:
    """Cards of facts put label and value in elements of their own, far from the text."""
    card = FAR + "<p>Published</p><p>May 2, 2024</p>"
    assert published(PROSE + card) == ("2024-05-02", "block:dateline")
    assert published(PROSE + FAR + "<p>Elsewhere</p><p>May 2, 2024</p>")[0] is None


def test_a_paragraph_may_begin_with_its_date() -> None:
    """As German papers and agencies write; a date within a sentence is the sentence's."""
    text = "the wheel of the old tide mill turned for the first time in ninety years, " * 3
    assert published(f"<p>(02.05.2024) – {text}</p>")[0] == "2024-05-02"
    assert published(f"<p>Harbourton, 2 May 2024 – {text}</p>")[0] == "2024-05-02"
    assert published(f"<p>They say that on 2 May 2024 {text}</p>")[0] is None


def test_a_blogs_sentence_of_its_posting_is_read() -> None:
    """The template's words stand below the text, longer than a line."""
    entry = (
        "This entry was posted on Thursday, May 2nd, 2024 at 10:15 and is filed under Town. " + "You can follow. " * 8
    )
    assert published(f"{PROSE * 3}<div>{entry}</div>")[0] == "2024-05-02T10:15"


def test_a_related_storys_line_is_not_preferred() -> None:
    """The same words in a list of other stories weigh less than the article's own."""
    other = "<div class=related-posts><div class=date>9 May 2024</div></div>"
    assert published("<div>By Jane Roe, Harbourton, 2 May 2024</div>" + PROSE + other)[0] == "2024-05-02"
    assert published(PROSE + other)[1] != "block:dateline"
