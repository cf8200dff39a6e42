"""Refused development pages as a table: each with what the gate saw and what a person says of it."""

from __future__ import annotations

from benchmarks.datasets import Sample
from benchmarks.gate import JUDGED, RIGHT, WRONG, refusals, section

SAID = "<p>The ferry left late on Monday, as its captain said.</p>" * 9
PAGE = f"<title>Ferry</title><article><h1>Ferry late</h1>{SAID}</article>"
LOST = "<title>404</title><h1>Not found</h1>"


def sample(name: str, html: str) -> Sample:
    """A page of a set."""
    return Sample(name, None, html.encode(), "", {})


def test_a_refused_page_is_listed_with_its_verdict() -> None:
    """An article is not listed; a page that somebody judged has their words; one that nobody saw counts as wrong."""
    rows = [
        sample("a", PAGE),
        sample("js-link-replacement", "<p>abc"),
        sample("new", "<title>404</title><h1>Not found</h1>"),
    ]
    seen, new = refusals(rows)
    assert (seen.reason, seen.verdict) == ("too_short", RIGHT)
    assert (new.reason, new.verdict) == ("soft_404", WRONG)
    assert "2 of 3 pages refused, 1 wrongly" in section("made", 3, [seen, new])


def test_every_verdict_has_a_cause() -> None:
    """In a few words, without the bars of the table."""
    assert all(verdict in (RIGHT, WRONG) and cause and "|" not in cause for verdict, cause in JUDGED.values())
