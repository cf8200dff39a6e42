"""Searching: a person's words find what they mean, the best first, and no words can break anything.

Comes in: a small corpus and queries. Goes out: hits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.errors import UsageError
from broadsheet.search import search
from broadsheet.store import AttemptRow, Store, match_expression
from tests.shared import need
from tests.store.samples import article

STORIES = {
    "ferry": {"title": "Ferry strike ends", "text": "Crews return to the harbour.\n\nThe mayor thanked the crews."},
    "storm": {
        "title": "Storm closes school",
        "text": "The ferry stayed in the harbour.",
        "date_published": "2026-02-01",
    },
    "covid": {"title": "Covid-19 figures fall", "text": "Only 19 cases of covid were found.", "language": "de"},
    "opera": {"title": "Opéra de Genève", "text": "A night at the opera.", "url": "https://evening.example/opera"},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four stories."""
    with Store(tmp_path / "corpus.db", write=True) as opened:
        for name, more in STORIES.items():
            fields = {"url": f"https://morning.example/{name}", "tags": (), "authors": (), **more}
            number = opened.ask(name, "url", name).id
            opened.record_article(number, None, AttemptRow(), article(**fields))
        yield opened


def names(store: Store, query: str, **filters: str) -> list[str]:
    """The last part of each hit's URL, best first."""
    return [(hit.url or "").rpartition("/")[2] for hit in search(store, query, **filters)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry", ["ferry", "storm"]),
        ("FERRY harbour", ["ferry", "storm"]),
        ('"ferry stayed"', ["storm"]),
        ('"stayed ferry"', []),
        ("ferry -mayor", ["storm"]),
        ('ferry -"the mayor"', ["storm"]),
        ("ferry NOT mayor", ["storm"]),
        ("mayor OR opera", ["opera", "ferry"]),
        ("harbour mayor OR school", ["storm", "ferry"]),
        ("ferr*", ["ferry", "storm"]),
        ("ferr", []),
        ("covid-19", ["covid"]),
        ("opera geneve", ["opera"]),
        ("“night at”", ["opera"]),
        ("title:ferry", []),
        ("-ferry", []),
        ("", []),
        ('"', []),
        ("OR", []),
        ("AND ferry AND", ["ferry", "storm"]),
    ],
)
def test_words_find_what_they_mean(store: Store, query: str, found: list[str]) -> None:
    """Words, phrases, exclusions, alternatives and beginnings; case and accents do not count."""
    assert sorted(names(store, query)) == sorted(found)


def test_the_headline_counts_most(store: Store) -> None:
    """A story about the word comes before one that mentions it; scores fall."""
    hits = search(store, "ferry")
    assert [(hit.url or "")[-5:] for hit in hits] == ["ferry", "storm"]
    assert hits[0].score > hits[1].score > 0


def test_the_snippet_shows_the_place(store: Store) -> None:
    """The passage found is one line, with its matches in brackets."""
    (hit,) = search(store, "mayor")
    assert hit.snippet == "Crews return to the harbour. The [mayor] thanked the crews."
    assert (hit.title, hit.date_published) == ("Ferry strike ends", "2026-03-01T10:00+01:00")


def test_filters_and_limit_narrow(store: Store) -> None:
    """Site, days and language as everywhere; at most `limit` hits."""
    assert names(store, "the", site="evening.example") == ["opera"]
    assert names(store, "ferry", until="2026-02") == ["storm"]
    assert names(store, "ferry", since="2026-02-02") == ["ferry"]
    assert names(store, "covid", language="de") == ["covid"]
    assert len(search(store, "the", limit=1)) == 1
    assert search(store, "the", limit=-5) == []


def test_a_name_is_found_and_shown_as_a_name(store: Store) -> None:
    """Authors and tags are searched too, and read as text."""
    number = store.ask("x", "url", "x").id
    made = article("https://morning.example/x", authors=("Ann O'Writer", 'Jo "Jot" Núñez'), tags=())
    store.record_article(number, None, AttemptRow(), made)
    assert search(store, "o'writer")[0].snippet.startswith("Ann [O'Writer], Jo")
    assert names(store, "nunez") == ["x"]


def test_no_naughty_string_breaks_the_search(store: Store) -> None:
    """Each of the public naughty strings is a query with an answer, and as a filter too."""
    for text in json.loads((need("suites", 515) / "naughty-strings.json").read_bytes()):
        search(store, text)
        search(store, f'-{text} OR "{text}* NOT (', site=text, language=text)
        with pytest.raises(UsageError):
            search(store, "storm", since=text)


@given(st.text(st.sampled_from('ab"-*()^:+{}OR NOT AND,\0\ud800ß中“') | st.characters(), max_size=40))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_break_the_search(store: Store, query: str) -> None:
    """Whatever is typed, SQLite is given an expression that it can read, and what is found is in the store."""
    assert set(names(store, query)) <= set(STORIES)


def test_a_pasted_text_is_a_query_too(store: Store) -> None:
    """Beyond 64 terms the rest is left out instead of overflowing the parser."""
    assert search(store, "ferry " * 100_000)
    expression = match_expression("word -gone " * 5000)
    assert expression is not None
    assert len(expression) < 2000
