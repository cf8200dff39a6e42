"""The network is refused to a process that gave it up; in children, as it cannot be taken back."""

from __future__ import annotations

import subprocess
import sys

import pytest

from benchmarks import offline
from tests.sources import ROOT


def told(code: str, *walls: str) -> str:
    """What a child prints that tries something and says what it caught."""
    script = f"import socket\ntry:\n {code}\nexcept OSError as error:\n print(type(error).__name__)"
    command = [*walls, sys.executable, "-c", script]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('harbour.example', 80)",
        "socket.gethostbyname('harbour.example')",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    ],
)
def test_reaching_out_is_refused(attempt: str) -> None:
    """Names, connections and datagrams alike, each counted."""
    setup = "import sys; sys.path.insert(0, '.'); from benchmarks import offline; offline.forbid()"
    assert told(f"{setup}; {attempt}") == "Offline"


def test_the_walls_leave_no_interface() -> None:
    """Where the machine allows it, even loopback is down."""
    if not offline.walls():
        pytest.skip("1 case not run: this machine allows no network namespaces")
    assert told("socket.create_connection(('127.0.0.1', 9), 2)", *offline.walls()) == "OSError"
