"""Words that break readers: control characters, wrong charsets, hostile XML and JSON. They become text, or an outcome.

Comes in: 515 naughty strings and our own; labels of UTF-7; attacks by XML and JSON-LD. Goes out: stored text that is
valid UTF-8 without U+0000, and no file or socket opened, told by the interpreter's audit events.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import broadsheet
from broadsheet.corpus import Corpus
from broadsheet.mediatype import classify
from broadsheet.options import Options, WorkerOptions
from broadsheet.parse.charset import to_utf8
from broadsheet.records import Article, Dropped, Page, Reason
from broadsheet.source import page_of
from tests.promises.test_suites import suite
from tests.stories import paragraphs

OWN = (
    "a\0b",
    "\ud800",
    "\udfff\ud800",
    "\ufffe",
    "\uffff",
    "\u202egnp.exe",
    "\u2066x",
    "\x1b[31mred",
    "\x7f",
    "\u2028",
)
"""NUL, halves of characters, non-characters, bidi controls, a terminal's colours, a line that JavaScript ends."""


def made(words: str, number: int) -> bytes:
    """A page with the words as title, heading, author, tag, link and text."""
    given = words.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    head = f'<title>{given}</title><meta name=author content="{given}"><meta name=keywords content="{given}">'
    body = "".join(f"<p>{part}</p>" for part in paragraphs(number))
    page = f'<!doctype html>{head}<h1>{given}</h1><p>{given}</p>{body}<p><a href="{given}">{given}</a> {given}</p>'
    return page.encode("utf-8", "surrogatepass")


def texts(value: object) -> Iterator[str]:
    """Every string in a value of plain types."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *texts(item))
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def test_naughty_strings_go_through_a_corpus(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Naughty strings as title, heading, author, tag, link, text and URL are stored, exported and found."""
    naughty = [body.decode("utf-8", "surrogatepass") for _, body in suite("naughty-strings.json")]
    strings = [*OWN, *naughty[:: tries(12, 1)]]
    saved = tmp_path / "saved"
    saved.mkdir()
    for number, words in enumerate(strings):
        (saved / f"{number:04}.html").write_bytes(made(words, number))
    with Corpus(tmp_path / "c", options=Options(workers=WorkerOptions(processes=2))) as corpus:
        outcomes = list(corpus.add(saved))
    binary = [one for one in outcomes if isinstance(one, Dropped)]
    assert {one.reason for one in binary} <= {Reason.NOT_HTML}  # all control characters there are, seven times
    assert len(binary) <= 3
    for number, words in enumerate(strings):
        json.dumps(broadsheet.extract(made(words, number), words).to_dict(), ensure_ascii=False).encode()
    with Corpus(tmp_path / "c") as corpus:
        count = 0
        for article in corpus.articles():
            count += 1
            for text in texts(article.to_dict()):
                assert "\0" not in text
                text.encode()
        for words in strings:
            corpus.search(words)
        for form in ("jsonl", "csv"):
            stream = io.BytesIO()
            corpus.export(form, stream)
            stream.getvalue().decode()
        corpus.export("markdown", tmp_path / "out")
        assert corpus.check() == []
    assert count == len(strings) - len(binary)
    told(f"{len(strings)} strings in 7 places and as URL: {count} articles, all valid UTF-8 without U+0000")


UTF_7 = ("utf-7", "UTF7", "unicode-1-1-utf-7", "csUTF7", "x-unicode-2-0-utf-7", "utf-7-imap")
HIDDEN = b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- +/v8-"


def test_utf_7_is_never_decoded(told: Callable[[str], None]) -> None:
    """UTF-7 is not decoded, whoever names it: header, meta, XML declaration, byte order mark."""
    tried = 0
    for label in UTF_7:
        word = label.encode()
        for body, declared in (
            (HIDDEN, label),
            (b"<meta charset=" + word + b">" + HIDDEN, None),
            (b'<meta http-equiv=content-type content="text/html; charset=' + word + b'">' + HIDDEN, None),
            (b'<?xml version="1.0" encoding="' + word + b'"?>' + HIDDEN, None),
            (b"+/v8-" + HIDDEN, label),
            (HIDDEN + "é".encode("latin-1"), label),
        ):
            tried += 1
            decoded = to_utf8(body, declared)
            assert HIDDEN in decoded.utf8
            assert "7" not in decoded.charset.replace("windows-1257", "")
    told(f"0 of {tried} bodies")


