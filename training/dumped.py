"""Development pages as labelled text dumps: each page written out, read back, and labelled as its HTML is.

Comes in: examples, and for those without a reference what teachers keep of them. Goes out: `Dump`s. Labels are carried
over by the blocks' texts; a block that the dump joined or cut otherwise counts nothing. Must not know the network.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from benchmarks.dumpers import DUMPERS, UNSEEN, inner_text

from broadsheet.extract.core import draft_of, probabilities
from broadsheet.extract.decide import calibrated
from broadsheet.extract.dump.measures import measures
from broadsheet.extract.dump.rules import by_rule
from broadsheet.extract.features import Features
from broadsheet.extract.weights import Weights
from broadsheet.parse.dump import read_dump
from broadsheet.records import Blocks, Document
from training.graft import Labelled
from training.label import HALF, Labels, strong, weigh
from training.read import Example
from training.sheet import measured

Mask = npt.NDArray[np.bool_]

NAMES = tuple(DUMPERS)
BY_TEACHER = 0.5
"""What a page labelled by a teacher weighs beside one with a reference."""
LEAST_SURE = 0.85
"""Confidence of the teacher below which a page is not learnt from."""
SHORT = range(2, 7)
"""Blocks of text left in a shortened page: the notices around it then outweigh the article."""


class Dump(NamedTuple):
    """One page as one dumper writes it."""

    set: str
    id: str
    domain: str | None
    fold: int | None
    """The fold of all pages that it is made of."""
    dumper: str
    document: Document
    measures: Features
    headline: int | None
    label: Labels
    """Shape (blocks,); of a taught page (teachers, blocks), a row for each fold's teacher and one for that of all."""
    weight: Labels
    """Of the same shape; zero for all blocks of a page of which the teacher is unsure."""
    reference: str | None = None


def written(page: Document, dumper: str) -> Document:
    """The page through a dumper and read back."""
    return read_dump(DUMPERS[dumper](page))


def carried(page: Document, dumper: str, dump: Blocks) -> npt.NDArray[np.intp]:
    """For each block of the dump the page's block that it is; -1 where none is the same."""
    seen = page.blocks.flags() & (UNSEEN if DUMPERS[dumper] is inner_text else 0)
    places: dict[str, list[int]] = defaultdict(list)
    for row in np.flatnonzero(seen == 0).tolist()[::-1]:
        places[" ".join(page.blocks.text[row].split())].append(row)
    rows = []
    for text in dump.text:
        found = places.get(text) or places.get(text.removeprefix("* "))
        rows.append(found.pop() if found else -1)
    return np.array(rows, np.intp)


def dump_of(example: Example, page: Labelled, dumper: str, fold: int | None) -> Dump | None:
    """A labelled page as a labelled dump; None where nothing is left of it.

    `fold` is that of all pages that it is made of. Labels and weights may be a row or a table with a row a teacher.
    """
    document = written(page.document, dumper)
    blocks = document.blocks
    if not len(blocks):
        return None
    rows = carried(page.document, dumper, blocks)
    label = np.where(rows >= 0, page.label[..., rows], 0.0).astype(np.float32)
    counts = np.where(rows >= 0, page.weight[..., rows], 0.0)
    whole = weigh(blocks, label) if label.ndim == 1 else np.stack([weigh(blocks, row) for row in label])
    found = by_rule(document, [])
    return Dump(
        example.set,
        example.id,
        example.domain,
        fold,
        dumper,
        document,
        measures(document, found),
        found.headline,
        label,
        np.asarray(whole * counts, np.float32),
        example.reference,
    )


def referenced(example: Example) -> list[Dump]:
    """A page with a reference by every dumper."""
    page = labelled(example)
    found = (dump_of(example, page, name, example.fold) for name in NAMES)
    return [dump for dump in found if dump is not None]


def labelled(example: Example) -> Labelled:
    """The page with the labels of its HTML; a block counts or does not."""
    _, title = measured(example.document)
    label, weight = strong(example, title)
    return Labelled(example.document, label, (weight > 0).astype(np.float32))


def shortened(page: Labelled, left: int) -> Labelled:
    """The page with no more than so many blocks of its article."""
    text = np.flatnonzero(page.label >= HALF)
    kept = np.ones(len(page.label), bool)
    kept[text[left:]] = False
    return Labelled(_only(page.document, kept), page.label[kept], page.weight[kept])


def _only(page: Document, kept: Mask) -> Document:
    """The page with some of its blocks; its elements know nothing of it, and no dumper asks."""
    blocks = page.blocks
    columns = {
        name: getattr(blocks, name)[kept]
        for name in ("element", "start", "end", "chars", "words", "link_chars", "emphasis_chars", "gap", "indent")
    }
    text = tuple(text for text, keep in zip(blocks.text, kept.tolist(), strict=True) if keep)
    return msgspec.structs.replace(page, blocks=msgspec.structs.replace(blocks, text=text, **columns))


def taught(example: Example, dumper: str, teachers: Sequence[Weights]) -> Dump | None:
    """A page without a reference, labelled by what each teacher keeps of its HTML."""
    page = example.document
    found, title = measured(page)
    labels, counts = [], []
    for teacher in teachers:
        p, _ = probabilities(page, found, teacher)
        draft, expected = draft_of(page, p, title)
        sure = calibrated(expected, teacher.calibration) >= LEAST_SURE
        labels.append(np.array(draft.kept, np.float32))
        counts.append(np.full(len(p), BY_TEACHER * sure, np.float32))
    return dump_of(example, Labelled(page, np.stack(labels), np.stack(counts)), dumper, example.fold)
