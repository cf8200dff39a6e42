"""When what is due comes back with the database, too; so does what tables said, and what a site has taught.

Comes in: corpora that follow feeds, read tables, and were given a range of days. Goes out: every table compared.
"""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadsheet.archive import volumes
from broadsheet.corpus import Corpus
from broadsheet.source import Source, Take, read_table
from broadsheet.store import at
from broadsheet.upkeep.rebuild import Rebuilt, rebuild
from broadsheet.upkeep.verify import Verified, verify
from tests.faults import FaultServer, reply
from tests.papers import paper as paper_page
from tests.run.test_following import HERE, add, feed, front, paper, path, sitemap
from tests.run.test_update import update
from tests.stories import folder_of, page

TABLES = (
    "inputs",
    "attempts",
    "articles",
    "versions",
    "page_texts",
    "listings",
    "looks",
    "validators",
    "input_columns",
)
START = datetime(2026, 3, 1, tzinfo=UTC)


def rows(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables."""
    with closing(sqlite3.connect(folder / "corpus.db")) as database:
        return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in TABLES}


def made_again(folder: Path) -> Rebuilt:
    """The database made again: the same rows."""
    before = rows(folder)
    for one in folder.glob("corpus.db*"):
        one.unlink()
    done = Rebuilt()
    assert list(rebuild(folder, HERE, done)) == []
    after = rows(folder)
    for table in TABLES:
        assert after[table] == before[table], table
    return done


def test_rhythms_and_looks_come_back(tmp_path: Path) -> None:
    """Of feeds, front pages and sitemaps that brought news, or none, or could not be had."""
    with FaultServer(paper(8)) as server:
        server.scripts["/feed"] = feed([path(1), path(2)], etag='"one"')
        server.scripts["/"] = front([path(number) for number in range(6)])
        server.scripts["/s.xml"] = sitemap([(path(3), "2026-02-28"), (path(4), "2026-02-27")], server)
        with at(START.strftime("%Y-%m-%dT%H:%M:%SZ")):
            add(tmp_path, *map(server.url, ("/feed", "/", "/s.xml")), limit=6)
        server.scripts["/feed"] = feed([path(7), path(1)])
        server.scripts["/s.xml"] = reply("no", "503 Service Unavailable")
        server.scripts[path(1)] = reply(page(40))
        for hours in (2, 5, 30):
            with at((START + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")):
                update(tmp_path)
    made = made_again(tmp_path)
    assert made.otherwise == 0
    assert {row[4] for row in rows(tmp_path)["listings"]} == {0, 3}


def table(folder: Path, outlet: str, count: int = 3) -> Iterator[Source]:
    """A table of saved pages."""
    path = folder_of(folder, count) / "table.csv"
    path.write_text(
        "path,outlet\n" + "".join(f"{folder}/{number:04}.html,{outlet} {number}\n" for number in range(count))
    )
    yield from read_table(path, "path", Take(100_000))


def test_what_tables_said_comes_back(tmp_path: Path) -> None:
    """Of a page that two tables name, both rows, once each."""
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        for outlet in ("Gazette", "Herald", "Gazette"):
            list(corpus.add(lists=[table(tmp_path / "saved", outlet)]))
    assert len(rows(tmp_path / "c")["input_columns"]) == 6
    made_again(tmp_path / "c")


def test_what_tables_said_of_what_was_removed_is_gone(tmp_path: Path) -> None:
    """Out of the archive's journal, too; what they said of others stays, and comes back."""
    with Corpus(tmp_path / "c", options=HERE) as corpus:
        for outlet in ("Gazette", "Herald"):
            list(corpus.add(lists=[table(tmp_path / "saved", outlet)]))
        corpus.remove(next(one.id for one in corpus.articles() if one.title == "Storm 1 is over"))
    told = b"".join(gzip.decompress(one.read_bytes()) for one in volumes(tmp_path / "c" / "warc"))
    for outlet in ("Gazette", "Herald"):
        assert [f"{outlet} {number}".encode() in told for number in range(3)] == [True, False, True]
    before = [row[1:] for row in rows(tmp_path / "c")["input_columns"]]
    for one in (tmp_path / "c").glob("corpus.db*"):
        one.unlink()
    assert list(rebuild(tmp_path / "c", HERE, Rebuilt())) == []
    assert sorted(row[1:] for row in rows(tmp_path / "c")["input_columns"]) == sorted(before)
    assert list(verify(tmp_path / "c", Verified())) == []


def test_pages_out_of_range_teach_nothing(tmp_path: Path) -> None:
    """What recurs on stories that are none of the corpus is not known of the site: here no more than when rebuilt."""
    with FaultServer() as server:
        for number in range(8):
            day = "2011-05-05" if number < 5 else "2024-03-05"
            meta = b'<meta property="article:published_time" content="%s"><h1>' % day.encode()
            server.scripts[path(number)] = reply(paper_page(number).replace(b"<h1>", meta).replace(b"canonical", b"x"))
        found = add(tmp_path, *(server.url(path(number)) for number in range(8)), since="2024")
    assert found == {"out_of_range": 5, "article": 3}
    assert made_again(tmp_path).otherwise == 0
