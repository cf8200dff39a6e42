"""Pages in, WARC out, pages in again: what is written is what is read, by us and by every other tool.

Comes in: exchanges built by hand. Goes out: files in a temporary folder.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from broadsheet.archive import Archive, RecordRef
from broadsheet.errors import CorpusDamaged, UnknownArticle
from broadsheet.records import Exchange

BODY = "<html><p>Der Hafen öffnet wieder.</p></html>".encode()


def exchange(
    body: bytes = BODY, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", **more: str
) -> Exchange:
    """One GET of an invented newspaper."""
    fields = {"url": "https://morning.example/harbour", "started_at": "2026-03-01T10:00:00.123456Z", **more}
    request = b"GET /harbour HTTP/1.1\r\nHost: morning.example\r\n\r\n"
    return Exchange(request_head=request, response_head=head, response_body=body, **fields)


def records(folder: Path) -> list[tuple[str, str, bytes, bool | None]]:
    """(type, URI, payload, digests held) of all records, as warcio reads and checks them."""
    found = []
    for path in sorted(folder.glob("*.warc.gz*")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests=True):
                payload = record.raw_stream.read()
                uri = record.rec_headers.get_header("WARC-Target-URI") or ""
                found.append((record.rec_type, uri, payload, record.digest_checker.passed))
    return found


def test_a_body_is_read_back_as_sent(tmp_path: Path) -> None:
    """The reference that was given leads to the same bytes, while the file is open and after."""
    with Archive(tmp_path) as archive:
        (ref,) = archive.append_exchanges([exchange()])
        assert archive.read(ref) == BODY
    with Archive(tmp_path, write=False) as archive:
        assert archive.read(ref) == BODY
        assert archive.read_record(ref).head == b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def test_another_tool_reads_the_file_and_finds_its_digests_right(tmp_path: Path) -> None:
    """warcio finds warcinfo, response and request, and each block and payload digest holds."""
    with Archive(tmp_path) as archive:
        archive.append_exchanges([exchange()])
    url = "https://morning.example/harbour"
    assert records(tmp_path) == [
        ("warcinfo", "", records(tmp_path)[0][2], True),
        ("response", url, BODY, True),
        ("request", url, b"", True),
    ]


def test_a_record_names_its_circumstances(tmp_path: Path) -> None:
    """Address, truncation, date and the tie between request and response are where the standard puts them."""
    with Archive(tmp_path) as archive:
        (ref,) = archive.append_exchanges([exchange(address="192.0.2.7", truncated="length")])
    text = gzip.decompress(next(tmp_path.glob("*.warc.gz")).read_bytes()).decode()
    for field in ("IP-Address: 192.0.2.7", "Truncated: length", "Date: 2026-03-01T10:00:00.123456Z"):
        assert f"WARC-{field}\r\n" in text
    assert f"WARC-Concurrent-To: {ref.record_id}\r\n" in text
    assert text.startswith("WARC/1.1\r\nWARC-Type: warcinfo\r\n")


def test_every_record_is_one_gzip_member(tmp_path: Path) -> None:
    """A reference's bytes alone unpack to one record that begins and ends as a record does."""
    with Archive(tmp_path) as archive:
        refs = archive.append_exchanges([exchange(b"one"), exchange(b"two")])
    data = (tmp_path / refs[1].file).read_bytes()
    record = gzip.decompress(data[refs[1].offset : refs[1].offset + refs[1].length])
    assert record.startswith(b"WARC/1.1\r\nWARC-Type: response")
    assert record.endswith(b"\r\n\r\ntwo\r\n\r\n")


def test_all_hops_of_a_page_get_their_own_reference(tmp_path: Path) -> None:
    """One reference per exchange, in order; the redirect's body is kept too."""
    hops = [exchange(b"moved", head=b"HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n"), exchange(b"here")]
    with Archive(tmp_path) as archive:
        refs = archive.append_exchanges(hops)
        assert [archive.read(ref) for ref in refs] == [b"moved", b"here"]
        assert archive.append_exchanges([]) == ()


def test_an_exchange_without_an_answer_keeps_its_request(tmp_path: Path) -> None:
    """Where the server said nothing, the reference is to what was asked."""
    with Archive(tmp_path) as archive:
        (ref,) = archive.append_exchanges([exchange(b"", head=b"")])
        assert archive.read_record(ref).type == "request"
    assert [record[0] for record in records(tmp_path)] == ["warcinfo", "request"]


def test_a_local_file_is_a_resource(tmp_path: Path) -> None:
    """A saved page is kept under its file URI, bytes unchanged, even where they look like HTTP."""
    body = b"HTTP/1.1 200 OK\r\n\r\nnot a header\0"
    with Archive(tmp_path) as archive:
        ref = archive.append_resource("file:///saved/a b\r\nc.html", body, "text/html", "2026-03-01T10:00:00+00:00")
        assert archive.read(ref) == body
        assert archive.read_record(ref).uri == "file:///saved/a%20b%0D%0Ac.html"
    assert records(tmp_path)[1][:3] == ("resource", "file:///saved/a%20b%0D%0Ac.html", body)


