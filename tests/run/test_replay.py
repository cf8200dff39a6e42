"""Raw pages from the archive: the newest one that is left, as the page it was.

Comes in: records written by the archive itself. Goes out: pages, or why there is none.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from broadsheet.archive import Archive, RecordRef
from broadsheet.errors import UnknownArticle
from broadsheet.pipeline import process
from broadsheet.records import Article, Exchange, Form
from broadsheet.run.replay import newest_page
from broadsheet.store import Attempt
from tests.stories import dump, page

URL = "https://a.example/story"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin-1\r\nContent-Encoding: gzip\r\nX-Odd\r\n\r\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive(tmp_path) as opened:
        yield opened


def attempt(number: int, record: RecordRef | None) -> Attempt:
    """An attempt of that number."""
    return Attempt(number, 1, 1, "2026-03-01T10:00:00Z", "article", None, "a" * 16, 200, URL, record)


def kept(archive: Archive, body: bytes, head: bytes = HEAD) -> RecordRef:
    """An exchange's place in the archive."""
    sent = gzip.compress(body) if b"gzip" in head else body
    (ref,) = archive.append_exchanges([Exchange(URL, b"GET / HTTP/1.1", head, sent, "2026-03-01T10:00:00Z")])
    return ref


def test_a_response_is_the_page_it_was(archive: Archive) -> None:
    """Decoded, with status, headers, the declared charset and the day."""
    found = newest_page(archive, [attempt(1, kept(archive, page(1)))])
    assert (found.body, found.url, found.form, found.status) == (page(1), URL, Form.HTML, 200)
    assert (found.charset, found.header("content-encoding")) == ("latin-1", "gzip")
    assert found.fetched_at == "2026-03-01T10:00:00Z"


def test_a_page_declared_too_short_says_so_again_and_its_article_is_truncated(archive: Archive) -> None:
    """What the transport doubted is in the record (WARC-Truncated), and becomes the article's `truncated`."""
    head = HEAD.replace(b"Content-Encoding: gzip\r\n", b"")
    taken = Exchange(URL, b"GET / HTTP/1.1", head, page(1), "2026-03-01T10:00:00Z", truncated="unspecified")
    found = newest_page(archive, [attempt(1, archive.append_exchanges([taken])[0])])
    article = process(found)
    assert isinstance(article, Article)
    assert (article.truncated, article.provenance["truncated"].source) == (True, "http")
    assert found.cut
    assert found.cut in article.provenance["truncated"].raw


def test_a_saved_file_is_the_page_it_was(archive: Archive) -> None:
    """A dump with an odd name comes back as text, from its own path."""
    ref = archive.append_resource("file:///saved/a%20%C3%A9%23.txt", dump(1), "text/plain", "2026-03-01T10:00:00Z")
    found = newest_page(archive, [attempt(1, ref)])
    assert (found.body, found.form, found.url) == (dump(1), Form.TEXT, None)
    assert found.path == str(Path("/saved/a é#.txt"))


def test_a_page_from_stdin_has_no_path(archive: Archive) -> None:
    """Its record is named by digest."""
    ref = archive.append_resource("urn:sha256:00", page(1), "text/html", "2026-03-01T10:00:00Z")
    found = newest_page(archive, [attempt(1, ref)])
    assert (found.body, found.form, found.path) == (page(1), Form.HTML, None)


def test_the_newest_page_that_is_left_is_taken(archive: Archive) -> None:
    """Attempts without a record and erased records are passed over, whatever their order."""
    old, new = kept(archive, page(1)), kept(archive, page(2))
    attempts = [attempt(3, None), attempt(1, old), attempt(2, new)]
    assert newest_page(archive, attempts).body == page(2)
    archive.erase(new)
    new = replace(new, digest="")  # as the store forgets it
    attempts = [attempt(3, None), attempt(1, old), attempt(2, new)]
    assert newest_page(archive, attempts).body == page(1)
    archive.erase(old)
    attempts = [attempt(1, replace(old, digest="")), attempt(2, new)]
    with pytest.raises(UnknownArticle, match="no raw page"):
        newest_page(archive, attempts)


@pytest.mark.parametrize("head", [b"HTTP/1.1\r\n\r\n", b"\xff\xfe nonsense\r\n:\r\n\r\n", b"HTTP/1.0 abc OK\r\n\r\n"])
def test_a_strange_head_raises_nothing(archive: Archive, head: bytes) -> None:
    """What was stored comes back as well as it can."""
    assert newest_page(archive, [attempt(1, kept(archive, page(1), head))]).body == page(1)
