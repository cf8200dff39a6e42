"""A server of web archives as Common Crawl's is: a list a month, files that may be had from any byte on.

Comes in: files by name. Goes out: scripts for the fault server; broken ways to answer.
"""

from __future__ import annotations

import gzip
import re

from tests.faults import FaultServer, Line, reply
from tests.source.records import http, packed, record, response
from tests.stories import page

_RANGE = re.compile(rb"\r\nRange: bytes=(\d+)-", re.IGNORECASE)
_IF_RANGE = re.compile(rb"\r\nIf-Range: ([^\r]+)", re.IGNORECASE)
FOLDER = "/crawl-data/CC-NEWS/2024/03/"


class File:
    """A file, served whole or from a byte on; `etag`: which version; `cuts`: bytes after which answers break off."""

    def __init__(self, data: bytes, etag: str = '"one"', cuts: tuple[int, ...] = ()) -> None:
        self.data = data
        self.etag = etag
        self.cuts = list(cuts)
        self.ranges: list[tuple[int, str]] = []
        """What was asked for: the first byte, and the validator."""

    def __call__(self, line: Line) -> None:
        """Answer."""
        wanted, validator = _RANGE.search(line.head), _IF_RANGE.search(line.head)
        start = int(wanted[1]) if wanted and validator and validator[1].decode() == self.etag else 0
        self.ranges.append((int(wanted[1]) if wanted else 0, validator[1].decode() if validator else ""))
        named = {"content_type": "application/octet-stream", "etag": self.etag}
        if start:
            named["content_range"] = f"bytes {start}-{len(self.data) - 1}/{len(self.data)}"
        whole = reply(self.data[start:], "206 Partial Content" if start else "200 OK", **named)
        cut = self.cuts.pop(0) if self.cuts else None
        line.send(whole if cut is None else whole[: whole.index(b"\r\n\r\n") + 4 + cut])


def name(number: int, day: int = 5) -> str:
    """The name of a file."""
    return f"CC-NEWS-202403{day:02}120000-{number:05}.warc.gz"


def archive(numbers: range, host: str = "www.paper.example", day: int = 5, others: int = 2) -> bytes:
    """Stories of a paper, among pages of other sites."""
    date = f"2024-03-{day:02}T12:30:00Z"
    ours = [response(f"https://{host}/2024/03/{number}.html", http(page(number)), WARC_Date=date) for number in numbers]
    theirs = [
        response(f"https://other.example/{number}.html", http(page(900 + number)), WARC_Date=date)
        for number in range(others)
    ]
    info = record("warcinfo", "", b"software: test\r\n", "application/warc-fields")
    return packed(info, *theirs, *ours)


def publish(server: FaultServer, files: dict[str, File], index: bytes | None = None) -> None:
    """Put files and their list on a server."""
    lines = "".join(f"{FOLDER[1:]}{one}\n" for one in files)
    body = gzip.compress(lines.encode()) if index is None else index
    server.scripts[f"{FOLDER}warc.paths.gz"] = reply(body, content_type="application/octet-stream")
    for one, script in files.items():
        server.scripts[f"{FOLDER}{one}"] = script
