"""`python -m benchmarks.sites`: what templates change on made sites and on development domains, and what they cost.

Comes in: the development data (`BROADSHEET_DATA`), the fold weights that `make model` leaves. Goes out: Markdown on
stdout. Error is 1 - shingle F1; the weights have seen neither a page nor, of made sites, its host.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import cycle, takewhile
from typing import NamedTuple, TypeVar

from training.folds import FOLDS
from training.read import PUBLISHERS, READABILITY, SNIPPETS, WCXB, Example, read

from benchmarks import offline
from benchmarks.datasets import data_folder, publishers, wcxb
from benchmarks.held_out import FOLDER, lent
from benchmarks.made_sites import Grafted, MadeSite, around_text, made_sites, whole
from benchmarks.metrics import Overlap, shingle_f1, shingle_overlap
from broadsheet import extract, extract_site
from broadsheet.extract import core
from broadsheet.extract.features import features
from broadsheet.extract.learner import Learner
from broadsheet.extract.template import fingerprints, touches
from broadsheet.extract.title import title_row
from broadsheet.extract.weights import Weights
from broadsheet.extract.weights import read as read_weights
from broadsheet.options import DEFAULT
from broadsheet.pipeline import seen_on, study, trace
from broadsheet.records import Article, Dropped, Page, PageTexts, SiteTemplate

MADE: dict[str, Grafted] = {
    "made sites: chrome of one page round the text of ten others": around_text,
    "made sites, harder: each guest brings its own container": whole,
}
FEWEST = 3
"""Referenced pages of a domain that is looked at."""


class Row(NamedTuple):
    """One line of the table."""

    name: str
    pages: int
    before: float
    after: float
    gone: str = ""

    @property
    def ratio(self) -> float:
        """Error with templates as a share of the error without."""
        return (1 - self.after) / (1 - self.before) if self.before < 1 else 1.0


def on_made(name: str, sites: Sequence[MadeSite], weights: Sequence[Weights]) -> Row:
    """Made sites: what is kept of their blocks, against the labels that came with them."""
    before, after, rightly, wrongly = list[Overlap](), list[Overlap](), 0, 0
    for site in sites:
        drafts = []
        for page in site.pages:
            headline = title_row(page.document)
            found = features(page.document, headline)
            p, _ = core.probabilities(page.document, found, weights[site.fold])
            drafts.append((page, headline, p, core.draft_of(page.document, p, headline)[0].kept))
        told = [_told(number, draft[0].document.blocks.text, draft[3]) for number, draft in enumerate(drafts)]
        learner = Learner((f"{number:03}", one) for number, one in enumerate(told))
        for (page, headline, p, kept), one in zip(drafts, told, strict=True):
            template = learner.template(one)
            again = core.draft_of(page.document, p, headline, site=template)[0].kept if touches(template, one) else kept
            text, words = page.document.blocks.text, page.document.blocks.words
            wanted = _joined(text, page.label >= 0.5)
            before.append(shingle_overlap(_joined(text, kept), wanted))
            after.append(shingle_overlap(_joined(text, again), wanted))
            gone = [row for row, (was, now) in enumerate(zip(kept, again, strict=True)) if was and not now]
            rightly += sum(int(words[row]) for row in gone if page.label[row] < 0.5)
            wrongly += sum(int(words[row]) for row in gone if page.label[row] >= 0.5)
    return Row(name, len(before), shingle_f1(before), shingle_f1(after), f"{rightly:,} rightly, {wrongly:,} wrongly")


def _told(story: int, text: Sequence[str], kept: Iterable[bool]) -> PageTexts:
    """Each page is a story, whatever its title."""
    found = fingerprints(text)
    own = {found[part] for part, is_kept in zip(text, kept, strict=True) if is_kept and part in found}
    return PageTexts(story, tuple(sorted(set(found.values()))), tuple(sorted(own)))


def _joined(text: Sequence[str], kept: Iterable[bool]) -> str:
    return "\n".join(part for part, is_kept in zip(text, kept, strict=True) if is_kept)


class Referenced(NamedTuple):
    """A development page with its URL and its whole text."""

    domain: str
    fold: int
    url: str | None
    html: bytes
    text: str


def domains(
    examples: Iterable[Example], urls: dict[tuple[str, str], str | None], fewest: int = FEWEST
) -> dict[str, list[Referenced]]:
    """Domains with `fewest` referenced pages or more; a page without a URL says itself where it is from."""
    found: dict[str, list[Referenced]] = {}
    for one in examples:
        if one.reference and one.domain and one.fold is not None:
            page = Referenced(one.domain, one.fold, urls.get((one.set, one.id)), one.html, one.reference)
            found.setdefault(one.domain, []).append(page)
    return {domain: pages for domain, pages in sorted(found.items()) if len(pages) >= fewest}


def on_domains(name: str, sites: dict[str, list[Referenced]], weights: Sequence[Weights]) -> Row:
    """Development domains: articles with and without what `extract_site` learns."""
    before, after = list[Overlap](), list[Overlap]()
    for pages in sites.values():
        with lent(core, "weights", weights[pages[0].fold]):
            alone = [extract(page.html, page.url) for page in pages]
            together = extract_site((page.html, page.url) for page in pages)
        for page, one, other in zip(pages, alone, together, strict=True):
            before.append(shingle_overlap(_text(one), page.text))
            after.append(shingle_overlap(_text(other), page.text))
    return Row(f"{name}, {len(sites)} domains", len(before), shingle_f1(before), shingle_f1(after))


def _text(outcome: Article | Dropped) -> str:
    return outcome.text if isinstance(outcome, Article) else ""


class Cost(NamedTuple):
    """Process time of pages, in milliseconds a page."""

    pages: int
    extraction: float
    """All of a page without templates."""
    texts: float
    """What a page tells of its site."""
    learning: float
    """What the site's other pages say of it, and learning from it."""
    touched: int
    """Pages that were extracted a second time."""
    second: float
    """Of those, spread over all."""


