"""The wire itself: look-up, vetting, connecting, and a socket that counts, records and watches the clock.

Comes in: a host and port, a resolver, limits. Goes out: a connected socket, what was sent and received, or `Stop`.
Must not know: HTTP, beyond where the transcript of the head is cut off.
"""

from __future__ import annotations

import io
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from broadsheet import urls
from broadsheet.fetch.address import special_purpose
from broadsheet.fetch.head import MAX_HEAD
from broadsheet.fetch.outcome import Stop, of_error
from broadsheet.records import Reason

Resolver = Callable[[str, int], list[str]]
"""Host name and port -> IP addresses in the order to be tried. May block; may raise `OSError`, `UnicodeError`."""

ONE_CONNECT = 10.0
"""Seconds for one of several addresses, so that a dead IPv6 route leaves time for IPv4."""

_HEARTBEAT = 0.1
"""Seconds between two looks at whether a look-up was called off."""


def system_resolver(host: str, port: int) -> list[str]:
    """The operating system's answer, each address once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Wire:
    """What one thread's connections share: the rules, and the limits and transcript of the exchange in hand."""

    def __init__(self, resolver: Resolver = system_resolver) -> None:
        self.resolver = resolver
        self.aborted = False
        self._socket: socket.socket | None = None
        self.begin(0.0, 0)

    def begin(self, seconds: float, room: int, *, private: bool = False) -> None:
        """A new exchange: it has `seconds` of wall-clock time and may receive `room` bytes.

        `private`: it may go to a private address.
        """
        self._deadline = time.monotonic() + seconds
        self._patience = seconds
        self._room = room
        self._private = private
        self.peer: str | None = None
        self.touched = False
        self.sent = bytearray()
        self.received = bytearray()
        self.count = 0  # bytes received, all told
        self.ended = False  # has the other side been seen to end the stream?
        self.in_head = True

    def stretch(self, seconds: float, patience: float) -> None:
        """What follows may take so long, as long as there is never nothing for longer than `patience` seconds."""
        self._deadline = time.monotonic() + seconds
        self._patience = patience

    def abort(self) -> None:
        """End the exchange in hand now; may be called from another thread."""
        self.aborted = True
        wire = self._socket
        if wire is not None:
            try:
                socket.socket.shutdown(wire, socket.SHUT_RDWR)
            except OSError:
                return  # it was closed or never connected: nothing waits on it

    def watch(self, connection: socket.socket) -> None:
        """This is the socket that `abort` shuts down."""
        self._socket = connection

    def remaining(self, doing: str) -> float:
        """Seconds left; `Stop` where there are none."""
        left = self._deadline - time.monotonic()
        if self.aborted:
            raise Stop(Reason.TIMEOUT, f"called off while {doing}")
        if left <= 0:
            raise self.too_late(doing)
        return min(left, self._patience)

    def too_late(self, doing: str) -> Stop:
        """The deadline has passed."""
        return Stop(Reason.TIMEOUT, f"the deadline passed while {doing}")

    def connect(self, host: str, port: int) -> socket.socket:
        """Look up once, vet every address, connect to one of those and to nothing else."""
        name = host.strip("[]")
        addresses = [name] if urls.is_address(name) else self._look_up(name, port)
        if not addresses:
            raise Stop(Reason.DNS_ERROR, f"{name} has no address")
        for address in addresses:
            self._vet(name, address)
        failure: Stop | None = None
        for place, address in enumerate(addresses):
            left = self.remaining("connecting")
            try:
                return self._connect_to(name, address, port, left if place + 1 == len(addresses) else ONE_CONNECT)
            except OSError as error:
                failure = of_error(error)
        if failure is None or failure.reason is Reason.TIMEOUT:
            raise self.too_late("connecting") from None
        raise Stop(Reason.CONNECT_ERROR, failure.evidence)

    def record(self, data: bytes | memoryview) -> None:
        """Count what was received, and keep it while the head is coming."""
        self.count += len(data)
        self.ended = self.ended or not data
        self._room -= len(data)
        if self._room < 0:
            raise Stop(Reason.TOO_LARGE, "more bytes than allowed")
        if self.in_head:
            self.received += data
            if len(self.received) > MAX_HEAD:
                raise Stop(Reason.PROTOCOL_ERROR, f"response head over {MAX_HEAD} bytes")

    def _vet(self, name: str, address: str) -> None:
        if self._private and not urls.is_address(address):  # connect() would look it up once more
            raise Stop(Reason.DNS_ERROR, f"{name} is {address}, which is no IP address")
        network = None if self._private else special_purpose(address)
        if network is not None:
            shown = address if name == address else f"{name} is {address}"
            raise Stop(Reason.PRIVATE_ADDRESS, f"{shown}: {network}")

    def _connect_to(self, name: str, address: str, port: int, seconds: float) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            self._socket = connection
            connection.settimeout(min(seconds, self.remaining("connecting")))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.touched = True
            connection.connect((address, port))
            self.peer = str(connection.getpeername()[0])
            self._vet(name, self.peer)
            connection.settimeout(self.remaining("connecting"))
        except BaseException:  # whatever it was, the socket must not stay open
            connection.close()
            raise
        return connection

    def _look_up(self, name: str, port: int) -> list[str]:
        """The resolver's answer; it runs in a thread of its own because the system's cannot be interrupted."""
        box: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

        def ask() -> None:
            try:
                box.put(self.resolver(name, port))
            except Exception as error:  # noqa: BLE001 - it is handed to the thread that asked
                box.put(error)

        threading.Thread(target=ask, daemon=True, name="look-up").start()
        while True:
            left = self.remaining("looking up the name")
            try:
                answer = box.get(timeout=min(left, _HEARTBEAT))
            except queue.Empty:
                continue
            if isinstance(answer, (OSError, UnicodeError)):
                raise Stop(Reason.DNS_ERROR, f"{name}: {answer}")
            if isinstance(answer, BaseException):
                raise answer
            return answer


