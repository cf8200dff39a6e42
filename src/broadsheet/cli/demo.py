"""`broadsheet demo`: the whole job on a small newspaper served from this machine.

Comes in: nothing. Goes out: what a user would see, command by command. Nothing is canned: every line is
what the same calls print on any corpus.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from broadsheet.cli.screen import Screen, emit

if TYPE_CHECKING:
    from broadsheet.corpus import Corpus

WORDS = "river OR harbour"
"""What the demo searches for: words that more than one of its stories has."""
SHOWN = 900
"""Characters of an article shown before the demo goes on."""


@click.command("demo")
@click.option("--keep", type=click.Path(path_type=Path), metavar="FOLDER", help="Keep the corpus in this folder.")
@click.pass_obj
def command(screen: Screen, /, keep: Path | None) -> int:
    """Serve a small newspaper on loopback, add its front pages through the real HTTP path, which leads to all of it,
    and show what one would do next: the ledger, an article, a search, an export.
    """
    from broadsheet.corpus import Corpus

    with ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="broadsheet-demo-")))
        corpus = stack.enter_context(Corpus(folder))
        code = _add(corpus, screen)
        _ledger(corpus)
        _show(corpus)
        _search(corpus)
        _export(corpus, folder)
    if keep:
        screen.say(f"The corpus is in {keep}: try `broadsheet -c {keep} list`.")
    return code


def _step(words: str) -> None:
    emit("")
    emit(click.style(f"── {words} ", bold=True), styled=True)


def _add(corpus: Corpus, screen: Screen) -> int:
    """Add the front pages; 0 where every page of the newspaper got its outcome and no denied one was asked for."""
    from msgspec.structs import replace

    from broadsheet.cli.add import FOLLOWED, print_outcome, summary
    from broadsheet.demo import open_newspaper
    from broadsheet.records import Dropped

    options = corpus.options
    fetch = replace(options.fetch, allow_private=True, min_gap=0.0)
    options = replace(options, fetch=fetch)
    counts: Counter[str] = Counter()
    with open_newspaper() as paper:
        _step(f"broadsheet add --allow-private --min-gap 0 {' '.join(paper.fronts)}")
        names: list[str] = []
        led = set[str]()
        how: dict[str, Any] = {"on_done": names.append, "on_followed": led.add}
        for outcome in corpus.add(*paper.fronts, options=options, command="demo", **how):
            word = outcome.reason if isinstance(outcome, Dropped) else "article"
            counts[FOLLOWED if names[-1] in led else word] += 1
            print_outcome(names[-1], outcome, "text")
        emit(summary(counts))
        asked_for_denied = sorted(set(paper.denied) & set(paper.requests))
        missed = sorted(set(paper.urls) - set(names))
    if asked_for_denied or missed:
        screen.say(f"the demo failed: denied pages asked for: {asked_for_denied}, pages not found: {missed}")
        return 1
    return 0


def _ledger(corpus: Corpus) -> None:
    from broadsheet.cli.ledger import print_counts

    _step("broadsheet ledger")
    print_counts(corpus)


def _show(corpus: Corpus) -> None:
    from broadsheet.cli.show import facts

    article = max(corpus.articles(), key=lambda a: len(a.stripped))
    _step(f"broadsheet show {article.id}")
    for line in facts(article):
        emit(line)
    emit("")
    emit(article.text[:SHOWN] + (" …" if len(article.text) > SHOWN else ""))
    kinds = Counter(block.kind for block in article.stripped)
    emit("")
    emit(f"stripped: {', '.join(f'{count} {kind}' for kind, count in kinds.most_common())}")


def _search(corpus: Corpus) -> None:
    from broadsheet.cli.search import print_hit

    _step(f"broadsheet search {WORDS}")
    for hit in corpus.search(WORDS, 3):
        print_hit(hit)


def _export(corpus: Corpus, folder: Path) -> None:
    target = folder / "articles.csv"
    _step("broadsheet export articles.csv --format csv")
    count = corpus.export("csv", target)
    emit(f"{count} articles, {target.stat().st_size} bytes; the first lines:")
    for line in target.read_text(encoding="utf-8-sig").splitlines()[:2]:
        emit(line[:160] + (" …" if len(line) > 160 else ""))
