"""Stripped blocks that need no weighing: menus before the text; the footer, and headlines of other stories, after it.

Comes in: a draft, and the name around each element. Goes out: kind and evidence of the blocks that place and name leave
no doubt of. Must not read a word of them, save that it is no label of another part ("Log in").
"""

from __future__ import annotations

from functools import lru_cache

from broadsheet.extract.draft import Draft
from broadsheet.extract.kinds.signs import labels
from broadsheet.extract.names import Name
from broadsheet.records import Flag, Kind

Verdict = tuple[Kind, str]

LINKED = 0.8
"""Link density above which a block is a link."""
SHORT, FEW = 6, 3
"""Words of the longest entry of a menu; and of one that is no link, and of the headlines that may be one."""

_NAVIGATION, _FOOTER, _TEASER = Kind.NAVIGATION, Kind.FOOTER, Kind.TEASER
IN_MENU: Verdict = Kind.NAVIGATION, "tag: a short link in a menu"
IN_FOOTER: Verdict = Kind.FOOTER, "tag: a short link in the footer"
_NAV, _FOOT, _HEADING = int(Flag.NAV), int(Flag.FOOTER), int(Flag.HEADING)


def plain(draft: Draft, inherited: list[Name | None], wanted: list[int]) -> dict[int, Verdict]:
    """By row, the blocks of `wanted` that are plain."""
    told, texts, element = labels(), draft.blocks.text, draft.element
    flags, size, linked = draft.flags, draft.size, draft.linked
    start, stop = draft.span().start, draft.span().stop
    found: dict[int, Verdict] = {}
    for row in wanted:
        link = linked[row] > LINKED
        if row >= stop and (link or flags[row] & _FOOT):
            verdict = _after(inherited[element[row]], flags[row], size[row], link)
        elif row < start and size[row] <= (SHORT if link else FEW):
            verdict = _before(inherited[element[row]], flags[row], link)
        else:
            continue
        if verdict and (text := texts[row]).casefold() not in told and not text.startswith("http"):
            found[row] = verdict
    return found


def _before(name: Name | None, flags: int, link: bool) -> Verdict | None:
    """What a short block before the text is."""
    if name is not None and name.kind is _NAVIGATION:
        return in_menu(name, link)
    return IN_MENU if link and flags & _NAV else None


def _after(name: Name | None, flags: int, words: int, link: bool) -> Verdict | None:
    """What a link, or a block of the footer, after the text is."""
    if link and flags & _FOOT and words <= SHORT:
        return IN_FOOTER
    if name is None:
        return None
    if name.kind is _FOOTER:
        return in_footer(name)
    if link and name.kind is _TEASER and flags & _HEADING and words > FEW:
        return in_teaser(name)
    return None


@lru_cache(maxsize=256)
def in_menu(name: Name, link: bool) -> Verdict:
    """The evidence of a menu's name."""
    return _NAVIGATION, f"name: a short {'link' if link else 'text'} in an element named {name.word}"


@lru_cache(maxsize=256)
def in_footer(name: Name) -> Verdict:
    """The evidence of a footer's name."""
    return _FOOTER, f"name: in an element named {name.word}"


@lru_cache(maxsize=256)
def in_teaser(name: Name) -> Verdict:
    """The evidence of a teaser's name."""
    return _TEASER, f"name: a linked headline in an element named {name.word}"
