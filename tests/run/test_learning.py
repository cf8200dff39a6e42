"""What a corpus has learnt of a site can be seen: as a whole, and at work on a page.

Comes in: a corpus of two invented newspapers. Goes out: texts with their counts, and the evidence of a block.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.corpus import Corpus
from broadsheet.errors import UsageError
from broadsheet.records import Article, PageTexts
from broadsheet.run import learning
from broadsheet.run.learning import Learning, LearntText
from broadsheet.store import AttemptRow, Store
from tests.papers import POLICY, paper_dump, papers_of
from tests.run.test_ingest import add
from tests.store.samples import article


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten stories of two sites; only to be read."""
    folder = tmp_path_factory.mktemp("learnt")
    add(folder / "c", papers_of(folder / "saved", 10))
    return folder / "c"


def test_what_recurs_is_told_with_its_counts(corpus: Path) -> None:
    """The policy is on all five stories of a site; an article that has it is named."""
    with Corpus(corpus) as opened:
        learnt = opened.template("https://www.gull.example/ka")
        (told,) = learnt.texts
        assert (learnt.site, learnt.pages) == ("gull.example", 5)
        assert told == LearntText(5, POLICY, told.article)
        assert opened.get(told.article).canonical_url


def test_an_unknown_site_is_a_usage_error(corpus: Path) -> None:
    """As is `-` where every page has an address."""
    with Corpus(corpus) as opened:
        for name in ("egret.example", "-"):
            with pytest.raises(UsageError, match="nothing was learnt"):
                opened.template(name)


def test_pages_without_an_address_are_one_site(tmp_path: Path) -> None:
    """It is asked for as `-`."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(paper_dump(number).rpartition(b"\n\n")[0])
    add(tmp_path / "c", *(tmp_path / f"{number}.txt" for number in range(3)))
    with Corpus(tmp_path / "c") as opened:
        assert [text.text for text in opened.template("-").texts] == [POLICY]


def test_a_block_says_on_how_many_pages_it_was_seen(corpus: Path) -> None:
    """On a page that came before anything was known, too."""
    with Corpus(corpus) as opened:
        traced = [opened.traced(row.id) for row in opened.rows()]
    for one in traced:
        assert one.document is not None
        assert one.body is not None
        (row,) = [row for row, text in enumerate(one.document.blocks.text) if text == POLICY]
        assert one.body.labels[row].rule.startswith("seen on 5 of 5 pages of this site")
        assert isinstance(one.outcome, Article)
        assert POLICY not in one.outcome.text


def test_what_is_held_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site that was asked for longest ago goes first, and is read anew."""
    monkeypatch.setattr(learning, "HELD", 2)
    made = [article(f"https://{name}.example/") for name in "abc"]
    page = PageTexts(1, (1,))
    with Store(tmp_path / "corpus.db", write=True) as store:
        known = Learning(store)
        for one in made:
            known.read(one)
            known.observe(one, page)
        known.template(made[0], page)
        known.read(article("https://d.example/"))
        assert [known.here(one) for one in made] == [True, False, True]


def test_a_removed_article_is_not_learnt_from(tmp_path: Path) -> None:
    """Its page may be met again."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        one = article()
        store.record_article(store.ask("a", "url", "a").id, None, AttemptRow(), one)
        store.remove(one.id)
        known = Learning(store)
        known.read(one)
        known.observe(one, PageTexts(1, (1,)))
        assert known.template(one, PageTexts(2, (1,))).pages == 1
