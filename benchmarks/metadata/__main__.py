"""`python -m benchmarks.metadata`: broadsheet's metadata and its peers' beside the references of the same pages.

Comes in: names of development sets (in `BROADSHEET_DATA`). Goes out: Markdown tables on stdout.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence

import click
import msgspec

from benchmarks import offline, systems
from benchmarks.child import Extract
from benchmarks.datasets import SETS, Sample, data_folder, more
from benchmarks.held_out import held_out
from benchmarks.metadata import claims, table
from benchmarks.metadata.fields import FIELDS
from benchmarks.run import ask_all

SOURCES = {**SETS, "more-pages-dev": more}
PEERS = {
    "trafilatura": ("trafilatura", "trafilatura:claims"),
    "newspaper4k": ("newspaper4k", "newspaper4k:claims"),
}
"""Each peer's environment, and its function in `benchmarks.peers`."""


def ours(html: bytes, url: str | None) -> str:
    """What `process` says of a page."""
    from broadsheet import Dropped, extract

    found = extract(html, url)
    if isinstance(found, Dropped):
        return ""
    captions = tuple(image.caption for image in found.images if image.caption)
    credits = tuple(image.credit for image in found.images if image.credit)
    return msgspec.json.encode(
        claims.Claims(found.title, found.authors, found.date_published, found.tags, captions, credits)
    ).decode()


@click.command()
@click.argument("sets", nargs=-1, type=click.Choice(list(FIELDS)), metavar="[SET]...")
@click.option("--systems", "chosen", default=",".join((systems.OURS, *PEERS)), help="Some of them, comma-separated.")
@click.option("--shipped", is_flag=True, help="Measure the shipped weights, which have seen these pages.")
@click.option("--wrong", help="List the pages on which broadsheet's FIELD is not wholly right.", metavar="FIELD")
def main(sets: tuple[str, ...], chosen: str, shipped: bool, wrong: str | None) -> None:
    """Measure metadata on the development sets, or on those named."""
    folder = data_folder()
    if folder is None:
        raise click.ClickException("there is no folder of development data; set BROADSHEET_DATA to it")
    names = [name for name in (systems.OURS, *PEERS) if name in {part.strip() for part in chosen.split(",")}]
    if not names:
        raise click.BadParameter(f"known: {', '.join((systems.OURS, *PEERS))}", param_hint="--systems")
    with systems.running(names, {systems.OURS: _ours(shipped)}, PEERS, unit=False) as running:
        for name in sets or FIELDS:
            samples = SOURCES[name](folder)
            answers = ask_all(samples, running.asks, _watch)
            known = {system: [claims.read(answer.text) for answer in found] for system, found in answers.items()}
            _print(name, samples, known, wrong)
        for missing in running.missing:
            click.echo(f"- {missing.name} is left out: {missing.reason}")


def _ours(shipped: bool) -> Extract:
    try:
        return ours if shipped else held_out(system=ours)
    except FileNotFoundError as error:
        raise click.ClickException(
            f"{error.filename} is missing: `make model` leaves weights by fold; --shipped measures the shipped ones"
        ) from error


def _print(name: str, samples: Sequence[Sample], known: dict[str, list[claims.Claims]], wrong: str | None) -> None:
    fields = FIELDS[name]
    click.echo(f"\n## {name}, {len(samples)} pages\n\n{table.table(fields, samples, known)}")
    own = known.get(systems.OURS)
    if own and name == next(iter(FIELDS)):
        click.echo(f"\n{table.halves(fields, samples, own)}")
    if own and wrong in fields:
        click.echo("\n" + "\n".join(table.wrong(wrong, fields[wrong], samples, own)))


def _watch(samples: Sequence[Sample]) -> Iterator[Sample]:
    with click.progressbar(samples, file=sys.stderr) as bar:
        yield from bar


if __name__ == "__main__":
    offline.forbid()
    logging.disable(logging.CRITICAL)  # what fails has no claims
    main(prog_name="python -m benchmarks.metadata")
