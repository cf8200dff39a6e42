"""All public suites through every entry that could get them: no exception, none over a second of processor time.

Comes in: `BROADSHEET_SUITES`: feeds, HTML, JSON, strings, robots.txt, URLs, archives, XML attacks. Goes out: how many
inputs, how many entries each, and the slowest of them.
"""

from __future__ import annotations

import base64
import gzip
import json
import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import broadsheet
from broadsheet import urls
from broadsheet.archive.framing import framed
from broadsheet.archive.unpacked import unpacked
from broadsheet.decode import decode_body
from broadsheet.fetch.head import parse_head
from broadsheet.fetch.robots import parse_rules
from broadsheet.mediatype import classify
from broadsheet.metadata.declared.jsonld import read_graph
from broadsheet.metadata.declared.raw import raw_metadata
from broadsheet.options import MIB, ParseOptions
from broadsheet.parse import parse_page
from broadsheet.parse.annotations import items_of
from broadsheet.records import Document, Dropped, Page, Reason
from broadsheet.source import page_of
from broadsheet.source.several import pages_of
from tests.shared import need
from tests.stories import paragraphs

CASES = {
    "feeds.jsonl.gz": 2106,
    "html5lib-inputs.jsonl.gz": 1796,
    "json.jsonl.gz": 318,
    "naughty-strings.json": 515,
    "robots-txt-real.jsonl.gz": 4231,
    "urltestdata.json": 891,
    "warc": 16,
    "xml-attacks.jsonl.gz": 13,
}
FAST = 30
"""Of each suite, drawn with a fixed seed."""
LIMIT = 1.0
"""Seconds of processor time for one input at one entry, …"""
LARGE = 256 * 1024
"""… and for as many bytes of a larger one: a robots.txt of 1.4 MB is a dump of 40,000 lines to `extract_text`."""
URL = "https://mill.example/story"
PROSE = "".join(f"<p>{words}</p>" for words in paragraphs(1)).encode()


def suite(name: str) -> list[tuple[str, bytes]]:
    """The inputs of a suite with their names; of the URL suite each is a URL, a tab and its base."""
    path = need("suites", CASES[name]) / name
    if path.is_dir():
        return [(file.name, file.read_bytes()) for file in sorted(path.iterdir())]
    if name.endswith(".gz"):
        lines = (json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines())
        return [(line["id"], _bytes(line)) for line in lines]
    found = [one for one in json.loads(path.read_bytes()) if name.startswith("naughty") or isinstance(one, dict)]
    texts = [one if isinstance(one, str) else f"{one['input']}\t{one['base']}" for one in found]
    return [(str(number), text.encode("utf-8", "surrogatepass")) for number, text in enumerate(texts)]


def _bytes(line: dict[str, str]) -> bytes:
    return base64.b64decode(line["base64"]) if "base64" in line else line["text"].encode("utf-8", "surrogatepass")


def text(body: bytes) -> str:
    """The input as a string, with whatever surrogates it brings."""
    try:
        return body.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def named(outcome: object) -> None:
    """An outcome is an article, a page, or a drop whose reason is no fault of ours."""
    assert isinstance(outcome, broadsheet.Article | Dropped | Page)
    assert not isinstance(outcome, Dropped) or outcome.reason is not Reason.INTERNAL_ERROR, outcome.evidence


def declared(body: bytes) -> None:
    """All that a page declares, its annotations too, as `extract --raw-metadata` prints it."""
    document = parse_page(Page(body, URL), ParseOptions())
    if isinstance(document, Document):
        json.dumps(raw_metadata(document.declared, *items_of(document.html)))


def url(body: bytes) -> None:
    """A URL, alone and against a base."""
    one, _, base = text(body).partition("\t")
    for call in (urls.normalise, urls.dedup_key, urls.article_id, urls.site_key, urls.host, urls.path, urls.origin):
        call(one)  # type: ignore[operator]
    urls.resolve(base, one)
    urls.resolve(None, one)


def kept(body: bytes) -> None:
    """A page that came from there, and links to it."""
    href = text(body).partition("\t")[0]
    named(broadsheet.extract(PROSE + b"<a href='" + body + b"'>on</a><img src='" + body + b"'>", href))


def archive(body: bytes) -> None:
    """The records of an archive, whatever it is."""
    for part in unpacked(body):
        deque(framed(part.text, MIB), maxlen=0)


def saved(body: bytes) -> None:
    """A local file: told apart by content, and taken apart where it is several."""
    found = page_of(body, None)
    named(found)
    for page in pages_of(found) if isinstance(found, Page) else ():
        named(page)


ENTRIES: dict[str, Callable[[bytes], Any]] = {
    "page": lambda body: named(broadsheet.extract(body, URL)),
    "string": lambda body: named(broadsheet.extract(text(body), URL)),
    "dump": lambda body: named(broadsheet.extract_text(body)),
    "title and text": lambda body: named(broadsheet.extract(b"<title>" + body + b"</title><p>" + body + PROSE, URL)),
    "JSON-LD of a page": lambda body: named(
        broadsheet.extract(b"<script type=application/ld+json>" + body + b"</script>" + PROSE, URL)
    ),
    "JSON-LD": lambda body: read_graph((text(body),)),
    "declared": declared,
    "its URL": kept,
    "URL": url,
    "media type": lambda body: [classify(label, body) for label in (None, "text/html", "text/xml", text(body))],
    "saved file": saved,
    "content coding": lambda body: [
        decode_body(body, name, MIB) for name in ("gzip", "deflate", "br", "zstd", text(body))
    ],
    "robots.txt": lambda body: parse_rules(body).can_fetch(URL, "broadsheet"),
    "response head": parse_head,
    "archive": archive,
}


def drawn(inputs: list[tuple[str, bytes]], count: int) -> Iterator[tuple[str, bytes]]:
    """So many of the inputs, the same ones each time."""
    yield from inputs if count >= len(inputs) else random.Random(7).sample(inputs, count)


def seconds(entry: Callable[[bytes], Any], body: bytes) -> float:
    """Processor time of one input at one entry; what takes long is tried again, as the first time may load a model."""
    took = LIMIT
    for _ in range(2):
        start = time.process_time()
        entry(body)
        took = time.process_time() - start
        if took < LIMIT:
            break
    return took


@pytest.mark.parametrize("name", CASES)
def test_no_input_of_a_suite_raises_or_takes_a_second(
    name: str, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Public suites raise nothing and take no second of processor time at any entry."""
    inputs = suite(name)
    assert len(inputs) == CASES[name]
    count, slowest, slow, failed = 0, (0.0, "", ""), [], []
    for id, body in drawn(inputs, tries(FAST, len(inputs))):
        count += 1
        for entry, call in ENTRIES.items():
            try:
                took = seconds(call, body)
            except Exception as error:  # what this test is for: all of them are told at once  # noqa: BLE001
                failed.append(f"{id} at {entry}: {type(error).__name__}: {error}"[:300])
                continue
            slowest = max(slowest, (took, id, entry))
            slow += [f"{id} at {entry}: {took:.2f} s"] if took >= LIMIT * max(1, len(body) / LARGE) else []
    assert failed == []
    assert slow == []
    told(
        f"{Path(name).stem.removesuffix('.jsonl')}: {count} inputs x {len(ENTRIES)} entries, slowest {slowest[0]:.3f} s"
    )
