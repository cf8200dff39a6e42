"""`python -m benchmarks.shards`: from a web archive to article rows, beside warcio with trafilatura, on one core.

Comes in: how many records. Goes out: Markdown: rows, process time and peak memory of each. The archive has the shape of
a Common Crawl News shard: one gzip member a record, a request and a response a page, made of the development pages over
and over, each time under another address.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from zlib import crc32

import click
import msgspec
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.datasets import Sample, data_folder, publishers, wcxb
from benchmarks.environments import ROOT

OURS = "import sys; from broadsheet.cli import main; main(sys.argv[1:])"
THEIRS = "from benchmarks.shards import peer; import sys; peer(sys.argv[1], sys.argv[2])"


class Cost(msgspec.Struct, frozen=True):
    """What a command took."""

    rows: int
    seconds: float
    """Process time, children included."""
    peak: int
    """Bytes: the largest sum of the resident memory of all its processes."""


@click.command()
@click.option("--records", default=1000, help="Pages in the shard.")
@click.option("--rounds", default=1, help="Runs of each, taking turns; the quickest counts.")
def main(records: int, rounds: int) -> None:
    """Measure `add crawl.warc.gz` against warcio with trafilatura."""
    folder = data_folder()
    if folder is None:
        raise click.ClickException("there is no folder of development data; set BROADSHEET_DATA to it")
    samples = [*publishers(folder, wrong_too=True), *wcxb(folder)]
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        shard, first = place / "CC-NEWS.warc.gz", place / "first.warc.gz"
        for file, pages in ((shard, records), (first, 1)):
            with file.open("wb") as out:
                for record in made(islice(cycle(samples), pages)):
                    out.write(record)
        for program in PROGRAMS.values():
            program(first, place / "first", place)
        costs: dict[str, list[Cost]] = {name: [] for name in PROGRAMS}
        for turn in range(rounds):
            for name, program in PROGRAMS.items():
                costs[name].append(program(shard, place / f"{name}-{turn}", place))
        click.echo(f"\n{records} pages, {shard.stat().st_size >> 20} MiB\n\n{table(costs, records)}")


def ours(shard: Path, target: Path, place: Path) -> Cost:
    """`broadsheet add` with one worker into a new corpus."""
    arguments = ["-c", OURS, "-q", "-c", str(target), "add", str(shard), "--workers", "1"]
    return measured(arguments, partial(articles_in, target), place)


def theirs(shard: Path, target: Path, place: Path) -> Cost:
    """The peer, to a file of lines."""
    lines = target.with_suffix(".jsonl")
    return measured(["-c", THEIRS, str(shard), str(lines)], partial(lines_in, lines), place)


PROGRAMS = {"broadsheet add": ours, "warcio and trafilatura": theirs}


def made(samples: Iterator[Sample]) -> Iterator[bytes]:
    """The records of a shard, a gzip member each."""
    for number, sample in enumerate(samples):
        out = BytesIO()
        writer = WARCWriter(out, gzip=True)
        url = f"https://paper{number % 97}.example/2024/{number}/{crc32(sample.id.encode())}.html"
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "paper.example")], is_http_request=True)
        for kind, payload, lines in (("request", b"", asked), ("response", sample.html, head)):
            fields = {"WARC-Date": "2024-03-05T10:00:00Z"}
            record = writer.create_warc_record(
                url, kind, payload=BytesIO(payload), http_headers=lines, warc_headers_dict=fields
            )
            writer.write_record(record)
        yield out.getvalue()


def peer(shard: str, target: str) -> None:
    """warcio and trafilatura with its metadata: a line of JSON a page."""
    import trafilatura
    from warcio.archiveiterator import ArchiveIterator

    with Path(shard).open("rb") as stream, Path(target).open("w", encoding="utf-8") as out:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and "html" in (record.http_headers.get_header("Content-Type") or ""):
                url = record.rec_headers.get_header("WARC-Target-URI")
                found = trafilatura.bare_extraction(
                    record.content_stream().read(), url=url, include_comments=False, with_metadata=True
                )
                if found is not None:
                    out.write(json.dumps({"url": url, "text": found.text, "title": found.title}) + "\n")


def articles_in(corpus: Path) -> int:
    """Rows of the corpus."""
    from broadsheet import Corpus

    with Corpus(corpus) as opened:
        return opened.ledger().get("article", 0)


def lines_in(file: Path) -> int:
    """Lines of a file."""
    return file.read_bytes().count(b"\n")


def measured(arguments: list[str], rows: Callable[[], int], place: Path) -> Cost:
    """Run our Python with arguments, to its end, on one core.

    Modules are compiled once, by the first run, as they are by who installs a package: below `place`.
    """
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    environment |= {"PYTHONPYCACHEPREFIX": str(place / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    before = os.times()
    child = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    peak = 0
    while child.poll() is None:
        peak = max(peak, sum(map(resident, family(child.pid))))
        with suppress(subprocess.TimeoutExpired):
            child.wait(PAUSE)
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(rows(), seconds, peak)


PAUSE = 0.05
"""Seconds between two looks at the memory."""


def family(parent: int) -> Iterator[int]:
    """A process and those that it started (Linux; elsewhere the process alone)."""
    yield parent
    try:
        threads = Path(f"/proc/{parent}/task").iterdir()
        for children in [(thread / "children").read_text() for thread in threads]:
            for child in map(int, children.split()):
                yield from family(child)
    except OSError:
        return


def resident(process: int) -> int:
    """Bytes that a process holds, what it shares with others divided among them; 0 where that cannot be told."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)


def table(costs: dict[str, list[Cost]], records: int) -> str:
    """The quickest run of each, and how many times the other's time it is."""
    best = {name: min(runs, key=lambda cost: cost.seconds) for name, runs in costs.items() if runs}
    slowest = max(cost.seconds for cost in best.values())
    lines = ["| way | rows | s | ms a page | × | peak MiB |", "|---|--:|--:|--:|--:|--:|"]
    for name, cost in best.items():
        peak = max(run.peak for run in costs[name]) >> 20
        each = 1000 * cost.seconds / records
        lines.append(
            f"| {name} | {cost.rows} | {cost.seconds:.1f} | {each:.1f} | {slowest / cost.seconds:.2f} | {peak} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
