"""One page through the house: bytes in, `Article` or `Dropped` out.

Comes in: a `Page` and `Options`. Goes out: a value. Pure: no socket, file, clock, environment or
logging configuration; the command line, the library and the workers all call `process`.
"""

from __future__ import annotations

import logging
from pathlib import Path
from traceback import extract_tb

import msgspec

from broadsheet import gate, metadata, parse
from broadsheet.errors import ExtraMissing
from broadsheet.extract.engine import extract, learns
from broadsheet.extract.template import page_texts
from broadsheet.extractor import extractor
from broadsheet.options import DEFAULT, Options
from broadsheet.records import (
    Article,
    Aside,
    Body,
    BodyBlock,
    Document,
    Dropped,
    Fact,
    Facts,
    Page,
    PageTexts,
    Provenance,
    Reason,
    Role,
    SiteTemplate,
    Stripped,
    digest16,
)
from broadsheet.source import read_section
from broadsheet.urls import article_id, replayed

_log = logging.getLogger(__name__)

_TIGHT = frozenset({Role.LIST_ITEM, Role.TABLE_ROW})
"""Roles whose neighbours of the same role stand on the next line, without a blank one."""


def process(page: Page, options: Options = DEFAULT, site: SiteTemplate | None = None) -> Article | Dropped:
    """Parse, gate, extract, describe: one outcome for every page.

    `site`: what was learnt from other pages of the page's site.

    Whatever a page holds, the answer is a value; an exception of ours becomes `internal_error`
    with its type, message and place, its traceback goes to the log. Raises `ExtraMissing`, which is
    no matter of the page.
    """
    return study(page, options, site)[0]


def study(page: Page, options: Options = DEFAULT, site: SiteTemplate | None = None) -> tuple[Article | Dropped, Aside]:
    """As `process`, and what the page tells beside: see `aside`."""
    try:
        traced = trace(page, options, site, every_claim=False)
        return traced.outcome, aside(traced, options)
    except ExtraMissing:
        raise
    except MemoryError:
        return Dropped(url=page.url, reason=Reason.PARSER_KILLED, evidence="out of memory"), None
    except Exception as error:  # our fault, whatever it is: the batch goes on, the ledger says so  # noqa: BLE001
        _log.exception("internal error on %s", page.url or page.path or "a page without a name")
        return Dropped(url=page.url, reason=Reason.INTERNAL_ERROR, evidence=_place(error)), None


def aside(traced: Trace, options: Options) -> Aside:
    """An article's page tells of its site (None where the engine has no use for that), a list what it links to."""
    if isinstance(traced.outcome, Dropped):
        listed = traced.outcome.reason is Reason.LIST_PAGE and traced.document is not None and traced.document.url
        return read_section(traced.document) if listed and traced.document is not None else None
    return seen_on(traced, options)


def seen_on(traced: Trace, options: Options) -> PageTexts | None:
    """What a page tells of its site; None where it has no article, or the engine no use for it."""
    if not isinstance(traced.outcome, Article) or not learns(options.extract):
        return None
    if traced.document is None or traced.body is None:
        return None
    kept = [label.role is not None for label in traced.body.labels]  # `kept`, in a third of its time
    return page_texts(traced.document.blocks.text, kept, traced.outcome)


class Trace(msgspec.Struct, frozen=True):
    """One page's way through the stages, as far as it came: what `explain` shows."""

    page: Page
    outcome: Article | Dropped
    document: Document | None = None
    body: Body | None = None
    facts: Facts | None = None


