"""Context-free measures of every block: a matrix with one row per block, one column per `NAMES`.

Comes in: `Blocks` and their flags. Goes out: float32, shape (blocks, features). Must
not look at a block's neighbours or ancestors: that is the work of `container` and `revise`.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from broadsheet.records import Blocks, Flag, Ints

Matrix = npt.NDArray[np.float32]

NAMES = (
    "log_words",
    "link_density",
    "sentence_marks",
    "ends_sentence",
    "commas_per_word",
    "capital_share",
    "digit_share",
    "emphasis_density",
    "is_paragraph",
    "is_heading",
    "in_list",
    "in_form",
    "in_chrome",
    "repeated",
)

SENTENCE_MARK = re.compile(r"[.!?…。！？।؟۔](?:(?<=[。！？।۔])|[\"'”’»)\]]?(?=\s|$))")
"""Full stop, question and exclamation marks of Latin, CJK, Indic and Arabic scripts at the end of a word."""
_SENTENCE_END = re.compile(r"[.!?…:。！？।؟۔]\W{0,3}$")
_COMMA = re.compile(r"[,;،؛、，；]")

_CHROME = int(Flag.NAV | Flag.FOOTER | Flag.ASIDE | Flag.DIALOG | Flag.BUTTON)


def features(blocks: Blocks, flags: Ints) -> Matrix:
    """Measure every block; `flags` are those of `container.telling_flags`, shape (blocks,)."""
    n = len(blocks)
    matrix = np.zeros((n, len(NAMES)), dtype=np.float32)
    if not n:
        return matrix
    chars = np.maximum(blocks.chars, 1)
    words = np.maximum(blocks.words, 1)
    seen: dict[str, int] = {}
    for text in blocks.text:
        seen[text] = seen.get(text, 0) + 1
    tags = blocks.tags()
    matrix[:, 0] = np.log1p(words)
    matrix[:, 1] = blocks.link_chars / chars
    matrix[:, 2] = np.minimum([len(SENTENCE_MARK.findall(text)) for text in blocks.text], 5)
    matrix[:, 3] = [_SENTENCE_END.search(text[-5:]) is not None for text in blocks.text]
    matrix[:, 4] = [len(_COMMA.findall(text)) for text in blocks.text] / words
    matrix[:, 5] = [sum(map(str.isupper, text)) for text in blocks.text] / chars
    matrix[:, 6] = [sum(map(str.isdigit, text)) for text in blocks.text] / chars
    matrix[:, 7] = blocks.emphasis_chars / chars
    matrix[:, 8] = [tag == "p" for tag in tags]
    matrix[:, 9] = (flags & int(Flag.HEADING)) > 0
    matrix[:, 10] = (flags & int(Flag.LIST_ITEM)) > 0
    matrix[:, 11] = (flags & int(Flag.FORM)) > 0
    matrix[:, 12] = (flags & _CHROME) > 0
    matrix[:, 13] = [seen[text] > 1 for text in blocks.text]
    return matrix
