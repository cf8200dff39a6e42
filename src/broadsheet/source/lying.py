"""A listing that lies here: a saved feed, sitemap or outline, or a list of URLs, read for where it leads.

Comes in: a file, or bytes. Goes out: the addresses in its order, within a range of days; None for what lists nothing.
Must not fetch. What is named so is asked for as if it had been named itself: a file of ours is no site that could lead
us astray.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from broadsheet import urls
from broadsheet.days import before, day_of, outside
from broadsheet.mediatype import classify
from broadsheet.records import Form, Listed
from broadsheet.source.listings import LARGEST, read_listing
from broadsheet.source.part import Take
from broadsheet.source.unfolding import Unfolded, Unfolding, magic_of

_HEAD = 4096
"""Bytes in which it shows whether a file may be a listing."""
_BEGINS = (b"<", b"{", b"http://", b"https://", b"\xff\xfe", b"\xfe\xff")


def listing_at(path: Path, take: Take) -> tuple[str, ...] | None:
    """What the listing in a file, packed or not, leads to."""
    try:
        with path.open("rb") as file:
            magic = magic_of(file.read(8))
        with Unfolding(path, magic) as stream:
            head = stream.read(_HEAD)
            if not _may_list(head):
                return None
            body = head + stream.read(LARGEST + 1 - len(head))
    except (OSError, ValueError, Unfolded):  # whoever reads it as a page says why it cannot be read
        return None
    return None if len(body) > LARGEST else listing_of(body, take)


def listing_of(body: bytes, take: Take) -> tuple[str, ...] | None:
    """What a listing leads to: pages, and further listings."""
    if take.form is not None or not _may_list(body[:_HEAD]):
        return None
    found = read_listing(body, None)
    listed = () if found is None else (*found.listings, *found.pages)
    return tuple(_wanted(listed, take)) if listed else None


def _may_list(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(_BEGINS) and classify(None, head) is not Form.HTML


def _wanted(listed: tuple[Listed, ...], take: Take) -> Iterator[str]:
    """The addresses within the range of days, as far as the listing or the address tells; the others are counted."""
    for one in listed:
        day = one.published or day_of(urls.path(one.url))
        if outside(day, take.since, take.until) if day else before(one.modified, take.since):
            take.passed["other days"] += 1
        else:
            yield one.url
