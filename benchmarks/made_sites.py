"""Sites made of development pages: the chrome of one page round the articles of ten others.

Comes in: labelled pages of one fold. Goes out: ten pages a site, whose labels travel with their blocks. Must not know
what is extracted from them. Two constructions: all of the host but its article round the text of a guest alone
(`around_text`); or the guest's whole container, with the promos in it that stand on one page only (`graft`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt
from training.graft import Hole, Labelled, container, filled, graft
from training.label import strong
from training.read import PUBLISHERS, WCXB, Example

from broadsheet.extract.title import title_row
from broadsheet.records import Blocks, Document, Ints

SITES, PAGES, TRIED = 40, 10, 14
"""Sites, pages of each, and guests that are tried for them: a page whose article has no place in a tree is no guest."""
SEED = 3
"""The sites that the notes in `docs/decisions` speak of."""


class MadeSite(NamedTuple):
    """One site: the fold whose weights have seen neither host nor guests, and its pages."""

    fold: int
    pages: tuple[Labelled, ...]


Grafted = Callable[[Labelled, Labelled], Labelled | None]
Row = TypeVar("Row", bound=msgspec.Struct)


def made_sites(examples: Iterable[Example], grafted: Grafted, sites: int = SITES) -> list[MadeSite]:
    """Sites of every fold in turn, drawn with a fixed seed from pages with a whole reference and a domain."""
    by_fold: dict[int, list[Example]] = {}
    for one in examples:
        if one.set in (PUBLISHERS, WCXB) and one.reference and one.fold is not None:
            by_fold.setdefault(one.fold, []).append(one)
    chance, folds, found = random.Random(SEED), sorted(by_fold), list[MadeSite]()
    while len(found) < sites:
        fold = folds[len(found) % len(folds)]
        host = chance.choice(by_fold[fold])
        others = [one for one in by_fold[fold] if one.domain != host.domain]
        pages = _pages(host, chance.sample(others, TRIED), grafted)
        if len(pages) == PAGES:
            found.append(MadeSite(fold, pages))
    return found


def _pages(host: Example, guests: Sequence[Example], grafted: Grafted) -> tuple[Labelled, ...]:
    around, found = labelled(host), list[Labelled]()
    for guest in guests:
        page = grafted(around, labelled(guest))
        if page is not None and page.label.any():
            found.append(page)
        if len(found) == PAGES:
            break
    return tuple(found)


def labelled(page: Example) -> Labelled:
    """A page with its reference as labels."""
    return Labelled(page.document, *strong(page, title_row(page.document)))


def whole(host: Labelled, guest: Labelled) -> Labelled | None:
    """The harder construction: the guest's container and all in it in the place of the host's."""
    return graft(host, guest)


def around_text(host: Labelled, guest: Labelled) -> Labelled | None:
    """All of the host but its article, its promos, bios and pitches too, round the text of the guest."""
    text = np.flatnonzero(host.label >= 0.5)
    if not len(text):
        return None
    at, element = int(text[0]), int(host.document.blocks.element[text[0]])
    parent = int(host.document.blocks.elements.parent[element])
    outer, inner = without(host, host.label >= 0.5), without(guest, guest.label < 0.5)
    of = container(inner.document.blocks, inner.label)
    if parent < 0 or of <= 0:
        return None
    blocks = filled(outer.document.blocks, Hole(element, element, parent, at, at), inner.document.blocks, of)
    low = int(inner.document.blocks.elements.first[of])
    high = int(inner.document.blocks.elements.last[of])

    def merged(name: str) -> tuple[msgspec.Struct, ...]:
        mine, theirs = getattr(outer.document, name), getattr(inner.document, name)
        return (
            *(row for row in mine if row.block < at),
            *_moved((row for row in theirs if low <= row.block < high), lambda block: block + at - low),
            *_moved((row for row in mine if row.block >= at), lambda block: block + high - low),
        )

    def columns(mine: npt.NDArray[np.float32], theirs: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        return np.concatenate([mine[:at], theirs[low:high], mine[at:]])

    document = _with(inner.document, blocks, {name: merged(name) for name in _TABLES})
    return Labelled(document, columns(outer.label, inner.label), columns(outer.weight, inner.weight))


_TABLES = ("links", "pictures", "moments")
_COLUMNS = ("chars", "words", "link_chars", "emphasis_chars", "gap", "indent")


def without(page: Labelled, dropped: npt.NDArray[np.bool_]) -> Labelled:
    """The page without some blocks; its elements stay."""
    blocks, keep = page.document.blocks, ~dropped
    rows = np.flatnonzero(keep)
    now: Ints = np.concatenate([[0], np.cumsum(keep)]).astype(np.int32)
    columns = {name: getattr(blocks, name)[rows] for name in _COLUMNS}
    ends = np.cumsum(columns["chars"] + 1, dtype=np.int32) - 1
    elements = msgspec.structs.replace(
        blocks.elements, first=now[blocks.elements.first], last=now[blocks.elements.last]
    )
    left = Blocks(
        text=tuple(blocks.text[row] for row in rows),
        element=blocks.element[rows],
        start=ends - columns["chars"],
        end=ends,
        elements=elements,
        **columns,
    )
    tables = {
        name: tuple(
            _moved(
                (row for row in getattr(page.document, name) if row.block >= len(keep) or keep[row.block]),
                lambda block: int(now[block]),
            )
        )
        for name in _TABLES
    }
    return Labelled(_with(page.document, left, tables), page.label[rows], page.weight[rows])


def _moved(rows: Iterable[Row], place: Callable[[int], int]) -> list[Row]:
    return [msgspec.structs.replace(row, block=place(row.block)) for row in rows]  # type: ignore[attr-defined]


def _with(document: Document, blocks: Blocks, tables: Mapping[str, tuple[msgspec.Struct, ...]]) -> Document:
    return msgspec.structs.replace(document, blocks=blocks, **tables)
