"""`python -m benchmarks`: broadsheet and its peers on the same pages, as Markdown tables on stdout, and a figure.

Comes in: names of the development sets (in `BROADSHEET_DATA`) or files of one's own. Goes out: a table a set.
"""

from __future__ import annotations

import logging
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from benchmarks import offline, own_pages, systems
from benchmarks.child import Extract
from benchmarks.datasets import SETS, Sample, data_folder
from benchmarks.environments import ROOT
from benchmarks.figure import svg
from benchmarks.held_out import held_out
from benchmarks.points import points
from benchmarks.report import section
from benchmarks.run import Result, measure

FIGURE = ROOT / "docs" / "figures" / "quality-speed.svg"
"""What the README shows: written by a run of all systems over all of the first set."""
OTHER_FIGURES = ROOT / "bench-results"
SEED = 7


@click.command()
@click.argument("pages", nargs=-1, metavar="[SET|FILE]...")
@click.option("--systems", "chosen", default=",".join(systems.NAMES), help="Some of the systems, comma-separated.")
@click.option("--sample", type=click.IntRange(min=1), help="Only so many pages of each, drawn with a fixed seed.")
@click.option("--no-plot", is_flag=True, help="Write no figure.")
@click.option("--shipped", is_flag=True, help="Measure the shipped weights on the development sets, too: seen pages.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write all results there, too.")
def main(
    pages: tuple[str, ...], chosen: str, sample: int | None, no_plot: bool, shipped: bool, target: Path | None
) -> None:
    """Measure broadsheet and its peers on the development sets, on those named, or on your own pages.

    A FILE is .parquet, .jsonl or .jsonl.gz with the fields html, url, text, must_have, must_not_have;
    all but html may be missing.
    """
    names = tuple(dict.fromkeys(name.strip() for name in chosen.split(",") if name.strip()))
    unknown = [name for name in names if name not in systems.NAMES]
    if unknown or not names:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'none named'}; known: {', '.join(systems.NAMES)}", param_hint="--systems"
        )
    sets = {name: _some(_load(name), sample) for name in pages or SETS}
    everything: dict[str, list[Result]] = {}
    whole = sample is None and set(names) == set(systems.NAMES)
    with systems.running(names, _hosts(list(sets), shipped)) as running:
        for name, samples in sets.items():
            everything[name] = measure(samples, running.asks, _watch)
            click.echo("\n" + section(name, everything[name], running.missing))
    if not no_plot:
        _plot(next(iter(everything)), everything, whole and not running.missing)
    if target is not None:
        target.write_bytes(msgspec.json.format(msgspec.json.encode(everything), indent=1) + b"\n")


def _hosts(names: list[str], shipped: bool) -> dict[str, Extract]:
    """The systems in this process: on the development sets broadsheet by fold, where there are weights by fold."""
    if shipped or not set(names) & set(SETS):
        return systems.HOSTS
    try:
        return {**systems.HOSTS, systems.OURS: held_out()}
    except FileNotFoundError as error:
        raise click.ClickException(
            f"{error.filename} is missing: the shipped weights were trained on these pages. "
            "`make model` leaves weights by fold; --shipped measures the shipped ones all the same"
        ) from error


def _load(name: str) -> list[Sample]:
    if name not in SETS:
        try:
            return own_pages.read(Path(name))
        except own_pages.Unreadable as error:
            raise click.ClickException(f"{error} (sets: {', '.join(SETS)})") from error
    folder = data_folder()
    if folder is None:
        raise click.ClickException(
            f"{name}: there is no folder of development data; set BROADSHEET_DATA to it, or name a file of pages"
        )
    return SETS[name](folder)


def _some(samples: list[Sample], count: int | None) -> list[Sample]:
    """A seeded sample in the order of the set."""
    if count is None or count >= len(samples):
        return samples
    return [samples[index] for index in sorted(random.Random(SEED).sample(range(len(samples)), count))]


def _watch(samples: Sequence[Sample]) -> Iterator[Sample]:
    with click.progressbar(samples, file=sys.stderr) as bar:
        yield from bar


def _plot(name: str, everything: dict[str, list[Result]], whole: bool) -> None:
    shown, measure_name = points(everything[name])
    if not shown:
        return
    title = f"Quality and time on {Path(name).name}, {everything[name][0].pages} pages"
    target = FIGURE if whole and name == next(iter(SETS)) else OTHER_FIGURES / f"{Path(name).name}.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(svg(shown, title, measure_name), encoding="utf-8")
    click.echo(f"the figure is in {target.relative_to(ROOT)}", err=True)


if __name__ == "__main__":
    offline.forbid()
    logging.disable(logging.CRITICAL)  # what fails is in the tables
    main(prog_name="python -m benchmarks")
