"""CDX: what a web archive has of a site, a line a capture; pages that are gone may be had from there.

Comes in: a site, days; the lines of a CDX server. Goes out: the address of a query; a `Listing` of captures, each at
the address of the archive's raw replay (`…/20140305120000id_/https://paper.example/story`: the bytes as recorded).
Follows the API that the Internet Archive and pywb document (url, matchType, from, to, filter, collapse, page); reads
plain CDX, CDXJ and JSON. What a server does not know it ignores, so its lines are looked through. Must not fetch.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from broadsheet import urls
from broadsheet.decode import decode_body
from broadsheet.records import Listed, Listing, ListingKind
from broadsheet.source.listings.gathered import LONGEST_URL
from broadsheet.source.scope import Scope, scope_of, scoped

LATER = 30
"""Days after the range in which a capture is still looked at: stories are recorded after they appear (a guess)."""
MOST_PARTS = 10_000
"""Parts of one answer that are asked for."""
MOST_PAGES = 200_000
"""Addresses taken of one part."""
LARGEST = 100 << 20
"""Bytes of a part, unpacked, as of any listing."""
BLOCKS = 5
"""Size of a part, in blocks of the index, of 3,000 lines each by default (the Internet Archive's documentation)."""

_LINE = re.compile(r"\S{1,4000} (\d{14}) (?:(\{.{0,9000})|(\S{1,4000}) (\S{1,200}) (\S{1,9})(?: .{0,999})?)")
"""`urlkey timestamp {JSON}` (CDXJ), or `urlkey timestamp original mimetype statuscode …`."""
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_COUNT = re.compile(r'\s{0,9}(?:(\d{1,9})|\{[^{}]{0,300}?"pages":\s{0,9}(\d{1,9})[^{}]{0,300}\})\s{0,9}')
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode")


def query(url: str, cdx: str, replay: str, since: str, until: str | None) -> str:
    """The address that tells of how many parts the captures of a site, or of what lies below a path, are."""
    below = urls.path(url).strip("/")
    host = urls.host(url).removeprefix("www.")
    wanted = [("url", f"{host}/{below}" if below else host), ("matchType", "prefix" if below else "domain")]
    wanted += [("from", since.replace("-", "")[:8]), *([("to", _to(until))] if until else [])]
    wanted += [("filter", "statuscode:200"), ("filter", "mimetype:text/html"), ("collapse", "urlkey")]
    wanted += [("pageSize", str(BLOCKS)), ("showNumPages", "true")]
    return scoped(f"{cdx}{'&' if '?' in cdx else '?'}{urlencode(wanted)}", Scope(replay=replay))


def read_captures(body: bytes, url: str) -> Listing | None:
    """The captures in an answer, the oldest of each address; or its parts, where it tells their number.

    `url`: the query, with its scope. None for what is neither.
    """
    replay = scope_of(url).replay
    if replay is None:
        return None
    if body.startswith(b"\x1f\x8b"):
        body = decode_body(body, "gzip", LARGEST).body
    counted = _COUNT.fullmatch(body[:1_000].decode("utf-8", "replace")) if len(body) < 1_000 else None
    if counted is not None:
        return _parts(url, int(counted[1] or counted[2]))
    found: dict[str, Listed] = {}
    junk = others = 0
    for line in _lines(body):
        capture = _capture(line)
        if capture is None:
            junk += 1
            continue
        stamp, original, kept = capture
        key = urls.dedup_key(original)
        if not kept:
            others += 1
        elif key not in found and len(found) < MOST_PAGES:
            found[key] = Listed(f"{replay.rstrip('/')}/{stamp}id_/{original}", modified=_moment(stamp))
    if not found and not others:
        return None
    notes = [f"{junk:,} lines that are no capture"] if junk else []
    notes += [f"{others:,} captures of no page"] if others else []
    notes += [f"read up to {MOST_PAGES:,} addresses"] if len(found) == MOST_PAGES else []
    return Listing(ListingKind.CDX, tuple(found.values()), notes=tuple(notes))


def _parts(url: str, count: int) -> Listing:
    """The parts of an answer."""
    asked = url.partition("#")[0].replace("&showNumPages=true", "")
    scope = scope_of(url)
    parts = (Listed(scoped(f"{asked}&page={n}", scope), kind=ListingKind.CDX) for n in range(min(count, MOST_PARTS)))
    notes = (f"{count:,} parts, {MOST_PARTS:,} are read",) if count > MOST_PARTS else ()
    return Listing(ListingKind.CDX, listings=tuple(parts), notes=notes)


def _lines(body: bytes) -> Iterator[str]:
    """The lines, one at a time: they may be a million."""
    start = 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end
        line = body[start : min(end, start + 20_000)].decode("utf-8", "replace").strip()
        if line.strip("[],"):
            yield line
        start = end + 1


def _capture(line: str) -> tuple[str, str, bool] | None:
    """(Moment, address, is it a page that was there?) of a line; None for what is no capture."""
    fields = _of_json(line) if line[0] in "[{" else _of_text(line)
    stamp, original = fields.get("timestamp", ""), fields.get("original") or fields.get("url", "")
    url = urls.normalise(original) if len(original) <= LONGEST_URL else None
    if _STAMP.fullmatch(stamp) is None or url is None or urls.scheme(url) not in {"http", "https"}:
        return None
    media, status = (
        fields.get("mimetype") or fields.get("mime", ""),
        fields.get("statuscode") or fields.get("status", ""),
    )
    return stamp, url, media.lower() in _HTML and status in {"200", "", "-"}


def _of_text(line: str) -> dict[str, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        return {}
    if found[2]:
        return {"timestamp": found[1], **_of_json(found[2])}
    return dict(zip(_FIELDS[1:], (found[1], found[3], found[4], found[5]), strict=True))


def _of_json(line: str) -> dict[str, str]:
    """An object, or a row of an array of rows, of which each is on a line of its own."""
    words = line.rstrip(",")
    for row in (words, words.removeprefix("["), words.removesuffix("]"), words.removeprefix("[").removesuffix("]")):
        try:
            value = json.loads(row)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return {str(key): str(cell) for key, cell in value.items()}
        if isinstance(value, list) and value and not isinstance(value[0], list):
            return dict(zip(_FIELDS, map(str, value), strict=False))
    return {}


def _moment(stamp: str) -> str:
    found = _STAMP.fullmatch(stamp)
    parts = found.groups() if found else ("1970", "01", "01", "00", "00", "00")
    return f"{'-'.join(parts[:3])}T{':'.join(parts[3:])}Z"


def _to(until: str) -> str:
    """The end of the days asked for, and `LATER` of them, as digits."""
    parts = [int(part) for part in until[:10].split("-")]
    year, month, day = (*parts, *(12, 28)[len(parts) - 1 :])[:3]
    return (date(year, month, day) + timedelta(days=LATER)).strftime("%Y%m%d")
