"""The paragraph of the methods section: every number in it is true of the corpus."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.corpus import Corpus
from broadsheet.methods import paragraph
from broadsheet.store import Census, Collecting
from tests.stories import folder_of

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
    assert "34 (2.8%) gave none, for these reasons: captcha 30 and gone 4." in text
    assert "1 was still queued" in text
    assert "at least 1.5 s" in text
    assert (
        "published between 2020-01-01 and 2026-02-28 (3 without a date), by language en 1,100 and unknown 98." in text
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
    from msgspec.structs import replace

    text = paragraph(replace(CENSUS, outcomes=outcomes))
    asked = sum(outcomes.values())
    told = [
        int(number) for number in re.findall(r"(\d+) (?:of \d+ inputs|\([\d.]+%\) gave none|\w+ still queued)", text)
    ]
    assert sum(told) == asked


def test_a_corpus_is_counted(tmp_path: Path) -> None:
    """The same articles in another corpus have the same digest; the ledger is counted by site, day and origin."""
    pages = folder_of(tmp_path / "pages", 3)
    digests = set()
    for name in ("one", "two"):
        with Corpus(tmp_path / name) as corpus:
            list(corpus.add(pages))
            census = corpus.census()
            digests.add(census.digest)
            assert "3 of 3 inputs (100.0%)" in corpus.methods()
            assert [row[1:] for row in corpus.ledger_by("day")] == [("article", 3)]
    assert len(digests) == 1
    assert census.articles == 3
    assert census.runs[0].counts == {"article": 3}