@given(
    head=st.binary(max_size=80).map(lambda data: b"HTTP/1.1 200 OK\r\n" + data),
    body=st.binary(max_size=200) | st.sampled_from([b"\r\n\r\n", b"0\r\n\r\n", b"\x1f\x8b\x08"]),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_head_moves_the_body(tmp_path: Path, head: bytes, body: bytes) -> None:
    """Whatever a server calls its headers, the body comes back whole, and warcio agrees on its digest."""
    folder = tmp_path / hashlib.sha256(head + b"|" + body).hexdigest()
    with Archive(folder) as archive:
        (ref,) = archive.append_exchanges([exchange(body, head=head)])
        assert archive.read(ref) == body
    assert [passed for *_, passed in records(folder)] == [True, True, True]


def test_a_chunked_response_stays_readable(tmp_path: Path) -> None:
    """The chunks are gone from the body, so the head may not promise them; it says what the server sent."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-encoding: chunked\r\n\r\n"
    with Archive(tmp_path) as archive:
        (ref,) = archive.append_exchanges([exchange(b"5\r\nno chunk", head=head)])
        assert archive.read_record(ref).head == b"HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n\r\n"


def test_a_full_file_is_followed_by_the_next(tmp_path: Path) -> None:
    """Beyond the limit a new file begins; names carry time and a serial number that goes on across runs."""
    for _ in range(2):
        with Archive(tmp_path, limit=1) as archive:
            refs = [archive.append_exchanges([exchange(b"%d" % n)])[0] for n in range(2)]
            assert [archive.read(ref) for ref in refs] == [b"0", b"1"]
    names = sorted(path.name for path in tmp_path.glob("*.warc.gz*"))
    assert all(re.fullmatch(r"broadsheet-\d{14}-\d{5}\.warc\.gz", name) for name in names)
    assert sorted(name[-13:-8] for name in names) == ["00000", "00001", "00002", "00003"]


def test_a_file_is_called_open_while_it_is_written(tmp_path: Path) -> None:
    """Nothing is made before the first record; then `.open` until the archive is closed."""
    with Archive(tmp_path / "warc") as archive:
        assert list((tmp_path / "warc").iterdir()) == []
        archive.append_exchanges([exchange()])
        assert [path.suffix for path in (tmp_path / "warc").iterdir()] == [".open"]
    assert {path.suffix for path in (tmp_path / "warc").iterdir()} == {".gz", ".cdxj"}


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
def test_an_erased_record_is_gone_and_the_others_stay(tmp_path: Path, size: int) -> None:
    """Erasing keeps every other offset, leaves a file that warcio reads, and may be repeated."""
    secret = hashlib.shake_256(b"secret").digest(size)
    with Archive(tmp_path) as archive:
        first, second, third = archive.append_exchanges([exchange(b"one"), exchange(secret), exchange(b"three")])
        archive.erase(second)
    with Archive(tmp_path) as archive:
        archive.erase(second)
        assert (archive.read(first), archive.read(third)) == (b"one", b"three")
        with pytest.raises(UnknownArticle):
            archive.read(RecordRef(second.file, second.offset, second.length, second.record_id, ""))
    kinds = [kind for kind, *_ in records(tmp_path)]
    assert kinds == ["warcinfo", "response", "request", "metadata", "request", "response", "request"]


def test_a_span_that_is_no_record_is_not_erased(tmp_path: Path) -> None:
    """A reference that would hit half of something else is refused, and nothing is written."""
    with Archive(tmp_path) as archive:
        (ref,) = archive.append_exchanges([exchange()])
    path = tmp_path / ref.file
    before = path.read_bytes()
    for offset, length in [(ref.offset + 1, ref.length), (ref.offset, ref.length - 1), (ref.offset, 10**6)]:
        with Archive(tmp_path) as archive, pytest.raises(CorpusDamaged):
            archive.erase(RecordRef(ref.file, offset, length, ref.record_id, ref.digest))
    assert path.read_bytes() == before


def test_every_flipped_byte_of_a_record_is_noticed(tmp_path: Path) -> None:
    """No single damaged byte of a stored page is given out as the page."""
    with Archive(tmp_path) as archive:
        (ref,) = archive.append_exchanges([exchange()])
    path = tmp_path / ref.file
    good = path.read_bytes()
    header = range(ref.offset + 4, ref.offset + 10)  # time, flags and system of the gzip header carry nothing
    for at in range(ref.offset, ref.offset + ref.length):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :])
        try:
            assert Archive(tmp_path, write=False).read(ref) == BODY
            assert at in header
        except CorpusDamaged:
            assert at not in range(ref.offset + 4, ref.offset + 8)  # a wrong time alone is no reason to refuse


@pytest.mark.parametrize("change", [{"digest": "sha1:WRONG"}, {"record_id": "<urn:x>"}, {"file": "gone.warc.gz"}])
def test_a_wrong_reference_is_damage(tmp_path: Path, change: dict[str, str]) -> None:
    """A digest, id or file that does not fit the record is told, not guessed away."""
    with Archive(tmp_path) as archive:
        (ref,) = archive.append_exchanges([exchange()])
        fields = {"file": ref.file, "record_id": ref.record_id, "digest": ref.digest, **change}
        with pytest.raises(CorpusDamaged):
            archive.read(RecordRef(offset=ref.offset, length=ref.length, **fields))
