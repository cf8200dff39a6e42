"""Stored articles made anew from their raw pages: what was learnt later reaches them, and nothing else changes.

Comes in: corpora of invented newspapers. Goes out: the corpora that re-extraction leaves, however it was ended.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.errors import UsageError
from broadsheet.options import ExtractOptions, Options, WorkerOptions
from broadsheet.run.reextract import Reextracted
from broadsheet.store import Store
from tests.faults import FaultServer, reply
from tests.papers import POLICY, noun, paper, paper_dump, papers_of
from tests.run.test_ingest import HERE, add, rows
from tests.run.test_turns import COUNT, exported, keeping
from tests.stories import broadsheet, page, start


def again(folder: Path, **how: object) -> list[Reextracted]:
    """All outcomes of a re-extraction."""
    with Corpus(folder) as corpus:
        return list(corpus.reextract(options=HERE, **how))  # type: ignore[arg-type]


def states(outcomes: list[Reextracted]) -> list[str]:
    """Their states, in alphabetical order."""
    return sorted(outcome.state for outcome in outcomes)


@pytest.mark.parametrize("make", [paper, paper_dump])
def test_what_was_learnt_later_reaches_the_first_pages(tmp_path: Path, make: object) -> None:
    """The first two stories of a site lose its policy, and say so; the others are as they were."""
    for number in range(4):
        (tmp_path / f"{number}.page").write_bytes(make(number))  # type: ignore[operator]
    add(tmp_path / "c", *(tmp_path / f"{number}.page" for number in range(4)))
    outcomes = again(tmp_path / "c")
    assert states(outcomes) == ["changed", "changed", "unchanged", "unchanged"]
    assert {outcome.removed for outcome in outcomes if outcome.state == "changed"} == {(POLICY,)}
    assert {outcome.added for outcome in outcomes} == {()}
    assert keeping(tmp_path / "c") == set()


def test_a_second_time_nothing_changes(tmp_path: Path) -> None:
    """Nor is there a version more, nor an attempt, and the database is whole."""
    add(tmp_path / "c", papers_of(tmp_path / "saved", 8))
    counts = "SELECT (SELECT count(*) FROM versions), (SELECT count(*) FROM attempts), (SELECT count(*) FROM inputs)"
    before = rows(tmp_path / "c", counts)
    assert states(again(tmp_path / "c")) == ["changed"] * 4 + ["unchanged"] * 4
    first = exported(tmp_path / "c")
    assert states(again(tmp_path / "c")) == ["unchanged"] * 8
    assert exported(tmp_path / "c") == first
    assert rows(tmp_path / "c", counts) == before
    with Corpus(tmp_path / "c") as corpus:
        assert corpus.check() == []
        assert corpus.search("moderate") == []


def test_a_site_can_be_named(tmp_path: Path) -> None:
    """The other one's articles are left alone."""
    add(tmp_path / "c", papers_of(tmp_path / "saved", 8))
    assert states(again(tmp_path / "c", site="www.gull.example")) == ["changed"] * 2 + ["unchanged"] * 2
    with Corpus(tmp_path / "c") as corpus:
        assert len([article for article in corpus.articles() if POLICY in article.text]) == 2


def test_the_order_of_the_pages_does_not_count_any_more(tmp_path: Path) -> None:
    """Whatever a corpus's history and the number of processes, re-extraction leads to the same bytes."""
    files = sorted(papers_of(tmp_path / "saved", COUNT).iterdir())
    add(tmp_path / "a", *files)
    add(tmp_path / "b", *reversed(files))
    again(tmp_path / "a")
    with Corpus(tmp_path / "b") as corpus:
        list(corpus.reextract(options=Options(workers=WorkerOptions(processes=3))))
    assert exported(tmp_path / "a") == exported(tmp_path / "b")


def test_a_corpus_that_never_learnt_learns_first(tmp_path: Path) -> None:
    """As one from before there were templates: its pages are read, then every one is made with what they tell."""
    add(tmp_path / "c", papers_of(tmp_path / "saved", 8))
    with Store(tmp_path / "c" / "corpus.db", write=True) as store, store.transaction() as db:
        db.execute("DELETE FROM page_texts")
    assert states(again(tmp_path / "c")) == ["changed"] * 4 + ["unchanged"] * 4
    assert keeping(tmp_path / "c") == set()


