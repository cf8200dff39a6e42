"""What extractors that are independent of the network keep of a page: the other voices in teaching.

Comes in: an example and its features. Goes out: a mask over its blocks for each voice. Must not see labels.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

from broadsheet.extract.features import NAMES, Features
from broadsheet.extract.features.claims import FEWEST
from broadsheet.extract.trafilatura import answer, covered
from training.read import Example

Mask = npt.NDArray[np.bool_]

FULL = 0.5
"""Share of the good blocks that a declared body must hold to have a voice: many are teasers."""


def opinions(example: Example, features: Features) -> tuple[Mask, ...]:
    """trafilatura's answer, and the body that the page declares where it declares a full one."""
    answered = trafilatura(example)
    declared = declared_body(features, answered, example.document.blocks.words)
    return (answered,) if declared is None else (answered, declared)


def trafilatura(example: Example) -> Mask:
    """The blocks that its answer holds; none where it fails on the page."""
    page = msgspec.structs.replace(example.document, html=example.html)
    try:
        text = answer(page)
    except (ValueError, AttributeError, TypeError):  # a page that the library breaks on has one voice less
        text = ""
    return np.array(covered(page, text), dtype=bool)


def declared_body(features: Features, else_: Mask, size: npt.NDArray[np.int32]) -> Mask | None:
    """The blocks that the page's JSON-LD body holds; short lines, which are not looked up there, as in `else_`."""
    held = column(features, "in_body") > 0
    good = column(features, "good") > 0
    if not good.any() or held[good].mean() < FULL:
        return None
    return np.where(size >= FEWEST, held, else_)


def column(features: Features, name: str) -> npt.NDArray[np.float32]:
    """One of the numbers, by its name."""
    return np.asarray(features.numbers[:, NAMES.index(name)])
