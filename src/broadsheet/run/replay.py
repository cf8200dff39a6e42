"""Raw pages back from the archive, as they were when they were fetched.

Comes in: an archive and the attempts of an article. Goes out: a `Page` that `process` can be given
again. Must not fetch, nor write.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from broadsheet.archive import Archive, StoredRecord
from broadsheet.archive.stored import generous
from broadsheet.decode import decode_body
from broadsheet.errors import CorpusDamaged, UnknownArticle
from broadsheet.fetch.head import DECLARED_SHORT, MAX_HEAD, parse_head
from broadsheet.mediatype import charset, classify, essence
from broadsheet.records import Form, Page
from broadsheet.store import Attempt

PAGES = frozenset({"response", "resource"})
"""Types of records that hold a page: an erased one is `metadata`, a `revisit` says that it is an older one's."""
GENEROUS = 1 << 30
"""Bytes of a body where an archive is read through and its bodies are not kept."""


def newest_page(archive: Archive, attempts: Iterable[Attempt]) -> Page:
    """The page of the last attempt that has a record.

    Raises `UnknownArticle` where there is none or it was removed, `CorpusDamaged` where it cannot be read.
    """
    for attempt in sorted(attempts, key=lambda a: a.id, reverse=True):
        if attempt.record is not None:
            record = archive.read_record(attempt.record)
            if record.type in PAGES:
                return page_of(record)
    raise UnknownArticle("no raw page is kept for this article")


def page_of(record: StoredRecord) -> Page:
    """A `response` or `resource` record as a page."""
    if record.type != "response":
        path = url2pathname(urlsplit(record.uri).path) if record.uri.startswith("file:") else None
        return Page(
            body=record.body,
            url=record.uri if record.uri.startswith(("http:", "https:")) else None,
            form=Form.TEXT if essence(record.media_type) == "text/plain" else Form.HTML,
            charset=charset(record.media_type),
            fetched_at=record.date,
            path=str(Path(path)) if path else None,
        )
    if len(record.head) > MAX_HEAD:
        raise CorpusDamaged(f"the archived header of {record.uri} is {len(record.head)} bytes long")
    head = parse_head(record.head)
    label = head.first("content-type") if head else None
    coding = head.joined("content-encoding") if head else None
    decoded = decode_body(record.body, coding, generous(record.body))
    if decoded.state != "whole":
        raise CorpusDamaged(f"the archived body of {record.uri} is {decoded.state}")
    found = classify(label, decoded.body)
    return Page(
        body=decoded.body,
        url=record.uri,
        form=found if isinstance(found, Form) else Form.HTML,
        status=head.status if head else None,
        headers=head.fields if head else (),
        charset=charset(label),
        fetched_at=record.date,
        cut=DECLARED_SHORT if record.truncated == "unspecified" else None,
    )
