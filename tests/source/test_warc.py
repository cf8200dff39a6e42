"""A web archive's pages are inputs of their own; nothing half passes as whole; what is no page is counted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from broadsheet.records import Dropped, Form, Page
from broadsheet.source import Source, Take, named, read_named
from tests.source.records import arc, http, packed, record, response, story, url_of
from tests.stories import dump, page

LIMIT = 100_000


def read(tmp_path: Path, body: bytes, name: str = "crawl.warc.gz", **how: str) -> tuple[list[Source], Take]:
    """The sources of an archive, and how it was taken."""
    path = tmp_path / name
    path.write_bytes(body)
    take = Take(LIMIT, **how)  # type: ignore[arg-type]
    return list(named([str(path)], "argument", take)), take


def pages(sources: list[Source]) -> list[Page]:
    """Those that are pages."""
    return [source.item for source in sources if isinstance(source.item, Page)]


def reasons(sources: list[Source]) -> list[str]:
    """Why the others are none."""
    return [source.item.reason.value for source in sources if isinstance(source.item, Dropped)]


def test_a_response_of_html_is_a_page_as_it_was_fetched(tmp_path: Path) -> None:
    """With URL, day, header, charset and the exchange itself; called by the byte at which it begins."""
    info = record("warcinfo", "", b"software: ours\r\n", "application/warc-fields")
    [source], take = read(tmp_path, packed(info, story(1)))
    found = source.item
    assert isinstance(found, Page)
    assert (found.body, found.url, found.status) == (page(1), url_of(1), 200)
    assert (found.charset, found.fetched_at) == ("utf-8", "2024-03-05T10:00:00Z")
    assert found.exchanges[0].response_body == page(1)
    assert source.name == f"{tmp_path / 'crawl.warc.gz'}#{len(packed(info))}" == found.path
    assert take.passed == {"warcinfo records": 1}


@pytest.mark.parametrize("form", ["members", "one member", "plain"])
def test_every_page_is_found_again_by_its_name(tmp_path: Path, form: str) -> None:
    """However the records are packed."""
    records = [story(1), story(2), story(3)]
    body = {"members": packed(*records), "one member": gzip.compress(b"".join(records)), "plain": b"".join(records)}
    sources, _ = read(tmp_path, body[form])
    assert [found.url for found in pages(sources)] == [url_of(1), url_of(2), url_of(3)]
    assert len({source.name for source in sources}) == 3
    assert [read_named(source.name, LIMIT) for source in reversed(sources)] == pages(sources)[::-1]


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    """Requests, redirects, errors, pictures, robots.txt, DNS, revisits: no input each."""
    records = [
        record("request", url_of(1), b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        response(url_of(1), http(b"", status="301 Moved Permanently")),
        response(url_of(1), http(b"<p>no</p>", status="404 Not Found")),
        response("https://paper.example/a.png", http(b"\x89PNG\r\n\x1a\n", "image/png")),
        response("https://paper.example/robots.txt", http(b"User-agent: *", "text/plain")),
        record("response", "dns:paper.example", b"20240305 192.0.2.1", "text/dns"),
        record("revisit", url_of(1), b"", "application/http; msgtype=response"),
        record("metadata", url_of(1), b"a: b", "application/warc-fields"),
        response("https://paper.example/feed", http(b"<?xml version='1.0'?><rss></rss>", "text/xml")),
        story(1),
    ]
    sources, take = read(tmp_path, packed(*records))
    assert [found.url for found in pages(sources)] == [url_of(1)]
    assert take.passed == {
        "requests": 1, "answers with HTTP 301": 1, "answers with HTTP 404": 1, "image/png": 1, "robots.txt": 1,
        "records without an HTTP head": 1, "revisits": 1, "metadata records": 1, "text/xml": 1,
    }  # fmt: skip


def test_content_codings_are_undone(tmp_path: Path) -> None:
    """As sent, or undone by the recorder that left the header as it was; chunks too."""
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(3)), page(3))
    records = [
        response(url_of(1), http(gzip.compress(page(1)), Content_Encoding="gzip")),
        response(url_of(2), http(page(2), Content_Encoding="br")),
        response(url_of(3), http(chunked, Transfer_Encoding="chunked")),
    ]
    sources, _ = read(tmp_path, packed(*records))
    assert [found.body for found in pages(sources)] == [page(1), page(2), page(3)]


@pytest.mark.parametrize(
    ("block", "fields", "reason"),
    [
        (http(page(1)[:300]), {"WARC_Truncated": "length"}, "incomplete"),
        (http(page(1)[:300]), {"WARC_Truncated": "disconnect"}, "incomplete"),
        (http(page(1)[:300], Content_Length="9999"), {}, "incomplete"),
        (http(gzip.compress(page(1))[:-20], Content_Encoding="gzip"), {}, "incomplete"),
        (http(b"400\r\n" + page(1)[:300], Transfer_Encoding="chunked"), {}, "incomplete"),
        (http(page(1), Content_Encoding="secret"), {}, "article"),
        (http(b"\x01\x02" * 400, Content_Encoding="secret"), {}, "unsupported_encoding"),
        (http(b"<html>" + b"x" * (LIMIT + 1)), {}, "too_large"),
        (http(gzip.compress(b"<html>" + b"x" * (LIMIT + 1)), Content_Encoding="gzip"), {}, "too_large"),
        (http(b"  \r\n"), {}, "empty"),
        (http(b""), {}, "empty"),
    ],
)
def test_half_a_page_is_told_as_such(tmp_path: Path, block: bytes, fields: dict[str, str], reason: str) -> None:
    """Cut at the recorder's bound, on the way or in its coding: an outcome of its own, with the URL."""
    [source], _ = read(tmp_path, packed(response(url_of(1), block, **fields)))
    if reason == "article":
        assert isinstance(source.item, Page)
        return
    assert isinstance(source.item, Dropped)
    assert source.item.reason.value == reason
    assert url_of(1) in source.item.evidence


