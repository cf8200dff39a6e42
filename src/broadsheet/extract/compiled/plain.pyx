# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`kinds.plain`, compiled: the same blocks are plain.

Comes in: a draft, and the name around each element. Goes out: kind and evidence by row. Every step has its words there.
"""

from broadsheet.extract.kinds.plain import FEW as _FEW
from broadsheet.extract.kinds.plain import IN_FOOTER, IN_MENU, in_footer, in_menu, in_teaser
from broadsheet.extract.kinds.plain import LINKED as _LINKED
from broadsheet.extract.kinds.plain import SHORT as _SHORT
from broadsheet.extract.kinds.signs import labels
from broadsheet.records import Flag, Kind

include "digest.pxi"

cdef double LINKED = _LINKED
cdef int SHORT = _SHORT, FEW = _FEW
cdef int NAV = int(Flag.NAV), FOOT = int(Flag.FOOTER), HEADING = int(Flag.HEADING)
cdef object NAVIGATION = Kind.NAVIGATION, FOOTER = Kind.FOOTER, TEASER = Kind.TEASER


def plain(draft, list inherited not None, list wanted not None):
    """By row, the blocks of `wanted` that are plain."""
    cdef list element = draft.element, flags = draft.flags, size = draft.size, linked = draft.linked
    cdef tuple texts = draft.blocks.text
    cdef Py_ssize_t row, start, stop
    cdef int flag, words
    cdef bint link
    cdef dict found = {}
    cdef str text
    told, span = labels(), draft.span()
    start, stop = span.start, span.stop
    for number in wanted:
        row = number
        if start <= row < stop:
            continue
        flag, words, link = flags[row], size[row], <double> linked[row] > LINKED
        name = inherited[<Py_ssize_t> element[row]]
        kind = (<tuple> name)[0] if name is not None else None
        if row >= stop and (link or flag & FOOT):
            if link and flag & FOOT and words <= SHORT:
                verdict = IN_FOOTER
            elif kind is FOOTER:
                verdict = in_footer(name)
            elif link and kind is TEASER and flag & HEADING and words > FEW:
                verdict = in_teaser(name)
            else:
                continue
        elif row < start and words <= (SHORT if link else FEW):
            if kind is NAVIGATION:
                verdict = in_menu(name, link)
            elif link and flag & NAV:
                verdict = IN_MENU
            else:
                continue
        else:
            continue
        text = texts[row]
        if text.casefold() not in told and not text.startswith("http"):
            found[number] = verdict
    return found
