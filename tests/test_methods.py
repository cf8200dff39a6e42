"""The paragraph of the methods section: every number in it is true of the corpus."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from broadsheet.corpus import Corpus
from broadsheet.methods import paragraph
from broadsheet.run.manifest import LIBRARIES
from broadsheet.store import Census, Collecting
from tests.stories import broadsheet, folder_of, page

RUN = Collecting(1, "2026-03-01T10:00:00Z", None, "add", "0.9", {"fetch": {"min_gap": 1.5}}, {"article": 2})
CENSUS = Census(
    runs=(RUN,),
    outcomes={"article": 1200, "captcha": 30, "gone": 4, "queued": 1},
    origins={"urls.txt": 1234, "argument": 1},
    attempts=1300,
    articles=1198,
    removed=2,
    versions=1203,
    sites={f"site{number}.example": 100 - number for number in range(8)},
    languages={"en": 1100, "": 98},
    paywalls={"free": 10, "not_free": 20, "undeclared": 1168},
    truncated=7,
    undated=3,
    earliest="2020-01-01",
    latest="2026-02-28",
    extractors={"broadsheet 0.9, hash abc": 1198},
    digest="0" * 64,
)


def test_the_paragraph_says_what_was_asked_lost_and_kept() -> None:
    """With the share of each and the reasons by their number."""
    text = paragraph(CENSUS)
    assert "1,235 inputs were asked for, named by urls.txt (1,234) and the command line (1)." in text
    assert "1,200 of 1,235 inputs (97.2%) are articles of the corpus." in text
    assert "in one run." in text
    assert "34 (2.8%) gave none, for these reasons: captcha 30 and gone 4." in text
    assert "1 was still queued" in text
    assert "at least 1.5 s" in text
    assert (
        "published between 2020-01-01 and 2026-02-28 (3 without a date). By language: en 1,100 and unknown 98." in text
    )
    assert "3 others 282" in text


def test_an_empty_corpus_is_called_empty() -> None:
    """And nothing more is said of it."""
    nothing = dict.fromkeys(("attempts", "articles", "removed", "versions", "truncated", "undated"), 0)
    named = {name: {} for name in ("outcomes", "origins", "sites", "languages", "paywalls", "extractors")}
    empty = Census(runs=(), earliest=None, latest=None, digest="", **nothing, **named)  # type: ignore[arg-type]
    assert paragraph(empty) == "The corpus is empty."


@given(st.dictionaries(st.sampled_from(["article", "queued", "gone", "captcha"]), st.integers(0, 9), min_size=1))
def test_no_input_is_left_out(outcomes: dict[str, int]) -> None:
    """Articles, losses and queue sum to what was asked for, whatever they are."""
    text = paragraph(replace(CENSUS, outcomes=outcomes))
    asked = sum(outcomes.values())
    found = re.findall(r"(\d+) (?:of \d+ inputs|\([\d.]+%\)|\w+ still queued)|(one input is an article)", text)
    assert sum(int(number or 1) for number, _ in found) == asked


def test_a_corpus_is_counted(tmp_path: Path) -> None:
    """The same articles in another corpus have the same digest; the ledger is counted by site, day and origin."""
    pages = folder_of(tmp_path / "pages", 3)
    digests = set()
    for name in ("one", "two"):
        with Corpus(tmp_path / name) as corpus:
            list(corpus.add(pages))
            census = corpus.census()
            digests.add(census.digest)
            assert "3 of 3 inputs (100.0%) are articles" in corpus.methods()
            assert [row[1:] for row in corpus.ledger_by("day")] == [("article", 3)]
    assert len(digests) == 1
    assert census.articles == 3
    (ran,) = census.runs
    assert ran.counts == {"article": 3}
    assert (ran.added.versions, len(ran.added.digest)) == (3, 64)
    assert ran.made_by["extractor"]["hash"] in next(iter(census.extractors))
    assert set(ran.made_by["libraries"]) == set(LIBRARIES)
    assert ran.made_by["cookies"] is False


def test_what_was_followed_left_and_sent_is_told() -> None:
    """Listings by their kind, rules and doubles apart from losses, cookies, opt-outs, web archives and tables."""
    options = {"fetch": {"min_gap": 0.0}, "gate": {"respect_opt_out": True}}
    text = paragraph(
        replace(
            CENSUS,
            runs=(RUN, replace(RUN, options=options, made_by={"python": "3.12", "cookies": True})),
            outcomes={"article": 5, "list_page": 3, "robots_denied": 1, "duplicate_url": 2, "gone": 1},
            kinds={"url": 10, "file": 1, "text": 1},
            found_by={"": 3, "section": 8, "feed": 1},
            named_by={"argument": 2, "/lists/urls.txt": 1},
            listings={"section": 2, "feed": 1},
            archived=1,
            tables=2,
            opted_out=1,
        )
    )
    for words in (
        "12 inputs (10 addresses, one file and one text dump) were asked for: 3 named by the command line (2)"
        " and urls.txt (1), and 9 found by following what lists pages"
        " (8 on front pages and in sections and 1 in feeds).",
        "1 of them is a record of web archives. 2 came from tables",
        "at least 0 s to 1.5 s, by run, between two",
        "Cookies of our own access were sent in some runs.",
        "were not kept, in 1 of 2 runs: 1 in all.",
        "3 (25.0%) list pages and are no articles (list_page 3; followed were 2 front pages or sections and 1 feed).",
        "1 (8.3%) was left out by rule (robots_denied 1).",
        "2 (16.7%) are known already (duplicate_url 2).",
        "1 (8.3%) gave none, for these reasons: gone 1.",
        "(Python 3.12)",
    ):
        assert words in text


def test_a_corpus_of_one_is_told_in_the_singular() -> None:
    """One input, one article, no request."""
    one = replace(
        CENSUS, runs=(RUN,), outcomes={"article": 1}, kinds={"file": 1}, found_by={"": 1}, named_by={"argument": 1},
        attempts=1, articles=1, removed=0, versions=1, sites={"a.example": 1}, languages={"en": 1},
        paywalls={"undeclared": 1}, truncated=0, undated=0, earliest="2020-01-01", latest="2020-01-01",
    )  # fmt: skip
    text = paragraph(one)
    assert "1 input (one file) was asked for, named by the command line.\n\nThe one input is an article" in text
    assert "holds 1 article of 1 site (a.example), published on 2020-01-01. By language: en 1." in text
    assert "It does not declare whether it is free to read." in text
    assert "RFC 9309" not in text


def test_a_run_keeps_its_command_without_secrets(tmp_path: Path) -> None:
    """No mail address, no cookies, no password, no folder of this machine."""
    (tmp_path / "story.html").write_bytes(page(1))
    ran = broadsheet(
        "-c", tmp_path / "c", "add", "--contact", "me@home.example", "--since", "2024", "--resume",
        tmp_path / "story.html", "ftp://user:secret@paper.example/a",
    )  # fmt: skip
    assert ran.returncode in {0, 3}, ran.stderr
    with Corpus(tmp_path / "c") as corpus:
        (kept,) = corpus.census().runs
    assert kept.command == "add story.html ftp://paper.example/a --since 2024 --resume --contact …"
    assert "home.example" not in str(kept)
