"""One story under several addresses, in a corpus: one article, an attempt for each address, the same rows again.

Comes in: small papers on the fault server. Goes out: outcomes, rows, what `rebuild` makes of the archive.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.records import Article
from tests.extract.pages import STORY
from tests.faults import FaultServer, reply
from tests.run.test_ingest import HERE, Outcome, add, reasons, rows, sums_up
from tests.upkeep.test_rebuild import made_again
from tests.upkeep.test_rebuild import rows as every_row

PLACE = "/2024/mill"


def told(head: str = "", *more: str, title: str = "The mill turns again", story: tuple[str, ...] = STORY) -> bytes:
    """A page with a story."""
    prose = "".join(f"<p>{text}</p>" for text in (*story, *more))
    return reply(f"<!doctype html><title>{title}</title>{head}<h1>{title}</h1><article>{prose}</article>")


def canonical(server: FaultServer, place: str = PLACE) -> str:
    """A claim to be at an address."""
    return f'<link rel="canonical" href="{server.url(place)}">'


def variants(server: FaultServer) -> list[str]:
    """A story and its variants; what each says of the others."""
    amp = f'<link rel="amphtml" href="{server.url("/x/1")}">'
    pages = {
        PLACE: told(canonical(server) + amp),
        "/x/1": told(canonical(server), "Open this report in our app."),
        "/print/2024/mill": told(),
        "/2024/mill?outputType=amp": told("", "Read on in the app for all of our reports."),
    }
    server.scripts.update(pages)
    return [server.url(place) for place in pages]


def added(folder: Path, *sources: str) -> list[Outcome]:
    """Outcomes one after the other: each page is in the corpus before the next is asked for."""
    return [outcome for source in sources for outcome in add(folder, source)]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_story_and_its_variants_are_one_article(tmp_path: Path, backwards: bool) -> None:
    """In one run, from either end: the others are `duplicate_url` with the article's id, and attempts of it."""
    with FaultServer() as server:
        urls = variants(server)[::-1] if backwards else variants(server)
        outcomes = add(tmp_path, *urls)
        asked = len(server.asked())
        assert reasons(outcomes) == {"article": 1, "duplicate_url": 3}
        (made,) = [outcome for outcome in outcomes if isinstance(outcome, Article)]
        assert rows(tmp_path, "SELECT DISTINCT article_id FROM attempts") == [(made.id,)]
        assert rows(tmp_path, "SELECT evidence FROM inputs WHERE state = 'dropped'") == [(made.id,)] * 3
        assert rows(tmp_path, "SELECT count(*) FROM attempts WHERE warc_file IS NOT NULL") == [(4,)]
        assert reasons(add(tmp_path, *urls)) == {"duplicate_url": 4}
        assert len(server.asked()) == asked
    assert sums_up(tmp_path)


def test_the_same_words_in_another_section_are_one_article(tmp_path: Path) -> None:
    """Though each claims an address of its own; not so where another day is theirs."""
    with FaultServer() as server:
        days = [f'<meta property="article:published_time" content="2024-03-0{day}">' for day in (1, 1, 2)]
        places = [f"/{section}/mill" for section in ("coast", "town", "briefing")]
        for place, day in zip(places, days, strict=True):
            server.scripts[place] = told(canonical(server, place) + day)
        assert reasons(add(tmp_path, *map(server.url, places))) == {"article": 2, "duplicate_url": 1}


def test_a_canonical_address_that_lies_joins_nothing(tmp_path: Path) -> None:
    """To another story, to the front page, to another site; over several runs and in one."""
    other = tuple(text[::-1] for text in STORY)
    with FaultServer() as server:
        server.scripts[PLACE] = told()
        server.scripts["/a"] = told(canonical(server), story=other)
        server.scripts["/b"] = told(canonical(server, "/"), story=other[:5], title="Bread from the first flour")
        server.scripts["/c"] = told(canonical(server), story=STORY, title="Four carpenters and a clockmaker")
        urls = [server.url(place) for place in (PLACE, "/a", "/b", "/c")]
        assert reasons(added(tmp_path / "runs", *urls)) == {"article": 4}
        assert reasons(add(tmp_path / "run", *urls)) == {"article": 4}


def test_a_wire_copy_on_another_site_is_an_article(tmp_path: Path) -> None:
    """Word for word, even where it names the first as canonical."""
    with FaultServer() as server, FaultServer(host="127.0.0.2") as copy:
        server.scripts[PLACE] = told()
        copy.scripts[PLACE] = told(canonical(server))
        assert reasons(added(tmp_path, server.url(PLACE), copy.url(PLACE))) == {"article": 2}


def test_stories_that_differ_by_their_id_stay_apart(tmp_path: Path) -> None:
    """`?id=` tells pages apart, and so do their words."""
    with FaultServer() as server:
        server.scripts["/story?id=1"] = told()
        server.scripts["/story?id=2"] = told(story=tuple(text.replace("mill", "boat") for text in STORY[::-1]))
        urls = [server.url(f"/story?id={number}") for number in (1, 2)]
        assert reasons(add(tmp_path, *urls)) == {"article": 2}


def test_the_archive_makes_the_same_rows_again(tmp_path: Path) -> None:
    """Variants, lies and all, learnt from in several runs."""
    with FaultServer() as server:
        urls = variants(server)
        server.scripts["/a"] = told(canonical(server), "Write to the desk.", story=STORY[:4], title="A boat is lost")
        server.scripts["/b"] = told("", "Write to the desk.", story=STORY[4:], title="The eels have other plans")
        add(tmp_path, *urls[:3], server.url("/a"))
        add(tmp_path, *urls[2:], server.url("/b"))
    before = every_row(tmp_path)
    lost, _ = made_again(tmp_path)
    assert lost == []
    assert every_row(tmp_path) == before


def test_a_removed_story_takes_its_variants_pages_with_it(tmp_path: Path) -> None:
    """The raw pages of all its addresses are erased, and adding them again brings nothing back."""
    with FaultServer() as server:
        urls = variants(server)
        made = next(outcome for outcome in add(tmp_path, *urls) if isinstance(outcome, Article))
        with Corpus(tmp_path, options=HERE) as corpus:
            assert corpus.remove(made.id) == [made.id]
        assert rows(tmp_path, "SELECT count(*) FROM attempts WHERE warc_digest IS NOT NULL") == [(0,)]
        assert reasons(add(tmp_path, *urls)) == {"duplicate_url": 4}
        before = every_row(tmp_path)
    assert made_again(tmp_path)[0] == []
    assert every_row(tmp_path)["articles"] == before["articles"]
