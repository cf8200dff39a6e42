"""A page's decisions as one HTML file for the appendix of a paper: blocks in order, kept ones black, others tinted.

Comes in: an explanation, field reports and what heads them. Goes out: lines of HTML. Must not decide anything. What
comes from the page is text and nothing else: no element, attribute, address or style is made of it; the policy of the
file (Content Security Policy 3) allows its own style sheet and nothing besides: there is nothing to load or to run.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import msgspec

from broadsheet.explain.decisions import Decision, Explanation
from broadsheet.explain.fields import FieldReport
from broadsheet.explain.sheet import LEGENDS, STYLE, TINTS
from broadsheet.explain.terminal import evidence
from broadsheet.records import Article, Dropped, Extractor, Page

POLICY = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)
"""Nothing may be loaded, run or sent; the one style sheet is allowed by its hash (Content Security Policy 3, 8.4)."""
LONGEST = 1_000
"""Characters shown of a field's value and of a source's words; all of them are in the JSON form."""
_WRITING = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}")
"""Format characters that spelling needs (Persian, Indic scripts, long words) and that turn nothing around."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""General categories that are shown as escapes: control, format, lone surrogates, line and paragraph separators."""
_ARABIC = range(0xFDD0, 0xFDF0)
"""Noncharacters among the Arabic forms (Unicode 23.7); the others are the last two of each plane."""
_LAST_TWO = 0xFFFE
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class Heading(msgspec.Struct, frozen=True):
    """What an appendix says of the page before its blocks."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """(name, value), in order."""
    language: str | None = None


def heading(page: Page, outcome: Article | Dropped, extractor: Extractor) -> Heading:
    """The page's address, its digest, its outcome, and the program that judged it."""
    article = outcome if isinstance(outcome, Article) else None
    rows = {
        "URL": outcome.url or page.url,
        "File": page.path,
        "Fetched": page.fetched_at,
        "SHA-256 of the page": f"{hashlib.sha256(page.body).hexdigest()} ({len(page.body):,} bytes)",
        "Outcome": f"dropped: {outcome.reason}: {outcome.evidence}" if isinstance(outcome, Dropped) else "article",
        "Confidence": f"{article.confidence:.3f}" if article else None,
        "Made by": f"broadsheet {extractor.version}, engine {extractor.name}, code and options {extractor.hash}",
    }
    return Heading(
        title=(article.title if article else None) or outcome.url or "A page without a name",
        rows=tuple((name, value) for name, value in rows.items() if value),
        language=article.language if article else None,
    )


def appendix(head: Heading, explained: Explanation | None, fields: Iterable[FieldReport]) -> Iterator[str]:
    """Lines of one HTML file, UTF-8, that needs nothing but itself (row G1 of the project's reliability table)."""
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
    yield f"<title>What broadsheet kept: {plain(head.title)}</title>"
    yield f"<style>{STYLE}</style></head><body>"
    yield f"<h1>What broadsheet kept: {_words(head.title)}</h1>"
    yield "<dl>"
    yield from (f"<dt>{plain(name)}</dt><dd>{_words(value)}</dd>" for name, value in head.rows)
    yield "</dl>"
    if explained is not None:
        yield from _legend(explained)
        yield from _blocks(explained.blocks, head.language)
    yield from _fields(list(fields))
    yield "</body></html>"


def _legend(explained: Explanation) -> Iterator[str]:
    counts = Counter((_tint(decision), decision.label) for decision in explained.blocks)
    page = explained.page
    yield "<h2>Blocks</h2>"
    yield f"<p>{page.kept} of the page's {page.blocks} blocks were kept, in page order below. In the margin: number, "
    text_from = "" if page.threshold is None else f"; from {page.threshold:.2f} on a block is text"
    yield f"role or kind, and the probability of being article text before any rule{text_from}."
    yield "Hold the pointer over a block to read why; in print the reasons stand below it.</p>"
    yield '<ul class="legend">'
    for tint, meaning in {"kept": "kept", **LEGENDS}.items():
        said = [f"{plain(label)} {count}" for (name, label), count in sorted(counts.items()) if name == tint]
        if said:
            yield f'<li><span class="swatch {tint}">{meaning}</span> {", ".join(said)}</li>'
    yield "</ul>"


def _tint(decision: Decision) -> str:
    return "kept" if decision.kept else TINTS.get(decision.label, "rest")


def _blocks(decisions: Iterable[Decision], language: str | None) -> Iterator[str]:
    spoken = f' lang="{language}"' if language and _LANGUAGE.fullmatch(language) else ""
    for decision in decisions:
        verdict = f"{'kept' if decision.kept else 'stripped'} as {decision.label}, score {decision.score:.2f}"
        why = "\n".join(plain(words) for words in (verdict, *(words for words, _ in evidence(decision))))
        yield f'<div class="block {_tint(decision)}" title="{why}">'
        yield f'<span class="mark">{decision.block} {plain(decision.label)} {decision.score:.2f}</span>'
        yield f"<bdi{spoken}>{plain(decision.text)}</bdi></div>"


def _fields(reports: list[FieldReport]) -> Iterator[str]:
    if not reports:
        return
    yield "<h2>Metadata</h2>"
    titles = "".join(f"<th>{title}</th>" for title in ("Field", "Value", "Source", "In the page's words"))
    yield f"<table><thead><tr>{titles}</tr></thead><tbody>"
    for report in reports:
        yield _row("", report.field, _said(report.value), report.source, report.raw)
        yield from (_row("but", "", "but another claim:", source, raw) for source, raw in report.others)
    yield "</tbody></table>"


def _row(name: str, *cells: str) -> str:
    marked = f' class="{name}"' if name else ""
    return f"<tr{marked}>{''.join(f'<td>{_words(_cut(cell))}</td>' for cell in cells)}</tr>"


def _said(value: Any) -> str:
    """A value as words: a list of words with semicolons between, anything else that is no string as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return msgspec.json.encode(value).decode()


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … ({len(text):,} characters)"


def _words(text: str) -> str:
    """The page's words apart from ours: their direction is their own."""
    return f"<bdi>{plain(text)}</bdi>"


def plain(text: str) -> str:
    """Text as HTML text or as the value of a quoted attribute: markup escaped, what cannot be seen shown as escapes."""
    return escape("".join(_shown(c) for c in text) if not text.isprintable() else text)


def _shown(c: str) -> str:
    if c == "\n":
        return "⏎ "
    code = ord(c)
    unseen = unicodedata.category(c) in _HIDDEN and c not in _WRITING
    nothing = code & _LAST_TWO == _LAST_TWO or code in _ARABIC
    return c.encode("unicode_escape").decode() if unseen or nothing else c
