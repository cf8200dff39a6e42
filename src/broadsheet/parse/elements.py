"""What a tag or an attribute means to the walk: sets and tables after the HTML standard.

Comes in: a tag and its attributes. Goes out: is it block-level, is it skipped, its flags and
tokens. Must not know the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadsheet.records import Count, Flag

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter nobr output picture"
    " progress q rb ruby rp rt rtc s samp small source span strike strong sub sup time tt u var wbr".split()
)
"""Phrasing content (HTML 4.8): everything else starts and ends a block."""

SKIPPED = frozenset(
    "style svg canvas iframe object embed select datalist textarea video audio map math template applet"
    " noframes noembed".split()
)
"""Subtrees whose text is not page text: code, pictures, form values, fallbacks."""

MUTE = SKIPPED | {"script"}
"""Elements whose content is not read, save that of a script that is data."""

NOWHERE = 1 << 30
"""A depth that no node lies below."""

VOID_FACTS = frozenset({"meta", "link", "base"})
"""Elements that only declare something."""

TAG_FLAGS: dict[str, int] = {
    "article": int(Flag.ARTICLE),
    "main": int(Flag.MAIN),
    "aside": int(Flag.ASIDE),
    "nav": int(Flag.NAV),
    "menu": int(Flag.NAV),
    "footer": int(Flag.FOOTER),
    "header": int(Flag.HEADER),
    "form": int(Flag.FORM),
    "label": int(Flag.FORM),
    "figure": int(Flag.FIGURE),
    "figcaption": int(Flag.FIGCAPTION),
    "caption": int(Flag.FIGCAPTION),
    "li": int(Flag.LIST_ITEM),
    "dd": int(Flag.LIST_ITEM),
    "dt": int(Flag.LIST_ITEM),
    "table": int(Flag.TABLE),
    "blockquote": int(Flag.BLOCKQUOTE),
    "pre": int(Flag.PREFORMATTED),
    "listing": int(Flag.PREFORMATTED),
    "time": int(Flag.TIME),
    "button": int(Flag.BUTTON),
    "dialog": int(Flag.DIALOG),
    "noscript": int(Flag.NOSCRIPT),
    "b": int(Flag.EMPHASIS),
    "strong": int(Flag.EMPHASIS),
    "em": int(Flag.EMPHASIS),
    "i": int(Flag.EMPHASIS),
    **{f"h{level}": int(Flag.HEADING) for level in range(1, 7)},
}

ROLE_FLAGS: dict[str, int] = {
    "article": int(Flag.ARTICLE),
    "main": int(Flag.MAIN),
    "complementary": int(Flag.ASIDE),
    "navigation": int(Flag.NAV),
    "contentinfo": int(Flag.FOOTER),
    "banner": int(Flag.HEADER),
    "dialog": int(Flag.DIALOG),
    "alertdialog": int(Flag.DIALOG),
    "button": int(Flag.BUTTON),
    "heading": int(Flag.HEADING),
    "search": int(Flag.FORM),
    "form": int(Flag.FORM),
    "figure": int(Flag.FIGURE),
}
"""ARIA landmark and widget roles (WAI-ARIA 1.2) that equal a tag."""

_ARTICLE_BODY, _LINK, _HIDDEN = int(Flag.ARTICLE_BODY), int(Flag.LINK), int(Flag.HIDDEN)

Attributes = dict[str, str | None]

TOKEN_NAMES = ("class", "id", "role", "itemprop", "data-component", "data-testid", "data-type")
"""Attributes in which publishers name a part of the page."""

TOKENS_CAP = 200
"""Characters kept of one element's names: utility-class styles put hundreds there and say nothing more."""


def is_mute(tag: str, attributes: Attributes) -> bool:
    """Is the content of a `MUTE` element left unread? Of scripts JSON-LD is wanted."""
    return tag != "script" or "ld+json" not in (attributes.get("type") or "").lower()


_TELLING = frozenset({*TOKEN_NAMES, "hidden", "style"}) - {"class"}
"""Attributes besides the class that name or hide an element: one in seven of the elements with attributes has any."""


def named(tag: str, attributes: Attributes) -> tuple[str, int]:
    """`tokens` and `flags` of an element at once, with one look at the many that have no more than a class."""
    if not _TELLING.isdisjoint(attributes):
        return tokens(attributes), flags(tag, attributes)
    names = attributes.get("class")
    flag = TAG_FLAGS.get(tag, 0)
    if tag == "a" and attributes.get("href") is not None:
        flag |= _LINK
    return " ".join(names.lower().split())[:TOKENS_CAP] if names else "", flag


