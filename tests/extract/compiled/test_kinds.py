"""The compiled passes of the naming give what the others give."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from broadsheet.extract.core import draft_of
from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds import passes
from broadsheet.extract.kinds.plain import plain
from broadsheet.extract.names import Name, inherit, names_of
from broadsheet.records import Document, Kind
from tests.extract.compiled.twins import development, golden
from tests.without import printed

compiled = pytest.importorskip("broadsheet.extract.compiled.kinds", reason="not compiled here")
compiled_plain = pytest.importorskip("broadsheet.extract.compiled.plain", reason="not compiled here")

TAGS, NAMES = ["div", "nav", "body", "aside"], ["", "a", "b c"]
KINDS = list(Kind)
elements = st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(NAMES)), max_size=12)
ranges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), min_size=1, max_size=12)
halves = st.integers(-8, 8).map(lambda number: number / 2)
"""Weights with many ties, whose sums are exact."""


def columns(rows: list[list[int]]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """First and last blocks of elements."""
    first, last = np.array(rows, np.int32).T
    return np.ascontiguousarray(first), np.ascontiguousarray(last)


@given(elements)
def test_both_number_the_same_names(made: list[tuple[str, str]]) -> None:
    """Tags that speak count with the names; silent ones have none."""
    tags, names = tuple(tag for tag, _ in made), tuple(name for _, name in made)
    given = tags, names, list(range(len(made))), {"nav": 1, "aside": 2}, frozenset({"body"})
    assert compiled.spelled(*given) == passes.spelled(*given)


@given(ranges, st.lists(st.sampled_from([{}, {1: "a"}, {2: "b", 4: "c"}, {5: "d"}]), min_size=4, max_size=4), st.data())
def test_both_lay_elements_over_the_same_blocks(
    rows: list[list[int]], owns: list[passes.Own], data: st.DataObject
) -> None:
    """Chains by number, the steps between them and what they tell; the innermost of a list of elements."""
    first, last = columns(rows)
    told = list(range(len(rows))), [data.draw(st.integers(0, 3)) for _ in rows]
    chains = passes.Outwards(3, 9, 7, bytes(range(1, 256)) + b"\0")
    (of, steps, levels), known = (room.laid(first, last, told, owns, chains, 10) for room in (compiled, passes))
    assert (of.tolist(), steps, levels.tolist()) == (known[0].tolist(), known[1], known[2].tolist())
    found = np.arange(1, len(rows))
    assert compiled.lowest(first, last, found, 10) == passes.lowest(first, last, found, 10)


@given(st.data())
def test_both_begin_with_the_same_scores(data: st.DataObject) -> None:
    """Place, chain and inherited name, each by its number."""
    blocks, tables = data.draw(st.integers(0, 5)), arrays.arrays(float, (4, 3), elements=halves)
    numbers = arrays.arrays(np.int32, blocks, elements=st.integers(0, 3))
    chains = arrays.arrays(np.uint8, (4, 6), elements=st.integers(0, 3))
    levels = arrays.arrays(float, (4, 6), elements=halves)
    given = [data.draw(each) for each in (tables, numbers, levels, chains, numbers, tables, numbers)]
    assert np.array_equal(compiled.begun(*given), passes.begun(*given))


@given(ranges, st.data())
def test_both_tally_the_same(rows: list[list[int]], data: st.DataObject) -> None:
    """Kinds that short blocks speak for, and sums of measures."""
    first, last = columns(rows)
    heard = data.draw(arrays.arrays(bool, (10, 3)))
    brief = data.draw(arrays.arrays(bool, 10))
    measures = data.draw(arrays.arrays(np.int32, (2, 10), elements=st.integers(0, 99)))
    given = first, last, np.arange(len(rows)), heard, brief, measures
    assert np.array_equal(compiled.tallied(*given), passes.tallied(*given))


@given(st.data())
def test_both_weigh_the_same(data: st.DataObject) -> None:
    """The sums of claims, the doubts, and the strongest source, the first of those as strong."""
    blocks = data.draw(st.integers(1, 6))
    weights = {("a", Kind.AD): 0.1, ("b", Kind.AD): 0.2, ("a", Kind.TAGS): 0.3, ("c", Kind.OTHER): -0.7}
    signs = st.sampled_from([*weights, ("unknown", Kind.AD)])
    claims = data.draw(st.dictionaries(st.integers(0, blocks - 1), st.lists(st.tuples(signs, st.just("words")))))
    scores = data.draw(arrays.arrays(float, (blocks, len(KINDS)), elements=halves))
    other, index = scores.copy(), {kind: at for at, kind in enumerate(KINDS)}
    passes.add(scores, claims, weights, index)
    compiled.add(other, claims, weights, index)
    assert np.array_equal(scores, other)
    assert compiled.doubtful(scores, 1.5).tolist() == passes.doubtful(scores, 1.5).tolist()
    tables = [data.draw(arrays.arrays(float, (4, len(KINDS)), elements=halves)) for _ in range(3)]
    numbers = [data.draw(arrays.arrays(np.intp, blocks, elements=st.integers(0, 3))) for _ in tables]
    runs = data.draw(arrays.arrays(float, (2, len(KINDS)), elements=halves))
    held = data.draw(arrays.arrays(bool, (blocks, 2)))
    given = scores.argmax(axis=1), list(zip(tables, numbers, strict=True)), runs, held
    assert compiled.strongest(*given) == passes.strongest(*given)


def cases(documents: list[Document]) -> list[tuple[Draft, list[Name | None], list[int]]]:
    """Pages of which every other run of seven blocks is kept."""
    found = []
    for document in documents:
        blocks = document.blocks
        p = np.array([float(row // 7 % 2) for row in range(len(blocks))], np.float32)
        draft, _ = draft_of(document, p, None)
        wanted = [row for row, kept in enumerate(draft.kept) if not kept]
        found.append((draft, inherit(blocks, names_of(blocks.elements)), wanted))
    return found


@pytest.mark.parametrize("pages", [golden, development])
def test_the_same_blocks_are_plain_to_both(pages: object) -> None:
    """Of every golden page and of the newspapers, with the same evidence."""
    assert callable(pages)
    plain_ones = 0
    for draft, inherited, wanted in cases(pages()):
        found = plain(draft, inherited, wanted)
        assert list(compiled_plain.plain(draft, inherited, wanted).items()) == list(found.items())
        plain_ones += len(found)
    assert plain_ones


@pytest.mark.parametrize(("without", "there"), [((), True), (("kinds",), False), (("plain",), False)])
def test_the_naming_asks_the_compiled_passes_where_there_are_some(without: tuple[str, ...], there: bool) -> None:
    """And the others, all of them, where an import fails."""
    code = "from broadsheet.extract.kinds import naming; print(naming.add.__module__, naming.plain.__module__)"
    rooms = printed(code, *[f"broadsheet.extract.compiled.{room}" for room in without])
    assert [".compiled." in room for room in rooms] == [there, there]