class Watch:
    """The interpreter's own word on what was opened while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event in {"open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"}:
            self.seen.append(f"{event} {arguments[:2]}")


WATCH = Watch()


@contextmanager
def nothing_opened() -> Iterator[None]:
    """Fails where a file, a socket or a process is opened in the block."""
    if WATCH not in HOOKED:
        sys.addaudithook(WATCH)
        HOOKED.append(WATCH)
    WATCH.seen.clear()
    WATCH.on = True
    try:
        yield
    finally:
        WATCH.on = False
    assert WATCH.seen == []


HOOKED: list[Watch] = []


def laughs(depth: int) -> bytes:
    """Entities that double, so many times."""
    rest = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, depth))
    return f'<!DOCTYPE rss [<!ENTITY e0 "lol">{rest}]><rss><title>&e{depth - 1};</title></rss>'.encode()


XML = {
    "billion laughs": laughs(30),
    "quadratic": b'<!DOCTYPE rss [<!ENTITY a "' + b"a" * 100_000 + b'">]><rss>' + b"&a;" * 50_000 + b"</rss>",
    "a file": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><p>&x;</p></html>',
    "a socket": b'<!DOCTYPE r [<!ENTITY % d SYSTEM "http://127.0.0.1:9/e.dtd">%d;]><rss><title>&x;</title></rss>',
    "an outer subset": b'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/e.dtd"><html><p>text</p></html>',
    "depth": b'<?xml version="1.0"?><rss>' + b"<a>" * 100_000,
    "an inclusion": b'<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></r>',
}


def readings(body: bytes) -> list[Article | Dropped | Page]:
    """As a page, as a dump, as a saved file, by its label."""
    classify("application/rss+xml", body)
    return [broadsheet.extract(body), broadsheet.extract_text(body), page_of(body, None)]


def test_xml_opens_nothing(told: Callable[[str], None]) -> None:
    """Hostile XML given as a page is a named outcome: no entity expanded, no file or socket opened, under a second."""
    attacks = {**dict(suite("xml-attacks.jsonl.gz")), **XML}
    slowest = 0.0
    for name, body in attacks.items():
        readings(body)  # the first time loads what it needs
        start = time.process_time()
        with nothing_opened():
            outcomes = readings(body)
        slowest = max(slowest, time.process_time() - start)
        for outcome in outcomes:
            assert getattr(outcome, "reason", None) is not Reason.INTERNAL_ERROR, name
            assert not isinstance(outcome, Article) or "root:" not in outcome.text, name
        assert len(getattr(outcomes[0], "text", "")) <= len(body), name
    assert slowest < 3.0  # three readings of one body
    told(f"{len(attacks)} attacks: 0 opened, slowest {slowest:.2f} s for three readings")


def test_the_watch_sees() -> None:
    """The audit hook fails where something is opened."""
    with pytest.raises(AssertionError), nothing_opened():
        Path(__file__).read_bytes()


JSON_LD = {
    "depth": "[" * 100_000,
    "depth of objects": '{"a":' * 100_000,
    "not a number": '{"@type":"NewsArticle","headline":NaN,"datePublished":Infinity,"author":-Infinity}',
    "a huge number": '{"@type":"NewsArticle","headline":' + "9" * 100_000 + "}",
    "a huge exponent": '{"@type":"NewsArticle","datePublished":1e999999,"headline":-1E-999999}',
    "keys twice": '{"@type":"NewsArticle","headline":"a","headline":["b"],"author":"x","author":{"name":"y"}}',
    "half a character": '{"@type":"NewsArticle","headline":"\\ud800","author":"\\udfff\\u0000"}',
    "itself": json.dumps({"@id": "#a", "@type": "NewsArticle", "author": {"@id": "#a"}, "isPartOf": {"@id": "#a"}}),
    "wrong types": '{"@type":[["NewsArticle"],1],"headline":{"x":[1]},"author":[[["a"]]],"image":[[]]}',
    "a key of megabytes": '{"' + "a" * 2_000_000 + '":1}',
    "no end": '{"@type":"NewsArticle","headline":"',
}


@pytest.mark.parametrize("name", JSON_LD)
def test_json_ld_never_raises_out(name: str) -> None:
    """Whatever the data says, the page is the article that it is without it."""
    prose = "".join(f"<p>{part}</p>" for part in paragraphs(3))
    page = f"<title>Storm</title><script type=application/ld+json>{JSON_LD[name]}</script><h1>Storm</h1>{prose}"
    outcome = broadsheet.extract(page, "https://mill.example/a")
    assert not isinstance(outcome, Dropped), outcome.evidence
    assert outcome.text.count("watchman") == 5
    json.dumps(outcome.to_dict()).encode()
