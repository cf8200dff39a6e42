"""Promise 1 (rows A1 and A2): no answer, file or record makes the process grow beyond its cap and 32 MiB.

Comes in: twelve bombs by eight ways in. Goes out: the peak of memory of a process of its own, the seconds it took.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import brotli
import pytest

from broadsheet.archive import Archive
from broadsheet.options import DEFAULT, MIB
from broadsheet.records import Exchange
from broadsheet.source import LARGEST_LISTING
from tests.faults import FaultServer, Line, Script, reply
from tests.sources import ROOT
from tests.stories import page
from tests.test_decode import raw_deflate, zstd

LISTED = LARGEST_LISTING // MIB
CAP, GRACE = DEFAULT.fetch.max_bytes // MIB, 32
"""MiB: what a listing or a page may have, and what the process may grow by beyond it."""

SOON, READ = 1.0, 5.0
"""Seconds of processor time for one bomb; for one that is a listing of 50 MiB and 100,000 addresses."""

HTML = b"<html><p>" + b"words and more words " * (MIB // 21)


class Bomb(NamedTuple):
    """A body as sent, and its coding; `endless`: sent again and again instead."""

    body: bytes
    coding: str = ""
    endless: bytes = b""
    field: bytes = b""


KINDS = {
    "text/html": (b"", HTML),
    "application/rss+xml": (
        b'<?xml version="1.0"?><rss version="2.0"><channel>',
        b"<item><title>Tide</title><link>https://gazette.example/2024/01/02/tide</link></item>" * (MIB // 84),
    ),
    "application/xml": (
        b'<?xml version="1.0"?><urlset>',
        b"<url><loc>https://gazette.example/2024/01/02/the-tide-is-out</loc></url>" * (MIB // 72),
    ),
}
"""How a page, a feed and a sitemap begin, and a MiB of each."""


def bombs(size: int, label: str = "text/html") -> dict[str, Bomb]:
    """Twelve ways to be larger than one looks; zeros of `size` MiB."""
    start, unit = KINDS[label]
    zeros = start + bytes(size * MIB)
    deep = gzip.compress(gzip.compress(zeros))
    stacked = start + unit * 40
    for code in (gzip.compress, zlib.compress, brotli.compress, zstd.compress, gzip.compress):
        stacked = code(stacked)
    return {
        "gzip": Bomb(gzip.compress(zeros), "gzip"),
        "deflate": Bomb(zlib.compress(zeros), "deflate"),
        "raw deflate": Bomb(raw_deflate(zeros), "deflate"),
        "br": Bomb(brotli.compress(zeros, quality=5), "br"),
        "zstd": Bomb(zstd.compress(zeros), "zstd"),
        "gzip in gzip": Bomb(deep, "gzip, gzip"),
        "five codings, 40 MiB of a page": Bomb(stacked, "gzip, deflate, br, zstd, gzip"),
        "gzip of empty members": Bomb(gzip.compress(b"") * 100_000, "gzip"),
        "gzip of a page, 60 MiB": Bomb(gzip.compress(start + unit * 60), "gzip"),
        "a body without end": Bomb(start + unit * 12, endless=unit),
        "chunks without end": Bomb(
            start + unit * 12, endless=b"4000\r\n" + b"x" * 0x4000 + b"\r\n", field=b"Transfer-Encoding: chunked\r\n"
        ),
        "a header without end": Bomb(b"<p>x", endless=b"X-More: " + b"y" * 8000 + b"\r\n", field=b"no end"),
    }


def answer(bomb: Bomb, status: bytes = b"200 OK", field: bytes = b"", label: str = "text/html") -> bytes | Script:
    """What a server makes of it."""
    coding = b"Content-Encoding: %s\r\n" % bomb.coding.encode() if bomb.coding else b""
    head = b"HTTP/1.1 %b\r\nContent-Type: %b\r\n" % (status, label.encode()) + field + coding
    if not bomb.endless:
        return head + b"Content-Length: %d\r\n\r\n" % len(bomb.body) + bomb.body

    def flood(line: Line) -> None:
        line.send(head if bomb.field == b"no end" else head + bomb.field + b"\r\n")
        line.flood(bomb.endless)

    return flood


def scripts(known: dict[str, Bomb], size: int) -> dict[str, bytes | Script]:
    """Each bomb as a page and as a redirect's body, as a feed and as a sitemap."""
    found: dict[str, bytes | Script] = dict.fromkeys(["/good", "/good?robots"], reply(page(1)))
    for name, label in (("feed", "application/rss+xml"), ("sitemap", "application/xml")):
        start, unit = KINDS[label]
        found[f"/{name}.xml"] = reply(start + unit[:800], content_type=label)
        for number, bomb in enumerate(bombs(size, label).values()):
            found[f"/{number}/{name}.xml"] = answer(bomb, label=label)
    for number, bomb in enumerate(known.values()):
        found[f"/page/{number}"] = answer(bomb)
        found[f"/hop/{number}"] = answer(bomb, b"302 Found", b"Location: /good\r\n")
    return found


