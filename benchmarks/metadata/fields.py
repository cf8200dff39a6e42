"""The fields that are compared: on which set, with which part of its reference, and what an answer is worth.

Comes in: a sample's reference and a system's claims. Goes out: a worth from 0 to 1 and its weight, or None where the
reference says nothing of the field. Must not know the systems.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from benchmarks.metadata.claims import Claims
from benchmarks.metadata.folding import fold, names

Reference = dict[str, Any]


class Worth(NamedTuple):
    """What an answer is worth, and beside how many it counts."""

    value: float
    weight: float = 1.0


Measure = Callable[[Reference, Claims], Worth | None]

MINUTE = 60.0
"""Seconds that a time may differ."""


def title(reference: Reference, claims: Claims) -> Worth | None:
    """The same headline."""
    known = reference.get("title")
    return Worth(float(fold(known) == fold(claims.title or ""))) if known and fold(known) else None


def day(reference: Reference, claims: Claims) -> Worth | None:
    """The same day of publication, by the wall clock of either."""
    known = reference.get("date_published")
    if not known:
        return None
    return Worth(float(known[:10] in _days(known, claims.published)))


def _days(known: str, claimed: str | None) -> set[str]:
    """The days that a claim names: its own and, where both have a zone, that in the reference's."""
    if not claimed:
        return set()
    one, other = _moment(known), _moment(claimed)
    found = {claimed[:10]}
    if one and other and one.tzinfo and other.tzinfo and len(claimed) > len("2026-01-01"):
        found = {other.astimezone(one.tzinfo).isoformat()[:10]}
    return found


def minute(reference: Reference, claims: Claims) -> Worth | None:
    """The same time within a minute, where the reference is no midnight; by the wall clock where a zone is missing."""
    known = _moment(reference.get("date_published") or "")
    if known is None or not (known.hour or known.minute or known.second):
        return None
    claimed = _moment(claims.published or "")
    if claimed is None or len(claims.published or "") <= len("2026-01-01"):
        return Worth(0.0)
    if not (known.tzinfo and claimed.tzinfo):
        known, claimed = known.replace(tzinfo=None), claimed.replace(tzinfo=None)
    return Worth(float(abs((known - claimed).total_seconds()) < MINUTE))


def authors(reference: Reference, claims: Claims) -> Worth | None:
    """Exactly the same set of names, the empty one too."""
    known = {fold(name) for name in reference.get("authors") or ()}
    return Worth(float(known == {fold(name) for name in claims.authors}))


def byline(reference: Reference, claims: Claims) -> Worth | None:
    """The same words of names: these references hold all names in one string, in whatever form."""
    known = reference.get("author")
    return Worth(float(names(known) == names(*claims.authors))) if known else None


def tags(reference: Reference, claims: Claims) -> Worth | None:
    """Shared tags over all tags of either (Jaccard)."""
    known = reference.get("topics", reference.get("tags"))
    known = json.loads(known) if isinstance(known, str) else known
    if not known:
        return None
    one, other = {fold(tag) for tag in known}, {fold(tag) for tag in claims.tags}
    return Worth(len(one & other) / len(one | other))


def captions(reference: Reference, claims: Claims) -> Worth | None:
    """Share of the captions that are contained in one of those claimed."""
    return _contained([image.get("caption") for image in _images(reference)], claims.captions)


def credits(reference: Reference, claims: Claims) -> Worth | None:
    """Share of the pictures' credits all of whose parts are contained in one of those claimed."""
    known = [" ".join(image.get("authors") or ()) for image in _images(reference)]
    parts = [[fold(part) for part in image.get("authors") or ()] for image in _images(reference)]
    claimed = [fold(credit) for credit in claims.credits]
    wanted = [found for found, text in zip(parts, known, strict=True) if fold(text)]
    if not wanted:
        return None
    held = sum(any(all(part in credit for part in found) for credit in claimed) for found in wanted)
    return Worth(held / len(wanted), len(wanted))


def _contained(known: Iterable[str | None], claimed: Iterable[str]) -> Worth | None:
    wanted = [fold(text) for text in known if text and fold(text)]
    if not wanted:
        return None
    found = [fold(text) for text in claimed]
    held = sum(any(text in one for one in found) for text in wanted)
    return Worth(held / len(wanted), len(wanted))


def _images(reference: Reference) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(reference.get("images") or "[]")
    return found


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


FIELDS: dict[str, dict[str, Measure]] = {
    "publishers-dev": {
        "title": title,
        "day": day,
        "minute": minute,
        "authors": authors,
        "tags": tags,
        "captions": captions,
        "credits": credits,
    },
    "wcxb-dev-articles": {"title": title, "day": day, "author": byline},
    "snippets-dev": {"title": title, "day": day, "author": byline, "tags": tags},
    "more-pages-dev": {"day": day},
}
"""Set → field → how it is measured."""
