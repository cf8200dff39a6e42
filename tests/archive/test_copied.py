"""Records of other archives, copied into ours with the member that holds them, or written anew where that would not do.

Comes in: web archives made by hand. Goes out: a corpus's archive, read by us and by warcio.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from pathlib import Path

import msgspec
import pytest
from warcio.archiveiterator import ArchiveIterator

from broadsheet.archive import Archive, RecordRef, StoredRecord
from broadsheet.records import Exchange, Page
from broadsheet.source import Take
from broadsheet.source.warc import read_records
from tests.source.records import http, response, url_of

ID = "<urn:uuid:0f7f4c5e-8a4e-4a8b-9a53-0e8c5dc8a6d1>"
BODY = "".join(f"<p>{hashlib.sha256(b'%d' % n).hexdigest()} {n} ships came in</p>" for n in range(60)).encode()


def labelled(payload: bytes) -> str:
    """A payload's digest."""
    return "sha1:" + base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()


def told(**fields: str) -> dict[str, str]:
    """The fields of a record that may be copied, or others in their stead."""
    return {"WARC_Record_ID": ID, "WARC_Payload_Digest": labelled(BODY), **fields}


def exchange_of(tmp_path: Path, member: bytes) -> Exchange:
    """The exchange of the one page that a file of such members holds."""
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(member)
    [page] = [part.item for part in read_records(path, "crawl.warc.gz", Take(1 << 20)) if isinstance(part.item, Page)]
    return page.exchanges[0]


def kept(tmp_path: Path, exchange: Exchange) -> tuple[bytes, RecordRef, StoredRecord]:
    """What the archive holds of an exchange: its bytes, where, and the record as it is read there."""
    folder = tmp_path / "warc"
    with Archive(folder) as archive:
        (ref,) = archive.append_exchanges([exchange])
        read = archive.read_record(ref)
    data = (folder / ref.file).read_bytes()
    with (folder / ref.file).open("rb") as file:
        records = [(one.rec_type, one.raw_stream.read()) for one in ArchiveIterator(file, check_digests="raise")]
    assert [kind for kind, _ in records] == ["warcinfo", "response"]
    return data[ref.offset : ref.offset + ref.length], ref, read


def test_a_record_that_says_what_ours_would_is_copied_byte_for_byte(tmp_path: Path) -> None:
    """With its own id, and read back as it was written; the index tells of it as of any other."""
    member = gzip.compress(response(url_of(1), http(BODY), **told()), mtime=0)
    copy, ref, read = kept(tmp_path, exchange_of(tmp_path, member))
    assert copy == member
    assert (ref.record_id, ref.digest) == (ID, labelled(BODY))
    assert (read.type, read.uri, read.body) == ("response", url_of(1), BODY)
    [index] = (tmp_path / "warc").glob("*.cdxj")
    lines = index.read_bytes()
    index.unlink()
    with Archive(tmp_path / "warc"):
        assert index.read_bytes() == lines


def test_a_copy_can_be_erased(tmp_path: Path) -> None:
    """In place, as any other record."""
    member = gzip.compress(response(url_of(1), http(BODY), **told()), mtime=0)
    with Archive(tmp_path / "warc") as archive:
        (ref,) = archive.append_exchanges([exchange_of(tmp_path, member)])
        archive.erase(ref)
        assert archive.read_record(msgspec.structs.replace(ref, digest="")).type == "metadata"


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        (http(BODY), told(WARC_Record_ID="<urn:uuid:1> <urn:uuid:2>")),
        (http(BODY), told(WARC_Record_ID="")),
        (http(BODY), told(WARC_Payload_Digest="")),
        (http(BODY), told(WARC_Payload_Digest=labelled(b"other"))),
        (http(BODY), told(WARC_Payload_Digest="sha1:" + hashlib.sha1(BODY, usedforsecurity=False).hexdigest())),
        (http(BODY), told(WARC_Type="Response")),
        (http(BODY), told(WARC_Date="2024-03-05")),
        (http(BODY), told(WARC_Target_URI=f"<{url_of(1)}>")),
        (http(BODY), told(WARC_Target_URI="HTTPS://www.paper.example:443/2024/1.html")),
        (http(BODY), told(WARC_Block_Digest="sha1:" + hashlib.sha1(http(BODY), usedforsecurity=False).hexdigest())),
        (http(BODY), told(WARC_BLOCK_DIGEST=labelled(b"other"))),
        (http(BODY, Transfer_Encoding="chunked"), told()),
        (http(BODY).replace(b"\r\n", b"\n", 2), told()),
        (http(b"<p>One line.</p>"), told(WARC_Payload_Digest=labelled(b"<p>One line.</p>"))),
    ],
    ids=["id", "no id", "no digest", "other digest", "hexadecimal", "type", "day", "brackets", "address",
         "hexadecimal block", "two digests", "chunked", "line ends", "small"],
)  # fmt: skip
def test_any_other_is_written_anew(tmp_path: Path, block: bytes, fields: dict[str, str]) -> None:
    """Where we would read something else there, or not find it, or could not erase it: under an id of ours."""
    member = gzip.compress(response(url_of(1), block, **fields), mtime=0)
    exchange = exchange_of(tmp_path, member)
    copy, ref, read = kept(tmp_path, exchange)
    assert copy != member
    assert ref.record_id != ID
    assert (read.uri, read.body, ref.digest) == (url_of(1), exchange.response_body, labelled(exchange.response_body))


@pytest.mark.parametrize("form", ["two in a member", "plain", "behind spaces"])
def test_a_member_that_is_not_the_record_alone_is_not_copied(tmp_path: Path, form: str) -> None:
    """What else it holds is none of the corpus."""
    one = response(url_of(1), http(BODY), **told())
    other = response(url_of(2), http(b"", status="404 Not Found"))
    body = {"two in a member": gzip.compress(one + other), "plain": one, "behind spaces": gzip.compress(b"\r\n" + one)}
    assert exchange_of(tmp_path, body[form]).recorded is None
