# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`parse.words`, compiled: one pass over a text for each question.

Comes in: a text. Goes out: a count, or whether scripts without spaces may be there.
"""

from broadsheet.parse.words import CHARS_PER_WORD as _CHARS_PER_WORD
from broadsheet.parse.words import RANGES

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 character)
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index)

cdef extern from *:
    const char* BROADSHEET_DIGEST

DIGEST = BROADSHEET_DIGEST.decode()
"""Of the sources that this was compiled from: `digest` in hatch_build.py."""

cdef int CHARS_PER_WORD = _CHARS_PER_WORD
cdef Py_UCS4[16] _ranges  # the first and last characters of the scripts
cdef int ENDS = 2 * len(RANGES)
assert ENDS <= 16
for _place, (_first, _last) in enumerate(RANGES):
    _ranges[2 * _place], _ranges[2 * _place + 1] = _first, _last


cdef inline bint _spaceless(Py_UCS4 letter) noexcept:
    cdef int place
    if letter < _ranges[0]:
        return False
    for place in range(0, ENDS, 2):
        if _ranges[place] <= letter <= _ranges[place + 1]:
            return True
    return False


def has_spaceless(str text not None):
    """Has it a character whose first byte in UTF-8 is one of `words._LEADS`?"""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t at
    cdef Py_UCS4 letter
    if kind == 1:  # Latin-1
        return False
    for at in range(len(text)):
        letter = PyUnicode_READ(kind, data, at)
        if letter >= 0x800 and (letter < 0x2000 or 0x3000 <= letter < 0xA000 or letter >= 0xF000):
            return True
    return False


def count_words(str text not None):
    """As `words.count_words`."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t at, words = 0, letters = 0
    cdef Py_UCS4 letter
    cdef bint inside = False
    for at in range(len(text)):
        letter = PyUnicode_READ(kind, data, at)
        if kind > 1 and _spaceless(letter):
            letters += 1
            inside = False
        elif Py_UNICODE_ISSPACE(letter):
            inside = False
        elif not inside:
            words += 1
            inside = True
    return letters // CHARS_PER_WORD + words
