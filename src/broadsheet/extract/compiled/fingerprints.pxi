"""Words as 64-bit numbers, and tables of them: no `str` is made of a word that is only looked up."""

include "texts.pxi"

from libc.stdint cimport uint64_t
from libc.stdlib cimport calloc, free

cdef enum:
    SLOTS = 2  # of a table for each entry, or more: most look-ups end at the first
    MIX = 32  # bits: the upper half of a number tells as much as the lower

cdef uint64_t BASIS = 0xCBF29CE484222325 ^ <uint64_t> <Py_hash_t> hash("broadsheet")
"""Where FNV-1a begins (Fowler, Noll and Vo, 64 bits), other in every process: no page is made for words to collide."""
cdef uint64_t PRIME = 0x100000001B3


cdef inline uint64_t further(uint64_t number, Py_UCS4 character) noexcept nogil:
    return (number ^ <uint64_t> character) * PRIME


cdef inline uint64_t run(uint64_t number, int kind, void* data, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """The number of a word whose first characters have this number."""
    while start < end:
        number = further(number, PyUnicode_READ(kind, data, start))
        start += 1
    return number


cdef inline uint64_t fingerprint(str word):
    return run(BASIS, PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word))


cdef class Table:
    """Numbers by number; 0 for those that are not there."""

    cdef uint64_t* keys
    cdef int* values
    cdef uint64_t mask

    def __cinit__(self, Py_ssize_t entries):
        cdef uint64_t slots = 16
        while slots < <uint64_t> (SLOTS * entries):
            slots *= 2
        self.keys = <uint64_t*> calloc(slots, sizeof(uint64_t))
        self.values = <int*> calloc(slots, sizeof(int))
        self.mask = slots - 1
        if self.keys == NULL or self.values == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.keys)
        free(self.values)

    cdef inline uint64_t slot(self, uint64_t key) noexcept nogil:
        """Where a number other than 0 stands, or would stand."""
        cdef uint64_t at = (key ^ (key >> MIX)) & self.mask
        while self.keys[at] != 0 and self.keys[at] != key:
            at = (at + 1) & self.mask
        return at

    cdef inline int get(self, uint64_t key) noexcept nogil:
        return self.values[self.slot(key)]

    cdef inline int number(self, uint64_t key, int fresh) noexcept nogil:
        """The value of a key; of a new one it is `fresh`. No more new ones than the table was made for."""
        cdef uint64_t at = self.slot(key)
        if self.keys[at] == 0:
            self.keys[at], self.values[at] = key, fresh
        return self.values[at]

    cdef inline void count(self, uint64_t key) noexcept nogil:
        """One more."""
        cdef uint64_t at = self.slot(key)
        self.keys[at] = key
        self.values[at] += 1


cdef inline Table numbered(dict words):
    """The numbers of words."""
    cdef Table found = Table(len(words))
    for word, value in words.items():
        found.number(fingerprint(word), value)
    return found