def tokens(attributes: Attributes) -> str:
    """The names an element goes by, lower case, joined by one space."""
    names = " ".join([value for name in TOKEN_NAMES if (value := attributes.get(name))])
    return " ".join(names.lower().split())[:TOKENS_CAP]


def flags(tag: str, attributes: Attributes) -> int:
    """What the element itself is; its ancestors' flags are not included."""
    flag = TAG_FLAGS.get(tag, 0)
    if role := attributes.get("role"):
        flag |= ROLE_FLAGS.get(role.lower(), 0)
    if (itemprop := attributes.get("itemprop")) and "articlebody" in itemprop.lower():
        flag |= _ARTICLE_BODY
    if tag == "a" and attributes.get("href") is not None:
        flag |= _LINK
    if "hidden" in attributes or hides(attributes.get("style")):
        flag |= _HIDDEN
    return flag


def hides(style: str | None) -> bool:
    """Does inline CSS hide its element?"""
    if style is None:
        return False
    small = style.lower()
    return ("none" in small or "dden" in small) and _HIDES.search(style) is not None


_HIDES = re.compile(r"(?<![\w-])(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden)", re.IGNORECASE)
"""CSS that hides; `backface-visibility` does not."""

_CANDIDATES = re.compile(r",(?:\s|(?<=\d[wx],))")
"""Between two image candidates: a comma before white space, or right after a descriptor (HTML 4.8.4.2.1)."""


def largest_source(attributes: Attributes, offered: Iterable[str] = ()) -> str:
    """The URL of an image: the largest `srcset` candidate, else the lazy or plain source (HTML 4.8.4.2).

    `offered`: the `srcset`s of the `<source>`s beside it in a `<picture>`. They count where they say to be larger in
    pixels, or in density where the image says its own; an image without a source of its own stays without.
    """
    own = [sources for name in _SETS if (sources := attributes.get(name))]
    best, best_size = _largest(own)
    best = best or _plain_source(attributes)
    if best and offered:
        measure = _DENSITY if any(map(_DENSITY.search, own)) else _WIDTH
        larger, size = _largest(filter(measure.search, offered))
        least = (
            best_size if best_size > 1 else 1.0 if measure is _DENSITY else pixels(attributes.get("width")) or _UNTOLD
        )
        best = larger if size > least else best
    return best


def _largest(sets: Iterable[str]) -> tuple[str, float]:
    """The candidate of the greatest width or density, and that number; the first where several have it."""
    best, best_size = "", 0.0
    for sources in sets:
        for candidate in _CANDIDATES.split(sources) if "," in sources else (sources,):
            url, *size = candidate.split() or [""]
            width = _size(size[0] if size else "")
            if width > best_size and url and not url.startswith("data:"):
                best, best_size = url.rstrip(","), width
    return best, best_size


_SETS = ("srcset", "data-srcset")
_UNTOLD = 800
"""Pixels that a picture is taken to have which does not say its width (a guess: a column of text and a margin)."""
_WIDTH = re.compile(r"\s\d+w")
_DENSITY = re.compile(r"\s[\d.]+x(?=\s|,|$)")
"""How candidates say how large they are; `2x` of an unknown size says nothing."""


def _plain_source(attributes: Attributes) -> str:
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        url = (attributes.get(name) or "").strip()
        if url and not url.startswith("data:"):
            return url
    return ""


def count_of(tag: str, element: int, attributes: Attributes) -> Count | None:
    """What a list or an item says of its numbers; None where it says nothing."""
    if tag == "li":
        value = _integer(attributes.get("value"))
        return Count(element, value) if value is not None else None
    count = Count(
        element, _integer(attributes.get("start")), "reversed" in attributes, (attributes.get("type") or "").strip()
    )
    return count if count != Count(element) else None


def _integer(value: str | None) -> int | None:
    """A whole number as HTML reads one (2.3.4.1): what follows the digits is left aside."""
    found = _WHOLE.match(value) if value else None
    return int(found[0]) if found else None


_WHOLE = re.compile(r"\s{0,9}[+-]?[0-9]{1,6}")


def _size(descriptor: str) -> float:
    number = descriptor.rstrip("wxh,")
    try:
        return float(number) if number else 1.0
    except ValueError:
        return 0.0


def pixels(value: str | None) -> int | None:
    """A width or height attribute as an integer, None where it is no plain number."""
    digits = (value or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None