def record(bomb: Bomb, folder: Path) -> str:
    """The bomb in an archive, whole: as `bombs_child.by_record` takes it."""
    field = b"X-More: " + b"y" * 12 * MIB + b"\r\n" if bomb.field == b"no end" else b""
    coding = b"Content-Encoding: %s\r\n" % bomb.coding.encode() if bomb.coding else b""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + field + b"\r\n"
    with Archive(folder) as archive:
        (ref,) = archive.append_exchanges(
            [Exchange("https://a.example/", b"GET / HTTP/1.1\r\n\r\n", head, bomb.body, "2026-03-01T10:00:00Z")]
        )
    return f"{folder / ref.file}|{ref.offset}|{ref.length}|{ref.record_id}"


def unfolding(folder: Path, size: int) -> str:
    """A member that unfolds to `size` MiB: no record of ours, but one that somebody may put in its place."""
    length = size * MIB
    data = gzip.compress(b"WARC/1.1\r\nWARC-Record-ID: x\r\nContent-Length: %d\r\n\r\n" % length + bytes(length))
    (folder / "bomb.warc.gz").write_bytes(data)
    return f"{folder / 'bomb.warc.gz'}|0|{len(data)}|x"


class Child:
    """The process that is measured, outside ours."""

    def __init__(self, *warm: str) -> None:
        command = [sys.executable, "-m", "tests.promises.bombs_child", *warm]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def run(self, entry: str, place: str) -> dict[str, Any]:
        """One bomb."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([entry, place]) + "\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=30)


ALONE = {"page", "redirect", "robots.txt", "extract URL", "saved file", "archived record"}
"""Ways in to what is one page, or none."""


def cases(known: dict[str, Bomb], server: FaultServer, folder: Path, size: int) -> Iterator[tuple[str, str, str, str]]:
    """Every bomb by every way in: the way, the bomb, who takes it, where it is."""
    for number, (name, bomb) in enumerate(known.items()):
        yield "page", name, "fetch", server.url(f"/page/{number}")
        yield "redirect", name, "fetch", server.url(f"/hop/{number}")
        server.scripts["/robots.txt"] = answer(bomb)
        yield "robots.txt", name, "fetch", server.url("/good?robots")
        server.scripts["/robots.txt"] = reply(b"", "404 Not")
        yield "extract URL", name, "extract", server.url(f"/page/{number}")
        saved = folder / f"{number}.html"
        saved.write_bytes(bomb.body + bomb.endless * (30 * MIB // len(bomb.endless)) if bomb.endless else bomb.body)
        yield "saved file", name, "file", str(saved)
        for way in ("feed", "sitemap"):
            yield way, name, "listing", server.url(f"/{number}/{way}.xml")
        yield "archived record", name, "record", record(bomb, folder / hashlib.sha1(name.encode()).hexdigest())
    yield "archived record", "a member that unfolds", "record", unfolding(folder, size)


@pytest.mark.skipif(sys.platform != "linux", reason="97 cases not run: peaks are read from /proc")
@pytest.mark.timeout(900)
def test_no_bomb_makes_the_process_grow(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Twelve bombs by eight ways in: never more than the cap and 32 MiB; never a second, but for whole listings."""
    size = tries(12, 200)
    known = bombs(size)
    seen = dict[tuple[str, str], Any]()
    with FaultServer(scripts(known, size)) as server:
        child = Child(server.url("/good"), server.url("/feed.xml"), server.url("/sitemap.xml"))
        for way, name, entry, place in islice(cases(known, server, tmp_path, size), 0, None, tries(7, 1)):
            seen[way, name] = child.run(entry, place)
        child.close()
    words = []
    for kind, ways, cap, soon in (("pages", ALONE, CAP, SOON), ("listings", {"feed", "sitemap"}, LISTED, READ)):
        of = {key: value for key, value in seen.items() if key[0] in ways}
        assert {key: value for key, value in of.items() if value["mib"] > cap + GRACE} == {}
        assert {key: value for key, value in of.items() if value["seconds"] > soon * tries(2, 1)} == {}
        most, slowest = (max(value[name] for value in of.values()) for name in ("mib", "seconds"))
        words.append(f"{len(of)} {kind}: at most {most:.0f} MiB more ({cap} + {GRACE} allowed), {slowest:.2f} s")
    told("; ".join(words) + " of processor time")
