"""The index beside each file: what pywb looks up is where the index says, after every end a writer can have.

Comes in: archives written, torn, erased. Goes out: lines, checked against the file that they name.
"""

from __future__ import annotations

import json
from pathlib import Path

from broadsheet.archive import Archive, RecordRef
from tests.archive.test_archive import BODY, exchange

DATE = "2026-03-01T10:00:00Z"


def lines(folder: Path) -> list[str]:
    """Every line of every index."""
    return [line for path in sorted(folder.glob("*.cdxj")) for line in path.read_text(encoding="utf-8").splitlines()]


def told(line: str) -> dict[str, str]:
    """The JSON of a line."""
    found: dict[str, str] = json.loads(line.split(" ", 2)[2])
    return found


def test_each_capture_has_its_line(tmp_path: Path) -> None:
    """Pages and files, not requests and metadata; key, time and seven facts, in byte order."""
    with Archive(tmp_path) as archive:
        (page,) = archive.append_exchanges([exchange()])
        (gone,) = archive.append_exchanges(
            [exchange(b"", b"HTTP/1.1 404 Not Found\r\n\r\n", url="https://a.example/x")]
        )
        file = archive.append_resource("file:///saved/a b.html", BODY, "text/html", DATE)
        archive.append_metadata(b"{}", DATE, uri="https://morning.example/harbour", refers_to=page.record_id)
        assert lines(tmp_path) == []
    found = lines(tmp_path)
    assert [line.split(" ")[:2] for line in found] == [
        ["example,a)/x", "20260301100000"],
        ["example,morning)/harbour", "20260301100000"],
        ["file:///saved/a%20b.html", "20260301100000"],
    ]
    assert told(found[1]) == {
        "url": "https://morning.example/harbour",
        "mime": "text/html",
        "status": "200",
        "digest": page.digest,
        "length": str(page.length),
        "offset": str(page.offset),
        "filename": page.file,
    }
    assert [(told(line)["offset"], told(line)["status"], told(line)["mime"]) for line in (found[0], found[2])] == [
        (str(gone.offset), "404", "unk"),
        (str(file.offset), "200", "text/html"),
    ]


def test_every_line_leads_to_its_record(tmp_path: Path) -> None:
    """Offset and length cut out the record with that digest; each file has its own index."""
    with Archive(tmp_path, limit=1) as archive:
        for number in range(3):
            archive.append_exchanges([exchange(b"page %d" % number, url=f"https://a.example/{number}")])
    assert len(list(tmp_path.glob("*.cdxj"))) == 3
    with Archive(tmp_path, write=False) as archive:
        for number, line in enumerate(lines(tmp_path)):
            one = told(line)
            ids = [ref for ref in _refs(tmp_path / one["filename"]) if str(ref.offset) == one["offset"]]
            assert archive.read(ids[0]) == b"page %d" % number
            assert (str(ids[0].length), ids[0].digest) == (one["length"], one["digest"])


def _refs(path: Path) -> list[RecordRef]:
    from broadsheet.archive import Found, digest, read_archive

    found = [one for one in read_archive(path, 1 << 20) if isinstance(one, Found)]
    return [RecordRef(path.name, o.offset, o.length, o.record_id, digest(o.record.body)) for o in found]


def test_a_mended_file_gets_its_index(tmp_path: Path) -> None:
    """A killed writer's file, cut in its last record: the index names those that are whole, as it would have been."""
    with Archive(tmp_path) as archive:
        archive.append_exchanges([exchange(b"one")])
    whole = lines(tmp_path)
    (path,) = tmp_path.glob("*.warc.gz")
    next(tmp_path.glob("*.cdxj")).unlink()
    path.rename(f"{path}.open").write_bytes(path.with_name(path.name + ".open").read_bytes() + b"\x1f\x8b\x08torn")
    with Archive(tmp_path):
        pass
    assert lines(tmp_path) == whole
    next(tmp_path.glob("*.cdxj")).unlink()
    with Archive(tmp_path, write=False):
        assert lines(tmp_path) == []
    with Archive(tmp_path):
        assert lines(tmp_path) == whole


def test_what_was_erased_is_in_no_index(tmp_path: Path) -> None:
    """In the file in hand, and in one of an earlier run."""
    with Archive(tmp_path) as archive:
        old = archive.append_exchanges([exchange(b"one"), exchange(b"two", url="https://a.example/2")])
        archive.erase(old[0])
    assert [told(line)["url"] for line in lines(tmp_path)] == ["https://a.example/2"]
    with Archive(tmp_path) as archive:
        archive.erase(old[1])
    assert lines(tmp_path) == []
