"""Archives of others: every whole record is read, every damage is told, and half a record is never passed as whole.

Comes in: files made by warcio, cut, glued, packed and damaged; the public samples where they are. Goes out: records.
"""

from __future__ import annotations

import gzip
import random
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from broadsheet.archive import Damage, Found, read_archive
from tests.shared import need

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CAP = 1 << 20
PAGES = [b"<p>Low tide at %d o'clock, said the harbour office. </p>" % hour * (3 + hour) for hour in range(5)]


def warc(*, packed: bool = True, pages: list[bytes] = PAGES) -> bytes:
    """One response a page, as warcio writes them."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for number, page in enumerate(pages):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        url = f"https://tide.example/{number}"
        writer.write_record(
            writer.create_warc_record(url, "response", payload=BytesIO(page), length=len(page), http_headers=head)
        )
    return out.getvalue()


def arc(pages: list[bytes] = PAGES) -> bytes:
    """The same in the format before WARC."""
    about = b"1 0 Tide Office\nURL IP-address Archive-date Content-type Archive-length\n"
    parts = [b"filedesc://tide.arc 192.0.2.1 20040102030405 text/plain %d\n%s\n" % (len(about), about)]
    for number, page in enumerate(pages):
        block = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        parts.append(b"https://tide.example/%d 192.0.2.1 20040102030405 text/html %d\n" % (number, len(block)))
        parts.append(block + b"\n")
    return b"".join(parts)


def read(folder: Path, data: bytes, cap: int = CAP) -> list[Found | Damage]:
    """All that the reader says of a file with this content."""
    path = folder / "a.warc"
    path.write_bytes(data)
    return list(read_archive(path, cap))


def bodies(found: list[Found | Damage]) -> list[bytes]:
    """What the pages held that were read."""
    return [one.record.body for one in found if isinstance(one, Found) and one.record.type == "response"]


def frames(data: bytes, words: bytes | None) -> bytes:
    """Each record of a plain WARC file as a frame of its own, after a dictionary."""
    records = [b"WARC/1.0\r\n" + part for part in data.split(b"WARC/1.0\r\n")[1:]]
    known = zstd.ZstdDict(words, is_raw=True) if words else None
    begin = b"\x5d\x2a\x4d\x18" + len(words).to_bytes(4, "little") + words if words else b""
    return begin + b"".join(zstd.compress(record, zstd_dict=known) for record in records)


@pytest.mark.parametrize(
    "data",
    [
        warc(),
        warc(packed=False),
        gzip.compress(warc(packed=False)),
        frames(warc(packed=False), None),
        arc(),
        gzip.compress(arc()),
    ],
    ids=["gzip", "plain", "one-member", "zstd", "arc", "arc-gzip"],
)
def test_every_form_of_archive_reads_the_same(tmp_path: Path, data: bytes) -> None:
    """WARC and ARC, plain, a member a record, all in one member, a frame a record."""
    found = read(tmp_path, data)
    assert bodies(found) == PAGES
    assert [one.record.uri for one in found if isinstance(one, Found) and one.record.type == "response"] == [
        f"https://tide.example/{number}" for number in range(5)
    ]
    assert not [one for one in found if isinstance(one, Damage)]


def test_a_record_lies_where_it_says(tmp_path: Path) -> None:
    """Offset and length of each record cut out a file of its own, and leave nothing between."""
    data, at = warc(), 0
    for one in read(tmp_path, data):
        assert isinstance(one, Found)
        assert one.offset == at
        (alone,) = read(tmp_path, data[at : at + one.length])
        assert isinstance(alone, Found)
        assert alone.record == one.record
        at += one.length
    assert at == len(data)


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_every_cut_is_told_and_costs_one_record(tmp_path: Path, packed: bool) -> None:
    """Cut at every byte: what was whole before is read, and a torn tail is a damage that says where it begins.

    A record of which only the end of its member is lost is proven by its digest, and read too.
    """
    data = warc(packed=packed, pages=PAGES[:2])
    ends = [0, *(one.offset + one.length for one in read(tmp_path, data) if isinstance(one, Found))]
    for cut in range(1, len(data)):
        found = read(tmp_path, data[:cut])
        last = max(end for end in ends if end <= cut)
        before = ends.index(last)
        assert bodies(found) in (PAGES[:before], PAGES[: before + (packed and cut >= ends[before + 1] - 16)]), cut
        torn = [one for one in found if isinstance(one, Damage)]
        rest = data[last:cut].strip(b"\r\n") if not packed else data[last:cut]
        assert len(torn) == bool(rest), cut
        assert all(one.offset + one.length == cut for one in torn)


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_a_bad_byte_costs_its_record_alone(tmp_path: Path, packed: bool) -> None:
    """Wherever it lies in the second record's block: the first, and all from the third on, are read."""
    data = warc(packed=packed)
    second = [one for one in read(tmp_path, data) if isinstance(one, Found)][1]
    start = second.offset + 20 if packed else data.index(b"HTTP/1.1", second.offset)
    for at in range(start, second.offset + second.length - 20, 5):
        broken = data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]
        found = read(tmp_path, broken)
        assert bodies(found) == [PAGES[0], *PAGES[2:]], at
        assert [one.offset for one in found if isinstance(one, Damage)] == [second.offset]


