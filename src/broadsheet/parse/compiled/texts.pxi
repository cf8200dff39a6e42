"""Texts and columns: `str` and lists of numbers, where a method call or an object for each would be most of the work."""

from cpython.mem cimport PyMem_Free, PyMem_Realloc
from libc.string cimport memcpy

import numpy as np

from broadsheet.parse.elements import TOKENS_CAP

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 character)
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index)

cdef Py_ssize_t CAP = TOKENS_CAP


cdef inline str _folded(str names):
    """Lower case, one space between, `TOKENS_CAP` characters."""
    cdef int runs = 0
    names = _single_spaced(names.lower(), &runs)
    return names if len(names) <= CAP else names[:CAP]


cdef bint _blank(Bytes data, size_t length):
    """White space alone, as `str.isspace` has it."""
    cdef size_t at
    cdef unsigned char byte
    for at in range(length):
        byte = <unsigned char> data[at]
        if byte >= 0x80:
            return _string(data, length).isspace()
        if byte != 0x20 and not (0x09 <= byte <= 0x0D) and not (0x1C <= byte <= 0x1F):
            return False
    return True


cdef str _single_spaced(str raw, int* runs):
    """`" ".join(raw.split())` and how many that joins; most texts are so already."""
    cdef int kind = PyUnicode_KIND(raw)
    cdef void* data = PyUnicode_DATA(raw)
    cdef Py_ssize_t at, length = len(raw)
    cdef Py_UCS4 character
    cdef bint spaced = True  # before the first character, too, none is wanted
    cdef list parts
    runs[0] = 1
    for at in range(length):
        character = PyUnicode_READ(kind, data, at)
        if not Py_UNICODE_ISSPACE(character):
            spaced = False
        elif spaced or character != 0x20:
            spaced = True
            break
        else:
            spaced = True
            runs[0] += 1
    if not spaced:
        return raw
    parts = raw.split()
    runs[0] = len(parts)
    return " ".join(parts)


cdef class Column:
    """Numbers that grow in number."""

    cdef int* data
    cdef Py_ssize_t size, room

    def __dealloc__(self):
        PyMem_Free(self.data)

    cdef int push(self, int value) except -1:
        cdef int* more
        cdef Py_ssize_t room
        if self.size == self.room:
            room = max(64, 2 * self.room)
            more = <int*> PyMem_Realloc(self.data, room * sizeof(int))
            if more == NULL:
                raise MemoryError
            self.data, self.room = more, room
        self.data[self.size] = value
        self.size += 1
        return 0

    cdef object array(self):
        cdef int[::1] view
        found = np.empty(self.size, np.int32)
        if self.size:
            view = found
            memcpy(&view[0], self.data, self.size * sizeof(int))
        return found