def test_damage_is_told_in_its_place_and_reading_goes_on(tmp_path: Path) -> None:
    """A flipped byte costs its record; the pages around it are whole, the place is named."""
    first, second, third = (packed(story(number)) for number in (1, 2, 3))
    broken = second[:200] + bytes([second[200] ^ 255]) + second[201:]
    sources, _ = read(tmp_path, first + broken + third)
    assert [found.url for found in pages(sources)] == [url_of(1), url_of(3)]
    assert reasons(sources) == ["unreadable"]
    assert sources[1].name.endswith(f"#{len(first)}")
    assert f"at byte {len(first)}" in sources[1].item.evidence  # type: ignore[union-attr]


def test_no_cut_makes_half_a_page_whole(tmp_path: Path) -> None:
    """A file that ends anywhere gives the pages before the end, whole, and one damage at most."""
    whole = packed(story(1), story(2))
    first = len(packed(story(1)))
    for cut in range(20, len(whole), 23):
        sources, _ = read(tmp_path, whole[:cut])
        found = [one.body for one in pages(sources)]
        assert found == [page(1), page(2)][: len(found)]  # a checksum that is cut leaves the record's own digest
        assert len(found) >= (cut >= first)
        assert len(reasons(sources)) == (cut != first), cut


def test_arc_files_are_read(tmp_path: Path) -> None:
    """The Internet Archive's older format, with the day of the record."""
    sources, take = read(tmp_path, arc((url_of(1), page(1)), (url_of(2), page(2))), "old.arc")
    assert [found.url for found in pages(sources)] == [url_of(1), url_of(2)]
    assert pages(sources)[0].fetched_at == "2014-02-16T05:02:21Z"
    assert take.passed == {"warcinfo records": 1}


def test_resources_and_texts_are_pages_without_an_exchange(tmp_path: Path) -> None:
    """A saved file's record is HTML, a record of a compressed WET file is a dump headed by its URL."""
    records = [
        record("resource", url_of(1), page(1), "text/html; charset=windows-1252"),
        record("resource", "https://paper.example/x.css", b"p {}", "text/css"),
        record("conversion", url_of(2), dump(2), "text/plain"),
    ]
    sources, take = read(tmp_path, packed(*records))
    saved, text = pages(sources)
    assert (saved.url, saved.charset, saved.form, saved.exchanges) == (url_of(1), "windows-1252", Form.HTML, ())
    assert (text.body, text.form) == (url_of(2).encode() + b"\n\n" + dump(2), Form.TEXT)
    assert take.passed == {"text/css": 1}


def test_an_archive_can_be_asked_for_a_site_and_days(tmp_path: Path) -> None:
    """`www.` and hosts below count, days are inclusive; what is not wanted is counted."""
    records = [story(day, WARC_Date=f"2024-03-{day:02}T23:59:59Z") for day in (1, 2, 3, 4)]
    records.append(response("https://other.example/paper.example", http(page(9))))
    how = {"site": "paper.example", "since": "2024-03-02", "until": "2024-03-03"}
    sources, take = read(tmp_path, packed(*records), **how)
    assert [found.url for found in pages(sources)] == [url_of(2), url_of(3)]
    assert take.passed == {"other days": 2, "other sites": 1}


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.warc", "crawl.arc.gz", "x.warc.zst"])
def test_an_archive_of_garbage_is_one_damage(tmp_path: Path, name: str) -> None:
    """By its name it is one; nothing in it is."""
    sources, _ = read(tmp_path, b"\x1f\x8b\x08" + b"garbage" * 99, name)
    assert reasons(sources) == ["unreadable"]


def test_any_file_can_be_taken_as_an_archive(tmp_path: Path) -> None:
    """`--as warc`: what is none is damage."""
    sources, _ = read(tmp_path, page(1), "story.html", form="warc")
    assert reasons(sources) == ["unreadable"]
    assert read(tmp_path, b"", "empty", form="warc")[0] == []


def test_dates_and_addresses_that_are_none_are_left_out(tmp_path: Path) -> None:
    """A day that no calendar has is no day of fetching; a record without a URL is told."""
    sources, _ = read(tmp_path, packed(story(1, WARC_Date="2024-13-45T99:99:99Z"), response("nowhere", http(page(2)))))
    assert [found.fetched_at for found in pages(sources)] == [None]
    assert reasons(sources) == ["unreadable"]
