"""A site's way to write addresses is learnt from what they proved to be."""

from __future__ import annotations

import pytest

from broadsheet.source.shapes import ENOUGH, Shapes, shape_of

SITE = "https://gazette.example"


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/politik/2024/03/05/tide-turns-late-today", "/politik/Y/9/9/s"),
        ("/politik/2024/3/7/boat-is-found-again-12345.html", "/politik/Y/9/9/s#.html"),
        ("/a/123456", "/a/#"),
        ("/tide", "/w"),
        ("/story?b=2&a=1&a=3", "/w?a&b"),
        ("/", "/"),
    ],
)
def test_siblings_share_a_shape(path: str, shape: str) -> None:
    """Numbers, years, words and phrases by class; the first part as it is; parameters by name."""
    assert shape_of(SITE + path) == shape


def test_the_general_rule_judges_unknown_shapes() -> None:
    """A dated phrase is a story, a word is a section."""
    assert Shapes().is_story(f"{SITE}/2024/03/05/tide-turns-late")
    assert not Shapes().is_story(f"{SITE}/coast/")


def test_what_a_shape_proved_to_be_counts_more() -> None:
    """One-word stories are followed once five of them were stories; dated galleries are not any more."""
    shapes = Shapes()
    for number in range(ENOUGH):
        shapes.learn(f"{SITE}/meldung/wort{number}", True)
        shapes.learn(f"{SITE}/video/2024/03/05/boat-is-found-{'again' * number}", False)
    assert shapes.is_story(f"{SITE}/meldung/wort77")
    assert not shapes.is_story(f"{SITE}/video/2024/03/06/tide-turns-late")


def test_memory_is_bounded() -> None:
    """A site of endless shapes is learnt up to a number of them."""
    shapes = Shapes()
    for number in range(3000):
        shapes.learn(f"{SITE}/?p{number}=1", True)
    shapes.learn(f"{SITE}/?p5=2", True)
    assert len(shapes._seen) == 2000
