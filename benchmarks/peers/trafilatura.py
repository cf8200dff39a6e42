"""trafilatura in three modes, each with comments off, as no reference holds any; and its metadata alone.

Comes in: bytes and URL. Goes out: text, or `metadata.claims` as JSON. Of the modes only the default is asked for
metadata, as broadsheet always gives it.
"""

from __future__ import annotations

import json

import trafilatura as peer


def default(html: bytes, url: str | None) -> str:
    """Its defaults with metadata."""
    document = peer.bare_extraction(html, url=url, include_comments=False, with_metadata=True)
    return str(getattr(document, "text", None) or "")


def fast(html: bytes, url: str | None) -> str:
    """Without its fall-back extractors, without metadata."""
    return peer.extract(html, url=url, include_comments=False, fast=True) or ""


def precision(html: bytes, url: str | None) -> str:
    """Less text, more of it right; without metadata."""
    return peer.extract(html, url=url, include_comments=False, favor_precision=True) or ""


def claims(html: bytes, url: str | None) -> str:
    """Its metadata, asked for without the text, so that a page on which it finds none still has some."""
    found = peer.extract_metadata(html, default_url=url)
    names = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return json.dumps(
        {
            "title": found.title,
            "authors": names,
            "published": found.date,
            "tags": [*(found.tags or ())] or [*(found.categories or ())],
        }
    )
