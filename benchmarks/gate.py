"""`python -m benchmarks.gate`: every development page that is refused, with the gate's evidence and a person's verdict.

Comes in: the development data (`BROADSHEET_DATA`). Goes out: Markdown on stdout: a table a set, and below it each
refused page. Who looked at a refused page wrote into `JUDGED` whether the refusal is right, and why; a page that nobody
has looked at counts as wrongly refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import broadsheet
from benchmarks.datasets import SETS, Sample, data_folder, more, publishers, readability

WITH_REFERENCE: dict[str, Callable[[Path], list[Sample]]] = {
    **SETS,
    "publishers-dev": partial(publishers, wrong_too=True),
    "readability-pages": readability,
}
"""The sets whose every page is meant to hold an article: 1,861 pages."""
ALL: dict[str, Callable[[Path], list[Sample]]] = {**WITH_REFERENCE, "more-pages-dev": more}

RIGHT, WRONG = "rightly", "wrongly"

JUDGED: dict[str, tuple[str, str]] = {
    "leichtathletik-ostalbkreis.de.1952007.html": (
        WRONG,
        "results of races in tables; extraction keeps a line",
    ),
    "ol": (WRONG, "a list of one sentence cut in mid-word, and nothing else: 16 words"),
    "homify.de-Tischdecke.html": (RIGHT, "the text stands in an attribute, for a script to show"),
    "iwr.de.IWR-Pressedienst.html": (RIGHT, "sixty press releases with a sentence or two each"),
    "005-unescape-html-entities": (RIGHT, "one word, to test a parser with"),
    "invalid-attributes": (RIGHT, "one sentence of eight words, to test a parser with"),
    "js-link-replacement": (RIGHT, "three words, to test a parser with"),
    "lazy-image-3": (RIGHT, "two headings and two pictures, to test a parser with"),
    "htmldate/die-partei.net.sh.html": (RIGHT, "front page of a party's branch, with its newest notices"),
    "htmldate/500px.com.spring.html": (RIGHT, "a photograph, shown by a script, under a notice to members"),
    "htmldate/blog.wordpress.com.html": (RIGHT, "front page of a blog"),
    "htmldate/stuttgart.de.html": (RIGHT, "front page of a city"),
    "htmldate/scmp.com.playbook.html": (RIGHT, "no text at all: it comes by script"),
    "htmldate/juliasleseblog.blogspot.com.irland.html": (RIGHT, "no text at all: it comes by script"),
    "htmldate/camping.info-ligurien.html": (RIGHT, "an application's shell that asks for JavaScript"),
    "htmldate/dlg.org-Preis.html": (RIGHT, "the text comes by script; the address of the press office stands there"),
    "htmldate/handball-word.news-nationalspiel.html": (RIGHT, "headline and links; the text is not in the page"),
    "htmldate/1641303898.html": (RIGHT, "a recording without a text; the small print of its foot"),
    "htmldate/1630687900.html": (RIGHT, "front page of a radio station"),
    "htmldate/1685121845.html": (RIGHT, "a bot wall"),
    "htmldate/1579141678.html": (RIGHT, "front page of a paper, to which a feed's link leads"),
    "htmldate/1580240354.html": (RIGHT, "spam in a forum: words without a sentence"),
    "htmldate/1564637733.html": (RIGHT, "one picture of a search engine for pictures"),
    "postlight/phpspot.org.html": (WRONG, "a notice of one sentence, of which extraction keeps nothing"),
    "postlight/www.youtube.com.html": (RIGHT, "a list of films"),
    "goose3/test_tags_kexp.html": (RIGHT, "a recording without a text"),
    "goose3/test_title_sitename_list.html": (RIGHT, "a title and nothing else, to test a parser with"),
    "newspaper4k/cnn_main_site.html": (RIGHT, "front page of a paper"),
    "newspaper4k/sample_rss.html": (RIGHT, "a feed"),
    "newspaper4k/yahoo_main_site.html": (RIGHT, "front page of a portal"),
}
"""Page → is its refusal right, and why."""


class Refusal(NamedTuple):
    """One refused page."""

    id: str
    reason: str
    evidence: str
    verdict: str
    cause: str


def refusals(samples: Iterable[Sample]) -> Iterator[Refusal]:
    """The refused ones among some pages."""
    for sample in samples:
        outcome = broadsheet.extract(sample.html, sample.url)
        if not outcome.ok:
            verdict, cause = JUDGED.get(sample.id, (WRONG, "nobody has looked at it"))
            yield Refusal(sample.id, outcome.reason, outcome.evidence, verdict, cause)


def section(name: str, pages: int, refused: list[Refusal]) -> str:
    """One set as Markdown."""
    wrong = sum(one.verdict == WRONG for one in refused)
    lines = [f"### {name}: {len(refused)} of {pages} pages refused, {wrong} wrongly", ""]
    if refused:
        lines += ["| page | outcome | evidence | refused | because |", "|---|---|---|---|---|"]
    lines += [f"| `{one.id}` | {' | '.join(cell.replace('|', '/') for cell in one[1:])} |" for one in refused]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Print every set; exit code 2 without data."""
    folder = data_folder()
    if folder is None:
        print("no development data: set BROADSHEET_DATA", file=sys.stderr)
        return 2
    pages = wrong = 0
    for name, load in ALL.items():
        samples = load(folder)
        refused = list(refusals(samples))
        print(section(name, len(samples), refused))
        if name in WITH_REFERENCE:
            pages, wrong = pages + len(samples), wrong + sum(one.verdict == WRONG for one in refused)
    print(f"Of the {pages:,} pages of the sets with references {wrong} are wrongly refused: {wrong / pages:.2%}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
