"""A site's learner counts stories, whatever the order in which their pages come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract import learner as room
from broadsheet.extract.learner import Learner
from broadsheet.records import PageTexts, SiteTemplate

NAMES = st.text("abcdef", min_size=1, max_size=3)
PAGE = st.builds(PageTexts, st.integers(0, 12), st.sets(st.integers(0, 9)).map(sorted).map(tuple))
PAGES = st.dictionaries(NAMES, PAGE, max_size=30)


@given(PAGES, st.randoms())
def test_the_order_of_pages_does_not_count(pages: dict[str, PageTexts], random: object) -> None:
    """The same stories, the same template."""
    items = list(pages.items())
    first = Learner(items).learnt()
    random.shuffle(items)  # type: ignore[attr-defined]
    assert Learner(items).learnt() == first


@given(PAGES, st.randoms())
def test_a_sample_does_not_depend_on_the_order_either(pages: dict[str, PageTexts], random: object) -> None:
    """Of many stories the same few are looked at."""
    items = list(pages.items())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "STORIES", 5)
        first = Learner(items)
        random.shuffle(items)  # type: ignore[attr-defined]
        assert Learner(items).learnt() == first.learnt()
    assert len(first) <= 5


@given(st.lists(st.tuples(NAMES, PAGE), max_size=40))
def test_a_learner_is_right_or_says_that_it_is_not(coming: list[tuple[str, PageTexts]]) -> None:
    """A page may come again, with other texts or as another story: it counts as it was met last."""
    pages: dict[str, PageTexts] = {}
    learner = Learner()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "STORIES", 5)
        for name, page in coming:
            pages[name] = page
            if not learner.observe(name, page):
                learner = Learner(pages.items())
            assert learner.learnt() == Learner(pages.items()).learnt()


def test_a_story_is_counted_once() -> None:
    """Under whatever names its page comes; the page with the smallest one counts."""
    learner = Learner([("b", PageTexts(1, (7, 8))), ("a", PageTexts(1, (7,))), ("c", PageTexts(1, (7, 9)))])
    assert len(learner) == 1
    assert learner.learnt() == SiteTemplate(1, {})


def test_a_page_counts_with_the_others() -> None:
    """The third story completes the evidence; it does so too when it has been counted already."""
    learner = Learner([("a", PageTexts(1, (7, 8))), ("b", PageTexts(2, (7,)))])
    third = PageTexts(3, (6, 7, 8))
    assert learner.template(third) == SiteTemplate(3, {7: 3})
    learner.observe("c", third)
    assert learner.template(third) == SiteTemplate(3, {7: 3})


def test_a_page_fetched_again_is_no_evidence() -> None:
    """Two stories are two, however often one of them comes."""
    learner = Learner([("a", PageTexts(1, (7, 8))), ("b", PageTexts(2, (7,)))])
    assert learner.template(PageTexts(2, (7, 8))).seen == {}
