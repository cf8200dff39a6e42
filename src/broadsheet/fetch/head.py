"""The head of a response, from the bytes as they came.

Comes in: what was received until the body began. Goes out: its own bytes, status and header fields, and what is
wrong with its framing. Must not know: sockets, or what any status means.
"""

from __future__ import annotations

import re

import msgspec

_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"HTTP/\d\.\d +(\d{3})(?: +([^\r\n]*))?")
_DIGITS = re.compile(r"[0-9]+")
_BODILESS = frozenset({204, 304})
"""Answers without a body, whatever length they declare (RFC 9110, 8.6; RFC 9112, 6.3)."""
MAX_HEAD = 256 * 1024
"""Bytes of response head, interim answers included: servers' own limits are 8 to 64 KiB."""

DECLARED_SHORT = "the server sent more than its Content-Length says"
"""Of a body that is read as far as it was declared, as browsers do."""


class Head(msgspec.Struct, frozen=True):
    """Status line and header fields; names as sent, folded lines joined."""

    raw: bytes
    """Verbatim, with the empty line at the end."""
    status: int
    phrase: str
    fields: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        """Every value of a header field, by lower-case name."""
        return [value for key, value in self.fields if key.lower() == name]

    def first(self, name: str) -> str | None:
        """The first value of a header field, by lower-case name."""
        return next(iter(self.all(name)), None)

    def joined(self, name: str) -> str | None:
        """All values of a list field as one (RFC 9110, 5.3); None where there is none."""
        values = self.all(name)
        return ", ".join(values) if values else None


def parse_head(received: bytes) -> Head | None:
    """The final response head in `received`, interim answers (1xx) passed over; None where there is none."""
    start = 0
    for end in _END.finditer(received):
        if end.start() < start:
            continue
        raw = received[start : end.end()]
        line = _STATUS_LINE.match(raw)
        if line is None:
            return None
        status = int(line[1])
        if not 100 <= status < 200 or status == 101:
            return Head(raw, status, _text(line[2] or b""), tuple(_fields(raw)))
        start = end.end()
    return None


def framing_fault(head: Head) -> str | None:
    """What makes the length of the body doubtful (RFC 9112, 6.3), in words; None where nothing does."""
    if b"\0" in head.raw:
        return "NUL in the header"
    if head.first("transfer-encoding") is not None:
        coding = (head.joined("transfer-encoding") or "").strip().lower()
        if coding != "identity":
            return None if coding == "chunked" else f"Transfer-Encoding: {coding}"
    lengths = {part.strip() for part in (head.joined("content-length") or "").split(",")} - {""}
    if len(lengths) > 1:
        return f"Content-Length: {', '.join(sorted(lengths))}"
    if lengths and not _DIGITS.fullmatch(next(iter(lengths))):
        return f"Content-Length: {next(iter(lengths))}"
    return None


def is_chunked(head: Head) -> bool:
    """Does the body come in chunks (RFC 9112, 7.1)? Of an answer without `framing_fault`."""
    return (head.joined("transfer-encoding") or "").strip().lower() == "chunked"


def declared_length(head: Head) -> int | None:
    """The body's length as declared, where it is declared and counts; None else."""
    value = head.first("content-length")
    if value is None or is_chunked(head) or head.status in _BODILESS:
        return None
    return first_length(value)


def first_length(value: str) -> int | None:
    """The first number of a `Content-Length`, as far as any body goes; None where it is none."""
    digits = value.partition(",")[0].strip()
    return min(int(digits[:20]), 10**20) if _DIGITS.fullmatch(digits) else None


def _fields(raw: bytes) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for line in raw.split(b"\n")[1:]:
        if line[:1] in {b" ", b"\t"} and fields:
            name, value = fields[-1]
            fields[-1] = (name, f"{value} {_text(line)}".strip())
            continue
        key, colon, rest = line.partition(b":")
        if colon and key.strip():
            fields.append((_text(key), _text(rest)))
    return fields


def _text(data: bytes) -> str:
    return data.strip().decode("latin-1")
