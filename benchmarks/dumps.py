"""`python -m benchmarks.dumps`: broadsheet and three peers on the development pages as plain text, a table a set.

Comes in: names of sets. Goes out: Markdown. Each page is written out by each of the four dumpers; broadsheet is given
the text alone, a peer the same text with a `<p>` around each line, or around each paragraph where lines are wrapped.
"""

from __future__ import annotations

import html
import logging
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
import msgspec

from benchmarks import offline, systems
from benchmarks.__main__ import _some
from benchmarks.child import Extract
from benchmarks.datasets import SETS, Sample, data_folder
from benchmarks.dumpers import DUMPERS, Dumper
from benchmarks.held_out import held_out_dumps
from benchmarks.peer import Answer, Ask
from benchmarks.run import Result, measure
from broadsheet.options import ParseOptions
from broadsheet.parse import parse_page
from broadsheet.parse.dump import read_dump
from broadsheet.records import Document, Dropped, Page

WITH_REFERENCES = ("publishers-dev", "wcxb-dev-articles")
PEERS = {name: systems.PEERS[name] for name in ("boilerpy3", "justext", "trafilatura")}
"""Two shallow-feature classifiers and a generic extractor."""
_BLANK = re.compile(r"\n\s*\n")


@click.command()
@click.argument("names", nargs=-1, metavar="[SET]...", type=click.Choice(WITH_REFERENCES))
@click.option("--sample", type=click.IntRange(min=1), help="Only so many pages of each, drawn with a fixed seed.")
@click.option("--ours", is_flag=True, help="Without the peers.")
@click.option("--shipped", is_flag=True, help="Measure the shipped weights, which have seen these pages.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write all results there, too.")
def main(names: tuple[str, ...], sample: int | None, ours: bool, shipped: bool, target: Path | None) -> None:
    """Measure broadsheet and its peers on text dumps of the development pages."""
    folder = data_folder()
    if folder is None:
        raise click.ClickException("there is no folder of development data; set BROADSHEET_DATA to it")
    hosts: dict[str, Extract] = {systems.OURS: text_of if shipped else _held_out()}
    chosen = (systems.OURS, *(() if ours else PEERS))
    everything: dict[str, dict[str, list[Result]]] = {}
    with systems.running(chosen, hosts, PEERS, unit=False) as running:
        for name in names or WITH_REFERENCES:
            found = everything[name] = {}
            pages = [(sample, page) for sample in _some(SETS[name](folder), sample) if (page := parsed(sample))]
            for kind, dumper in DUMPERS.items():
                asks = {
                    name: ask if name == systems.OURS else _as_page(ask, kind) for name, ask in running.asks.items()
                }
                found[kind] = measure(dumped(pages, dumper), asks, _watch)
            click.echo(f"\n## {name} as text dumps, {len(pages)} pages\n\n{table(found)}")
    for missing in running.missing:
        click.echo(f"- {missing.name} is left out: {missing.reason}")
    if target is not None:
        target.write_bytes(msgspec.json.format(msgspec.json.encode(everything), indent=1) + b"\n")


def _held_out() -> Extract:
    try:
        return held_out_dumps(text_of)
    except FileNotFoundError as error:
        raise click.ClickException(f"{error.filename} is missing: run `make model`, or ask for --shipped") from error


def text_of(dump: bytes, url: str | None) -> str:
    """broadsheet's text of a dump; the URL is not told, for a dump seldom comes with one."""
    from broadsheet import Dropped, Reason, extract_text

    outcome = extract_text(dump)
    if not isinstance(outcome, Dropped):
        return outcome.text
    if outcome.reason is Reason.INTERNAL_ERROR:
        raise RuntimeError(outcome.evidence)
    return ""


def parsed(sample: Sample) -> Document | None:
    """The page as the runtime parses it; None where it has no blocks."""
    page = parse_page(Page(sample.html, sample.url), ParseOptions())
    return None if isinstance(page, Dropped) else page


def dumped(pages: Sequence[tuple[Sample, Document]], dumper: Dumper) -> list[Sample]:
    """The same samples, each page as plain text."""
    return [msgspec.structs.replace(sample, html=dumper(page).encode()) for sample, page in pages]


def as_page(dump: str, wrapped: bool) -> str:
    """What a peer is given: a `<p>` a line, or a paragraph where lines are wrapped; the language as we detect it."""
    lines = [" ".join(part.split()) for part in (_BLANK.split(dump) if wrapped else dump.split("\n"))]
    language = read_dump(dump).language or "en"
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    return f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>'


def _as_page(ask: Ask, kind: str) -> Ask:
    def asked(dump: bytes, url: str | None) -> Answer:
        return ask(as_page(dump.decode("utf-8", "replace"), kind == "wrapped").encode(), url)

    return asked


_COLUMNS: Mapping[str, Callable[[Result], str]] = {
    "shingle F1": lambda result: f"{result.text.shingle_f1:.4f}" if result.text else "",
    "95 %": lambda result: f"{result.text.interval[0]:.3f}-{result.text.interval[1]:.3f}" if result.text else "",
    "exact": lambda result: f"{result.text.exact:.3f}" if result.text else "",
    "word F1": lambda result: f"{result.text.word_f1:.4f}" if result.text else "",
    "pages < .5": lambda result: f"{result.text.low:.1%}" if result.text else "",
    "errors": lambda result: str(len(result.errors)),
}


def table(found: Mapping[str, Sequence[Result]]) -> str:
    """A row a dumper and system."""
    rows = [("dumper", "system", *_COLUMNS), ("---",) * (len(_COLUMNS) + 2)]
    rows += [
        (kind, result.system, *(cell(result) for cell in _COLUMNS.values()))
        for kind, results in found.items()
        for result in results
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _watch(samples: Sequence[Sample]) -> Sequence[Sample]:
    sys.stderr.write(f"{len(samples)} dumps\n")
    return samples


if __name__ == "__main__":
    offline.forbid()
    logging.disable(logging.CRITICAL)  # what fails is in the tables
    main(prog_name="python -m benchmarks.dumps")
