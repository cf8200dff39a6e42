"""Web archives made by hand for the tests: records of any kind, packed as crawlers pack them.

Comes in: URLs, bodies, header fields. Goes out: bytes of a WARC or ARC file.
"""

from __future__ import annotations

import base64
import gzip
import hashlib

from tests.stories import page

HTML = "text/html; charset=utf-8"


def url_of(number: int) -> str:
    """Where a story is from."""
    return f"https://www.paper.example/2024/{number}.html"


def record(kind: str, uri: str, block: bytes, media_type: str, **fields: str) -> bytes:
    """One WARC record, with the digest of its block."""
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    named = {
        "WARC-Type": kind,
        "WARC-Target-URI": uri,
        "WARC-Date": "2024-03-05T10:00:00Z",
        "Content-Type": media_type,
        "WARC-Block-Digest": f"sha1:{digest}",
        **{name.replace("_", "-"): value for name, value in fields.items()},
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes, media_type: str = HTML, status: str = "200 OK", **fields: str) -> bytes:
    """An HTTP answer."""
    named = {"Content-Type": media_type, **{name.replace("_", "-"): value for name, value in fields.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def response(uri: str, block: bytes, **fields: str) -> bytes:
    """A record of an HTTP answer."""
    return record("response", uri, block, "application/http; msgtype=response", **fields)


def story(number: int, **fields: str) -> bytes:
    """A record of a story's page."""
    return response(url_of(number), http(page(number)), **fields)


def packed(*records: bytes) -> bytes:
    """A member each, as every crawler writes them."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def arc(*bodies: tuple[str, bytes]) -> bytes:
    """An ARC file, version 1."""
    parts = [b"filedesc://x.arc 0.0.0.0 20140216050221 text/plain 9\n1 0 test\n\n"]
    for uri, body in bodies:
        block = http(body)
        parts.append(f"{uri} 192.0.2.1 20140216050221 text/html {len(block)}\n".encode() + block + b"\n")
    return b"".join(parts)
