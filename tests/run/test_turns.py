"""A growing corpus learns its sites' templates, and what it learns is the same however it came about.

Comes in: invented newspapers whose pages close with the same prose. Goes out: the corpora they make.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.options import Options, WorkerOptions
from broadsheet.records import Article
from tests.faults import FaultServer, reply
from tests.papers import POLICY, noun, paper, paper_dump, papers_of
from tests.run.test_ingest import HERE, add
from tests.stories import broadsheet, start

COUNT = 24
"""Stories: enough for several processes to be done in another order than they began."""


def exported(folder: Path) -> bytes:
    """All articles of a corpus as JSONL."""
    stream = io.BytesIO()
    with Corpus(folder) as corpus:
        corpus.export("jsonl", stream)
    return stream.getvalue()


def keeping(folder: Path) -> set[str]:
    """The titles of those articles that still close with the policy."""
    with Corpus(folder) as corpus:
        return {str(article.title) for article in corpus.articles() if POLICY in article.text}


def titles(*numbers: int) -> set[str]:
    """The titles of stories."""
    return {f"The {noun(number)} is open again" for number in numbers}


@pytest.mark.parametrize("make", [paper, paper_dump])
def test_from_the_third_story_on_the_sites_words_are_gone(tmp_path: Path, make: object) -> None:
    """In one run and over several, from saved pages and from dumps; the first two prove nothing."""
    for number in range(5):
        (tmp_path / f"{number}.page").write_bytes(make(number))  # type: ignore[operator]
    add(tmp_path / "c", *(tmp_path / f"{number}.page" for number in range(4)))
    assert keeping(tmp_path / "c") == titles(0, 1)
    add(tmp_path / "c", tmp_path / "4.page")
    assert keeping(tmp_path / "c") == titles(0, 1)


def test_nothing_else_is_gone(tmp_path: Path) -> None:
    """Every story has its own five paragraphs."""
    for outcome in add(tmp_path / "c", papers_of(tmp_path / "saved", 8)):
        assert isinstance(outcome, Article)
        assert outcome.text.count("So says the ") == 5


def test_sites_are_told_apart(tmp_path: Path) -> None:
    """Each has two stories that prove nothing."""
    add(tmp_path / "c", papers_of(tmp_path / "saved", 8))
    assert keeping(tmp_path / "c") == titles(0, 1, 2, 3)


def test_a_story_fetched_again_proves_nothing(tmp_path: Path) -> None:
    """Under other addresses, and changed too much to be known for the same story."""
    more = [" ".join(noun(37 * number + word) for word in range(0, 900, 15)) for number in range(10)]
    pages = {f"/{n}": reply(paper(n // 5, closing=f"{POLICY}</p><p>{more[n]}.")) for n in range(10)}
    with FaultServer(pages) as server:
        add(tmp_path, *(server.url(path) for path in pages))
    with Corpus(tmp_path) as corpus:
        assert len([article for article in corpus.articles() if POLICY in article.text]) == 10


def test_one_two_and_four_processes_make_the_same_bytes(tmp_path: Path) -> None:
    """Pages come to their turn in the order of their coming, and so do their outcomes."""
    folder = papers_of(tmp_path / "saved", COUNT)
    made, order = set(), set()
    for processes in (1, 2, 4):
        options = Options(workers=WorkerOptions(processes=processes))
        order.add(tuple(outcome.title for outcome in add(tmp_path / str(processes), folder, options=options)))  # type: ignore[union-attr]
        made.add(exported(tmp_path / str(processes)))
    assert len(made) == len(order) == 1
    assert keeping(tmp_path / "1") == titles(0, 1, 2, 3)


def test_a_killed_run_that_is_run_again_makes_the_same_bytes(tmp_path: Path) -> None:
    """SIGKILL after a few outcomes, twice: what follows is told what it would have been told."""
    folder = papers_of(tmp_path / "saved", COUNT)
    command = ["-c", tmp_path / "killed", "add", "--workers", "2", folder]
    for outcomes in (3, 9):
        with start(*command) as child:
            assert child.stdout is not None
            for _ in range(outcomes):
                child.stdout.readline()
            child.kill()
    assert broadsheet(*command).returncode == 0
    add(tmp_path / "whole", folder)
    assert exported(tmp_path / "killed") == exported(tmp_path / "whole")


def test_a_run_by_run_corpus_is_the_corpus_of_one_run(tmp_path: Path) -> None:
    """What is held in memory says what the store says."""
    folder = papers_of(tmp_path / "saved", COUNT)
    files = sorted(folder.iterdir())
    for first in range(0, COUNT, 5):
        add(tmp_path / "parts", *files[first : first + 5])
    add(tmp_path / "whole", *files)
    assert exported(tmp_path / "parts") == exported(tmp_path / "whole")


def test_a_removed_story_proves_nothing_any_more(tmp_path: Path) -> None:
    """With one of three gone, the fourth is the third."""
    for number in range(4):
        (tmp_path / f"{number}.html").write_bytes(paper(number))
    first = add(tmp_path / "c", tmp_path / "0.html", tmp_path / "1.html")
    with Corpus(tmp_path / "c") as corpus:
        corpus.remove(first[0].id if isinstance(first[0], Article) else "")
    add(tmp_path / "c", tmp_path / "2.html", options=HERE)
    assert keeping(tmp_path / "c") == titles(1, 2)
    add(tmp_path / "c", tmp_path / "3.html")
    assert keeping(tmp_path / "c") == titles(1, 2)
