"""Where a saved page is from, and when it was saved, as the program that saved it noted.

Comes in: the beginning of a page, or a small file beside it. Goes out: `Origin`. Known are SingleFile, browsers' "saved
from" mark, HTTrack, wget's `--save-headers`; `.url`, `.webloc`, `.meta` and JSON files. Must not know: where files lie.
"""

from __future__ import annotations

import json
import plistlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from broadsheet.urls import normalise

HEAD = 16 * 1024
"""Bytes of a page in which the mark of the program that saved it stands."""

_MARK = re.compile(rb"<!--\s{0,9}saved from url=\(\d{4}\)(\S{1,4000})\s{0,9}-->", re.IGNORECASE)
"""Internet Explorer, Chrome, Edge: the "mark of the Web"; the number is the length of the URL."""
_SINGLEFILE = re.compile(
    rb"<!--\s{0,9}Page saved with SingleFile\s{0,9}url:\s{0,9}(\S{1,4000})\s{0,9}(?:saved date:([^\n]{1,120}))?"
)
_HTTRACK = re.compile(rb"<!-- Mirrored from (\S{1,4000}) by HTTrack[^,\n]{0,200}(?:, ([^\n>]{1,60}?))?\s{0,9}-->")
_LINE = re.compile(r"^\s{0,9}([A-Za-z][\w-]{0,40})\s{0,9}[:=]\s{0,9}(\S[^\r\n]{0,4000})", re.MULTILINE)
_BROWSER = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d\d? \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")
"""A date as `Date.prototype.toString()` of ECMAScript writes it, in any zone."""
_ISO = re.compile(r"\d{4}-\d\d")
_SECONDS = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,9})?")

URLS = ("url", "final_url", "source_url", "original_url", "requested_url", "uri", "link", "href", "address")
DATES = (
    "fetched_at", "date_download", "downloaded_at", "download_date", "crawled_at", "crawl_date", "scraped_at",
    "retrieved_at", "retrieved", "saved_at", "saved", "accessed", "access_date", "archived_at", "timestamp",
)  # fmt: skip
"""Names under which crawlers keep the day of fetching; `date` alone may be the day of publication."""


class Origin(msgspec.Struct, frozen=True):
    """Where and when; None where it is not told."""

    url: str | None = None
    saved_at: str | None = None
    """RFC 3339 in UTC."""


def of_page(body: bytes) -> Origin:
    """What the page itself says."""
    head = body[:HEAD]
    for pattern, prefix in ((_SINGLEFILE, ""), (_HTTRACK, "http://"), (_MARK, "")):
        found = pattern.search(head)
        if found is not None:
            url, *rest = (group.decode("utf-8", "replace") if group else "" for group in found.groups())
            return Origin(_web(url if "://" in url else prefix + url), moment(rest[0]) if rest else None)
    return Origin()


def of_sibling(name: str, data: bytes) -> Origin:
    """What a file beside the page says; nothing where it is not of a form that is known."""
    read = next((reader for suffix, reader in _FORMS.items() if name.lower().endswith(suffix)), None)
    return read(data) if read is not None else Origin()


def _of_lines(data: bytes) -> Origin:
    """`URL=…` of an Internet shortcut; `url: …` and dates in lines of their own."""
    text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")
    if text.lstrip().startswith("{"):
        return _of_json(text.encode())
    fields: dict[str, Any] = {}
    for line in _LINE.finditer(text):
        fields.setdefault(line[1].lower().replace("-", "_"), line[2].strip())
    if "fetched_at" not in fields and "date" in fields:
        fields["fetched_at"] = fields["date"]
    return _of_fields(fields)


def _of_plist(data: bytes) -> Origin:
    """A macOS web location: a property list with the key URL."""
    if b"<!ENTITY" in data:
        return Origin()
    try:
        value = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, OverflowError, RecursionError, IndexError):
        return Origin()
    return Origin(_web(str(value.get("URL", "")))) if isinstance(value, dict) else Origin()


def _of_json(data: bytes) -> Origin:
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return Origin()
    return (
        _of_fields({str(key).lower(): field for key, field in value.items()}) if isinstance(value, dict) else Origin()
    )


def _of_fields(fields: dict[str, Any]) -> Origin:
    urls = (_web(value) for key in URLS if isinstance(value := fields.get(key), str))
    dates = (moment(str(value)) for key in DATES if (value := fields.get(key)) is not None)
    return Origin(next(filter(None, urls), None), next(filter(None, dates), None))


_FORMS: dict[str, Callable[[bytes], Origin]] = {
    ".url": _of_lines,
    ".meta": _of_lines,
    ".webloc": _of_plist,
    ".json": _of_json,
}


def moment(text: str) -> str | None:
    """A date and time as programs write them, in UTC; None for what is none, or still to come."""
    text = text.strip()
    for read in (_iso, _browsers, parsedate_to_datetime, _seconds):
        try:
            found = read(text)
            aware = found if found.tzinfo else found.replace(tzinfo=UTC)  # a WARC record's date has no other zone
            if aware <= datetime.now(UTC):
                return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def _iso(text: str) -> datetime:
    if not _ISO.match(text):  # eight digits alone may be seconds
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _browsers(text: str) -> datetime:
    found = _BROWSER.match(text)
    if found is None:
        raise ValueError(text)
    return datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z")


def _seconds(text: str) -> datetime:
    """Since 1970; in thousandths where there are 13 digits."""
    if not _SECONDS.fullmatch(text):
        raise ValueError(text)
    value = float(text)
    return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)


def _web(url: str) -> str | None:
    """An address of the web; `about:internet` is none."""
    found = normalise(url.strip())
    return found if found is not None and found.startswith(("http://", "https://")) else None
