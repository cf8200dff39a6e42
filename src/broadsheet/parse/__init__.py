"""Parse: the bytes of a page to a `Document`: blocks, declared facts, language.

Comes in: a `Page`. Goes out: `Document`, or `Dropped` where there is nothing to parse. Pure; must
not judge what is article and what is not.
"""

from __future__ import annotations

import msgspec

from broadsheet.options import ParseOptions
from broadsheet.parse.charset import to_utf8
from broadsheet.parse.language import detect_blocks
from broadsheet.parse.octets import CONTROLS
from broadsheet.records import Document, Dropped, Form, Page, Reason

try:
    from broadsheet.parse.compiled.octets import has_controls
except ImportError:  # not built here: the same in Python
    from broadsheet.parse.octets import has_controls
try:
    from broadsheet.parse.compiled.walk import walk
except ImportError:  # not built here, or selectolax's library exports no names: the same in Python
    from broadsheet.parse.walk import walk

__all__ = ["parse_page"]

FEW_CONTROLS, MOST_CONTROLS = 100, 0.01
"""Number and share of control characters above which bytes are no text: random bytes have 11 %, a page a stray one."""


def parse_page(page: Page, options: ParseOptions) -> Document | Dropped:
    """Parse a page of either form.

    The body is decoded first (`charset.to_utf8`), then HTML is walked once, and a text dump read
    line by line. Bodies over `options.max_bytes` are `too_large`, blank ones `empty`, and
    bytes full of control characters are `not_html`, whatever they were declared to be.
    """
    if len(page.body) > options.max_bytes:
        return Dropped(url=page.url, reason=Reason.TOO_LARGE, evidence=f"{len(page.body)} bytes > {options.max_bytes}")
    decoded = to_utf8(page.body, page.charset)
    utf8 = decoded.utf8
    if has_controls(utf8):
        utf8 = utf8.translate(None, b"".join(CONTROLS))
    if not utf8 or utf8.isspace():
        return Dropped(url=page.url, reason=Reason.EMPTY, evidence=f"{len(page.body)} bytes, nothing but white space")
    dropped = len(decoded.utf8) - len(utf8)
    if dropped > max(FEW_CONTROLS, MOST_CONTROLS * len(decoded.utf8)):
        words = f"binary data: {dropped} control characters in {len(decoded.utf8)} bytes, read as {decoded.charset}"
        return Dropped(url=page.url, reason=Reason.NOT_HTML, evidence=words)
    if page.form is Form.TEXT:
        from broadsheet.parse.dump import read_dump

        document = read_dump(utf8.decode("utf-8", "replace"), page.url)
    else:
        document = _read_html(utf8, page.url)
    charset = {"charset": decoded.charset, "charset_source": decoded.step}
    return msgspec.structs.replace(document, fetched_at=page.fetched_at, **charset)


def _read_html(html: bytes, url: str | None) -> Document:
    walked = walk(html)
    language, score = detect_blocks(walked.blocks)
    return Document(
        blocks=walked.blocks,
        declared=walked.declared,
        url=url,
        links=walked.links,
        pictures=walked.pictures,
        moments=walked.moments,
        counts=walked.counts,
        language=language,
        language_score=score,
        html=html,
    )
