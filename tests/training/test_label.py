"""Labels: what counts as text, what counts nothing, what a person's snippet says; and folds."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from training.folds import FOLDS, domain_of, fold_of
from training.label import snippet_marks, strong, weigh
from training.read import PUBLISHERS, WCXB, Example

from tests.extract.pages import STORY, document, link, paragraphs, part

PAGE = document(
    part("h1", "Tide mill turns"),
    *paragraphs(3),
    part("ul.steps", part("li", "Oak for the wheel"), part("li", "Iron for the gate")),
    part("ul.share", part("li", "Send it to a friend"), part("li", "Print it out at home")),
    part("p", STORY[3]),
    part("ul", part("li", link("Eels return to the mill race"))),
)
REFERENCE = "\n".join(STORY[:4])


def example(name: str = WCXB, **known: tuple[str, ...]) -> Example:
    """The page as an example of a set."""
    return Example(name, "1", "paper.example", PAGE, b"", REFERENCE, **known)


def test_the_headline_is_never_text() -> None:
    """Even where the reference begins with it."""
    label, _ = strong(example()._replace(reference=f"Tide mill turns\n{REFERENCE}"), 0)
    assert label.tolist() == [0, 1, 1, 1, 0, 0, 0, 0, 1, 0]


def test_lists_that_newspapers_references_leave_out_count_nothing() -> None:
    """Plain items amid the text; share bars, links and what stands outside go on counting as boilerplate."""
    _, weight = strong(example(PUBLISHERS), 0)
    assert np.flatnonzero(weight == 0).tolist() == [4, 5]
    assert (strong(example(WCXB), 0)[1] > 0).all()


def test_long_blocks_weigh_more_and_long_pages_not_much_more() -> None:
    """A page ten times as long weighs less than twice as much in all."""
    short, long = document(*paragraphs(4)).blocks, document(*(part("p", text) for text in STORY * 5)).blocks
    one, ten = (weigh(blocks, np.ones(len(blocks), np.float32)) for blocks in (short, long))
    assert one.argmax() == short.words.argmax()
    assert 1 < ten.sum() / one.sum() < 2


def test_snippets_mark_their_blocks() -> None:
    """Wanted and unwanted, by words alone; what is found all over the page says nothing."""
    wanted, unwanted = snippet_marks(example(wanted=("four carpenters, a retired",), unwanted=("Print it out", "the")))
    assert np.flatnonzero(wanted).tolist() == [2]
    assert np.flatnonzero(unwanted).tolist() == [7]


@given(st.text("abcdefghij.-", min_size=1, max_size=30))
def test_a_domain_has_one_fold(domain: str) -> None:
    """Always the same, among five."""
    assert fold_of(domain) == fold_of(domain)
    assert fold_of(domain) in range(FOLDS)


def test_pages_of_one_site_share_a_domain() -> None:
    """Subdomain and path do not matter; what is no URL has none."""
    assert domain_of("https://www.paper.example/a") == domain_of("http://news.paper.example/b") == "paper.example"
    assert domain_of(None) is domain_of("") is None
