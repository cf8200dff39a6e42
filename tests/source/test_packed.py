"""Saved pages in zip and tar files: read without unpacking, names never paths, bombs and damage told."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.records import Dropped, Page
from broadsheet.source import Source, Take, named, packed, part, read_named
from tests.source.records import packed as members
from tests.source.records import story, url_of
from tests.stories import page

LIMIT = 100_000
Files = dict[str, bytes]


def zipped(files: Files, **how: int) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how.get("method", zipfile.ZIP_DEFLATED)) as made:
        for name, body in files.items():
            made.writestr(name, body)
    return out.getvalue()


def tarred(files: Files, form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as made:
        for name, body in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            made.addfile(info, io.BytesIO(body))
    return out.getvalue()


def zstd(body: bytes) -> bytes:
    """Compressed with Zstandard."""
    if sys.version_info >= (3, 14):
        from compression import zstd as codec
    else:
        from backports import zstd as codec
    return bytes(codec.compress(body))


PACKERS: dict[str, Callable[[Files], bytes]] = {
    "x.zip": zipped,
    "stored.zip": lambda files: zipped(files, method=zipfile.ZIP_STORED),
    "x.tar": tarred,
    "gnu.tar": lambda files: tarred(files, tarfile.GNU_FORMAT),
    "x.tar.gz": lambda files: gzip.compress(tarred(files)),
    "x.tar.bz2": lambda files: bz2.compress(tarred(files)),
    "x.tar.xz": lambda files: lzma.compress(tarred(files)),
    "x.tar.zst": lambda files: zstd(tarred(files)),
}


def read(tmp_path: Path, name: str, body: bytes) -> tuple[list[Source], Take]:
    """The sources of a packed file, and how it was taken."""
    path = tmp_path / name
    path.write_bytes(body)
    take = Take(LIMIT)
    return list(named([str(path)], "argument", take)), take


def told(sources: list[Source]) -> list[tuple[str, str]]:
    """What each is called in its file, and `Page` or its reason."""
    return [
        (source.name.partition("#")[2], source.item.reason if isinstance(source.item, Dropped) else "Page")
        for source in sources
    ]


@pytest.mark.parametrize("name", PACKERS)
def test_saved_pages_are_read_where_they_are(tmp_path: Path, name: str) -> None:
    """In their order, by any name; parts of pages, hidden files and pictures are passed over and counted."""
    long = "d" * 90 + "/" + "e" * 90 + "/" + "f" * 120 + ".html"
    files = {
        "a/1.html": page(1), "2.htm": page(2), "a/1_files/ad.html": page(9), ".git/x.html": page(9), "a/x.png": b"x",
        "story.2024": page(3), "notes.md": b"# no", long: page(4), "Zoë.html": page(5),
    }  # fmt: skip
    sources, take = read(tmp_path, name, PACKERS[name](files))
    assert [n for n, _ in told(sources)] == ["a/1.html", "2.htm", "story.2024", long, "Zoë.html"]
    assert [source.item.body for source in sources if isinstance(source.item, Page)] == [page(n) for n in range(1, 6)]
    assert take.passed == {"hidden files and parts of pages": 2, ".png files": 1, ".md files": 1}
    assert [read_named(source.name, LIMIT) for source in sources[::-1]] == [source.item for source in sources[::-1]]


@pytest.mark.parametrize("name", ["x.zip", "x.tar"])
def test_names_that_lead_out_are_names(tmp_path: Path, name: str) -> None:
    """Nothing is written, nothing else is opened: the audit hook of the process is the judge."""
    secret = tmp_path / "secret.html"
    secret.write_bytes(page(8))
    files = {
        "../secret.html": page(1),
        str(secret): page(2),
        "a/../../secret.html": page(3),
        "#/../secret.html": page(4),
    }
    opened: list[str] = []
    watching = True
    sys.addaudithook(lambda event, args: opened.append(str(args[0])) if watching and event == "open" else None)
    sources, _ = read(tmp_path, name, PACKERS[name](files))
    bodies = [read_named(source.name, LIMIT) for source in sources]
    watching = False
    assert [found.body for found in bodies if isinstance(found, Page)] == [page(n) for n in range(1, 5)]
    assert not [path for path in opened if "secret" in path]


@pytest.mark.parametrize("name", ["x.tar", "x.tar.gz", "x.zip"])
def test_a_cut_file_gives_what_is_whole_and_tells_the_rest(tmp_path: Path, name: str) -> None:
    """At any byte: never half a page, never silence."""
    whole = PACKERS[name]({f"{n}.html": page(n) for n in range(3)})
    bodies = [page(n) for n in range(3)]
    end = len(whole.rstrip(b"\0")) if name == "x.tar" else len(whole)
    for cut in range(600, end, 211):
        sources, _ = read(tmp_path, name, whole[:cut])
        found = [source.item.body for source in sources if isinstance(source.item, Page)]
        assert found == bodies[: len(found)]
        assert sum(isinstance(source.item, Dropped) for source in sources) == 1, cut


def test_flipped_bytes_never_raise_nor_give_half_a_page(tmp_path: Path) -> None:
    """In a zip file each member has its checksum, in a tar.gz the whole."""
    for name in ("x.zip", "x.tar.gz"):
        whole = PACKERS[name]({f"{n}.html": page(n) for n in range(3)})
        for at in range(0, len(whole), 37):
            sources, _ = read(tmp_path, name, whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
            if name == "x.zip":
                found = [source.item.body for source in sources if isinstance(source.item, Page)]
                assert all(body in (page(0), page(1), page(2)) for body in found)


def test_damage_in_a_member_costs_that_member(tmp_path: Path) -> None:
    """A wrong checksum, a method that nobody knows, a password."""
    files = {"a.html": page(1), "b.html": page(2), "c.html": page(3)}
    body = bytearray(zipped(files, method=zipfile.ZIP_STORED))
    body[body.find(page(2)) + 50] ^= 255
    sources, _ = read(tmp_path, "x.zip", bytes(body))
    assert told(sources) == [("a.html", "Page"), ("b.html", "unreadable"), ("c.html", "Page")]
    for offset, value, words in ((8, 1, "encrypted"), (10, 77, "compression")):
        body = bytearray(zipped(files))
        at = body.find(b"PK\1\2", body.find(b"PK\1\2") + 1)
        body[at + offset] = value
        sources, _ = read(tmp_path, "x.zip", bytes(body))
        assert told(sources)[1] == ("b.html", "unreadable")
        assert words in sources[1].item.evidence  # type: ignore[union-attr]


def test_packed_files_within_are_named_and_not_opened(tmp_path: Path) -> None:
    """One level: a zip in a zip is an outcome; a web archive in it is read."""
    files = {
        "in.zip": zipped({"a.html": page(1)}),
        "b.tar.gz": b"x",
        "archive/data.warc.gz": members(story(1), story(2)),
    }
    sources, _ = read(tmp_path, "x.wacz", zipped(files))
    where = len(members(story(1)))
    assert told(sources) == [
        ("in.zip", "unreadable"), ("b.tar.gz", "unreadable"),
        ("archive/data.warc.gz#0", "Page"), (f"archive/data.warc.gz#{where}", "Page"),
    ]  # fmt: skip
    found = read_named(sources[-1].name, LIMIT)
    assert isinstance(found, Page)
    assert found.url == url_of(2)


@pytest.mark.parametrize("name", PACKERS)
def test_a_page_over_the_limit_is_told(tmp_path: Path, name: str) -> None:
    """Read to the limit and no further, however it is packed."""
    files = {"big.html": b"<html>" + b" " * (10 * LIMIT), "a.html": page(1)}
    sources, _ = read(tmp_path, name, PACKERS[name](files))
    assert told(sources) == [("big.html", "too_large"), ("a.html", "Page")]


def test_bombs_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file unfolds to a hundred times its size and no further, in one member or in many."""
    monkeypatch.setattr("broadsheet.source.unfolding.FREE", 100_000)
    monkeypatch.setattr(packed, "FREE", 100_000)
    assert part.FREE > 100_000
    sources, _ = read(tmp_path, "x.tar.gz", gzip.compress(tarred({"a.txt": bytes(30_000_000)})))
    assert told(sources)[-1] == ("", "unreadable")
    assert "unfolds to more than" in sources[-1].item.evidence  # type: ignore[union-attr]
    many = {f"{n}.html": b"<html>" + b" " * (LIMIT - 10) for n in range(200)}
    sources, _ = read(tmp_path, "x.zip", zipped(many))
    assert told(sources)[-1] == ("", "too_large")
    assert len(sources) < 200


