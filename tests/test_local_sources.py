"""Whole runs over web archives, packed files and tables: outcomes, raw pages, resuming, what is joined."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from itertools import islice
from pathlib import Path

import pytest

from broadsheet import Article, Corpus, Dropped, Options
from broadsheet.options import WorkerOptions
from broadsheet.records import Reason
from broadsheet.source import Take, read_table
from broadsheet.upkeep.rebuild import Rebuilt, rebuild
from broadsheet.upkeep.verify import Verified, verify
from tests.source.records import http, packed, response, story, url_of
from tests.source.test_packed import zipped
from tests.stories import broadsheet, page

HERE = Options(workers=WorkerOptions(processes=1))
COUNT = 12


def shard(folder: Path, *more: bytes) -> Path:
    """A web archive of stories."""
    path = folder / "crawl.warc.gz"
    path.write_bytes(packed(*[story(number) for number in range(COUNT)], *more))
    return path


def rows(corpus: Path, query: str) -> list[tuple[object, ...]]:
    """What the database answers."""
    db = sqlite3.connect(corpus / "corpus.db")
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def test_an_archive_becomes_a_corpus_that_stands_alone(tmp_path: Path) -> None:
    """Articles under their URLs, exchanges as they were recorded: made anew without the archive, all is the same."""
    path = shard(tmp_path, response(url_of(99), http(page(99)[:200], Content_Length="5000")))
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        found = list(corpus.add(path))
        assert [one.url for one in found if isinstance(one, Article)] == [url_of(number) for number in range(COUNT)]
        assert [one.reason for one in found if isinstance(one, Dropped)] == [Reason.INCOMPLETE]
        path.unlink()
        assert {one.state for one in corpus.reextract()} == {"unchanged"}
        one = next(iter(corpus.articles()))
        raw = corpus.page(one.id)
        assert (raw.url, raw.status, raw.charset) == (one.url, 200, "utf-8")
        assert raw.fetched_at == "2024-03-05T10:00:00Z"
    assert rows(tmp_path / "c", "SELECT DISTINCT site FROM inputs WHERE state = 'article'") == [("paper.example",)]
    assert rows(tmp_path / "c", "SELECT count(*) FROM attempts WHERE final_url LIKE 'https://www.paper%'") == [(COUNT,)]
    assert not list(verify(tmp_path / "c", done := Verified()))
    assert done.referred == COUNT


def test_a_corpus_of_records_and_saved_pages_is_made_again_from_its_archive(tmp_path: Path) -> None:
    """The same rows: addresses, days and charsets of pages that came from elsewhere are in the archive."""
    saved = tmp_path / "saved.zip"
    saved.write_bytes(zipped({"a.html": page(30), "a.url": b"URL=https://other.example/a\n", "b.html": page(31)}))
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        list(corpus.add(shard(tmp_path, response(url_of(98), http(b" "))), saved))
    tables = ("inputs", "attempts", "articles", "versions", "page_texts")
    before = [rows(tmp_path / "c", f"SELECT * FROM {table} ORDER BY 1") for table in tables]
    for path in (tmp_path / "c").glob("corpus.db*"):
        path.unlink()
    assert not list(rebuild(tmp_path / "c", HERE, Rebuilt()))
    assert [rows(tmp_path / "c", f"SELECT * FROM {table} ORDER BY 1") for table in tables] == before


def test_an_interrupted_archive_goes_on(tmp_path: Path) -> None:
    """Ended after three pages, added again: every page once, as in a run that was not disturbed."""
    path = shard(tmp_path)
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        assert len(list(islice(corpus.add(path), 3))) == 3
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        list(corpus.add(path))
    with Corpus(tmp_path / "whole", options=HERE) as corpus:
        list(corpus.add(path))
    query = "SELECT key, state, source FROM inputs ORDER BY id"
    assert rows(tmp_path / "c", query) == rows(tmp_path / "whole", query)
    assert rows(tmp_path / "c", "SELECT count(*) FROM versions") == [(COUNT,)]


@pytest.mark.parametrize("name", ["crawl.warc.gz", "saved.zip"])
def test_what_was_left_queued_is_taken_up(tmp_path: Path, name: str) -> None:
    """`--resume` reads each page again by its name; one that is gone is told."""
    path = tmp_path / name
    path.write_bytes(
        packed(*[story(number) for number in range(COUNT)])
        if name.endswith("gz")
        else zipped({f"a/{number}.html": page(number) for number in range(COUNT)})
    )
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        list(corpus.add(path))
    with sqlite3.connect(tmp_path / "c" / "corpus.db") as db:
        db.execute("UPDATE inputs SET state = 'queued', article_id = NULL WHERE id IN (2, 5, 11)")
        db.execute("UPDATE inputs SET source = source || '7', state = 'queued', article_id = NULL WHERE id = 12")
    db.close()
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        found = [outcome.reason for outcome in corpus.add(resume=True) if isinstance(outcome, Dropped)]
    assert sorted(found) == [*[Reason.DUPLICATE_URL] * 3, Reason.UNREADABLE]


def test_pages_in_a_zip_file_keep_their_address(tmp_path: Path) -> None:
    """That of the file beside them, in the corpus too when the zip file is gone."""
    path = tmp_path / "saved.zip"
    path.write_bytes(zipped({"a.html": page(1), "a.url": b"[InternetShortcut]\nURL=https://paper.example/a\n"}))
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        [found] = corpus.add(path)
        path.unlink()
        assert isinstance(found, Article)
        assert found.url == "https://paper.example/a"
        assert [one.state for one in corpus.reextract()] == ["unchanged"]
        assert corpus.page(found.id).body == page(1)
        assert corpus.remove("paper.example") == [found.id]


def table(folder: Path) -> Path:
    """Three rows, two of them of one page."""
    for number in (1, 2):
        (folder / f"{number}.html").write_bytes(page(number))
    made = [("path", "outlet", "=cmd"), (folder / "1.html", "A", "=1+1"), (folder / "2.html", "B; b", "x"),
            (folder / "1.html", "C", "=1+1")]  # fmt: skip
    path = folder / "t.csv"
    with path.open("w", newline="") as out:
        csv.writer(out).writerows(made)
    return path


def test_the_columns_of_a_table_are_joined_to_the_output(tmp_path: Path) -> None:
    """Every row of an article, under names that are none of ours, no cell a formula; twice added, once there."""
    path = table(tmp_path)
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        for _ in range(2):
            list(corpus.add(lists=[read_table(path, "path", Take(100_000))]))
        lines, cells, plain = io.BytesIO(), io.BytesIO(), io.BytesIO()
        assert corpus.export("jsonl", lines, join=True) == corpus.export("csv", cells, join=True) == 2
        corpus.export("csv", plain)
    joined = {json.loads(line)["title"]: json.loads(line)["input"] for line in lines.getvalue().splitlines()}
    first = [{"outlet": "A", "=cmd": "=1+1"}, {"outlet": "C", "=cmd": "=1+1"}]
    assert joined == {"Storm 1 is over": first, "Storm 2 is over": [{"outlet": "B; b", "=cmd": "x"}]}
    parsed = {row["title"]: row for row in csv.DictReader(io.StringIO(cells.getvalue().decode()))}
    assert parsed["Storm 1 is over"]["input_outlet"] == "A; C"
    assert parsed["Storm 1 is over"]["input_=cmd"] == "'=1+1; =1+1"
    assert b"input_" not in plain.getvalue()


def test_removal_takes_the_columns_too(tmp_path: Path) -> None:
    """What a table said of a removed article may name the person."""
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        list(corpus.add(lists=[read_table(table(tmp_path), "path", Take(100_000))]))
        gone = next(one.id for one in corpus.articles() if one.title == "Storm 1 is over")
        corpus.remove(gone)
    assert [json.loads(str(row[0]))["outlet"] for row in rows(tmp_path / "c", "SELECT cells FROM input_columns")] == [
        "B; b"
    ]


def test_the_command_line_tells_what_it_passed_over(tmp_path: Path) -> None:
    """Counts on stderr, names that `extract` takes, a table's missing column, days that are none."""
    path = shard(tmp_path, response(url_of(99), http(b"", status="404 Not Found")))
    ran = broadsheet("-c", tmp_path / "c", "add", path, "--site", "paper.example", "--since", "2024")
    assert ran.returncode == 0, ran.stderr
    assert f"{COUNT} inputs: {COUNT} article\npassed over as no pages: 1 answers with HTTP 404\n" in ran.stderr
    name = ran.stdout.splitlines()[3].split("\t")[2]
    assert "Storm 3 is over" in broadsheet("extract", name, "--format", "json").stdout
    several = broadsheet("extract", path)
    assert (several.returncode, "holds several pages: name one as" in several.stderr) == (2, True)
    missing = broadsheet("-c", tmp_path / "c", "add", "-i", table(tmp_path), "--column", "url")
    assert (missing.returncode, "its columns are 'path', 'outlet', '=cmd'" in missing.stderr) == (2, True)
    assert broadsheet("-c", tmp_path / "c", "add", path, "--since", "March").returncode == 2
    assert broadsheet("-c", tmp_path / "c", "add", path, "--column", "url").returncode == 2
    assert broadsheet("-c", tmp_path / "c", "export", "--format", "markdown", "--join").returncode == 2
