"""The numbers of ordered lists: what a reader sees before an item, though no text of the page holds it.

Comes in: the document and the kept rows. Goes out: row → its marker, `3.` or `c.`, as a browser counts (HTML 4.4.5 to
4.4.8). Must not keep or strip anything, nor change what a block says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from broadsheet.records import Blocks, Count, Document, Elements, Flag

_UNMARKED = re.compile(
    r"(?<![a-z])(?:none|unstyled|inline|plain|hide-ordinals?|no-?(?:bullets?|numbers?|markers?|style))(?![a-z])"
)
"""Names of lists that a style sheet shows without numbers: Bootstrap's, Tailwind's and what sites call them."""
_UNCOUNTED = re.compile(r"(?<![a-z])(?:breadcrumbs?|comments?|commentlist|feed|live|posts?|stream|timeline)(?![a-z])")
"""Names of lists whose items are posts or places, which nobody counts."""
_OWN = re.compile(r"[^\w\s]{0,2}(?:[^\W\d_]{1,10}\W{1,2})?(?:\d{1,3}(?![\w,])|[a-zA-Z][.)]|[ivxIVX]{1,4}[.)])")
"""An item that says its number itself: `3)`, `Step 3`, `#3`, `c.`"""
_LISTED, _ARTICLE, _HIDDEN = int(Flag.LIST_ITEM), int(Flag.ARTICLE), int(Flag.HIDDEN)
_LETTERS, _ROMAN_MOST = 26, 3999
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def markers(document: Document, rows: Sequence[int]) -> dict[int, str]:
    """The marker of each kept row that begins an item of an ordered list."""
    blocks = document.blocks
    elements = blocks.elements
    listed = [row for row in rows if int(elements.flags[blocks.element[row]]) & _LISTED]
    if not listed or "ol" not in elements.tag:
        return {}
    counts = {count.element: count for count in document.counts}
    found: dict[int, str] = {}
    lists: dict[int, dict[int, str]] = {}
    begun: set[int] = set()
    for row in listed:
        item = _item(elements, int(blocks.element[row]))
        if item in begun:
            continue
        begun.add(item)
        above = int(elements.parent[item])
        if above not in lists:
            lists[above] = _numbered(elements, above, counts)
        marker = lists[above].get(item)
        if marker and not _OWN.match(blocks.text[row]) and not _holds_article(blocks, item):
            found[row] = marker
    return found


def _item(elements: Elements, element: int) -> int:
    """The list item that an element is or lies in; the root where there is none."""
    while elements.tag[element] != "li" and elements.parent[element] >= 0:
        element = int(elements.parent[element])
    return element


def _numbered(elements: Elements, above: int, counts: dict[int, Count]) -> dict[int, str]:
    """The markers of all items of a list: none where it is not ordered, or not shown so."""
    if above < 0 or elements.tag[above] != "ol":
        return {}
    names = elements.tokens[above]
    if _UNMARKED.search(names) or _UNCOUNTED.search(names):
        return {}
    told = counts.get(above, Count(above))
    children = np.flatnonzero(elements.parent == above).tolist()
    items = [child for child in children if elements.tag[child] == "li" and not elements.flags[child] & _HIDDEN]
    step = -1 if told.backwards else 1
    number = told.value if told.value is not None else len(items) if told.backwards else 1
    found: dict[int, str] = {}
    for item in items:
        own = counts.get(item)
        number = own.value if own is not None and own.value is not None else number
        found[item] = _marker(number, told.style)
        number += step
    return found


def _marker(number: int, style: str) -> str:
    """A number as a list of that `type` writes it; nothing where the style has no numbers."""
    if style in ("", "1") or number < 1:
        return f"{number}."
    if style in ("a", "A"):
        letters = _letters(number)
    elif style in ("i", "I"):
        letters = _roman(number) if number <= _ROMAN_MOST else str(number)
    else:
        return "" if style in ("disc", "circle", "square", "none") else f"{number}."
    return f"{letters.upper() if style.isupper() else letters}."


def _letters(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    found = ""
    while number:
        number, place = divmod(number - 1, _LETTERS)
        found = chr(ord("a") + place) + found
    return found


def _roman(number: int) -> str:
    found = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found


def _holds_article(blocks: Blocks, item: int) -> bool:
    """Is the item a story or a post of its own?"""
    flags = blocks.elements.flags
    within = flags[blocks.element[blocks.elements.first[item] : blocks.elements.last[item]]]
    return bool((within & ~flags[item] & _ARTICLE).any())
