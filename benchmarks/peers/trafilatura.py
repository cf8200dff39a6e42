"""trafilatura in three modes, each with comments off, as no reference holds any.

Comes in: bytes and URL. Goes out: text. Only the default mode is asked for metadata, as broadsheet always gives it.
"""

from __future__ import annotations

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
