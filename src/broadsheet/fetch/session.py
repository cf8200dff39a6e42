"""requests on our wire: its adapter, with urllib3 connections that look up, vet and read through `Wire`.

Comes in: a URL and header fields. Goes out: requests' `Response`, its body unread. No `requests.Session` is used,
so there are no cookies, no netrc, no proxy variables, and no reading ahead of redirects.
Must not know: what an answer means.
"""

from __future__ import annotations

import re
import ssl
from functools import cache
from http import HTTPStatus
from http.client import HTTPResponse, IncompleteRead
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from broadsheet.fetch.head import first_length
from broadsheet.fetch.outcome import Stop
from broadsheet.fetch.wire import Tap, Wire
from broadsheet.records import Reason


class Session(HTTPAdapter):
    """One thread's way to the network. `trust`: the certificates believed; default those of certifi."""

    def __init__(self, wire: Wire, trust: ssl.SSLContext | None = None) -> None:
        self.wire = wire
        self.trust = trust
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """The base class's pools, with our connections in them."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self.wire)

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """The base class's, with one TLS context for all connections instead of one read for each."""
        host, _ = super().build_connection_pool_key_attributes(request, True, None)
        tls = {"ssl_context": self.trust or trust(), "cert_reqs": "CERT_REQUIRED"}
        return host, tls if host["scheme"] == "https" else {}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Nothing to add: the context verifies."""

    def get(self, url: str, headers: dict[str, str], seconds: float) -> requests.Response:
        """Send a GET; return when the header is there. Raises what requests and urllib3 raise, and `Stop`."""
        request = requests.Request("GET", url, headers=headers).prepare()
        return self.send(request, stream=True, timeout=(seconds, seconds))


class Response(HTTPResponse):
    """http.client's, where it falls short of the standard."""

    def _read_status(self) -> tuple[str, int, str]:
        """The status line of the final answer: it passes over 100 only, and 103 is as provisional (RFC 9110, 15.2)."""
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 < status < 200 or status == HTTPStatus.SWITCHING_PROTOCOLS:
                return version, status, reason
            while self.fp.readline(_LONGEST_LINE).strip():
                pass

    def begin(self) -> None:
        """White space behind `chunked` belongs to no value (RFC 9112, 5); one length told twice is one (6.3)."""
        super().begin()
        coding = (self.headers.get("transfer-encoding") or "").strip().lower()
        length = self.headers.get("content-length") or ""
        if coding == "chunked" and not self.chunked:
            self.chunked, self.chunk_left, self.length = True, None, None
        elif self.length is None and not self.chunked:
            self.length = first_length(length)

    def _read_next_chunk_size(self) -> int:
        """Hexadecimal digits and a whole line (RFC 9112, 7.1): `int()` takes signs, underscores and a cut line, too."""
        line = self.fp.readline(_LONGEST_LINE)
        size = _CHUNK_LINE.fullmatch(line)
        if size is None and len(line) < _LONGEST_LINE and not line.endswith(b"\n"):
            raise IncompleteRead(b"")
        if size is None:
            raise Stop(Reason.PROTOCOL_ERROR, f"no size of a chunk: {line[:60]!r}")
        return int(size[1], 16)

    def _safe_read(self, amt: int) -> bytes:
        """What stands behind a chunk must be its CRLF: else the size was another than it said."""
        data: bytes = super()._safe_read(amt)  # type: ignore[misc]
        if self.chunked and data != b"\r\n":
            raise Stop(Reason.PROTOCOL_ERROR, f"behind a chunk: {data!r}")
        return data


_LONGEST_LINE = 64 * 1024
"""Bytes of a header line: http.client's own limit."""

_CHUNK_LINE = re.compile(rb"([0-9a-fA-F]{1,16}|0{1,60})[ \t]{0,9}(?:;[^\n]*)?\r?\n")
"""Size of a chunk, and its extensions, which nobody uses."""


def _pools(wire: Wire) -> dict[str, Any]:
    """Pool classes whose connections know the wire; urllib3 has no other way to hand it to them."""

    class Plain(HTTPConnection):
        response_class = Response

        def _new_conn(self) -> Any:
            return wire.connect(self._dns_host, self.port or 80)

        def connect(self) -> None:
            super().connect()
            self.sock = Tap(self.sock, wire)

    class Secure(HTTPSConnection):
        response_class = Response

        def _new_conn(self) -> Any:
            return wire.connect(self._dns_host, self.port or 443)

        def connect(self) -> None:
            try:
                super().connect()
            except TimeoutError:
                raise wire.too_late("agreeing on TLS") from None
            self.sock = Tap(self.sock, wire)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


@cache
def trust() -> ssl.SSLContext:
    """TLS 1.2 or later, names checked, certificates of certifi; read once, 10 ms."""
    context = create_urllib3_context()
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return context
