"""A raw-socket server: one thread per connection, one script per path.

Comes in: a table from path to bytes, or to a function that gets the open `Line`. Goes out: `url()`, `log`.
A script may answer slowly, wrongly or not at all; all sockets and threads are gone when the server is closed.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType

import msgspec

KEPT = 256
"""Connections after which those that are closed are forgotten."""
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Asked(msgspec.Struct, frozen=True):
    """One request as the server saw it; times are monotonic seconds."""

    at: float
    path: str
    head: bytes
    local: str = ""
    """The address of ours that was asked."""

    def field(self, name: str) -> str | None:
        """The value of a header field, by lower-case name."""
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name:
                return value.strip()
        return None


class Line:
    """An open connection in the hands of a script."""

    def __init__(self, connection: socket.socket, closing: threading.Event) -> None:
        self.connection = connection
        self.closing = closing
        self.path = ""
        self.head = b""

    def send(self, data: bytes) -> None:
        """Send all of `data`."""
        self.connection.sendall(data)

    def drip(self, data: bytes, pause: float) -> None:
        """Send one byte each `pause` seconds."""
        for place in range(len(data)):
            self.send(data[place : place + 1])
            self.wait(pause)

    def flood(self, piece: bytes, times: int = 1_000_000) -> None:
        """Send `piece` again and again."""
        for _ in range(times):
            self.send(piece)

    def wait(self, seconds: float) -> None:
        """Do nothing; the end of the server cuts it short."""
        if self.closing.wait(seconds):
            raise OSError("the server closes")

    def reset(self) -> None:
        """End the connection with RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Script = Callable[[Line], None]


def reply(body: bytes | str = b"", status: str = "200 OK", **fields: str) -> bytes:
    """A correct response; header fields by keyword (`content_type="text/html"`), Content-Length unless given."""
    data = body.encode() if isinstance(body, str) else body
    named = {key.replace("_", "-"): value for key, value in fields.items()}
    named.setdefault("Content-Type", named.pop("content-type", "text/html"))
    if "transfer-encoding" not in named:
        named.setdefault("content-length", str(len(data)))
    lines = "".join(f"{key}: {value}\r\n" for key, value in named.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + data


class FaultServer:
    """Serve `scripts` on loopback until closed.

    `greet`: runs instead of reading a request; `tls`: a context; `window`: bytes that lie unread at most.
    """

    def __init__(
        self,
        scripts: Mapping[str, bytes | Script] | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        greet: Script | None = None,
        tls: ssl.SSLContext | None = None,
        window: int | None = None,
    ) -> None:
        self.scripts: dict[str, bytes | Script] = {"/robots.txt": NO_ROBOTS, **(scripts or {})}
        self.log: list[Asked] = []
        self.greet = greet
        self.tls = tls
        self.host = host
        self._closing = threading.Event()
        self._lines: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, port), family=family, backlog=64)
        if window is not None:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.port: int = self._listener.getsockname()[1]
        self._main = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> FaultServer:
        self._main.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._main.join()
        self._listener.close()
        for line in self._lines:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def url(self, path: str = "/", host: str | None = None) -> str:
        """The URL of `path` here; `host`: another name for this machine."""
        scheme = "https" if self.tls else "http"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def asked(self, path: str | None = None) -> list[Asked]:
        """The requests for `path`; for any path but robots.txt by default."""
        return [one for one in self.log if one.path == path or (path is None and one.path != "/robots.txt")]

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if len(self._lines) >= KEPT:  # those that are over
                self._lines = [line for line in self._lines if line.fileno() >= 0]
                self._threads = [thread for thread in self._threads if thread.is_alive()]
            self._lines.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            if self.greet is not None:
                self.greet(Line(connection, self._closing))
                return
            if self.tls is None:
                self._answer(connection)
                return
            with self.tls.wrap_socket(connection, server_side=True) as secured:
                self._lines.append(secured)
                self._answer(secured)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                return
            head += piece
        line = Line(connection, self._closing)
        line.path, line.head = head.split(b" ")[1].decode("latin-1"), head
        self.log.append(Asked(time.monotonic(), line.path, head, str(connection.getsockname()[0])))
        script = self.scripts.get(line.path, reply("no such page", "404 Not Found"))
        if isinstance(script, bytes):
            line.send(script)
        else:
            script(line)
        with contextlib.suppress(OSError):  # let the other side read all of it before the close
            connection.shutdown(socket.SHUT_WR)