@pytest.mark.parametrize("length", ["10", "100000", "-5", "abc", "", "9" * 40])
def test_a_wrong_length_is_no_record(tmp_path: Path, length: str) -> None:
    """Too short, too long, or no number: the record is told, the next one is read."""
    first, second = warc(packed=False, pages=PAGES[:1]), warc(packed=False, pages=PAGES[1:2])
    start = first.index(b"Content-Length: ") + 16
    broken = first[:start] + length.encode() + first[first.index(b"\r\n", start) :]
    found = read(tmp_path, broken + second)
    assert bodies(found) == [PAGES[1]]
    assert isinstance(found[0], Damage)


def test_a_header_torn_into_the_next_record_lends_it_nothing(tmp_path: Path) -> None:
    """A writer that died in a header and went on behind it: the half is told, the next keeps its own address."""
    data = warc(packed=False, pages=PAGES[:1])
    torn = b"WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: https://wrong.example/\r\n"
    damage, found = read(tmp_path, torn + data)
    assert isinstance(damage, Damage)
    assert (damage.offset, damage.length) == (0, len(torn))
    assert isinstance(found, Found)
    assert found.record.uri == "https://tide.example/0"


def test_junk_between_records_is_told(tmp_path: Path) -> None:
    """Zeros, text and half a member between whole ones: each is a damage of its own place."""
    one, two = warc(pages=PAGES[:1]), warc(pages=PAGES[1:2])
    for junk in (bytes(5000), b"half a tide\n" * 9, one[:200]):
        found = read(tmp_path, one + junk + two)
        assert bodies(found) == PAGES[:2]
        assert [(d.offset, d.length) for d in found if isinstance(d, Damage)] == [(len(one), len(junk))]


def test_of_a_damaged_member_only_proven_records_count(tmp_path: Path) -> None:
    """All in one member, cut: records with a digest of their own are whole, others may be anything."""
    data = gzip.compress(warc(packed=False))
    found = read(tmp_path, data[:-9])
    assert bodies(found) == PAGES
    assert isinstance(found[0], Damage)
    assert bodies(read(tmp_path, gzip.compress(arc())[:-9])) == []


