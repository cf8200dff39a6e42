"""What a web archive has of a site, whatever way its server writes it."""

from __future__ import annotations

import json
import tracemalloc
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.records import ListingKind
from broadsheet.source import cdx
from broadsheet.source.cdx import query, read_captures
from broadsheet.source.scope import expected_at, key_of
from broadsheet.urls import replayed

CDX = "https://archive.example/cdx"
ASKED = query("https://www.paper.example/", CDX, "https://archive.example/web/", "2014", "2014-12")
ORIGINAL = "https://paper.example/2014/03/05/storm-is-over"
PLAIN = f"example,paper)/2014 20140305120000 {ORIGINAL} text/html 200 ABC 123"
FIELDS = {"timestamp": "20140305120000", "mime": "text/html", "status": "200", "url": ORIGINAL}
ROWS = [
    ["urlkey", "timestamp", "original", "mimetype", "statuscode"],
    ["k", "20140305120000", ORIGINAL, "text/html", "200"],
]
FORMS = {
    "plain": PLAIN,
    "cdxj": f"example,paper)/2014 20140305120000 {json.dumps(FIELDS)}",
    "json lines": json.dumps({"urlkey": "k", **FIELDS}),
    "rows": "[" + ",\n".join(map(json.dumps, ROWS)) + "]",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_capture_is_read_in_each_form(form: str) -> None:
    """The raw replay of the page, with the day on which it was recorded."""
    listing = read_captures(FORMS[form].encode(), ASKED)
    assert listing is not None
    assert [page.url for page in listing.pages] == [f"https://archive.example/web/20140305120000id_/{ORIGINAL}"]
    assert listing.pages[0].modified == "2014-03-05T12:00:00Z"
    assert replayed(listing.pages[0].url) == (ORIGINAL, "20140305120000")
    assert key_of(listing.pages[0].url) == "//paper.example/2014/03/05/storm-is-over#archived"


def test_the_query_says_site_and_days() -> None:
    """The whole domain, or what lies below a path; the month behind the range too."""
    fields = parse_qs(urlsplit(ASKED).query)
    assert fields["url"] == ["paper.example"]
    assert (fields["matchType"], fields["from"], fields["to"]) == (["domain"], ["2014"], ["20150127"])
    below = parse_qs(urlsplit(query("https://paper.example/sport/", CDX, "r", "2014-03-05", None)).query)
    assert (below["url"], below["matchType"], below["from"]) == (["paper.example/sport"], ["prefix"], ["20140305"])
    assert "to" not in below
    assert expected_at(ASKED) is ListingKind.CDX


@pytest.mark.parametrize(("body", "count"), [(b"3\n", 3), (b'{"pages": 2, "pageSize": 5, "blocks": 9}', 2), (b"0", 0)])
def test_an_answer_in_parts_is_asked_for_by_its_parts(body: bytes, count: int) -> None:
    """Each is a listing of its own."""
    listing = read_captures(body, ASKED)
    assert listing is not None
    assert [parse_qs(urlsplit(one.url).query)["page"] for one in listing.listings] == [[str(n)] for n in range(count)]
    assert not any("showNumPages" in one.url for one in listing.listings)
    assert all(expected_at(one.url) is ListingKind.CDX for one in listing.listings)


def test_junk_is_counted_and_the_rest_is_read() -> None:
    """Lines that are cut, of other kinds, with addresses that are none; pictures and redirects are no pages."""
    lines = [PLAIN, "junk", "k 2014 x", "{", '{"timestamp": 3}', PLAIN.replace("text/html", "image/png"),
             PLAIN.replace(" 200 ", " 301 "), PLAIN.replace("https://", "ftp://"), "\x00\xff", PLAIN]  # fmt: skip
    listing = read_captures("\n".join(lines).encode("utf-8", "replace"), ASKED)
    assert listing is not None
    assert len(listing.pages) == 1
    assert listing.notes == ("6 lines that are no capture", "2 captures of no page")


@given(st.binary(max_size=300))
def test_no_bytes_raise(body: bytes) -> None:
    """Whatever a server sends."""
    read_captures(body, ASKED)
    read_captures(b"k 20140305120000 " + body, ASKED)


def test_lines_are_read_one_at_a_time() -> None:
    """As many captures of one page as a server cares to send are one address, and take no memory."""
    body = f"{PLAIN}\n".encode() * 20_000
    tracemalloc.start()
    listing = read_captures(body, ASKED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert listing is not None
    assert len(listing.pages) == 1
    assert peak < 1_000_000


def test_a_part_is_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """And says so."""
    monkeypatch.setattr(cdx, "MOST_PAGES", 10)
    body = "".join(PLAIN.replace("over", f"over-{number}") + "\n" for number in range(20)).encode()
    listing = read_captures(body, ASKED)
    assert listing is not None
    assert (len(listing.pages), listing.notes) == (10, ("read up to 10 addresses",))
