"""The walk as tests ask for it: where it was compiled, both walks read the page, and must agree to the last column.

Comes in: HTML. Goes out: `Walked`. Where it was not compiled, `parse.walk` alone reads.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from broadsheet.parse.tables import Walked
from broadsheet.parse.walk import walk as interpreted

COMPILED = importlib.util.find_spec("broadsheet.parse.compiled.walk") is not None


def compiled() -> Callable[[bytes], Walked]:
    """The compiled walk; the test is skipped where it was not built."""
    if not COMPILED:
        pytest.skip("1 case not run: the walk was not compiled here")
    from broadsheet.parse.compiled.walk import walk as twin

    return twin


def walk(html: bytes) -> Walked:
    """The page as the interpreted walk reads it, after the compiled one has read the same."""
    page = interpreted(html)
    if COMPILED:
        assert differing(page, compiled()(html)) == []
    return page


def differing(one: Walked, other: Walked) -> list[str]:
    """The names of what two walks read differently."""
    return [name for (name, left), (_, right) in zip(_parts(one), _parts(other), strict=True) if not _same(left, right)]


def _parts(page: Walked) -> Iterator[tuple[str, object]]:
    for field in page._fields[1:]:
        yield field, getattr(page, field)
    for table in (page.blocks, page.blocks.elements):
        for field in table.__struct_fields__:
            if field != "elements":
                yield f"{type(table).__name__}.{field}", getattr(table, field)


def _same(left: object, right: object) -> bool:
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return left.dtype == right.dtype and left.shape == right.shape and bool((left == right).all())
    return type(left) is type(right) and left == right
