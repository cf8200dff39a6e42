"""The newspaper's press: two sites over plain HTTP on loopback addresses, at ports that are free.

Comes in: the tables of `sites.py` and the files under `pages/`. Goes out: `open_newspaper()`. Writes
nothing to the terminal, reaches no other machine, and leaves no socket open when it is closed.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files

import msgspec

from broadsheet.demo.sites import SITES, Route, Site
from broadsheet.records import digest16

ADDRESSES = ("127.0.0.1", "127.0.0.2")
"""One address for each site, so that they count as two sites; all of 127/8 is loopback (RFC 1122, 3.2.1.3)."""
IDLE_SECONDS = 10.0
"""A client that says nothing for so long is hung up on, so that closing never waits for it."""


class Newspaper(msgspec.Struct, frozen=True):
    """An open newspaper: where its pages are."""

    urls: tuple[str, ...]
    """Every page that a reader would ask for: articles, walls, a redirect, a missing page, a denied one."""
    denied: tuple[str, ...]
    """Those among `urls` that robots.txt forbids."""
    fronts: tuple[str, ...]
    """The front page of each site: they lead to all of it."""
    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    requests: list[str]
    """Every URL that was asked for so far, in order: the server's own witness."""


@contextmanager
def open_newspaper() -> Iterator[Newspaper]:
    """Serve both sites until the block ends.

    Where the system has no second loopback address, the second site gets a port on the first.
    """
    requests: list[str] = []
    with ExitStack() as stack:
        served = [(site, stack.enter_context(_serve(site, ADDRESSES[n], requests))) for n, site in enumerate(SITES)]
        yield Newspaper(
            urls=tuple(root + path for site, root in served for path in site.asked),
            denied=tuple(root + path for site, root in served for path in site.denied),
            fronts=tuple(root + "/" for _, root in served),
            feeds=_of_file(served, "feed."),
            sitemaps=_of_file(served, "sitemap"),
            requests=requests,
        )


def _of_file(served: list[tuple[Site, str]], file: str) -> tuple[str, ...]:
    return tuple(
        root + route.path for site, root in served for route in site.routes if (route.file or "").startswith(file)
    )


@contextmanager
def _serve(site: Site, address: str, requests: list[str]) -> Iterator[str]:
    server = _bind(address)
    host, port = server.server_address[:2]
    root = f"http://{host!s}:{port}"
    server.RequestHandlerClass = type("SiteHandler", (_Handler,), {"site": site, "root": root, "requests": requests})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield root
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _bind(address: str) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((address, 0), _Handler)
    except OSError:  # no such address here, as on systems that give loopback one address only
        return ThreadingHTTPServer((ADDRESSES[0], 0), _Handler)


@cache
def _source(folder: str, file: str) -> bytes:
    return (files("broadsheet.demo") / "pages" / folder / file).read_bytes()


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the site's table; everything unknown is 404."""

    site: Site
    root: str
    requests: list[str]
    protocol_version = "HTTP/1.1"
    server_version = "SmallPress/1.0"
    sys_version = ""
    timeout = IDLE_SECONDS

    def do_GET(self) -> None:
        """Answer, body included."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer with the head alone (RFC 9110, 9.3.2)."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to the caller."""

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.partition("?")[0]
        self.requests.append(self.root + self.path)
        route = next(
            (route for route in self.site.routes if route.path == path), Route(path, "missing.html", status=404)
        )
        body = self._body(route)
        zipped = route.gzip and "gzip" in self.headers.get("Accept-Encoding", "")
        if zipped:
            body = gzip.compress(body, mtime=0)
        tag = f'"{digest16(body)}"'  # of the bytes sent: each coding has a tag of its own (RFC 9110, 8.8.3.3)
        status = route.status
        if status == HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status, body = HTTPStatus.NOT_MODIFIED, b""
        self.send_response(status)
        for name, value in self._head(route, status, len(body), tag, zipped=zipped):
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        if with_body:
            self.wfile.write(body)

    def _head(self, route: Route, status: int, length: int, tag: str, *, zipped: bool) -> Iterator[tuple[str, str]]:
        """The head's fields: validators on what may be asked for again, no length on a 304 (RFC 9110, 15.4.5)."""
        if status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            yield "Last-Modified", self.site.published
            yield "ETag", tag
        if status != HTTPStatus.NOT_MODIFIED:
            yield "Content-Type", route.media
            yield "Content-Length", str(length)
        if route.location is not None:
            yield "Location", self.root + route.location
        if route.gzip:
            yield "Vary", "Accept-Encoding"
        if zipped:
            yield "Content-Encoding", "gzip"
        yield "Connection", "close"

    def _body(self, route: Route) -> bytes:
        if route.location is not None:
            return (
                f'<!doctype html><title>Moved</title><p>The page is <a href="{route.location}">here</a>.</p>'.encode()
            )
        source = _source(self.site.folder, route.file or "")
        if route.media.startswith("image/"):
            return source
        return source.decode("utf-8").replace("%SITE%", self.root).encode(route.charset)
