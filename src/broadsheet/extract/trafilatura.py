"""Another engine behind the same seam: trafilatura decides what is text, our blocks carry it.

Comes in: a `Document`. Goes out: a `Body`, each block kept where trafilatura's answer holds its words.
Needs the extra `[trafilatura]`; text dumps are shown to it as one paragraph a block.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from broadsheet.errors import ExtraMissing
from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds import name_kinds
from broadsheet.extract.names import inherit, names_of
from broadsheet.extract.roles import body_blocks, role_of
from broadsheet.extract.title import title_row
from broadsheet.records import Body, Document, Form, Kind

_WORD = re.compile(r"\w+")
COVERED = 0.8
"""Share of a block's runs that must stand in the answer: it drops inline footnotes and markers."""
RUN = 4
"""Words of a run; shorter blocks must be a line of the answer."""


def extract_with_trafilatura(document: Document) -> Body:
    """Run trafilatura with its defaults, comments off, and label our blocks by its answer.

    Raises `ExtraMissing` where the package is not installed. Confidence is 1 for any answer and 0
    for none: the library gives none of its own.
    """
    kept = covered(document, answer(document))
    draft = Draft(document.blocks, np.asarray(kept, dtype=np.float64), kept)
    title = title_row(document)
    for row, keep in enumerate(kept):
        if keep:
            draft.keep(row, "trafilatura kept it", role_of(document.blocks, row))
    if title is not None:
        draft.strip(title, Kind.TITLE, "the headline")  # a field of the article, not its text, whoever extracts
    name_kinds(draft, document, inherit(document.blocks, names_of(document.blocks.elements)), title)
    labels = draft.labels()
    return Body(labels, body_blocks(document, labels), 1.0 if any(draft.kept) else 0.0)


def library() -> Any:
    """The package. Raises `ExtraMissing`."""
    try:
        import trafilatura
    except ImportError as error:
        raise ExtraMissing(
            "engine 'trafilatura' needs the extra of that name: pip install 'broadsheet[trafilatura]'", stage="extract"
        ) from error
    return trafilatura


def answer(document: Document) -> str:
    """The text that trafilatura makes of the page; empty where it finds none."""
    page = document.html.decode("utf-8", "replace") if document.form is Form.HTML else _as_html(document)
    return library().extract(page, url=document.url, include_comments=False) or ""


def _as_html(document: Document) -> str:
    return "<html><body>" + "".join(f"<p>{html.escape(text)}</p>" for text in document.blocks.text) + "</body></html>"


def covered(document: Document, answer: str) -> list[bool]:
    """Which blocks the answer holds: as a line or cell of it, or for the most part as runs of words."""
    lines = Counter(_key(cell) for line in answer.splitlines() for cell in line.split("|"))
    runs = _runs(_WORD.findall(answer))
    kept: list[bool] = []
    for text in document.blocks.text:
        key = _key(text)
        own = _runs(key)
        whole = bool(key) and lines[key] > 0
        if whole:
            lines[key] -= 1
        kept.append(whole or (len(own) >= RUN and len(own & runs) >= COVERED * len(own)))
    return kept


def _key(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}
