"""A gate before the kernel: every system call of a process that changes a file is seen, and may be refused or fatal.

Comes in: a process about to run. Goes out: a count of its calls; a kill at the n-th, or "no space left" from the n-th
on. Linux from 5.0 on x86-64 and arm64 (seccomp's user notification): it sees what SQLite's C code does, too, where an
audit hook of the interpreter sees Python's own files only. Must not know: who writes what.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import sys
from pathlib import Path

# System calls by architecture: the numbers of asm/unistd_64.h and asm-generic/unistd.h. Those that open a file are
# looked at only where their flags ask to create it.
WRITES = {
    "x86_64": {
        1: "write", 18: "pwrite64", 20: "writev", 74: "fsync", 75: "fdatasync", 77: "ftruncate", 82: "rename",
        83: "mkdir", 87: "unlink", 263: "unlinkat", 264: "renameat", 285: "fallocate", 316: "renameat2",
    },
    "aarch64": {
        64: "write", 68: "pwrite64", 66: "writev", 82: "fsync", 83: "fdatasync", 46: "ftruncate", 38: "renameat",
        34: "mkdirat", 35: "unlinkat", 47: "fallocate", 276: "renameat2",
    },
}  # fmt: skip
OPENAT = {"x86_64": 257, "aarch64": 56}
SECCOMP = {"x86_64": 317, "aarch64": 277}

NEEDS_SPACE = frozenset({"write", "pwrite64", "writev", "fallocate", "mkdir", "mkdirat", "openat"})
"""What a full disk refuses; it syncs, cuts, renames and deletes."""

_ON_A_FILE = frozenset({"write", "pwrite64", "writev", "fsync", "fdatasync", "ftruncate", "fallocate"})
"""Calls whose first argument is an open file; the others name one by its path."""

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06  # linux/bpf_common.h
_ALLOW, _NOTIFY = 0x7FFF0000, 0x7FC00000  # linux/seccomp.h, as are the rest
_NO_NEW_PRIVILEGES, _SET_FILTER, _NEW_LISTENER = 38, 1, 8
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_CONTINUE = 1
_NUMBER, _FLAGS = 0, 32  # offsets in seccomp_data: the call's number, and the low half of its third argument


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("value", ctypes.c_uint))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def install() -> int:
    """Put this process, its later threads and children behind a gate; a descriptor for whoever keeps it."""
    machine = platform.machine()
    numbers = [*WRITES[machine]]
    end = len(numbers) + 3
    steps = [_Step(_LOAD, 0, 0, _NUMBER)]
    steps += [_Step(_EQUAL, end - place, 0, number) for place, number in enumerate(numbers)]
    steps += [
        _Step(_EQUAL, 0, 2, OPENAT[machine]),
        _Step(_LOAD, 0, 0, _FLAGS),
        _Step(_ANY_BIT, 1, 0, os.O_CREAT),
        _Step(_RETURN, 0, 0, _ALLOW),
        _Step(_RETURN, 0, 0, _NOTIFY),
    ]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    listener = libc.syscall(SECCOMP[machine], _SET_FILTER, _NEW_LISTENER, ctypes.byref(program))
    if listener < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(listener)


class Keeper:
    """Keep a gate until the process behind it has ended: `keep()`, then look at `calls`.

    `kill_at`: the number of the call before which the process is killed. `full_from`: the number of the call from
    which on there is no space, `once` for that one alone. Only calls on files below `folder` count, and those that
    create one.
    """

    def __init__(self, folder: Path, *, kill_at: int = 0, full_from: int = 0, once: bool = False) -> None:
        self.calls: list[str] = []
        self._folder = str(folder.resolve())
        self._kill_at = kill_at
        self._full_from = full_from
        self._once = once
        self._names = {**WRITES[platform.machine()], OPENAT[platform.machine()]: "openat"}

    def keep(self, listener: int) -> None:
        """Answer every call at the gate, in this thread."""
        ready = select.poll()
        ready.register(listener, select.POLLIN)
        try:
            while ready.poll()[0][1] & select.POLLIN:
                asked = bytearray(80)  # struct seccomp_notif
                try:
                    fcntl.ioctl(listener, _RECEIVE, asked)
                    self._answer(listener, asked)
                except OSError as error:
                    if error.errno != errno.ENOENT:  # it was killed meanwhile
                        raise
        finally:
            os.close(listener)

    def _answer(self, listener: int, asked: bytearray) -> None:
        call, pid, _, number = struct.unpack_from("=QIIi", asked)
        (first,) = struct.unpack_from("=Q", asked, 32)
        refusal = self._refusal(self._names[number], pid, first & 0xFFFFFFFF)
        reply = struct.pack("=QqiI", call, 0, -refusal, 0 if refusal else _CONTINUE)
        fcntl.ioctl(listener, _SEND, bytearray(reply))

    def _refusal(self, name: str, pid: int, handle: int) -> int:
        """The error that this call shall have; 0 lets it pass."""
        if name in _ON_A_FILE:
            try:
                path = str(Path(f"/proc/{pid}/fd/{handle}").readlink())
            except OSError:
                return 0
            if not path.startswith(self._folder):
                return 0
        self.calls.append(name)
        if len(self.calls) == self._kill_at:
            os.kill(pid, signal.SIGKILL)
        full = len(self.calls) == self._full_from if self._once else 0 < self._full_from <= len(self.calls)
        return errno.ENOSPC if full and name in NEEDS_SPACE else 0


def may_watch() -> bool:
    """Does this kernel let a process be put behind a gate?"""
    if not sys.platform.startswith("linux") or platform.machine() not in WRITES or not hasattr(socket, "send_fds"):
        return False
    child = os.fork()
    if not child:
        try:
            os.close(install())
            os._exit(0)
        except OSError:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0