class Tap:
    """A connected socket, plain or TLS, that reads and writes within the wire's limits and keeps the transcript."""

    def __init__(self, connection: Any, wire: Wire) -> None:
        self._connection = connection
        self._wire = wire
        wire.watch(connection)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def sendall(self, data: bytes) -> None:
        """Send all of `data` before the deadline."""
        self._wire.sent += data
        self._connection.settimeout(self._wire.remaining("sending"))
        try:
            self._connection.sendall(data)
        except TimeoutError:
            raise self._wire.too_late("sending") from None

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        """What http.client reads from."""
        return io.BufferedReader(_Reader(self._connection, self._wire))


class _Reader(io.RawIOBase):
    """The receiving end: every read has what is left of the deadline, and is recorded."""

    def __init__(self, connection: socket.socket, wire: Wire) -> None:
        self._connection = connection
        self._file = connection.makefile("rb", buffering=0)  # holds the socket open until it is closed itself
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        doing = "waiting for the header" if self._wire.in_head else "reading the body"
        self._connection.settimeout(self._wire.remaining(doing))
        try:
            count: int = self._file.readinto(buffer) or 0
        except TimeoutError:
            raise self._wire.too_late(doing) from None
        self._wire.record(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        if not self.closed and not self._wire.ended:
            self._look()
        self._file.close()
        super().close()

    def _look(self) -> None:
        """Count a byte that has come and that nobody asked for: then the body is longer than it was said to be."""
        try:
            self._connection.settimeout(0)
            self._wire.count += len(self._connection.recv(1))
        except (OSError, ValueError):
            return  # nothing has come, or the connection is gone: both are as they should be


def chunks(read: Callable[[int], bytes], size: int) -> Iterator[bytes]:
    """What `read` gives, piece by piece, until it gives nothing."""
    while piece := read(size):
        yield piece
