"""A run in a process of its own: what the tests of following start and kill.

Comes in: a corpus, a budget, front pages. Goes out: nothing but the corpus, which it goes on with where it can.
"""

from __future__ import annotations

import sys
from collections import deque

from broadsheet.corpus import Corpus
from broadsheet.options import FetchOptions, FollowOptions, Options, WorkerOptions


def main(folder: str, budget: str, *fronts: str) -> None:
    """Add the papers, or go on with them."""
    options = Options(
        fetch=FetchOptions(allow_private=True, min_gap=0.0),
        workers=WorkerOptions(processes=1),
        follow=FollowOptions(since="2013", depth=40, budget=int(budget)),
    )
    with Corpus(folder) as corpus:
        begun = (corpus.path / "corpus.db").exists() and sum(corpus.ledger().values()) > 0
        deque(corpus.add(*(() if begun else fronts), options=options, resume=True), maxlen=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
