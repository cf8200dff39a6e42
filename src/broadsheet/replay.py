"""Raw pages back from the archive, as they were when they were fetched.

Comes in: an archive and the attempts of an article. Goes out: a `Page` that `process` can be given
again. Must not fetch, nor write.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from broadsheet.archive import Archive, StoredRecord
from broadsheet.decode import decode_body
from broadsheet.errors import UnknownArticle
from broadsheet.fetch.mediatype import charset, classify
from broadsheet.records import Form, Page
from broadsheet.store import Attempt

GENEROUS = 1 << 30
"""Bytes: what was stored was within the cap of its time; this one only stops a bomb made by hand."""


def newest_page(archive: Archive, attempts: Iterable[Attempt]) -> Page:
    """The page of the last attempt that has a record.

    Raises `UnknownArticle` where there is none or it was removed, `CorpusDamaged` where it cannot be read.
    """
    for attempt in sorted(attempts, key=lambda a: a.id, reverse=True):
        if attempt.record is not None:
            record = archive.read_record(attempt.record)
            if record.type != "metadata":
                return page_of(record)
    raise UnknownArticle("no raw page is kept for this article")


def page_of(record: StoredRecord) -> Page:
    """A `response` or `resource` record as a page."""
    if record.type != "response":
        form = Form.TEXT if record.media_type == "text/plain" else Form.HTML
        path = unquote(urlsplit(record.uri).path) if record.uri.startswith("file:") else None
        return Page(body=record.body, form=form, path=str(Path(path)) if path else None, fetched_at=record.date)
    status, headers = _head(record.head)
    page = Page(body=b"", url=record.uri, status=status, headers=headers, fetched_at=record.date)
    body = decode_body(record.body, page.header("content-encoding"), GENEROUS).body
    found = classify(page.header("content-type"), body)
    return Page(
        body=body,
        url=record.uri,
        form=found if isinstance(found, Form) else Form.HTML,
        status=status,
        headers=headers,
        charset=charset(page.header("content-type")),
        fetched_at=record.date,
    )


def _head(head: bytes) -> tuple[int | None, tuple[tuple[str, str], ...]]:
    first, *lines = head.decode("latin-1").splitlines()
    parts = first.split()
    status = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
    pairs = (line.partition(":") for line in lines if ":" in line)
    return status, tuple((name.strip(), value.strip()) for name, _, value in pairs)