def test_a_killed_re_extraction_goes_on_where_it_was(tmp_path: Path) -> None:
    """SIGKILL twice: the same command completes it, and the corpus is that of an undisturbed one."""
    folder = papers_of(tmp_path / "saved", COUNT)
    for name in ("killed", "whole"):
        add(tmp_path / name, folder)
        with Store(tmp_path / name / "corpus.db", write=True) as store, store.transaction() as db:
            db.execute("UPDATE page_texts SET extractor = 'older'")
    command = ["-c", tmp_path / "killed", "reextract", "--all", "--workers", "2"]
    for outcomes in (1, 5):
        with start(*command) as child:
            assert child.stdout is not None
            for _ in range(outcomes):
                child.stdout.readline()
            child.kill()
    done = broadsheet(*command)
    assert (done.returncode, done.stdout.count("\n")) == (0, COUNT)
    again(tmp_path / "whole")
    assert exported(tmp_path / "killed") == exported(tmp_path / "whole")


def test_an_interrupted_re_extraction_leaves_a_whole_corpus(tmp_path: Path) -> None:
    """Left after the first outcome: the lock is free, the sums hold, the next one completes."""
    add(tmp_path / "c", papers_of(tmp_path / "saved", 8))
    with Corpus(tmp_path / "c") as corpus:
        next(iter(corpus.reextract(options=HERE)))
    assert rows(tmp_path / "c", "SELECT finished_at IS NULL FROM runs") == [(0,), (0,)]
    assert len(again(tmp_path / "c")) == 8
    assert keeping(tmp_path / "c") == set()


def test_pages_that_were_fetched_are_made_anew_too(tmp_path: Path) -> None:
    """From the archive, with the server gone."""
    with FaultServer({f"/{noun(number)}": reply(paper(number)) for number in range(3)}) as server:
        add(tmp_path, *(server.url(f"/{noun(number)}") for number in range(3)))
    assert states(again(tmp_path)) == ["changed", "changed", "unchanged"]


def test_words_that_an_older_version_has_make_it_the_newest(tmp_path: Path) -> None:
    """Two versions that only the site's words told apart are one version."""
    plain, bare = paper(0), paper(0, closing="")
    with FaultServer({"/a": reply(bare)}) as server:
        add(tmp_path, server.url("/a"))
        server.scripts["/b"] = reply(status="302 Found", location="/a")
        server.scripts["/a"] = reply(plain)
        add(tmp_path, server.url("/b"))
        for number in (1, 2):
            server.scripts[f"/{noun(number)}"] = reply(paper(number))
            add(tmp_path, server.url(f"/{noun(number)}"))
    assert rows(tmp_path, "SELECT count(*) FROM versions") == [(4,)]
    again(tmp_path)
    assert rows(tmp_path, "SELECT count(*), max(number) FROM versions") == [(3, 1)]
    assert keeping(tmp_path) == set()
    with Corpus(tmp_path) as corpus:
        assert corpus.check() == []


def test_another_engine_can_be_asked_and_ours_again(tmp_path: Path) -> None:
    """It knows no templates; afterwards ours does what it would have done."""
    pytest.importorskip("trafilatura")
    add(tmp_path / "c", papers_of(tmp_path / "saved", 6))
    again(tmp_path / "c")
    ours = exported(tmp_path / "c")
    with Corpus(tmp_path / "c") as corpus:
        other = Options(extract=ExtractOptions(engine="trafilatura"), workers=HERE.workers)
        assert {outcome.state for outcome in corpus.reextract(options=other)} == {"changed"}
    again(tmp_path / "c")
    assert exported(tmp_path / "c") == ours


def test_a_page_that_is_lost_or_no_article_keeps_the_stored_one(tmp_path: Path) -> None:
    """Each has its outcome with the reason."""
    (tmp_path / "a.html").write_bytes(page(1))
    (tmp_path / "b.html").write_bytes(paper(1))
    add(tmp_path / "c", tmp_path / "a.html", tmp_path / "b.html")
    before = exported(tmp_path / "c")
    with Store(tmp_path / "c" / "corpus.db", write=True) as store, store.transaction() as db:
        db.execute("UPDATE attempts SET warc_offset = warc_offset + 1 WHERE id = 1")
    strict = Options(gate=type(HERE.gate)(min_words=100_000), workers=HERE.workers)
    with Corpus(tmp_path / "c") as corpus:
        outcomes = list(corpus.reextract(options=strict))
    assert states(outcomes) == ["lost", "refused"]
    assert {outcome.state: outcome.evidence.split(":")[0] for outcome in outcomes}["refused"] == "too_short"
    assert exported(tmp_path / "c") == before


def test_without_a_corpus_there_is_nothing_to_make(tmp_path: Path) -> None:
    """And none is made."""
    with pytest.raises(UsageError, match="no corpus"):
        again(tmp_path / "none")
    assert not (tmp_path / "none").exists()
