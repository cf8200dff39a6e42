"""The labels while they are decided: one verdict a block, the last one stands, with its rule."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.extract.draft import Draft
from broadsheet.records import Kind, Role
from tests.extract.pages import STORY, blocks, draft, kept

FIVE = blocks(*STORY[:5])


def test_blocks_start_as_their_looks_say() -> None:
    """Kept or not, without rule, role or kind."""
    begun = draft(FIVE, {1, 3})
    assert kept(begun) == [STORY[1], STORY[3]]
    assert (set(begun.rule), set(begun.role), set(begun.kind)) == ({""}, {None}, {None})


def test_a_later_step_may_turn_an_earlier_one() -> None:
    """And says by which rule; the kind of a kept block and the role of a stripped one are gone."""
    turned = draft(FIVE, set())
    turned.strip(0, Kind.AD, "first")
    turned.keep(0, "second", Role.LEAD)
    assert (turned.kept[0], turned.kind[0], turned.role[0], turned.rule[0]) == (True, None, Role.LEAD, "second")
    turned.strip(0, Kind.OTHER, "third")
    assert (turned.kept[0], turned.kind[0], turned.role[0], turned.rule[0]) == (False, Kind.OTHER, None, "third")


def test_keeping_again_does_not_take_a_role_away() -> None:
    """A lead that is kept by another rule is still the lead."""
    again = draft(FIVE)
    again.keep(0, "lead", Role.LEAD)
    again.keep(0, "other")
    assert again.role[0] is Role.LEAD


def test_the_span_is_from_the_first_kept_to_the_last() -> None:
    """Gaps included; nothing where nothing is kept."""
    assert draft(FIVE, {1, 3}).span() == range(1, 4)
    assert draft(FIVE).span() == range(5)
    assert not draft(FIVE, set()).span()


def test_words_are_those_kept() -> None:
    """Of a row more when one is kept, of none when all are stripped."""
    counted = draft(FIVE, {0})
    assert counted.words() == len(STORY[0].split())
    counted.keep(1, "rule")
    assert counted.words() == len(f"{STORY[0]} {STORY[1]}".split())
    assert draft(FIVE, set()).words() == 0


def test_an_empty_page_has_no_labels() -> None:
    """And neither span nor words."""
    nothing = draft(blocks())
    assert (nothing.labels(), nothing.span(), nothing.words()) == ((), range(0), 0)


steps = st.tuples(st.sampled_from([Draft.keep, Draft.strip]), st.integers(0, 4))


@given(st.lists(steps, max_size=20), st.sets(st.integers(0, 4)))
def test_a_label_is_a_role_or_a_kind_and_remembers_the_first_look(
    taken: list[tuple[object, int]], good: set[int]
) -> None:
    """After any steps: exactly one of both is set, as `kept` says, beside score and first verdict."""
    decided = draft(FIVE, good)
    for step, row in taken:
        decided.keep(row, "rule") if step is Draft.keep else decided.strip(row, Kind.AD, "rule")
    for row, label in enumerate(decided.labels()):
        assert (label.role is None) is (label.kind is not None)
        assert label.kept is decided.kept[row]
        assert (label.first, label.score) == (row in good, 0.9 if row in good else 0.1)


def test_a_label_without_role_or_kind_is_a_paragraph_or_other() -> None:
    """What no step named."""
    kept_one, stripped_one = draft(blocks("a", "b"), {0}).labels()
    assert (kept_one.role, stripped_one.kind) == (Role.PARAGRAPH, Kind.OTHER)


@given(st.lists(st.floats(0, 1, width=32), min_size=5, max_size=5))
def test_a_score_is_told_to_four_digits(scores: list[float]) -> None:
    """Rounded as a person would, though all at once."""
    labels = Draft(FIVE, np.array(scores, np.float32), [True] * 5).labels()
    assert [label.score for label in labels] == [round(score, 4) for score in scores]
