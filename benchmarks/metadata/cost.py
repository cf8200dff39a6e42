"""`python -m benchmarks.metadata.cost`: what metadata costs, as a multiple of selectolax's parse of the same bytes.

Comes in: `publishers-dev` (in `BROADSHEET_DATA`). Goes out: a line on stdout. In process time, page by page in the
order of the pipeline, each step at its fastest of some rounds, so that other programs weigh little. Counted is all
that `metadata.describe` does; the language is detected in the parse, and is not.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

import click
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from benchmarks import offline
from benchmarks.datasets import SETS, Sample, data_folder
from broadsheet import metadata
from broadsheet.extract.engine import extract
from broadsheet.options import DEFAULT
from broadsheet.parse import parse_page
from broadsheet.records import Document, Page

_ROUNDS = 7


class Cost(NamedTuple):
    """Seconds, summed over the pages."""

    parse: float
    chosen: float
    every: float
    """With the claims that only `explain` needs."""

    def __str__(self) -> str:
        chosen, every = self.chosen / self.parse, self.every / self.parse
        return f"metadata costs {chosen:.2f} × parse; {every:.2f} with every claim"


def cost(samples: Sequence[Sample], rounds: int = _ROUNDS) -> Cost:
    """The least time of each page and step over the rounds."""
    pages = [Page(body=sample.html, url=sample.url) for sample in samples]
    best = [(float("inf"),) * 3] * len(pages)
    for number in range(rounds):
        for at, page in enumerate(pages):
            best[at] = Cost(*map(min, best[at], _times(page, every=number % 2 == 1)))
    return Cost(*map(sum, zip(*best, strict=True)))


def _times(page: Page, *, every: bool) -> tuple[float, float, float]:
    """Of the two ways to describe only one a round: the second finds the page in the processor's cache."""
    parsed = _seconds(lambda: LexborHTMLParser(page.body, options=LexborDocumentOptions.WO_EVENTS))
    document = parse_page(page, DEFAULT.parse)
    if not isinstance(document, Document):
        return 0.0, 0.0, 0.0
    body = extract(document, DEFAULT.extract)
    described = _seconds(lambda: metadata.describe(document, body, every_claim=every))
    return (parsed, float("inf"), described) if every else (parsed, described, float("inf"))


def _seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


@click.command()
@click.option("--rounds", default=_ROUNDS, show_default=True, help="Each page so often; the fastest counts.")
def main(rounds: int) -> None:
    """Measure what metadata costs on publishers-dev."""
    folder = data_folder()
    if folder is None:
        raise click.ClickException("there is no folder of development data; set BROADSHEET_DATA to it")
    click.echo(cost(SETS["publishers-dev"](folder), max(2, rounds)))


if __name__ == "__main__":
    offline.forbid()
    main(prog_name="python -m benchmarks.metadata.cost")
