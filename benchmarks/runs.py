"""`python -m benchmarks.runs`: how near a whole run comes to what politeness and the processors allow.

Comes in: a server of our own on 40 loopback addresses, which count as 40 sites, and a folder of saved pages. Goes out:
three ratios as a Markdown table: hosts kept busy, memory with many URLs queued, two cores against one. All on this
machine, so that each figure is a share of what the same machine does, not seconds.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.datasets import SETS, data_folder
from benchmarks.forty_hosts import HOSTS, LATENCY, forty_hosts, story
from broadsheet.corpus import Corpus
from broadsheet.store import Asked, Store
from broadsheet.urls import dedup_key

GAP = 1.0
"""Seconds between two requests to a site, as by default: 40 sites allow 38 pages a second."""
EACH = 30
"""Pages of each site."""
OUTCOMES = 300
"""Pages fetched while 100,000 are queued."""
QUEUED = 100_000
PAGES = 1_000


@click.command()
@click.option("--hosts/--no-hosts", "busy", default=True, help="Are 40 hosts kept busy?")
@click.option("--queue/--no-queue", "queued", default=True, help="Memory at 100,000 queued URLs.")
@click.option("--folder/--no-folder", "folder", default=True, help="1,000 saved pages on one core and on two.")
def main(busy: bool, queued: bool, folder: bool) -> None:
    """Measure whole runs of `broadsheet add` on this machine."""
    click.echo("| figure | value | what it is made of |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as here:
        if busy:
            click.echo(hosts_busy(Path(here)))
        if queued:
            click.echo(memory_of_queue(Path(here)))
        if folder:
            click.echo(two_cores(Path(here)))


CHILD = """
import json, os, resource, sys, time
how = json.loads(sys.argv[1])
if how["cores"]:
    os.sched_setaffinity(0, range(how["cores"]))
from broadsheet.corpus import Corpus
from broadsheet.options import FetchOptions, Options
options = Options(fetch=FetchOptions(allow_private=True, min_gap=how["gap"]))
start, count, last = time.monotonic(), 0, 0.0
with Corpus(how["corpus"], options=options) as corpus:
    for outcome in corpus.add(*how["sources"], resume=how["resume"]):
        count += 1
        assert outcome.ok or how["cores"], outcome
        last = time.monotonic() - start
        if count == how["most"]:
            break
used = resource.getrusage(resource.RUSAGE_SELF)
parent, children = (sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([last, parent, children, used.ru_maxrss / 1024]))
"""


class Ran(NamedTuple):
    """What a run took."""

    wall: float
    """Seconds by the clock to the last outcome."""
    parent: float
    """Seconds of processor time: the parent's …"""
    children: float
    """… and its children's."""
    peak: float
    """The parent's peak memory in MiB."""


def run(
    corpus: Path, sources: list[str], *, most: int = 0, resume: bool = False, cores: int = 0, gap: float = 0.0
) -> Ran:
    """`Corpus.add` in a process of its own; `most`: outcomes after which it is left, `cores`: all by default."""
    how = {"corpus": str(corpus), "sources": sources, "most": most, "resume": resume, "cores": cores, "gap": gap}
    command = [sys.executable, "-c", CHILD, json.dumps(how)]
    return Ran(*json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))


def hosts_busy(here: Path, each: int = EACH, gap: float = GAP) -> str:
    """Share of the politeness-limited optimum: one request in flight a host, its gap between the end and the next."""
    with forty_hosts() as hosts:
        urls = [f"{host}/{number}" for number in range(each) for host in hosts]
        ran = run(here / "busy", urls, gap=gap)
    per_page = 1000 / len(urls)
    best = each * (gap + LATENCY) + LATENCY  # robots.txt first
    return (
        f"| {len(urls)} pages of {HOSTS} hosts, {LATENCY * 1000:.0f} ms latency, {gap:g} s gap: share of the optimum "
        f"| **{best / ran.wall:.1%}** | {ran.wall:.2f} s, the optimum is {best:.2f} s; a page takes "
        f"{per_page * ran.parent:.1f} ms of the parent and {per_page * ran.children:.1f} ms of children |"
    )


def memory_of_queue(here: Path, queued: int = QUEUED, outcomes: int = OUTCOMES) -> str:
    """The parent's peak memory while so many URLs are queued, and some of them are done."""
    with forty_hosts() as hosts:
        with Corpus(here / "queue") as corpus, Store(make(corpus), write=True) as store:
            urls = (f"{hosts[number % HOSTS]}/{number}" for number in range(queued))
            while batch := [Asked(dedup_key(url), "url", url) for url in islice(urls, 1_000)]:
                store.ask_many(batch)
        ran = run(here / "queue", [], resume=True, most=outcomes, gap=0.0)
    what = f"{queued:,} URLs queued, {outcomes} done: the parent's peak memory"
    return f"| {what} | **{ran.peak:.0f} MiB** | {ran.wall:.1f} s |"


def make(corpus: Corpus) -> Path:
    """The database of a new corpus."""
    corpus.path.mkdir(parents=True, exist_ok=True)
    return corpus.path / "corpus.db"


def two_cores(here: Path, count: int = PAGES, tries: int = 3) -> str:
    """Saved pages on one core and on two, in turns; the best of each, as other work on the machine only adds."""
    folder = saved(here / "saved", count)
    one, two = [], []
    for attempt in range(tries):
        one.append(run(here / f"one{attempt}", [str(folder)], cores=1))
        two.append(run(here / f"two{attempt}", [str(folder)], cores=2))
    single, double = min(one), min(two)
    work = (single.parent + single.children) / (double.parent + double.children)
    return (
        f"| {count} saved pages on two cores: times as fast as on one | **{single.wall / double.wall:.2f}** "
        f"| {single.wall:.1f} s and {double.wall:.1f} s; by processor time at most {2 * work:.2f}; the parent takes "
        f"{double.parent / (double.parent + double.children):.1%} of it |"
    )


def saved(folder: Path, count: int) -> Path:
    """A folder of development pages, drawn with a fixed seed; of made ones where there are none."""
    folder.mkdir()
    data = data_folder()
    pages = [page.html for read in SETS.values() for page in read(data)] if data else []
    drawn = random.Random(7).sample(pages, count) if len(pages) >= count else map(partial(story, "a"), range(count))
    for number, page in enumerate(drawn):
        (folder / f"{number:04}.html").write_bytes(page)
    return folder


if __name__ == "__main__":
    main()
