"""Promise 3 (rows B1 and B2): nobody leads us to an address that is denied, in no spelling, by no way in.

Comes in: our own tables. Goes out: what connect() was called with, by an audit hook, in a namespace where every address
of the Internet is this machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.promises.addresses import DENIED_V4, DENIED_V6, SPELLINGS_V4, SPELLINGS_V6, hosts, vectors
from tests.sources import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="354 ways not tried: all of 127/8 is loopback on Linux only"
)

PUBLIC = "8.8.8.8"
SET_UP = """
ip link set lo up && ip route add local default dev lo && mount --bind "$0" /etc/hosts || exit 77
ip -6 route add local default dev lo 2>/dev/null
exec "$@"
"""
CHILD = (sys.executable, "-m", "tests.promises.addresses_child")


def run(mode: str, stride: int, tries: int, folder: Path) -> dict[str, Any] | None:
    """What the child counted; None where this machine gives no namespace."""
    names = {**hosts(PUBLIC), "news.gazette.example": [PUBLIC]}
    table = folder / "hosts"
    table.write_text("".join(f"{address} {name}\n" for name, found in names.items() for address in found))
    command = [*CHILD, mode, str(stride), str(tries)]
    if mode == "namespace":
        if not (shutil.which("unshare") and shutil.which("ip")):
            return None
        command = ["unshare", "-rnm", "sh", "-c", SET_UP, str(table), *command]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0"}
    )
    if mode == "namespace" and (ran.returncode == 77 or "unshare" in ran.stderr):
        return None
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_the_tables_are_as_long_as_promised() -> None:
    """At least 35 addresses and 26 spellings."""
    assert len(set(DENIED_V4 + DENIED_V6)) >= 35
    assert len(SPELLINGS_V4) >= 26
    assert len(set(vectors())) >= 35 * 26
    assert len(SPELLINGS_V6) >= 10


@pytest.mark.timeout(1800)
def test_no_denied_address_is_ever_connected_to(
    tmp_path: Path, tries: Callable[[int, int], int], told: Callable[[str], None]
) -> None:
    """Every denied address in every spelling by every way in, and names that change their mind: no connect()."""
    stride, turns = tries(29, 1), tries(60, 1000)
    found, how = run("namespace", stride, turns, tmp_path), ""
    if found is None:
        found, how = run("stand-in", stride, turns, tmp_path), "; no user namespaces: injected resolver and stand-in"
    assert found is not None
    assert found["bad"] == []
    assert (found["denied"], found["heard"]) == (0, 0)
    assert found["connects"] > found["vectors"] / 3  # the public site was asked again and again
    assert how or found["live"] > 60  # and where they are allowed, the same URLs do lead there
    told(
        f"0 connects to denied addresses: {len(DENIED_V4 + DENIED_V6)} addresses, {found['vectors']} ways "
        f"({len(found['entries'])} entry points), {found['listed']} in listings, "
        f"{found['rebinding']} rebinding tries{how}"
    )


def test_the_stand_in_counts_the_same(tmp_path: Path) -> None:
    """Where there are no namespaces the promise is tried all the same."""
    found = run("stand-in", 149, 12, tmp_path)
    assert found is not None
    assert (found["bad"], found["denied"]) == ([], 0)
    assert found["connects"] > 12
