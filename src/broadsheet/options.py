"""Every choice a caller can make, as one frozen record of the stages' frozen records.

Comes in: nothing. Goes out: `Options` and `DEFAULT`; each default carries its source.
Must not know: files or environment (`settings.py` reads those) or what a stage does with it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

MIB = 1024 * 1024


class FetchOptions(msgspec.Struct, frozen=True):
    """How pages are asked for."""

    contact: str | None = None
    """Mail address or URL of the operator, named in the User-Agent (RFC 9110, 10.1.5: `From` duties)."""
    deadline: float = 30.0
    """Seconds for DNS, connect, TLS, redirects and body together (reliability row A7)."""
    max_bytes: int = 10 * MIB
    """Cap on wire and on decoded bytes of one response (row A1)."""
    max_redirects: int = 10
    """Hops (row A10); RFC 9309 asks for at least five for robots.txt."""
    min_gap: float = 1.0
    """Seconds between requests to one site key; 0 for loopback only (row C3)."""
    allow_private: bool = False
    """Fetch from private, loopback and other special-purpose addresses (row B1)."""
    connections: int = 8
    """Sites fetched at the same time; one request in flight per site key."""


class ParseOptions(msgspec.Struct, frozen=True):
    """How bytes become blocks."""

    max_bytes: int = 10 * MIB
    """Larger pages are `too_large`; the parser's cost is linear, its worst cases are not (row E2)."""


class ExtractOptions(msgspec.Struct, frozen=True):
    """How blocks become an article."""

    engine: Literal["broadsheet", "trafilatura"] = "broadsheet"
    """`trafilatura` needs the extra of that name."""


class GateOptions(msgspec.Struct, frozen=True):
    """What counts as an article at all."""

    min_words: int = 25
    """Shorter texts are `too_short`: half of the shortest reference with spaces in the development data (50 words)."""


class WorkerOptions(msgspec.Struct, frozen=True):
    """The pool of killable children."""

    processes: int = 0
    """0: one per processor."""
    seconds: float = 10.0
    """Wall-clock bound for one page (row E2)."""
    memory: int = 1024 * MIB
    """Bound on a child's memory in bytes (row E2)."""


class Options(msgspec.Struct, frozen=True):
    """All stages' options."""

    fetch: FetchOptions = FetchOptions()
    parse: ParseOptions = ParseOptions()
    extract: ExtractOptions = ExtractOptions()
    gate: GateOptions = GateOptions()
    workers: WorkerOptions = WorkerOptions()


DEFAULT = Options()
