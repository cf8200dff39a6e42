"""Response heads from their bytes: verbatim, lenient in fields, strict in framing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch.head import Head, declared_length, framing_fault, parse_head

PLAIN = b"HTTP/1.1 200 OK\r\nServer: a\r\nX-Two: 1\r\nx-two: 2\r\n\r\n"


def parsed(raw: bytes) -> Head:
    """The head, where there must be one."""
    head = parse_head(raw)
    assert head is not None
    return head


def test_the_head_ends_where_the_body_begins() -> None:
    """The bytes are verbatim; fields keep their order and spelling."""
    head = parsed(PLAIN + b"<p>\r\n\r\nbody")
    assert (head.raw, head.status, head.phrase) == (PLAIN, 200, "OK")
    assert head.fields == (("Server", "a"), ("X-Two", "1"), ("x-two", "2"))
    assert (head.first("x-two"), head.joined("x-two"), head.first("none")) == ("1", "1, 2", None)


def test_interim_answers_are_passed_over() -> None:
    """The head that counts is the last; 101 ends HTTP and counts."""
    assert parsed(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + PLAIN).raw == PLAIN
    assert parsed(b"HTTP/1.1 101 Switching\r\n\r\n").status == 101


def test_folded_fields_and_bare_line_feeds_are_read() -> None:
    """Old ways of writing a header."""
    head = parsed(b"HTTP/1.0 200\nX-Long: a\n  b\n\tc\nnonsense\nX-Next: d\n\n")
    assert (head.first("x-long"), head.first("x-next")) == ("a b c", "d")


@pytest.mark.parametrize(
    "raw", [b"", b"HTTP/1.1 200 OK\r\n", b"<html>\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/2 200\r\n\r\n"]
)
def test_what_is_no_head_is_none(raw: bytes) -> None:
    """Cut, another protocol, no protocol."""
    assert parse_head(raw) is None


@pytest.mark.parametrize(
    ("fields", "length", "doubtful"),
    [
        (b"Content-Length: 5\r\n", 5, False),
        (b"Content-Length: 5, 5\r\n", 5, False),
        (b"Content-Length: 5\r\nContent-Length: 6\r\n", 5, True),
        (b"Content-Length: -5\r\n", None, True),
        (b"Content-Length: +5\r\n", None, True),
        (b"Content-Length: \xb2\r\n", None, True),
        (b"Content-Length: " + b"9" * 5000 + b"\r\n", 10**20 - 1, False),
        (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", None, False),
        (b"Transfer-Encoding: gzip, chunked\r\n", None, True),
        (b"X-A: \0\r\n", None, True),
        (b"", None, False),
    ],
)
def test_framing_is_strict(fields: bytes, length: int | None, doubtful: bool) -> None:
    """What decides where the body ends must be beyond doubt (RFC 9112, 6.3)."""
    head = parsed(b"HTTP/1.1 200 OK\r\n" + fields + b"\r\n")
    assert declared_length(head) == length
    assert bool(framing_fault(head)) is doubtful


@given(st.binary(max_size=200))
def test_any_bytes_are_a_head_or_none(data: bytes) -> None:
    """Nothing raises; what is kept is part of what came."""
    head = parse_head(b"HTTP/1.1 200 " + data)
    assert head is None or head.raw in b"HTTP/1.1 200 " + data
