"""The second opinion: prose alone, asked only where the network is unsure."""

from __future__ import annotations

import numpy as np

from broadsheet.extract.features import features
from broadsheet.extract.opinion import opinion, reconsidered
from tests.extract.pages import STORY, document, link, paragraphs, part

PAGE = document(
    part("nav", part("p", link("Home")), part("p", link("Sport"))),
    part("div", *paragraphs(3), part("p", "So it was."), *paragraphs(3, first=3)),
    part("div", part("p", link(STORY[7]))),
)
FOUND = features(PAGE, None)
TEXT = [2, 3, 4, 5, 6, 7, 8]


def test_prose_in_its_container_and_short_lines_amid_it_are_text() -> None:
    """Links, menus and what lies outside are not."""
    assert np.flatnonzero(opinion(FOUND)).tolist() == TEXT


def test_a_sure_network_is_not_asked_again() -> None:
    """p comes back as it is."""
    p = np.array([0.01, 0.01, *[0.99] * 7, 0.01], np.float32)
    assert reconsidered(p, PAGE.blocks.words, lambda: FOUND) is p


def test_an_unsure_network_and_the_prose_meet_in_the_middle() -> None:
    """A page on which nothing is likely gets its prose back."""
    p = np.full(len(PAGE.blocks), 0.1, np.float32)
    assert np.flatnonzero(reconsidered(p, PAGE.blocks.words, lambda: FOUND) > 0.5).tolist() == TEXT


def test_a_page_without_blocks_has_no_opinion() -> None:
    """Nothing in, nothing out."""
    empty = document()
    assert len(reconsidered(np.zeros(0, np.float32), empty.blocks.words, lambda: features(empty, None))) == 0
