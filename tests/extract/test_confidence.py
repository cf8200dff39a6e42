"""How sure the extraction is: between 0 and 1, and less with less text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.confidence import confidence
from tests.extract.pages import STORY, blocks, draft, paragraphs

PAGE = blocks(*paragraphs(8))
rows = st.sets(st.integers(0, 7))


@given(rows, rows, st.floats(0, 1))
def test_confidence_is_a_share(good: set[int], kept: set[int], score: float) -> None:
    """Whatever was good, whatever was kept of it."""
    page = draft(PAGE, good)
    page.scores[:] = score
    page.kept = [row in kept for row in range(8)]
    assert 0 <= confidence(page) <= 1
    assert (confidence(page) == 0) == (not kept or score == 0) or score < 0.01


def test_nothing_kept_is_no_confidence() -> None:
    """Not a small one: none."""
    assert confidence(draft(PAGE, set())) == 0.0
    assert confidence(draft(blocks())) == 0.0


def test_confidence_falls_with_less_text() -> None:
    """Each paragraph less of a page costs, until there is enough."""
    found = [confidence(draft(blocks(*paragraphs(count)))) for count in range(1, 9)]
    assert found[:5] == sorted(set(found[:5]))
    assert found[-1] == found[-2]


def test_confidence_falls_where_good_text_was_left_out() -> None:
    """Half of the prose stripped: the other half may be the wrong one."""
    whole, half = draft(PAGE), draft(PAGE)
    half.kept[6:] = [False, False]
    assert confidence(half) < confidence(whole)


def test_confidence_falls_where_the_kept_text_does_not_look_like_text() -> None:
    """Kept for its place alone."""
    good, poor = draft(PAGE), draft(PAGE)
    poor.scores[:] = 0.4
    assert confidence(poor) < confidence(good) / 2


def test_words_weigh() -> None:
    """A long block that scores low costs more than a short one."""
    short, long = draft(blocks("It did.", *paragraphs(7))), draft(blocks("It did.", *paragraphs(7)))
    short.scores[0], long.scores[1] = 0.1, 0.1
    assert confidence(long) < confidence(short)
    assert len(STORY[0]) > len("It did.")
