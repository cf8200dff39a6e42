"""Bytes to text for the peers that want text: UTF-8 where it is, else what the page declares, else windows-1252.

Comes in: a page's bytes. Goes out: its text. Runs in every peer's environment: standard library only. The decoding
counts as the peer's time, as it has to be done by somebody; peers that take bytes are given bytes.
"""

from __future__ import annotations

import re

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_HEAD = 1024
"""Bytes in which the WHATWG prescan looks for a declaration."""


def decode(html: bytes) -> str:
    """The page as text, never failing."""
    try:
        return html.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _DECLARED.search(html[:_HEAD])
    try:
        return html.decode(found.group(1).decode("ascii") if found else "windows-1252", "replace")
    except (LookupError, UnicodeError):  # an unknown name, or one of Python's codecs that are no text encodings
        return html.decode("windows-1252", "replace")
