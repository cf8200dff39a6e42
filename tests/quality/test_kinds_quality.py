"""How right the kinds of stripped blocks are, by a sample that a person labelled.

Right is the sample's kind or its alternative. The floor lies a little under what was measured when it was set
(docs/kinds.md); it is never under the share that the project promises.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds import name_kinds
from broadsheet.extract.names import inherit, names_of
from broadsheet.extract.title import title_row
from broadsheet.records import Kind
from tests.quality.kinds_sample import Labelled, Row, pages, refind, rows
from tests.shared import need

PROMISED, FLOOR, LOST = 0.85, 0.855, 0.05


def named(page: Labelled) -> Iterator[tuple[Row, Kind | None]]:
    """The labels of one page beside the kinds that its blocks get right after a plain decision."""
    blocks = page.document.blocks
    draft = Draft(blocks, np.where(page.kept, 0.9, 0.1), list(page.kept))
    name_kinds(draft, page.document, inherit(blocks, names_of(blocks.elements)), title_row(page.document))
    return ((row, draft.kind[at]) for at, row in page.labels.items())


@cache
def measured(folder: Path) -> tuple[list[tuple[Row, Kind | None]], list[Row]]:
    """Every label of the test part with the kind given, and the labels whose blocks are gone."""
    read = list(pages("test", folder))
    return [pair for page in read for pair in named(page)], [row for page in read for row in page.lost]


def right(row: Row, kind: Kind | None) -> bool:
    """Does the kind agree with the label?"""
    return kind is not None and kind in (row.kind, row.alternative)


def table(pairs: list[tuple[Row, Kind | None]]) -> str:
    """Per kind: labels, share of them named rightly, times named, share of these that are right."""
    lines = [f"{'kind':15} labels recall  named precision"]
    for kind in Kind:
        of = [right(*pair) for pair in pairs if pair[0].kind is kind]
        as_ = [right(*pair) for pair in pairs if pair[1] is kind]
        if of or as_:
            lines.append(f"{kind:15} {len(of):6} {share(of):6} {len(as_):6} {share(as_):9}")
    return "\n".join(lines)


def share(verdicts: list[bool]) -> str:
    """A share with two digits, or a dash where there is nothing to share."""
    return f"{sum(verdicts) / len(verdicts):.2f}" if verdicts else "-"


@pytest.mark.data
def test_kinds_are_right_as_often_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    """Overall, on the part of the sample that no rule was made on."""
    pairs, _ = measured(need("data", len(rows("test"))))
    with capsys.disabled():
        print(f"\n{table(pairs)}")
    assert sum(right(*pair) for pair in pairs) / len(pairs) >= max(PROMISED, FLOOR)


@pytest.mark.data
def test_the_sample_is_found_again() -> None:
    """By the hash of a block's text, wherever the block has moved; a parser may lose a few."""
    _, lost = measured(need("data", len(rows("test"))))
    assert len(lost) <= LOST * len(rows("test")), [(row.page, row.block) for row in lost]


def test_the_sample_is_as_large_as_promised_and_its_parts_share_no_page() -> None:
    """At least 600 blocks are tested, each page is in one part, and nearly every kind is there."""
    tested, tuned = rows("test"), rows("tune")
    assert len(tested) >= 600
    assert not {(row.file, row.page) for row in tested} & {(row.file, row.page) for row in tuned}
    assert {row.kind for row in tested + tuned} == set(Kind) - {Kind.IMAGE_URL}
    assert Counter(row.kind for row in tested).most_common(1)[0][1] < len(tested) / 4


def test_a_block_is_found_by_its_hash_nearest_to_where_it_was() -> None:
    """The same words twice are told apart by their place; words that are gone are not found."""
    row = Row("set", "page", 4, "0" * 12, Kind.OTHER, None, "test")
    texts = ("a", "a", "a", "a", "a")
    assert refind(texts, row) is None
    digest = hashlib.sha256(b"a").hexdigest()[:12]
    assert refind(("a", "b", "c", "a", "d"), row._replace(sha256=digest)) == 3
