"""Digests as the field writes them.

Comes in: bytes. Goes out: a labelled digest (WARC/1.1, 5.9). Must not know: records.
"""

from __future__ import annotations

import base64
import hashlib


def digest(*parts: bytes) -> str:
    """A labelled digest: SHA-1 in Base32, which every CDX index and WARC checker knows."""
    made = hashlib.sha1(usedforsecurity=False)
    for part in parts:
        made.update(part)
    return "sha1:" + base64.b32encode(made.digest()).decode("ascii")
