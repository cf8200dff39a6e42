"""One process that has imported everything, and from which the pool's children are forked in milliseconds.

Comes in: requests over a socket pair: a child, with the two ends of its pipes; or how a child ended. Goes out: process
ids and exit codes. Must not know: what a child does. A child that is started anew pays 0.4 s of processor time for
imports, one page in ten of a run with killed children; a fork pays a hundredth, and shares the memory. Where there is
no `fork` (Windows), or it is not safe (macOS), `FORKS` is false, and children are started.

    pool ──("child", pipe ends)──▶ nursery ──fork──▶ child: reads its pipe until the end
         ◀──────── pid ───────────
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO

FORKS = sys.platform == "linux"

_NUMBER = struct.Struct("!i")
_CHILD = _NUMBER.pack(0)
"""Asks for a child; any other number is the process that is to be waited for."""


class Nursery:
    """The parent's side. `command`: starts the process, with the number of its socket behind. Thread-safe."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], patience: float) -> None:
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
                [*command, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is for the parent, which lets the page in hand be finished
            )
        self._line.settimeout(patience)
        self._turn = threading.Lock()

    def child(self) -> tuple[int, IO[bytes], IO[bytes]]:
        """A new child: its process id, the pipe to it and the pipe from it. Raises `OSError` where there is none."""
        (child_in, to_child), (from_child, child_out) = os.pipe(), os.pipe()
        try:
            with self._turn:
                socket.send_fds(self._line, [_CHILD], [child_in, child_out])
                pid = self._answer()
        except OSError:
            os.close(to_child)
            os.close(from_child)
            raise
        finally:
            os.close(child_in)
            os.close(child_out)
        return pid, os.fdopen(to_child, "wb"), os.fdopen(from_child, "rb")

    def ended(self, pid: int) -> int:
        """Wait for a child that was killed, or whose pipe was closed: its exit code, negative for a signal."""
        with self._turn:
            self._line.sendall(_NUMBER.pack(pid))
            return self._answer()

    def _answer(self) -> int:
        answer = self._line.recv(_NUMBER.size, socket.MSG_WAITALL)
        if len(answer) < _NUMBER.size:
            raise ConnectionResetError("the process that children are forked from has ended")
        number: int = _NUMBER.unpack(answer)[0]
        return number

    def close(self) -> None:
        """End the process; children that live end when their pipes are closed."""
        self._line.close()
        self._process.wait()


def raise_children(number: int, live: Callable[[], None]) -> None:
    """The nursery's own loop, over the socket of that number, until the parent closes it.

    `live` is a child's life, from its first to its last request, over standard input and output.
    """
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    gc.collect()
    gc.freeze()  # what the imports made stays for good, shared by all children
    with socket.socket(fileno=number) as line:
        while True:
            request, pipes, _, _ = socket.recv_fds(line, _NUMBER.size, 2)
            if len(request) < _NUMBER.size:
                return
            if len(pipes) == 2:
                line.sendall(_NUMBER.pack(_fork(line, pipes, live)))
            else:
                _, status = os.waitpid(_NUMBER.unpack(request)[0], 0)
                line.sendall(_NUMBER.pack(os.waitstatus_to_exitcode(status)))


def _fork(line: socket.socket, pipes: list[int], live: Callable[[], None]) -> int:
    """Fork a child that lives over the pipes; its process id."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            line.close()
            for wanted, pipe in enumerate(pipes):
                os.dup2(pipe, wanted)
                os.close(pipe)
            live()
            code = 0
        finally:
            os._exit(code)  # no clean-up of what belongs to the nursery
    for pipe in pipes:
        os.close(pipe)
    return pid
