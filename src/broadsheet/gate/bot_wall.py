"""Captchas and other bot walls, with their vendor.

Comes in: the document, its raw page, its measures. Goes out: evidence in words, or None.
Must not know: other reasons. A vendor's script or a captcha form beside an article proves nothing:
the page must have nothing else to read.
"""

from __future__ import annotations

from broadsheet.gate.prose import Measures
from broadsheet.gate.vendors import VENDORS, Vendor
from broadsheet.gate.words import ROBOT, ROBOT_STEMS
from broadsheet.records import Document, Page

_MOST_PROSE = 120
"""Words of prose up to which a page that speaks a vendor's words is its wall (a guess)."""
_MOST_WORDS = 60
"""Words of any kind up to which a generic phrase makes a wall, twice as many where the title says it: the shortest
of 1,747 development articles has 70. Four times as many where the page also shows a test to be solved."""
_WINDOW = 6000
"""Characters of the page's text that are compared: a wall says its piece at once (a guess)."""
_RAW = 200_000
"""Bytes of the raw page that are searched for markers: a wall's page is small (a guess, and a bound on the work)."""
_BARE = 40
"""Words up to which a vendor's script alone makes a wall: the shortest of 1,747 development articles has 70."""

_UNASKED = frozenset({"hidden", "submit", "button", "image", "reset"})
"""Types of fields that ask for nothing."""

_OTHERS = ("search", "mail", "tel", " q")
"""Parts of types and names of fields that a site's own forms have."""
_HEAD = 200
"""Characters of title and first lines, where a test says what it is (a guess)."""
_FIELDS = 2
"""Fields of a test (a guess): a box to tick, characters to type."""


def bot_wall(document: Document, page: Page, measures: Measures) -> str | None:
    """Which wall the page is, in words, or None."""
    if measures.prose > _MOST_PROSE or (measures.declares_article and measures.prose):
        return None
    title = (document.declared.title or "").lower()
    text = f"{title}\n{opening(document)}"
    said = [(v, phrase) for v in VENDORS if (phrase := next((words for words in v.words if words in text), None))]
    if said:
        vendor, phrase = _maker(said, document, page.body[:_RAW])
        return f"{vendor.name}: “{phrase}”"
    phrase = next((words for words in ROBOT if words in text), None)
    tested = phrase is not None and _asks_for_characters(document)
    if measures.words > _MOST_WORDS * (4 if tested else 2 if phrase and phrase in title else 1):
        return None
    trace = next(((v.name, found) for v in VENDORS if (found := _trace(v, document, page.body[:_RAW]))), None)
    if trace is not None and (phrase is not None or (measures.words <= _BARE and not _takes_remarks(document))):
        return f"{trace[0]}: {trace[1]}" + (f", “{phrase}”" if phrase else f", {measures.words} words")
    if phrase is not None and measures.prose <= _MOST_WORDS and not _is_login(document):
        return f"“{phrase}”, {measures.words} words"
    return _test_alone(document, measures)


def _maker(said: list[tuple[Vendor, str]], document: Document, body: bytes) -> tuple[Vendor, str]:
    """The vendor whose words the page speaks; of several the one that left a trace too, for one learns from another."""
    if len(said) > 1:
        return next((one for one in said if _trace(one[0], document, body)), said[0])
    return said[0]


def _test_alone(document: Document, measures: Measures) -> str | None:
    """A short page with one field to fill in, and that a test's, or that speaks of robots above its form: in any
    language."""
    if measures.words > _MOST_WORDS or _is_login(document):
        return None
    fields = [field for field in document.declared.inputs if field.split(" ", 1)[0] not in _UNASKED]
    asked = [field for field in fields if "captcha" in field]
    if asked and asked == fields:
        return f"its one field is “{asked[0].strip()}”, {measures.words} words"
    text = f"{(document.declared.title or '').lower()}\n{opening(document)}"
    stem = next((stem for stem in ROBOT_STEMS if stem in text[:_HEAD]), None)
    others = any(name in field for field in fields for name in _OTHERS)
    if stem is not None and (_asks_for_characters(document) or (0 < len(fields) <= _FIELDS and not others)):
        return f"“{stem}” above {len(fields)} fields, {measures.words} words"
    return None


def opening(document: Document) -> str:
    """The beginning of the page's text, lower case, for phrases."""
    size, lines = 0, []
    for line in document.blocks.text:
        lines.append(line)
        size += len(line)
        if size > _WINDOW:
            break
    return "\n".join(lines)[:_WINDOW].lower().replace("’", "'")


def _trace(vendor: Vendor, document: Document, body: bytes) -> str | None:
    """A vendor's script, marker or class name in the page."""
    hosts = "\n".join(document.declared.script_hosts).lower()
    host = next((part for part in vendor.hosts if part in hosts), None)
    if host:
        return f"script {host}"
    marker = next((mark for mark in vendor.markers if mark in body), None)
    if marker:
        return f"marker {marker.decode('ascii')}"
    name = next((n for n in vendor.names if any(n in tokens for tokens in document.blocks.elements.tokens)), None)
    return f"element {name}" if name else None


def _asks_for_characters(document: Document) -> bool:
    """A field or picture of a test that the page makes itself."""
    fields = any("captcha" in field for field in document.declared.inputs)
    return fields or any("captcha" in picture.src.lower() for picture in document.pictures)


def _takes_remarks(document: Document) -> bool:
    """A field for readers' remarks: the test stands in front of that, not of the page."""
    return any(field == "textarea" or "comment" in field for field in document.declared.inputs)


def _is_login(document: Document) -> bool:
    return any(field.startswith("password") for field in document.declared.inputs)