@pytest.mark.parametrize(
    ("sent", "body", "truncated"),
    [
        (b"5\r\ntide \r\n6;x=1\r\ntables\r\n0\r\n\r\n", b"tide tables", ""),
        (b"5\r\ntide \r\n6\r\ntab", b"tide tab", "chunks"),
        (b"tide tables", b"tide tables", ""),
    ],
    ids=["whole", "cut", "already undone"],
)
def test_chunks_are_undone(tmp_path: Path, sent: bytes, body: bytes, truncated: str) -> None:
    """Some crawlers keep the transfer coding, some only its name; a coding that ends early is told."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    data = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    data += b"Content-Length: %d\r\n\r\n%s%s\r\n\r\n" % (len(head + sent), head, sent)
    (found,) = read(tmp_path, data)
    assert isinstance(found, Found)
    assert (found.record.head, found.record.body, found.truncated) == (head, body, truncated)


def test_a_body_over_the_cap_is_cut_and_says_so(tmp_path: Path) -> None:
    """A record larger than asked for is passed with as much as fits."""
    page = random.Random(1).randbytes(5_000_000)
    for packed in (True, False):
        large, small = read(tmp_path, warc(packed=packed, pages=[page, PAGES[0]]), cap=1000)
        assert isinstance(large, Found)
        assert (large.record.body, large.truncated) == (page[:1000], "length")
        assert isinstance(small, Found)
        assert small.truncated == ""


def test_a_dictionary_is_used(tmp_path: Path) -> None:
    """A `.warc.zst` may keep one in its first frame, packed or not; a broken one is told."""
    words = zstd.train_dict([b"<p>Low tide at %d o'clock, said the harbour office. </p>" % n for n in range(99)], 400)
    data = warc(packed=False)
    records = [b"WARC/1.0\r\n" + part for part in data.split(b"WARC/1.0\r\n")[1:]]
    packed = b"".join(zstd.compress(record, zstd_dict=words) for record in records)
    for content in (words.dict_content, zstd.compress(words.dict_content)):
        begin = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
        assert bodies(read(tmp_path, begin + packed)) == PAGES
    (damage,) = read(tmp_path, b"\x5d\x2a\x4d\x18\x04\x00\x00\x00\x28\xb5\x2f\xfd" + packed)
    assert isinstance(damage, Damage)


def test_a_bomb_is_told(tmp_path: Path) -> None:
    """A member that unfolds a thousand-fold is given up, and what follows is read."""
    bomb = gzip.compress(b"WARC/1.0\r\nContent-Length: 200000000\r\n\r\n" + bytes(200_000_000), 9)
    damage, found = read(tmp_path, bomb + warc(pages=PAGES[:1]))
    assert isinstance(damage, Damage)
    assert "unfold" in damage.why
    assert isinstance(found, Found)


@pytest.mark.parametrize(
    "attack",
    [b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: 9\r\n\r\n", b"a://b 1.1.1.1 20040102030405 x 9\n", b"\x1f\x8b\x08"],
)
def test_reading_is_linear(tmp_path: Path, attack: bytes) -> None:
    """Twice the file takes about twice the time, whatever is repeated in it."""
    taken = []
    for size in (200_000, 400_000):
        data = attack * (size // len(attack))
        began = time.process_time()
        read(tmp_path, data)
        taken.append(time.process_time() - began)
    assert taken[1] < 3 * taken[0] + 0.05


@given(st.binary(max_size=400) | st.lists(st.sampled_from([*warc().split(b"\x1f"), b"WARC/1.0\r\n", b"\r\n\r\n"])))
@settings(max_examples=150, deadline=None)
def test_no_content_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes | list[bytes]) -> None:
    """Any bytes are records and damage that lie in the file, in order."""
    data = content if isinstance(content, bytes) else b"\x1f".join(content)
    found = read(tmp_path_factory.mktemp("any"), data)
    assert all(0 <= one.offset <= one.offset + one.length <= len(data) for one in found)
    assert [one.offset for one in found] == sorted(one.offset for one in found)


WHOLE = {
    "bad.arc": (1, 3),
    "example-bad-non-chunked.warc.gz": (5, 1),
    "example-bad.warc.gz.bad": (6, 0),
    "example-digest.warc": (4, 0),
    "example-iana.org-chunked.warc": (3, 0),
    "example-resource.warc.gz": (3, 0),
    "example-space-in-target-uri.warc.gz": (2, 0),
    "example-space-in-url.arc": (1, 1),
    "example-trunc.warc": (3, 1),
    "example-wget-bad-target-uri.warc.gz": (6, 0),
    "example-wrong-chunks.warc.gz": (1, 2),
    "example.arc": (2, 0),
    "example.arc.gz": (2, 0),
    "example.warc": (6, 0),
    "example.warc.gz": (6, 0),
    "post-test.warc.gz": (6, 0),
}
"""File of the public samples -> whole records and damages, by reading each file by eye."""


@pytest.mark.parametrize("name", WHOLE)
def test_the_public_samples_read_as_they_are(name: str) -> None:
    """Whole records and damages of each, half of which are broken on purpose."""
    found = list(read_archive(need("suites", len(WHOLE)) / "warc" / name, CAP))
    assert (sum(isinstance(one, Found) for one in found), sum(isinstance(one, Damage) for one in found)) == WHOLE[name]