ROUNDS = 3
"""Times that each step is taken; the quickest counts."""


def cost(sites: dict[str, list[Referenced]]) -> Cost:
    """What templates cost a growing corpus, page by page in the order of its coming."""
    pages, touched, spent = 0, 0, [0.0] * 4
    for site in sites.values():
        learners = [Learner() for _ in range(ROUNDS)]
        for page in site:
            first, traced = timed(partial(trace, Page(page.html, page.url)))
            if not isinstance(traced.outcome, Article):
                continue
            told, seen = timed(partial(seen_on, traced, DEFAULT))
            assert seen is not None  # our own engine always tells
            learnt, template = timed(partial(_turn, cycle(learners), f"{pages:06}", seen))
            second = 0.0
            if touches(template, seen):
                touched += 1
                second, _ = timed(partial(study, Page(page.html, page.url), DEFAULT, template))
            pages += 1
            spent = [one + more for one, more in zip(spent, (first, told, learnt, second), strict=True)]
    first, told, learnt, second = (1000 * one / max(pages, 1) for one in spent)
    return Cost(pages, first, told, learnt, touched, second)


def _turn(learners: Iterator[Learner], name: str, seen: PageTexts) -> SiteTemplate:
    """One learner a round: none sees a page twice."""
    learner = next(learners)
    template = learner.template(seen)
    learner.observe(name, seen)
    return template


Value = TypeVar("Value")


def timed(step: Callable[[], Value]) -> tuple[float, Value]:
    """The quickest process time of a step in seconds, and what it gave the last time."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        value = step()
        best = min(best, time.process_time() - begun)
    return best, value


def table(rows: Iterable[Row]) -> str:
    """A row a set."""
    lines = [
        "| set | pages | shingle F1 without | with | error with ÷ without | words stripped |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.name} | {row.pages} | {row.before:.4f} | {row.after:.4f} | {row.ratio:.3f} | {row.gone} |"
        for row in rows
    ]
    return "\n".join(lines)


def told_cost(spent: Cost) -> str:
    """The cost in words."""
    whole = spent.texts + spent.learning
    return (
        f"Process time a page, {spent.pages} pages: {whole:.3f} ms for templates (its texts "
        f"{spent.texts:.3f}, learning {spent.learning:.3f}), {whole / spent.extraction:.2%} of the "
        f"{spent.extraction:.1f} ms that all of a page takes. {spent.touched} pages were touched by a template and "
        f"extracted again: {spent.second:.2f} ms a page more, spread over all."
    )


def main() -> int:
    """Print the table and the cost; exit code 2 without data or weights."""
    folder = data_folder()
    if folder is None:
        print("no development data: set BROADSHEET_DATA", file=sys.stderr)
        return 2
    try:
        weights = [read_weights((FOLDER / f"{fold}.msgpack").read_bytes()) for fold in range(FOLDS)]
    except FileNotFoundError as error:
        print(f"{error.filename} is missing: run `make model`", file=sys.stderr)
        return 2
    examples = list(takewhile(lambda one: one.set != SNIPPETS, read(folder)))
    rows = [on_made(name, made_sites(examples, grafted), weights) for name, grafted in MADE.items()]
    urls = {(PUBLISHERS, one.id): one.url for one in publishers(folder)}
    urls |= {(WCXB, one.id): one.url for one in wcxb(folder)}
    for name in (PUBLISHERS, WCXB, READABILITY):
        found = domains((one for one in examples if one.set == name), urls)
        rows.append(on_domains(name, found, weights))
    print(table(rows))
    print(f"\n{told_cost(cost(domains((one for one in examples if one.set == PUBLISHERS), urls, 1)))}")
    return 0


if __name__ == "__main__":
    offline.forbid()
    logging.disable(logging.CRITICAL)  # what fails has no text, which the table shows
    sys.exit(main())
