"""Dates declared where no vocabulary says."""

from __future__ import annotations

import pytest

from tests.metadata.reading import PROSE, read

TITLE = "<h1>Tide mill turns again</h1>"
BARE = "https://www.harbourpost.example/news/tide-mill"


def published(inside: str, head: str = "") -> tuple[str | None, str | None]:
    """The date of publication and its source."""
    fact = read(TITLE + inside + PROSE, BARE, head).chosen.get("date_published")
    return (str(fact.value), fact.source) if fact else (None, None)


@pytest.mark.parametrize(
    "name", ["published-date", "w-published-date", "x:release_date", "cms.publishedAt", "pub-date"]
)
def test_odd_names_of_meta_are_understood(name: str) -> None:
    """Content systems invent names; they still say that something was published at a time."""
    head = f'<meta name="{name}" content="2024-05-02T10:15:00Z">'
    assert published("", head) == ("2024-05-02T10:15:00+00:00", f"meta:{name.lower()}")


@pytest.mark.parametrize(
    "tag",
    [
        '<span itemprop="datePublished" content="2024-05-02"></span>',
        '<span property="schema:dateCreated" content="2024-05-02" class="x"></span>',
        "<abbr class='entry published' title='2024-05-02'>a while ago</abbr>",
        '<span content="2024-05-02" itemprop="datePublished">a while ago</span>',
    ],
)
def test_attributes_in_the_body_are_read(tag: str) -> None:
    """Microdata, RDFa and hAtom on elements that hold no date in their words."""
    assert published(tag) == ("2024-05-02", "attribute")


def test_the_data_of_scripts_speaks_only_with_one_voice() -> None:
    """One day on the whole page is its own; several are those of other stories."""
    one = '<script>x={"publishedAt":"2024-05-02T10:15:00Z"}</script>'
    escaped = '<script>y="{\\"datePublished\\":\\"2024-05-02\\"}"</script>'
    other = '<script>z={"publishedAt":"2023-01-10T10:15:00Z"}</script>'
    assert published(one + escaped) == ("2024-05-02T10:15:00+00:00", "script")
    assert published(one + other) == (None, None)


def test_what_is_declared_in_the_open_is_not_overruled() -> None:
    """Hidden dates are asked only where nothing else speaks."""
    head = '<meta property="article:published_time" content="2024-05-01">'
    assert published('<span itemprop="datePublished" content="2024-05-02"></span>', head)[0] == "2024-05-01"
