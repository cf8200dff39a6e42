"""A listing that lies here leads where it would lead from the web; what lists nothing stays what it was."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.records import Dropped, Page, Target
from broadsheet.source import Source, Take, named, read_stream
from tests.faults import FaultServer, reply
from tests.run.test_following import HERE, feed
from tests.stories import page

A, B = "https://paper.example/2024/03/05/a-b-c", "https://paper.example/b"
FEED = f'<?xml version="1.0"?><rss version="2.0"><channel><item><link>{A}</link></item></channel></rss>'
JSON_FEED = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{{"id": "1", "url": "{A}"}}]}}'
SET = f"<urlset><url><loc>{A}</loc></url><url><loc>{B}</loc><lastmod>2023-02-01</lastmod></url></urlset>"
INDEX = f"<sitemapindex><sitemap><loc>{A}</loc></sitemap></sitemapindex>"
OUTLINE = f'<opml version="2.0"><body><outline type="rss" text="t" xmlUrl="{A}"/></body></opml>'


def lie(folder: Path, name: str, body: str | bytes, **how: str) -> list[Source]:
    """The sources of a file."""
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return list(named([str(path)], "argument", Take(100_000, **how)))


@pytest.mark.parametrize(
    ("name", "body", "urls"),
    [
        ("feed.xml", FEED, [A]),
        ("feed.json", JSON_FEED, [A]),
        ("sitemap.xml", SET, [A, B]),
        ("index.xml", INDEX, [A]),
        ("feeds.opml", OUTLINE, [A]),
        ("urls.txt", f"{A}\n\n{B}\n", [A, B]),
        ("sitemap.xml.gz", gzip.compress(SET.encode()), [A, B]),
        ("wide.xml", FEED.replace("?>", ' encoding="utf-16"?>').encode("utf-16"), [A]),
    ],
)
def test_a_listing_that_lies_here_leads_to_its_addresses(
    tmp_path: Path, name: str, body: str | bytes, urls: list[str]
) -> None:
    """Named by the file, as by a list; on standard input too, where it is not packed."""
    found = lie(tmp_path, name, body)
    assert [one.item for one in found] == [Target(url, str(tmp_path / name)) for url in urls]
    assert {one.origin for one in found} == {str(tmp_path / name)}
    if name.endswith(".gz"):
        return
    streamed = read_stream(io.BytesIO((tmp_path / name).read_bytes()), 100_000)
    assert [one.item.url for one in streamed if isinstance(one.item, Target)] == urls


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("page.html", page(1)),
        ("page.xhtml", b'<?xml version="1.0"?><!DOCTYPE html>' + page(1)),
        ("dump.txt", f"{A}\n\nThe harbour opens again after the storm, and the ferries sail on time.\n"),
        ("data.json", '{"a": 1}'),
        ("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("bomb.xml.gz", gzip.compress(b"<urlset>" + b" " * 99_000_000)[:5000]),
        ("entities.xml", '<!DOCTYPE a [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>'),
        ("empty.txt", ""),
        ("empty.xml", FEED.replace(A, "")),
    ],
)
def test_what_lists_nothing_is_what_it_was(tmp_path: Path, name: str, body: str | bytes) -> None:
    """A page, a dump, or no page."""
    (one,) = lie(tmp_path, name, body)
    assert isinstance(one.item, Page | Dropped)


def test_days_bound_it_and_forms_forbid_it(tmp_path: Path) -> None:
    """By the day in an address or in the listing; `--as html` takes the file as a page, whatever it looks like."""
    assert [one.name for one in lie(tmp_path, "s.xml", SET, since="2024")] == [A]
    assert [one.name for one in lie(tmp_path, "s.xml", SET, until="2023")] == [B]
    assert [type(one.item) for one in lie(tmp_path, "s.xml", SET, form="page")] == [Dropped]


def test_feeds_of_an_outline_are_followed(tmp_path: Path) -> None:
    """What the corpus exports it takes in again."""
    with FaultServer({"/a": reply(page(1))}) as server:
        server.scripts["/feed"] = feed(["/a"])
        with Corpus(tmp_path / "one", options=HERE) as corpus:
            list(corpus.add(server.url("/feed")))
            (tmp_path / "feeds.opml").write_bytes(corpus.opml())
        with Corpus(tmp_path / "two", options=HERE) as corpus:
            list(corpus.add(tmp_path / "feeds.opml"))
            assert [(one.url, one.found) for one in corpus.feeds()] == [(server.url("/feed"), 1)]
            assert corpus.ledger() == {"article": 1, "list_page": 1, "queued": 0}
