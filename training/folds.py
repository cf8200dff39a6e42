"""Which fold a page belongs to: five, by registered domain, the same for every file.

Comes in: a URL, or a page that declares one. Goes out: a fold's number, or None for a page that is only ever
trained on. Pages of one domain are never on both sides.
"""

from __future__ import annotations

import hashlib

from broadsheet.urls import site_key

FOLDS = 5


def fold_of(domain: str) -> int:
    """The fold of a registered domain: by its hash, so that a new page never moves the others."""
    return int.from_bytes(hashlib.sha256(domain.encode()).digest()[:4], "big") % FOLDS


def domain_of(url: str | None) -> str | None:
    """The registered domain of a URL."""
    try:
        return site_key(url) if url else None
    except ValueError:
        return None
