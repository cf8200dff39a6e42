"""One writer at a time: a lock file that the system frees when its holder dies, and that names the holder.

Comes in: a path. Goes out: the lock, or `CorpusBusy` with the holder's process id. Must not know:
what is written under it. The lock is on the open file (flock; a byte range on Windows), never the
file's mere existence, so a dead holder's lock is free at once.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from broadsheet.errors import CorpusBusy, UsageError, writing

PATIENCE = 10.0
"""Seconds that a second writer waits: long enough for one that is just ending."""
_PAUSE = 0.05
_FAR = 1 << 30  # Windows forbids others to read a locked range: lock a byte behind the text

_held: set[int] = set()


class Holder(msgspec.Struct, frozen=True):
    """Who has the lock, as the file says."""

    pid: int
    host: str
    started_at: str


class WriterLock:
    """`acquire()` waits up to `patience` seconds; `release()` or the end of the process gives the lock back."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock. Raises `CorpusBusy` naming the holder, `DiskFull`, or `UsageError` for an impossible path."""
        file = self._open()
        try:
            self._wait(file)
            with writing(self.path):
                _sign(file)
        except BaseException:  # the descriptor is nobody's yet
            os.close(file)
            raise
        self._file = file
        _held.add(file)

    def release(self) -> None:
        """Give the lock back; the file stays, empty."""
        file, self._file = self._file, None
        if file is None or file not in _held:
            return
        _held.discard(file)
        with suppress(OSError):  # a full disk must not keep the lock
            os.ftruncate(file, 0)
        _unlock(file)
        os.close(file)

    def holder(self) -> Holder | None:
        """Who holds the lock, or held it when killed; None where the file does not say."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError):
            return None

    def _open(self) -> int:
        try:
            with writing(self.path):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise UsageError(f"no corpus can be at {self.path.parent}: {error.strerror}") from error

    def _wait(self, file: int) -> None:
        deadline = time.monotonic() + self._patience
        while not _lock(file):
            if time.monotonic() >= deadline:
                raise CorpusBusy(self._who())
            time.sleep(_PAUSE)

    def _who(self) -> str:
        holder = self.holder()
        if holder is None:
            return f"{self.path} is held by another process; wait for it to end"
        return (
            f"{self.path} is held by process {holder.pid} on {holder.host}, writing since {holder.started_at}; "
            "wait for it to end or stop it"
        )


def _sign(file: int) -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, msgspec.json.encode(Holder(os.getpid(), socket.gethostname(), now)))


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)

    def _forget() -> None:
        """A forked child shares the descriptor and would hold its parent's lock after the parent's death."""
        while _held:
            os.close(_held.pop())

    os.register_at_fork(after_in_child=_forget)
