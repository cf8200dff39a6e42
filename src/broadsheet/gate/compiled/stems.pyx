# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`gate.stems`, compiled: one pass over the letters of a text, each with the next looked up among the stems' beginnings.

Comes in: a table of stems, then texts. Goes out: those of the table that a text holds.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from libc.stdint cimport uint32_t

cdef extern from "Python.h":
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 character)
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index)

cdef extern from *:
    const char* BROADSHEET_DIGEST

DIGEST = BROADSHEET_DIGEST.decode()
"""Of the sources that this was compiled from: `digest` in hatch_build.py."""

cdef enum:
    PLACES = 4096  # a pair of letters meets one of 200 beginnings by chance once in 20; it stays near the processor
    SPREAD = 0x9E3779B1  # as in `gate.stems`
    SHIFT = 20  # bits: what is left of 32 are the places

cdef struct Stem:
    int start, size  # its letters
    int further  # one more than the number of the next stem at its place


cdef inline uint32_t _place(uint32_t one, uint32_t other) noexcept:
    return ((one * 31 + other) * <uint32_t> SPREAD) >> SHIFT


cdef class Stems:
    """A table of stems, each of at least two letters."""

    cdef list names
    cdef uint32_t* letters
    cdef Stem* stems
    cdef short[PLACES] first  # one more than a stem's number

    def __cinit__(self, stems):
        self.names = list(dict.fromkeys(stems))
        cdef Py_ssize_t many = len(self.names), at
        cdef int letter = 0
        cdef uint32_t place
        cdef str name
        assert many < 1 << 15
        self.letters = <uint32_t*> PyMem_Calloc(sum([len(name) for name in self.names]) or 1, sizeof(uint32_t))
        self.stems = <Stem*> PyMem_Calloc(many or 1, sizeof(Stem))
        if self.letters == NULL or self.stems == NULL:
            raise MemoryError
        for at in range(many):
            name = self.names[at]
            assert len(name) > 1
            place = _place(ord(name[0]), ord(name[1]))
            self.stems[at] = Stem(letter, len(name), self.first[place])
            self.first[place] = at + 1
            for code in name:
                self.letters[letter] = ord(code)
                letter += 1

    def __dealloc__(self):
        PyMem_Free(self.letters)
        PyMem_Free(self.stems)

    def found_in(self, str text not None):
        """Those that stand in `text`, in small letters."""
        cdef set found = set()
        cdef Py_ssize_t at, size = len(text)
        cdef int number
        if "\u0130" in text or "\u03a3" in text:  # İ becomes two letters, Σ another at a word's end
            text = text.lower()
            size = len(text)
        cdef uint32_t* said = <uint32_t*> PyMem_Malloc((size + 1) * sizeof(uint32_t))
        if said == NULL:
            raise MemoryError
        _small(text, size, said)
        try:
            for at in range(size - 1):
                number = self.first[_place(said[at], said[at + 1])]
                while number:
                    if self._is(&self.stems[number - 1], said + at, size - at):
                        found.add(self.names[number - 1])
                    number = self.stems[number - 1].further
        finally:
            PyMem_Free(said)
        return found

    cdef inline bint _is(self, Stem* stem, uint32_t* said, Py_ssize_t size) noexcept:
        """Does it stand here?"""
        cdef int at
        if stem.size > size:
            return False
        for at in range(stem.size):
            if said[at] != self.letters[stem.start + at]:
                return False
        return True


cdef void _small(str text, Py_ssize_t size, uint32_t* said) noexcept:
    """The small letters of a text, one for one."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t at
    cdef uint32_t letter
    for at in range(size):
        letter = <uint32_t> PyUnicode_READ(kind, data, at)
        if letter < 0x80:
            said[at] = letter + 32 if 65 <= letter <= 90 else letter
        else:
            said[at] = <uint32_t> Py_UNICODE_TOLOWER(<Py_UCS4> letter)