def trace(
    page: Page,
    options: Options = DEFAULT,
    site: SiteTemplate | None = None,
    *,
    refused_too: bool = False,
    every_claim: bool = True,
) -> Trace:
    """As `process`, with what every stage made of the page; an exception of ours is not caught.

    `refused_too`: extract a page that the gate refuses as well, so that its blocks can be shown.
    `every_claim`: make also the claims about the article that cannot be chosen any more, to show conflicts.
    """
    page = _at_its_own_address(page)
    document = parse.parse_page(page, options.parse)
    if isinstance(document, Dropped):
        return Trace(page, document)
    stated = gate.opts_out(page, document) if options.gate.respect_opt_out else None
    if stated is not None:
        return Trace(page, Dropped(url=document.url, reason=Reason.ROBOTS_DENIED, evidence=stated), document)
    refused = gate.refuse(document, page)
    if refused is not None and not refused_too:
        return Trace(page, refused, document)
    body = extract(document, options.extract, site)
    refused = refused or gate.weigh(document, body, options.gate)
    if refused is not None:
        return Trace(page, refused, document, body)
    facts = _with_cut(metadata.describe(document, body, every_claim=every_claim), page)
    facts = gate.with_header_signals(facts, page)
    return Trace(page, article(page, document, body, facts, options), document, body, facts)


def _at_its_own_address(page: Page) -> Page:
    """A page from a web archive's raw replay is the page that was recorded, at its address and of its day."""
    capture = replayed(page.url or "")
    if capture is None:
        return page
    original, stamp = capture
    date, time = "-".join((stamp[:4], stamp[4:6], stamp[6:8])), ":".join((stamp[8:10], stamp[10:12], stamp[12:]))
    return msgspec.structs.replace(page, url=original, fetched_at=f"{date}T{time}Z", replayed=page.url)


def _with_cut(facts: Facts, page: Page) -> Facts:
    """The facts; `truncated` is one of them where the page came with doubts about its end."""
    if page.cut is None or facts.value("truncated"):
        return facts
    fact = Fact("truncated", True, "http", page.cut)
    return msgspec.structs.replace(facts, chosen={**facts.chosen, "truncated": fact}, claims=(*facts.claims, fact))


def article(page: Page, document: Document, body: Body, facts: Facts, options: Options) -> Article:
    """Put an `Article` together from what the stages found."""
    url = page.url or document.url
    return Article(
        id=article_id(url) if url else digest16(page.body),
        url=url,
        lead=" ".join(block.text for block in body.blocks if block.role is Role.LEAD) or None,
        text=text_of(body.blocks),
        body=body.blocks,
        confidence=body.confidence,
        stripped=_stripped(document, body),
        provenance=_provenance(page, document, facts),
        extractor=extractor(options),
        **{field: facts.value(field) for field in _FACT_FIELDS if field in facts.chosen},
    )


_FACT_FIELDS = (
    "canonical_url",
    "title",
    "authors",
    "agencies",
    "tags",
    "related",
    "publisher",
    "section",
    "date_published",
    "date_modified",
    "language",
    "images",
    "paywall",
    "truncated",
    "signals",
)


def text_of(blocks: tuple[BodyBlock, ...]) -> str:
    """The article's text: one blank line between blocks, none between list items or table rows."""
    parts: list[str] = []
    last: Role | None = None
    for block in blocks:
        if parts:
            parts.append("\n" if block.role in _TIGHT and block.role is last else "\n\n")
        parts.append(block.text)
        last = block.role
    return "".join(parts)


def _provenance(page: Page, document: Document, facts: Facts) -> dict[str, Provenance]:
    """Where each field came from, which step decided how the bytes were read, and which archive they are from."""
    found = {field: Provenance(fact.source, fact.raw) for field, fact in facts.chosen.items()}
    found["charset"] = Provenance(document.charset_source, document.charset)
    if page.replayed is not None:
        found["url"] = Provenance("archive", page.replayed)
    return dict(sorted(found.items()))


def _stripped(document: Document, body: Body) -> tuple[Stripped, ...]:
    blocks = document.blocks
    columns = zip(body.labels, blocks.text, blocks.start.tolist(), blocks.end.tolist(), strict=False)
    return tuple(
        [
            Stripped(label.kind, text, f"{row}:{start}-{end}")
            for row, (label, text, start, end) in enumerate(columns)
            if label.kind is not None
        ]
    )


def _place(error: Exception) -> str:
    """Type, message, and the last line of ours that it passed."""
    here = Path(__file__).parent
    frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(here)]
    where = f" at {Path(frames[-1].filename).relative_to(here).as_posix()}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}: {error}{where}"[:500]
