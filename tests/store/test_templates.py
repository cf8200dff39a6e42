"""What pages tell of their sites is kept with their articles, and goes with them.

Comes in: articles with fingerprints made by hand. Goes out: rows.
"""

from __future__ import annotations

from pathlib import Path

from broadsheet.records import PageTexts
from broadsheet.store import AttemptRow, Store, template_site
from tests.store.samples import article

TEXTS = (-(2**63), -1, 0, 2**63 - 1)


def keep(store: Store, name: str, page: PageTexts | None, **more: str) -> str:
    """Record an article's page; its id."""
    made = article(f"https://morning.example/{name}", **{"text": name, **more})
    store.record_article(store.ask(f"//{name}", "url", made.url or "").id, None, AttemptRow(), made, page)
    return made.id


def test_what_a_page_tells_comes_back(tmp_path: Path) -> None:
    """All 64 bits of it, under the article's id, with the hash of its extractor."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        kept = keep(store, "a", PageTexts(5, TEXTS, kept=(0,)))
        silent = keep(store, "b", None)
        taught = store.taught(kept)
        assert taught is not None
        assert (taught.page, taught.extractor, taught.applied) == (PageTexts(5, TEXTS), "0" * 16, None)
        assert store.taught(silent) is None


def test_a_sites_stories_come_in_order_and_once(tmp_path: Path) -> None:
    """Those with the smallest numbers; of two pages of one story that with the smaller id; no other site's."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        ids = [keep(store, name, PageTexts(story, (story,))) for name, story in zip("abcd", (9, -4, 2, 2), strict=True)]
        found = list(store.stories("morning.example", 2))
        assert found == [(ids[1], PageTexts(-4, (-4,))), (min(ids[2:]), PageTexts(2, (2,)))]
        assert list(store.stories("evening.example", 2)) == []


def test_a_page_met_again_replaces_what_it_told(tmp_path: Path) -> None:
    """Whether its words changed or not."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        for page, text in ((PageTexts(1, (1,)), "one"), (PageTexts(1, (2,)), "one"), (PageTexts(3, (3,)), "two")):
            keep(store, "a", page, text=text)
            assert [found for _, found in store.stories("morning.example", 9)] == [page]


def test_a_removed_article_teaches_nothing_any_more(tmp_path: Path) -> None:
    """Nor when its page is met again."""
    with Store(tmp_path / "corpus.db", write=True) as store:
        gone = keep(store, "a", PageTexts(1, (1,)))
        store.remove(gone)
        keep(store, "a", PageTexts(1, (1,)))
        assert store.was_removed(gone)
        assert store.taught(gone) is None
        assert store.check() == []


def test_a_saved_page_belongs_to_the_site_that_it_claims() -> None:
    """Its own URL comes first; a page without any belongs to none."""
    assert template_site(article("https://www.morning.example/a", canonical_url="https://b.example/")) == (
        "morning.example"
    )
    assert template_site(article(None, canonical_url="https://b.example/")) == "b.example"
    assert template_site(article(None)) == ""
