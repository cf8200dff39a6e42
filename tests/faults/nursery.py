"""A process that has imported all of broadsheet and forks a child for each command: a run for the price of a fork.

Comes in: command lines, and at which point of its work each child is to die. Goes out: exit codes and output. The
child is the real command but for its pool: pages are extracted in the child itself, so that no worker has to start
(runs with real workers are killed in tests/test_survival.py). Must not know: what a run should come to.
"""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, Self, TypeVar

import msgspec

from tests.faults.gate import Keeper, install
from tests.sources import ROOT

Key = TypeVar("Key")

TIMEOUT = 60.0
COUNTED = ("open", "os.", "sqlite3.", "socket.", "fcntl.")
"""Audit events by their beginning; SQL statements are counted with them."""


class Order(msgspec.Struct):
    """One command for the nursery."""

    arguments: tuple[str, ...] = ()
    die_at: int = 0
    """The audit event or SQL statement before which the child kills itself."""
    in_sql: bool = False
    """Only statements count."""
    gated: bool = False
    checkpoint: int = 0
    """Pages of journal after which SQLite checkpoints; 0: its own 1,000."""
    wait: int = 0
    """Instead of a command: the child to wait for."""


class Run:
    """A child of the nursery."""

    def __init__(self, nursery: Nursery, arguments: tuple[str, ...], keeper: Keeper | None, **plan: Any) -> None:
        self._nursery = nursery
        self._out, self._err = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 - closed by `wait`
        ours, theirs = socket.socketpair()
        order = Order(arguments, gated=keeper is not None, **plan)
        self.pid = nursery.ask(order, [self._out.fileno(), self._err.fileno(), theirs.fileno()])
        theirs.close()
        self._thread = threading.Thread(target=_keep, args=(ours, keeper))
        self._thread.start()

    def kill(self) -> None:
        """SIGKILL, as the system does it when memory runs out."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code; below 0, the signal that ended it."""
        self.code = self._nursery.ask(Order(wait=self.pid), [])
        self._thread.join()
        self.out, self.err = _read(self._out), _read(self._err)
        return self.code


class Nursery:
    """`with Nursery() as nursery: nursery.run("-c", folder, "add", page)`."""

    def __enter__(self) -> Self:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-m", "tests.faults.nursery", str(theirs.fileno())]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], cwd=ROOT, env=environment)
        theirs.close()
        assert self._line.recv(1) == b"!"
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()
        self._process.wait(TIMEOUT)

    def start(self, *arguments: str | Path, keeper: Keeper | None = None, **plan: Any) -> Run:
        """Begin a command; `plan` as in `Order`."""
        return Run(self, tuple(map(str, arguments)), keeper, **plan)

    def run(self, *arguments: str | Path, keeper: Keeper | None = None, **plan: Any) -> Run:
        """A command, to its end."""
        begun = self.start(*arguments, keeper=keeper, **plan)
        begun.wait()
        return begun

    def ask(self, order: Order, handles: list[int]) -> int:
        """Give an order; the child's number, or its end."""
        socket.send_fds(self._line, [msgspec.json.encode(order)], handles)
        return int(self._line.recv(64))


def _keep(line: socket.socket, keeper: Keeper | None) -> None:
    with line:
        if keeper is not None and (listeners := socket.recv_fds(line, 1, 1)[1]):
            keeper.keep(listeners[0])


def _read(file: Any) -> str:
    with file:
        file.seek(0)
        return str(file.read().decode())


class Indoors(Generic[Key]):
    """Stands in for the pool: a page is extracted when it is handed in."""

    def __init__(self, options: Any, sink: Callable[[Key, Any, Any], None]) -> None:
        self._options = options
        self._sink = sink

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, key: Key, page: Any, site: Any = None) -> None:
        """Extract a page."""
        from broadsheet.pipeline import study

        self._sink(key, *study(page, self._options, site))

    def close(self) -> None:
        """There is nothing to close."""


def serve(line: socket.socket) -> None:
    """The nursery's loop: an order, a child."""
    import broadsheet.run.ingest
    import broadsheet.run.reextract
    from broadsheet.cli import VERBS, main
    from tests.stories import page

    broadsheet.run.ingest.Pool = Indoors  # type: ignore[attr-defined, assignment, misc]
    broadsheet.run.reextract.Pool = Indoors  # type: ignore[attr-defined, assignment, misc]
    for verb in VERBS:
        __import__(f"broadsheet.cli.{verb}")
    broadsheet.extract(page())  # loads the weights
    line.send(b"!")
    while True:
        message, handles, _, _ = socket.recv_fds(line, 1 << 16, 3)
        if not message:
            return
        order = msgspec.json.decode(message, type=Order)
        if order.wait:
            line.send(b"%d" % _end_of(order.wait))
            continue
        child = os.fork()
        if not child:
            line.close()
            os._exit(_obey(order, handles, main))
        for handle in handles:
            os.close(handle)
        line.send(b"%d" % child)


def _end_of(child: int) -> int:
    deadline = time.monotonic() + TIMEOUT
    while not (ended := os.waitpid(child, os.WNOHANG))[0]:
        time.sleep(0.002)
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGABRT)
    return os.waitstatus_to_exitcode(ended[1])


def _obey(order: Order, handles: list[int], main: Callable[[list[str]], Any]) -> int:
    out, err, control = handles
    os.dup2(out, 1)
    os.dup2(err, 2)
    with socket.socket(fileno=control) as line:
        if order.gated:
            listener = install()
            socket.send_fds(line, [b"!"], [listener])
            os.close(listener)
    _count(order)
    try:
        main([*order.arguments])
    except SystemExit as end:
        sys.stdout.flush()
        return int(end.code or 0)
    return 1


def _count(order: Order) -> None:
    """Let the process die at its n-th audit event or SQL statement, and checkpoint as often as it shall."""
    count = 0
    connect = sqlite3.connect

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1
        if count == order.die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def connected(*arguments: Any, **how: Any) -> sqlite3.Connection:
        db = connect(*arguments, **how)
        if order.checkpoint:
            db.execute(f"PRAGMA wal_autocheckpoint = {order.checkpoint}")
        db.set_trace_callback(one_more)
        return db

    sqlite3.connect = connected  # type: ignore[assignment]
    if order.die_at and not order.in_sql:
        sys.addaudithook(lambda event, _: one_more() if event.startswith(COUNTED) else None)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
