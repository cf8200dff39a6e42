# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`metadata.letters`, compiled: the same letters, read where they stand.

Comes in: texts; words. Goes out: texts; yes or no. Every step has its words there, under the same name.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from libc.stdint cimport uintptr_t

import unicodedata
from functools import lru_cache

from broadsheet.metadata.letters import SHORT as _SHORT
from broadsheet.metadata.letters import fold as _fold
from broadsheet.metadata.letters import small as _small

include "digest.pxi"

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object text)
    bint Py_UNICODE_ISALNUM(Py_UCS4 character) nogil
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil
    bint PyUnicode_Contains(object text, object part) except -1
    str PyUnicode_FromKindAndData(int kind, const void* data, Py_ssize_t size)

cdef enum:
    ROOM = 300  # characters
    WIDE = 4  # bytes of a Py_UCS4
    STEMS = 256  # of a table, and one less
    BUCKETS = 512
    TABLES = 128
assert ROOM == _SHORT

cdef unsigned char[128] _folds  # 0 for what is no letter and no digit
for _code in range(128):
    _folds[_code] = ord(chr(_code).lower()) if chr(_code).isalnum() else 0
_normalize = unicodedata.normalize


cdef class Sieve:
    """Words by their first two letters: a text is read once, however many words are looked for."""

    cdef tuple stems
    cdef unsigned char[BUCKETS] first  # a stem, from 1; 0 for none
    cdef unsigned char[STEMS] further  # the next stem of the bucket
    cdef bint fits

    def __cinit__(self, tuple stems not None):
        cdef Py_ssize_t number
        cdef unsigned int bucket
        self.stems = stems
        self.fits = len(stems) < STEMS and all(type(stem) is str and len(stem) > 1 for stem in stems)
        for number in range(len(stems) if self.fits else 0):
            bucket = _bucket(ord(stems[number][0]), ord(stems[number][1]))
            self.further[number + 1] = self.first[bucket]
            self.first[bucket] = number + 1

    cdef bint holds(self, str text) except -1:
        cdef int kind = PyUnicode_KIND(text)
        cdef void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t at, size = len(text)
        cdef Py_UCS4 letter, following
        cdef unsigned char number
        if not self.fits:
            return _any(text, self.stems)
        letter = PyUnicode_READ(kind, data, 0) if size else 0
        for at in range(size - 1):
            following = PyUnicode_READ(kind, data, at + 1)
            number = self.first[_bucket(letter, following)]
            while number:
                if _begins(kind, data, at, size, <str> self.stems[number - 1]):
                    return True
                number = self.further[number]
            letter = following
        return False


cdef inline unsigned int _bucket(Py_UCS4 one, Py_UCS4 other) noexcept nogil:
    return (<unsigned int> one * 37 + <unsigned int> other) & <unsigned int> (BUCKETS - 1)


cdef bint _begins(int kind, void* data, Py_ssize_t at, Py_ssize_t size, str stem):
    """Does the stem stand at a place of the text?"""
    cdef int its = PyUnicode_KIND(stem)
    cdef void* letters = PyUnicode_DATA(stem)
    cdef Py_ssize_t number, many = len(stem)
    if many > size - at:
        return False
    for number in range(many):
        if PyUnicode_READ(kind, data, at + number) != PyUnicode_READ(its, letters, number):
            return False
    return True


cdef bint _any(str text, stems) except -1:
    for stem in stems:
        if PyUnicode_Contains(text, stem):
            return True
    return False


cdef list _sieves = [None] * TABLES
"""Of the tables last asked for, each kept with its table, whose address is its place."""


def holds(str small not None, stems):
    """Is any of the stems in the text?"""
    cdef Py_ssize_t place
    if type(stems) is not tuple:
        return _any(small, stems)
    place = (<uintptr_t> <PyObject*> stems >> 4) & (TABLES - 1)
    sieve = _sieves[place]
    if sieve is None or (<Sieve> sieve).stems is not stems:
        sieve = _sieves[place] = Sieve(stems)
    return (<Sieve> sieve).holds(small)


def small(str text not None):
    """The text in small letters, one for one."""
    return text.lower() if PyUnicode_IS_ASCII(text) else _small(text)


def first_word(str text not None):
    """The letters and digits that a text begins with, in small letters."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t end = 0, size = len(text)
    while end < size and Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, end)):
        end += 1
    return small(text[:end]) if end else ""


def fold(str text not None):
    """Letters and digits alone, case and compatibility forms folded."""
    if len(text) > ROOM:
        return _fold(text)
    return _plain(text) if PyUnicode_IS_ASCII(text) else _foreign(text)


cdef str _plain(str text):
    cdef unsigned char[ROOM] found
    cdef const unsigned char* data = <const unsigned char*> PyUnicode_DATA(text)
    cdef Py_ssize_t at, size = 0
    cdef unsigned char letter
    cdef bint gap = False
    for at in range(len(text)):
        letter = _folds[data[at]]
        if letter == 0:
            gap = size > 0
            continue
        if gap:
            found[size] = c" "
            size += 1
            gap = False
        found[size] = letter
        size += 1
    return PyUnicode_FromKindAndData(1, found, size)


@lru_cache(maxsize=256)
def _foreign(str text not None):
    cdef str folded = _normalize("NFKC", text).casefold()
    cdef int kind = PyUnicode_KIND(folded)
    cdef void* data = PyUnicode_DATA(folded)
    cdef Py_ssize_t at, size = 0
    cdef Py_UCS4 letter
    cdef bint gap = False
    cdef Py_UCS4* found = <Py_UCS4*> PyMem_Malloc((len(folded) or 1) * sizeof(Py_UCS4))
    if found == NULL:
        raise MemoryError
    try:
        for at in range(len(folded)):
            letter = PyUnicode_READ(kind, data, at)
            if not Py_UNICODE_ISALNUM(letter):
                gap = size > 0
                continue
            if gap:
                found[size] = c" "
                size += 1
                gap = False
            found[size] = letter
            size += 1
        return PyUnicode_FromKindAndData(WIDE, found, size)
    finally:
        PyMem_Free(found)
