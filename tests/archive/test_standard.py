"""What is written, held against WARC/1.1 field by field.

Comes in: one record of each type that we write. Goes out: the fields that the standard asks for and none that it
forbids (ISO 28500:2017, 5 and 6), as warcio reads them.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from broadsheet.archive import Archive
from broadsheet.errors import CorpusDamaged
from broadsheet.records import Earlier
from tests.archive.test_archive import BODY, exchange

DATE = "2026-03-01T10:00:00Z"
ALWAYS = {"WARC-Record-ID", "WARC-Date", "WARC-Type", "Content-Length", "Content-Type", "WARC-Block-Digest"}
HTTP = {"WARC-Target-URI", "WARC-IP-Address"}
FIELDS = {
    "warcinfo": {"WARC-Filename"},
    "response": {*HTTP, "WARC-Payload-Digest", "WARC-Truncated"},
    "request": {*HTTP, "WARC-Payload-Digest", "WARC-Concurrent-To"},
    "resource": {"WARC-Target-URI", "WARC-Payload-Digest"},
    "metadata": {"WARC-Target-URI", "WARC-Payload-Digest", "WARC-Refers-To"},
    "revisit": {
        *HTTP, "WARC-Payload-Digest", "WARC-Profile", "WARC-Refers-To", "WARC-Refers-To-Target-URI",
        "WARC-Refers-To-Date",
    },
}  # fmt: skip
"""Type of a record -> fields beside those that every record has. WARC-Truncated only where a body was cut. The payload
of a request without a body is empty, that of metadata their block: as every writer of WARC files has it."""
TYPES = {
    "warcinfo": "application/warc-fields",
    "response": "application/http; msgtype=response",
    "request": "application/http; msgtype=request",
    "resource": "text/html",
    "metadata": "application/json",
    "revisit": "application/http; msgtype=response",
}


@pytest.fixture
def headers(tmp_path: Path) -> list[dict[str, str]]:
    """The named fields of a file with a record of every type."""
    with Archive(tmp_path) as archive:
        (page,) = archive.append_exchanges([exchange(address="192.0.2.7", truncated="length")])
        archive.append_resource("file:///a.html", BODY, "text/html", DATE)
        archive.append_metadata(b"{}", DATE, uri="https://morning.example/harbour", refers_to=page.record_id)
        archive.append_exchanges(
            [exchange(address="192.0.2.7")], Earlier(page, "https://morning.example/harbour", DATE)
        )
    with next(tmp_path.glob("*.warc.gz")).open("rb") as file:
        return [dict(record.rec_headers.headers) for record in ArchiveIterator(file)]


def test_each_record_has_its_fields_and_no_other(headers: list[dict[str, str]]) -> None:
    """Ids are unique URIs in angle brackets, dates W3C in UTC, digests labelled; the media types are the standard's."""
    for one in headers:
        kind = one["WARC-Type"]
        assert set(one) == ALWAYS | FIELDS[kind]
        assert one["Content-Type"] == TYPES[kind]
        assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", one["WARC-Record-ID"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", one["WARC-Date"])
        assert re.fullmatch(r"sha1:[A-Z2-7]{32}", one["WARC-Block-Digest"])
    assert len({one["WARC-Record-ID"] for one in headers}) == len(headers) == 7
    assert headers[0]["WARC-Type"] == "warcinfo"


def test_what_was_captured_together_is_tied_together(headers: list[dict[str, str]]) -> None:
    """A request names the response or revisit that answered it; metadata and revisit the record that they speak of."""
    ids = {one["WARC-Type"]: one["WARC-Record-ID"] for one in headers}
    requests = [one["WARC-Concurrent-To"] for one in headers if one["WARC-Type"] == "request"]
    assert requests == [ids["response"], ids["revisit"]]
    assert [one["WARC-Refers-To"] for one in headers if "WARC-Refers-To" in one] == [ids["response"]] * 2


def test_a_payload_is_the_entity_as_sent(tmp_path: Path) -> None:
    """Content coding kept, transfer coding gone (RFC 2616's entity-body): the digest of what the server compressed."""
    from broadsheet.archive import digest

    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    with Archive(tmp_path) as archive:
        (ref,) = archive.append_exchanges([exchange(b"\x1f\x8b packed", head)])
    assert ref.digest == digest(b"\x1f\x8b packed")


@pytest.mark.parametrize(
    ("head", "profile"),
    [
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "server-not-modified"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "identical-payload-digest"),
    ],
)
def test_a_revisit_says_how_it_is_known(tmp_path: Path, head: bytes, profile: str) -> None:
    """Its head is kept, its page is the older record's; a body that is not there is no damage."""
    with Archive(tmp_path) as archive:
        (page,) = archive.append_exchanges([exchange()])
        (ref,) = archive.append_exchanges([exchange(b"", head)], Earlier(page, "https://morning.example/harbour", DATE))
        again = archive.read_record(ref)
    assert (again.type, again.head, again.body, ref.digest) == ("revisit", head, b"", page.digest)
    with next(tmp_path.glob("*.warc.gz")).open("rb") as file:
        found = [record.rec_headers.get_header("WARC-Profile") for record in ArchiveIterator(file)]
    assert [one for one in found if one] == [f"http://netpreserve.org/warc/1.1/revisit/{profile}"]


def test_warcio_finds_nothing_wrong(headers: list[dict[str, str]], tmp_path: Path) -> None:
    """Its checker recomputes every digest."""

    paths = [str(path) for path in tmp_path.glob("*.warc.gz")]
    checker = Checker(SimpleNamespace(inputs=paths, verbose=False))
    checker.process_all()
    assert checker.exit_value == 0
    assert headers


def test_a_revisit_elsewhere_is_not_its_page(tmp_path: Path) -> None:
    """A reference to another record is told, as ever."""
    from msgspec.structs import replace

    with Archive(tmp_path) as archive:
        (page,) = archive.append_exchanges([exchange()])
        (ref,) = archive.append_exchanges([exchange(b"")], Earlier(page, "https://morning.example/harbour", DATE))
        with pytest.raises(CorpusDamaged):
            archive.read_record(replace(ref, record_id=page.record_id))
