"""Gate: is this page an article at all? Named reasons with their evidence where it is not.

Comes in: a `Document` and its `Page`; after extraction also the `Body`. Goes out: `Dropped` or
None for an article. Pure; must not extract. An article with real prose is never refused for what
stands beside it; a doubtful page passes, and extraction reports its doubt as confidence.
"""

from __future__ import annotations

from collections.abc import Callable

from broadsheet.gate import listing, walls
from broadsheet.gate.bot_wall import bot_wall
from broadsheet.gate.opt_out import opts_out, with_header_signals
from broadsheet.gate.prose import Measures, declares_article, measure, running_text, topics_of
from broadsheet.gate.teasers import teasers_alone
from broadsheet.gate.words import ACCOUNT_STEMS
from broadsheet.mediatype import classify
from broadsheet.options import GateOptions
from broadsheet.place import Place, place_of
from broadsheet.records import Body, Document, Dropped, Form, Kind, Page, Reason

__all__ = ["opts_out", "refuse", "weigh", "with_header_signals"]

_PLENTY = 5
"""Paragraphs in a row that no wall has: the page is let through without a look at words (a guess)."""

_PAGE = "text/html"
"""The label of a page that came without one: its form says HTML. A text dump may begin with anything."""

_WALLS: tuple[tuple[Reason, Callable[[Document, Measures], str | None]], ...] = (
    (Reason.PARKED, walls.parked),
    (Reason.SOFT_404, walls.soft_404),
    (Reason.CONSENT_WALL, walls.consent_wall),
    (Reason.LOGIN_WALL, walls.login_wall),
    (Reason.NEEDS_JAVASCRIPT, walls.needs_javascript),
    (Reason.LIST_PAGE, listing.list_page),
)
"""Reason -> judge, in the order in which they are asked: the more particular first."""


def refuse(document: Document, page: Page) -> Dropped | None:
    """Judge a page before extraction, by its structure first and its words second.

    Returns the reason with its evidence, or None: extract it.
    """
    found = classify(page.header("Content-Type") or _PAGE, page.body) if page.form is Form.HTML else page.form
    if not isinstance(found, Form):
        return _dropped(document, Reason.NOT_HTML, found)
    read = running_text(document)
    if read.run >= _PLENTY and read.words > read.privacy:
        return None
    measures = measure(document, read)
    wall = bot_wall(document, page, measures)
    if wall is not None:
        return _dropped(document, Reason.CAPTCHA, wall)
    bare = len(document.blocks) == 0 and document.declared.scripts == 0
    if bare and walls.soft_404(document, measures) is None:
        return _dropped(document, Reason.EMPTY, "no text")
    for reason, judge in _WALLS:
        evidence = judge(document, measures)
        if evidence is not None:
            return _dropped(document, reason, evidence)
    return None


def weigh(document: Document, body: Body, options: GateOptions) -> Dropped | None:
    """Judge what extraction kept: nothing, too little, a stub before a wall, captions alone.

    A stub with at least one paragraph of the article is an article; a wall without is `login_wall`.
    `options.min_words`: the fewest words of an article that is no such stub.
    """
    kept = [block.block for block in body.blocks if block.block >= 0]
    enough = max(_CAPTIONS, options.min_words)
    plain = [row for row in kept[:_FIRST] if not listing.may_be_caption(document, row)]
    _, words = _told(document, plain, enough)
    teasers = None if declares_article(document) else teasers_alone(document, kept)
    if teasers is not None:
        return _dropped(document, Reason.LIST_PAGE, teasers)
    if words > enough:
        return None
    captions = listing.captions(document)
    told, words = _told(document, [row for row in kept if row not in captions], enough)
    if words > enough:
        return None
    measures = measure(document)
    pictures = listing.gallery(document, measures, words, len(captions))
    if pictures is not None:
        return _dropped(document, Reason.GALLERY, pictures)
    if words >= options.min_words:
        return None
    wall = walls.login_wall(document, measures._replace(prose=0))
    if wall is not None:
        stub = any(int(document.blocks.words[row]) >= _PARAGRAPH for row in told)
        return None if stub else _dropped(document, Reason.LOGIN_WALL, wall)
    consent = walls.consent_wall(document, measures)
    if consent is not None:
        return _dropped(document, Reason.CONSENT_WALL, consent)
    if words >= _PARAGRAPH and _is_brief(document, body, told):
        return None
    headlines = listing.headlines_alone(document, measures)
    if headlines is not None:
        return _dropped(document, Reason.LIST_PAGE, headlines)
    if not kept:
        return _dropped(
            document, Reason.EMPTY, f"no article among {measures.words} words, {len(document.blocks)} blocks"
        )
    words = _words(document, kept)
    short = words < options.min_words
    return _dropped(document, Reason.TOO_SHORT, f"{words} words, {options.min_words} needed") if short else None


def _told(document: Document, rows: list[int], enough: int) -> tuple[list[int], int]:
    """The rows on other topics than privacy and logging in, and their words; no further than to more than `enough`."""
    told, words = list[int](), 0
    sizes = document.blocks.words[rows].tolist()
    topics = topics_of([document.blocks.text[row] for row in rows], sizes)
    for row, size, topic in zip(rows, sizes, topics, strict=True):
        if topic is None:
            told.append(row)
            words += size
            if words > enough:
                break
    return told, words


def _is_brief(document: Document, body: Body, rows: list[int]) -> bool:
    """Is the page a very short story: declared an article, at a story's address, surely text below its headline, and
    not on accounts?

    What a shell or a page's foot leaves lacks one of these.
    """
    title = next((row for row, label in enumerate(body.labels) if label.kind is Kind.TITLE), None)
    below = title is not None and all(title < row for row in rows)
    if not below or not declares_article(document) or place_of(document.url) not in (Place.STORY, Place.UNKNOWN):
        return False
    said = "\n".join(document.blocks.text[row] for row in rows).lower()
    if any(stem in said for stem in ACCOUNT_STEMS):
        return False
    scores = sum(body.labels[row].score * int(document.blocks.words[row]) for row in rows)
    return scores >= _SURE * _words(document, rows)


def _words(document: Document, rows: list[int]) -> int:
    return int(document.blocks.words[rows].sum()) if rows else 0


_FIRST = 5
"""Blocks of the text that have enough words on most pages: the rest is not looked at there."""
_CAPTIONS = 60
"""Words of text that a gallery may have beside its captions (a guess)."""
_SURE = 0.8
"""Mean probability, by words, of a very short story's text (a guess: three of the development pages have .88 to .99,
the small print of a page without text has .52)."""
_PARAGRAPH = 12
"""Words of the shortest paragraph that makes a stub an article: the shortest that counts as prose (`prose.py`)."""


def _dropped(document: Document, reason: Reason, evidence: str) -> Dropped:
    return Dropped(url=document.url, reason=reason, evidence=evidence)
