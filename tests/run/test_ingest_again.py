"""Asking again for what is in the corpus: what did not change adds an attempt, what did a version, never an article.

Comes in: pages that change or do not, with validators and without. Goes out: requests, WARC records, rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from broadsheet.archive import Archive
from broadsheet.corpus import Corpus
from broadsheet.records import Dropped
from broadsheet.store import Store
from broadsheet.upkeep.verify import Verified, verify
from tests.faults import FaultServer, Line, reply
from tests.run.test_ingest import HERE, Outcome, raw_pages, reasons, rows, sums_up
from tests.stories import page

TAG, DAY = '"v1"', "Sun, 01 Mar 2026 09:00:00 GMT"
UNCHANGED = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nConnection: close\r\n\r\n'


def again(folder: Path, *urls: str, **how: Any) -> list[Outcome]:
    """All outcomes of asking once more."""
    with Corpus(folder) as corpus:
        return list(corpus.add(*urls, options=HERE, again=True, **how))


def records(folder: Path, kind: str) -> list[dict[str, str]]:
    """The header fields of the archive's records of a type, as warcio reads them."""
    found = []
    for path in sorted((folder / "warc").glob("*.warc.gz")):
        with path.open("rb") as file:
            found += [dict(r.rec_headers.headers) for r in ArchiveIterator(file) if r.rec_type == kind]
    return found


def counts(folder: Path) -> tuple[object, ...]:
    """Inputs, articles, versions, attempts."""
    names = ("inputs", "articles", "versions", "attempts")
    return tuple(rows(folder, f"SELECT count(*) FROM {name}")[0][0] for name in names)