def test_a_long_table_of_members_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be held in memory."""
    monkeypatch.setattr(packed, "MOST", 1000)
    sources, _ = read(tmp_path, "x.zip", zipped({f"{n}.html": page(n) for n in range(50)}))
    assert told(sources) == [("", "unreadable")]


@pytest.mark.parametrize("mark", ["mimetype", "[Content_Types].xml", "META-INF/MANIFEST.MF"])
def test_books_and_documents_are_no_pages(tmp_path: Path, mark: str) -> None:
    """They are zip files too."""
    assert told(read(tmp_path, "x.epub", zipped({mark: b"x", "a.xhtml": page(1)}))[0]) == [("", "not_html")]


def test_links_and_devices_are_passed_over(tmp_path: Path) -> None:
    """Only files hold pages."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, kind in (("l.html", tarfile.SYMTYPE), ("f.html", tarfile.FIFOTYPE), ("d.html", tarfile.DIRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            made.addfile(info)
    assert read(tmp_path, "x.tar", out.getvalue())[0] == []
    link = zipfile.ZipInfo("l.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    packed_link = io.BytesIO()
    with zipfile.ZipFile(packed_link, "w") as made_zip:
        made_zip.writestr(link, "/etc/passwd")
    assert read(tmp_path, "x.zip", packed_link.getvalue())[0] == []


def test_a_compressed_page_is_one_input(tmp_path: Path) -> None:
    """By its own name; cut, it is told."""
    [source], _ = read(tmp_path, "story.html.gz", gzip.compress(page(1)))
    assert (source.name, source.item.body) == (str(tmp_path / "story.html.gz"), page(1))  # type: ignore[union-attr]
    assert read_named(source.name, LIMIT) == source.item
    assert told(read(tmp_path, "cut.html.gz", gzip.compress(page(1))[:-9])[0]) == [("", "unreadable")]


@pytest.mark.parametrize(
    ("at", "value"), [(124, b"77777777777"), (148, b"0000000\0"), (124, b"\x80" + b"\xff" * 11), (156, b"L")]
)
def test_lying_tar_headers_end_the_file_with_words(tmp_path: Path, at: int, value: bytes) -> None:
    """Eight gigabytes, a wrong checksum, more bytes than there are atoms, a name as long as a page."""
    body = bytearray(tarred({"a.html": page(1), "b.html": page(2) + b" " * 70_000}, tarfile.USTAR_FORMAT))
    head = 512 + -(-len(page(1)) // 512) * 512
    body[head + at : head + at + len(value)] = value
    if at != 148:
        body[head + 148 : head + 156] = b" " * 8
        body[head + 148 : head + 156] = b"%06o\0 " % sum(body[head : head + 512])
    sources, _ = read(tmp_path, "x.tar", bytes(body))
    assert told(sources)[0] == ("a.html", "Page")
    assert told(sources)[1][1] in {"unreadable", "too_large"}
    assert told(sources)[-1] == ("", "unreadable")
