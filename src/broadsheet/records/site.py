"""What was learnt of a site from its own pages, and what of one page it is learnt from.

Comes in: nothing. Goes out: `SiteTemplate`, `PageTexts`.
"""

from __future__ import annotations

import msgspec


class SiteTemplate(msgspec.Struct, frozen=True):
    """Which texts recur on how many of a site's stories."""

    pages: int = 0
    """Stories that were looked at; one that was fetched twice is one."""
    seen: dict[int, int] = {}
    """Fingerprint of a text (`extract.template.fingerprint`) → stories whose page has it; three or more."""


class PageTexts(msgspec.Struct, frozen=True, tag="texts"):
    """What a page tells of its site: fingerprints, made without any template, so that they are the page's alone."""

    story: int
    """Of what makes two pages one story."""
    texts: tuple[int, ...]
    """Of every text on the page, kept and stripped, ascending."""
    kept: tuple[int, ...] = ()
    """Those of them that the article was given; not stored."""
