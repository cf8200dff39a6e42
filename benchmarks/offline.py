"""No network while pages are measured: a peer given a page has no reason to ask for another.

Comes in: nothing. Goes out: an audit hook that refuses name look-ups, connections and datagrams, and counts what it
refused. Where the machine allows it (`unshare`), a peer's process has no network at all besides.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from shutil import which

_REFUSED = frozenset(
    "socket.connect socket.sendto socket.sendmsg socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr".split()
)
"""Events of CPython's table of audit events by which a process reaches out or is about to."""

_refusals: list[str] = []


class Offline(OSError):
    """A system asked for the network. An `OSError`, so that libraries treat it as any failed connection."""


def forbid() -> None:
    """Refuse the network to this process from now on; it cannot be taken back."""
    sys.addaudithook(_refuse)


def refusals() -> int:
    """How often the network was refused so far."""
    return len(_refusals)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _REFUSED:
        _refusals.append(event)
        raise Offline(f"{event} while measuring")


@cache
def walls() -> tuple[str, ...]:
    """The words before a command that take its network away; none where the machine does not allow that."""
    words = ("unshare", "--map-root-user", "--net")
    if which(words[0]) is None:
        return ()
    tried = subprocess.run([*words, sys.executable, "-c", ""], capture_output=True, check=False)
    return words if tried.returncode == 0 else ()
