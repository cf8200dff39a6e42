"""Politeness over processes, restarts, names, ports and schemes: the servers' own log is the judge."""

from __future__ import annotations

import os
import random
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest

from broadsheet.store import Store
from tests.faults import FaultServer, Line, reply

SHORT, LONG = 0.05, 1.5
"""Seconds: a gap that lets ten thousand requests take minutes, and one that a new process could not miss by being slow
to start."""
NAMES = ("", "www.", "news.")
GONE = reply("no such page", "404 Not Found")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One certificate for all names of all sites; it signs itself."""
    if shutil.which("openssl") is None:
        pytest.skip("1 case not run: no openssl command")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=sites.example"
    )
    names = ",".join(f"DNS:site{n}.example,DNS:*.site{n}.example" for n in range(8))
    more = ["-addext", f"subjectAltName={names}", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run([*command.split(), *more], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


class Sites:
    """Three servers, one of them TLS, that say 404 to everything and note when; every site has all their ports."""

    def __init__(self, certificate: Path) -> None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        self.servers = [FaultServer(), FaultServer(), FaultServer(tls=tls)]
        self.ends: dict[str, list[float]] = {}
        self.flying: dict[str, int] = {}
        self.most = 0

    def urls(self, sites: int, count: int) -> list[str]:
        """`count` URLs of `sites` sites, by all their names, ports and schemes in turn."""
        dice, urls = random.Random(6), []
        for number in range(count):
            site, server = number % sites, dice.choice(self.servers)
            server.scripts[f"/{site}/{number}"] = self.answer
            urls.append(server.url(f"/{site}/{number}", f"{dice.choice(NAMES)}site{site}.example"))
        return urls

    def answer(self, line: Line) -> None:
        """404 after some milliseconds; the end is noted before the last byte leaves."""
        site = line.path.split("/")[1]
        self.flying[site] = self.flying.get(site, 0) + 1
        self.most = max(self.most, self.flying[site])
        line.wait(0.002)
        self.flying[site] -= 1
        self.ends.setdefault(line.path, []).append(time.monotonic())
        line.send(GONE)

    def count(self) -> int:
        """Pages asked for so far."""
        return sum(len(server.asked()) for server in self.servers)

    def early(self) -> int:
        """Pages asked for before their origin's rules were."""
        found = 0
        for server in self.servers:
            told: set[str | None] = set()
            for asked in server.log:
                found += asked.path != "/robots.txt" and asked.field("host") not in told
                told.add(asked.field("host"))
        return found

    def gaps(self, kills: list[float]) -> Iterator[float]:
        """Seconds between one request's end and the next one's beginning, site by site.

        A request in flight when its process was killed ends there: from its beginning, to be strict with ourselves.
        """
        times: dict[str, list[tuple[float, float]]] = {}
        ends = {path: iter(found) for path, found in self.ends.items()}
        for server in self.servers:
            for asked in server.log:
                host = (asked.field("host") or "").partition(":")[0]
                end = next(ends.get(asked.path, iter(())), asked.at)
                cut = any(asked.at <= kill <= end for kill in kills)
                site = ".".join(host.split(".")[-2:])
                times.setdefault(site, []).append((asked.at, asked.at if cut else end))
        for requests in times.values():
            yield from (after[0] - before[1] for before, after in pairwise(sorted(requests)))


def until(condition: Callable[[], bool]) -> None:
    """Wait, ten minutes at most."""
    deadline = time.monotonic() + 600
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@pytest.mark.parametrize("gap", [SHORT, LONG])
def test_no_gap_is_short_over_processes_and_restarts(
    tmp_path: Path, certificate: Path, tries: Callable[[int, int], int], told: Callable[[str], None], gap: float
) -> None:
    """One process is killed amid its requests, one that waited for its lock goes on, is interrupted, a third ends."""
    count, sites = (tries(300, 10_000), tries(4, 8)) if gap == SHORT else (18, 6)
    servers = Sites(certificate)
    with ExitStack() as stack:
        for server in servers.servers:
            stack.enter_context(server)
        (tmp_path / "urls.txt").write_text("\n".join(servers.urls(sites, count)))
        kills = in_three_processes(servers, tmp_path, f"{certificate}.crt", count, gap)
    gaps = list(servers.gaps(kills))
    short = [one for one in gaps if one < gap]
    with Store(tmp_path / "corpus" / "corpus.db", write=False) as store:
        assert store.ledger() == {"article": 0, "gone": count, "queued": 0}
    shortest = min(gaps) / gap
    told(f"{len(short)} short of {len(gaps)} gaps, {servers.most} in flight; the shortest {shortest:.2f} of the limit")
    assert (short, servers.most, servers.early()) == ([], 1, 0)
    assert len(gaps) >= count


def in_three_processes(servers: Sites, folder: Path, certificate: str, count: int, gap: float) -> list[float]:
    """Add a list in three goes; when the first was killed."""
    arguments = [str(folder / "corpus"), str(folder / "urls.txt"), certificate, str(gap)]
    command = [sys.executable, "-m", "tests.promises.polite", *arguments]
    first = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    command[-3] = os.devnull  # what is left is in the corpus
    until(lambda: servers.count() >= count // 4)
    second = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until(lambda: servers.count() >= count // 3)
    first.kill()
    kills = [time.monotonic()]
    first.wait()
    until(lambda: servers.count() >= 2 * count // 3)
    second.send_signal(signal.SIGINT)
    second.wait()
    third = subprocess.run(command, capture_output=True, text=True, check=False)
    assert third.returncode == 0, third.stderr
    return kills
