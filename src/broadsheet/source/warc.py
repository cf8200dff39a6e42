"""Web archives: the pages among the records of a WARC or ARC file, one by one.

Comes in: a file. Goes out: a `Part` for each page, in file order, with its exchange as it was recorded, and one
(`unreadable`, `incomplete`) for each damage; what is no page is counted. Follows WARC/1.1 (ISO 28500:2017).
Must not know: how records are framed, nor hold more than one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from broadsheet.archive import Damage, Found, StoredRecord, read_archive
from broadsheet.decode import decode_body
from broadsheet.fetch.head import Head, declared_length, parse_head
from broadsheet.mediatype import charset, classify, essence, is_foreign
from broadsheet.records import Dropped, Exchange, Form, Page, Reason, Recorded
from broadsheet.source.part import Part, Take, too_large, unreadable
from broadsheet.urls import normalise, path

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
_MARKUP = re.compile(rb"\s{0,99}(?:<!doctype html|<html)", re.IGNORECASE)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_records(file: Path, label: str, take: Take) -> Iterator[Part]:
    """The pages of a web archive. `label`: what the file is called, where records name themselves.

    A record is called by the byte at which it begins; where several share a compressed member, by its place there too
    (`1234.2`). Raises `OSError` where the file cannot be read.
    """
    last, place = -1, 0
    for one in read_archive(file, take.limit, members=True):
        place = place + 1 if one.offset == last else 1
        last = one.offset
        name = f"{one.offset}.{place}" if place > 1 else str(one.offset)
        found = (
            unreadable(f"{label}: {one.length} bytes at byte {one.offset}: {one.why}")
            if isinstance(one, Damage)
            else page_of(one, f"{label}#{name}", take)
        )
        if isinstance(found, str):
            take.passed[found] += 1
        else:
            yield Part(name, found)


def page_of(found: Found, label: str, take: Take) -> Page | Dropped | str:
    """The page that a record holds, why it is none although it was one, or what it is instead."""
    record = found.record
    read = _READERS.get(record.type)
    if read is None:
        return _PLURAL.get(record.type, f"{record.type or 'nameless'} records")
    unwanted = take.wants(record.uri, record.date)
    return unwanted if unwanted is not None else read(found, label, take)


def _of_response(found: Found, label: str, take: Take) -> Page | Dropped | str:
    record = found.record
    head = parse_head(record.head) if record.head else None
    if head is None:
        return "records without an HTTP head"
    media_type = head.first("content-type")
    if head.status != 200:
        return f"answers with HTTP {head.status}"
    if path(record.uri) == "/robots.txt":
        return "robots.txt"
    if is_foreign(media_type):
        return essence(media_type)
    decoded, state = _decoded(record.body, head.joined("content-encoding"), take.limit)
    form = classify(media_type, decoded) if decoded else Form.HTML if essence(media_type) in _PAGES else "empty"
    if form is not Form.HTML:
        return essence(media_type) or str(form)
    fault = _fault(found, head, state, label, take.limit)
    if fault is not None:
        return fault
    url, date = normalise(record.uri), _moment(record.date)
    if url is None:
        return unreadable(f"{label}: WARC-Target-URI is no URL: {record.uri[:200]}")
    if not decoded.strip():
        return Dropped(url=None, reason=Reason.EMPTY, evidence=f"{label}: {url}: HTTP 200, {len(decoded)} bytes")
    same = found.member and (url, date) == (record.uri, record.date)
    recorded = Recorded(found.member, found.record_id, found.digest) if same else None
    kept = Exchange(url, b"", record.head, record.body, date or "", recorded=recorded)
    return Page(
        body=decoded,
        url=url,
        status=head.status,
        headers=head.fields,
        charset=charset(media_type),
        fetched_at=date,
        exchanges=(kept,),
        path=label,
    )


def _decoded(body: bytes, coding: str | None, limit: int) -> tuple[bytes, str]:
    """The body without its content coding, and how that ended. Many archives name a coding that they have undone."""
    if coding and _MARKUP.match(body):
        return body[:limit], "whole" if len(body) <= limit else "too_large"
    decoded = decode_body(body, coding, limit)
    return decoded.body, decoded.state


def _fault(found: Found, head: Head, state: str, label: str, limit: int) -> Dropped | None:
    """What keeps a record of a page from being the whole page."""
    body, uri = found.record.body, found.record.uri
    if state == "too_large" or (found.truncated == "length" and len(body) >= limit):
        return too_large(f"{label}: {uri}", limit)
    length = declared_length(head)
    short = length is not None and len(body) < length and not head.first("content-encoding")
    words = {
        "unsupported": f"Content-Encoding: {head.joined('content-encoding')}",
        "incomplete": "its content coding is cut or damaged",
    }.get(state, "")
    if found.truncated:
        words = words or f"recorded in part only (WARC-Truncated: {found.truncated})"
    if short:
        words = words or f"{len(body)} of {length} bytes recorded"
    if not words:
        return None
    reason = Reason.UNSUPPORTED_ENCODING if state == "unsupported" else Reason.INCOMPLETE
    return Dropped(url=None, reason=reason, evidence=f"{label}: {uri}: {words}")


def _of_resource(found: Found, label: str, take: Take) -> Page | Dropped | str:
    """A file as it lay on a machine, without HTTP."""
    record = found.record
    if is_foreign(record.media_type):
        return essence(record.media_type)
    form = classify(record.media_type, record.body)
    if form is not Form.HTML:
        return essence(record.media_type) or str(form)
    return _local(found, record.body, Form.HTML, label, take)


def _of_conversion(found: Found, label: str, take: Take) -> Page | Dropped | str:
    """The text of a page (WARC/1.1, 6.7), headed by its URL: as Common Crawl's WET files have it."""
    if essence(found.record.media_type) != "text/plain":
        return essence(found.record.media_type)
    url = _web(found.record)
    body = found.record.body if url is None else url.encode() + b"\n\n" + found.record.body
    return _local(found, body, Form.TEXT, label, take)


def _local(found: Found, body: bytes, form: Form, label: str, take: Take) -> Page | Dropped:
    record = found.record
    if found.truncated:
        if found.truncated == "length" and len(record.body) >= take.limit:
            return too_large(f"{label}: {record.uri}", take.limit)
        words = f"{label}: {record.uri}: recorded in part only (WARC-Truncated: {found.truncated})"
        return Dropped(url=None, reason=Reason.INCOMPLETE, evidence=words)
    return Page(
        body=body,
        url=_web(record),
        form=form,
        charset=charset(record.media_type),
        fetched_at=_moment(record.date),
        path=label,
    )


def _web(record: StoredRecord) -> str | None:
    """The URL of a record that is from the web."""
    url = normalise(record.uri)
    return url if url is not None and url.startswith(("http://", "https://")) else None


def _moment(date: str) -> str | None:
    """A WARC-Date that is one."""
    if _DATE.fullmatch(date) is None:
        return None
    try:
        datetime.fromisoformat(f"{date[:19]}+00:00")
    except ValueError:
        return None
    return date


_READERS = {"response": _of_response, "resource": _of_resource, "conversion": _of_conversion}
_PLURAL = {
    "request": "requests",
    "revisit": "revisits",
    "metadata": "metadata records",
    "warcinfo": "warcinfo records",
}
"""Records that never hold a page. A revisit says that a page was the same as in another record, which is read there."""