def test_a_page_that_the_server_calls_unchanged_adds_an_attempt(tmp_path: Path) -> None:
    """Validators go out as they came; the 304 is a `revisit` record and `not_modified`, no article, no version."""
    with FaultServer({"/a": reply(page(1), etag=TAG, last_modified=DAY)}) as server:
        again(tmp_path, server.url("/a"))
        server.scripts["/a"] = UNCHANGED
        outcomes = again(tmp_path, server.url("/a"))
        first, second = server.asked("/a")
    assert (first.field("if-none-match"), first.field("if-modified-since")) == (None, None)
    assert (second.field("if-none-match"), second.field("if-modified-since")) == (TAG, DAY)
    assert reasons(outcomes) == {"not_modified": 1}
    assert counts(tmp_path) == (1, 1, 1, 2)
    (response,) = [record for record in records(tmp_path, "response") if record["WARC-Target-URI"].endswith("/a")]
    (revisit,) = records(tmp_path, "revisit")
    assert revisit["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert revisit["WARC-Refers-To"] == response["WARC-Record-ID"]
    assert revisit["WARC-Refers-To-Date"] == response["WARC-Date"]
    assert revisit["WARC-Refers-To-Target-URI"] == response["WARC-Target-URI"]
    assert (sums_up(tmp_path), raw_pages(tmp_path), list(verify(tmp_path, Verified()))) == (True, 2, [])


def test_the_same_bytes_are_not_kept_twice(tmp_path: Path) -> None:
    """Without validators the digest tells; the record names it, holds the head, and no body."""
    with FaultServer({"/a": reply(page(1))}) as server:
        for _ in range(3):
            outcomes = again(tmp_path, server.url("/a"))
    assert reasons(outcomes) == {"not_modified": 1}
    assert counts(tmp_path) == (1, 1, 1, 3)
    (response,) = [record for record in records(tmp_path, "response") if record["WARC-Target-URI"].endswith("/a")]
    revisits = records(tmp_path, "revisit")
    assert [one["WARC-Profile"].rpartition("/")[2] for one in revisits] == ["identical-payload-digest"] * 2
    assert {one["WARC-Payload-Digest"] for one in revisits} == {response["WARC-Payload-Digest"]}
    assert {one["WARC-Refers-To"] for one in revisits} == {response["WARC-Record-ID"]}
    assert all(int(one["Content-Length"]) < 200 for one in revisits)
    assert list(verify(tmp_path, Verified())) == []
    assert (sums_up(tmp_path), raw_pages(tmp_path)) == (True, 3)


def test_other_bytes_with_the_same_words_are_no_version(tmp_path: Path) -> None:
    """A page that shows the time is kept as it came, and compared with the next time."""
    with FaultServer({"/a": reply(page(1), etag='"1"')}) as server:
        again(tmp_path, server.url("/a"))
        server.scripts["/a"] = reply(page(1) + b"<!-- 12:01 -->", etag='"2"')
        outcomes = again(tmp_path, server.url("/a"))
        again(tmp_path, server.url("/a"))
        assert server.asked("/a")[2].field("if-none-match") == '"2"'
    assert reasons(outcomes) == {"not_modified": 1}
    assert counts(tmp_path) == (1, 1, 1, 3)


def test_a_changed_page_is_a_version_of_its_article(tmp_path: Path) -> None:
    """New words, the same article; a third look finds the first words again and doubles nothing."""
    with FaultServer({"/a": reply(page(1), etag=TAG)}) as server:
        for number in (1, 2, 1):
            server.scripts["/a"] = reply(page(number), etag=f'"{number}"')
            again(tmp_path, server.url("/a"))
    assert counts(tmp_path) == (1, 1, 2, 3)
    with Corpus(tmp_path) as corpus:
        (article,) = corpus.articles()
        assert "storm 1" in article.text
        assert corpus.page(article.id).body == page(1)


def test_validators_go_to_the_address_that_gave_them_only(tmp_path: Path) -> None:
    """A redirect is asked without, its target with; a page that moved elsewhere is asked plainly."""
    with FaultServer({"/a": reply("", "302 Found", location="/b"), "/b": reply(page(1), etag=TAG)}) as server:
        again(tmp_path, server.url("/a"))
        server.scripts["/b"] = UNCHANGED
        assert reasons(again(tmp_path, server.url("/a"))) == {"not_modified": 1}
        server.scripts |= {"/a": reply("", "302 Found", location="/c"), "/c": reply(page(1))}
        again(tmp_path, server.url("/a"))
        sent = [(asked.path, asked.field("if-none-match")) for asked in server.asked()]
    assert sent == [("/a", None), ("/b", None), ("/a", None), ("/b", TAG), ("/a", None), ("/c", None)]


@pytest.mark.parametrize("etag", ["a\tb", "\xff\xfe", "x" * 2000, ""])
def test_a_validator_that_is_no_plain_value_is_not_sent(tmp_path: Path, etag: str) -> None:
    """No server writes our header lines; the digest still tells."""
    with FaultServer({"/a": reply(page(1), etag=etag)}) as server:
        again(tmp_path, server.url("/a"))
        outcomes = again(tmp_path, server.url("/a"))
        assert [asked.field("if-none-match") for asked in server.asked("/a")] == [None, None]
    assert reasons(outcomes) == {"not_modified": 1}


def test_an_article_that_went_stays_an_article(tmp_path: Path) -> None:
    """The 410 is an attempt with its own record; text, raw page and outcome of the input stay."""
    with FaultServer({"/a": reply(page(1), etag=TAG)}) as server:
        again(tmp_path, server.url("/a"))
        server.scripts["/a"] = reply("gone", "410 Gone")
        assert reasons(again(tmp_path, server.url("/a"))) == {"gone": 1}
    with Corpus(tmp_path) as corpus:
        assert corpus.ledger() == {"article": 1, "queued": 0}
        (article,) = corpus.articles()
        assert corpus.page(article.id).body == page(1)
    assert sums_up(tmp_path)


def test_without_again_nothing_is_asked(tmp_path: Path) -> None:
    """The second `add` of an article is `duplicate_url`, and the server hears nothing of it."""
    with FaultServer({"/a": reply(page(1))}) as server:
        again(tmp_path, server.url("/a"))
        with Corpus(tmp_path) as corpus:
            outcomes = list(corpus.add(server.url("/a"), options=HERE))
        assert len(server.asked()) == 1
    assert reasons(outcomes) == {"duplicate_url": 1}


@pytest.mark.parametrize(
    ("status", "reason", "asked"),
    [("410 Gone", "gone", 1), ("451 Withheld", "legal_block", 1), ("404 Not Found", "gone", 2)],
)
def test_what_is_gone_for_good_is_a_tombstone(tmp_path: Path, status: str, reason: str, asked: int) -> None:
    """410 and 451 are not asked for again, in no later run, but on purpose; the answer is in the archive."""
    with FaultServer({"/a": reply("<p>no</p>", status)}) as server, Corpus(tmp_path) as corpus:
        url = server.url("/a")
        first, *_ = [*corpus.add(url, options=HERE), *corpus.add(url, options=HERE)]
        assert isinstance(first, Dropped)
        assert (first.reason, len(server.asked("/a"))) == (reason, asked)
        list(corpus.add(url, options=HERE, again=True))
        assert len(server.asked("/a")) == asked + 1
    assert raw_pages(tmp_path) == asked + 1


def test_a_304_that_nobody_asked_for_is_no_revisit(tmp_path: Path) -> None:
    """There is nothing that it could be the same as."""

    def say(line: Line) -> None:
        line.send(UNCHANGED)

    with FaultServer({"/a": say}) as server:
        assert reasons(again(tmp_path, server.url("/a"))) == {"not_modified": 1}
    assert records(tmp_path, "revisit") == []


def test_a_removed_article_takes_its_revisits_along(tmp_path: Path) -> None:
    """Every record that met the article is erased."""
    with FaultServer({"/a": reply(page(1), etag=TAG)}) as server:
        again(tmp_path, server.url("/a"))
        again(tmp_path, server.url("/a"))
    with Corpus(tmp_path) as corpus:
        (article,) = corpus.articles()
        corpus.remove(article.id)
    with Store(tmp_path / "corpus.db", write=False) as store, Archive(tmp_path / "warc", write=False) as archive:
        kept = [attempt.record for attempt in store.attempts_of(article.id) if attempt.record]
        assert [archive.read_record(record).type for record in kept] == ["metadata", "metadata"]
