"""The characters of a `str`, read where they stand."""

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 character) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 character) nogil
    bint Py_UNICODE_ISALNUM(Py_UCS4 character) nogil
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t index) nogil


cdef inline bint lettered(Py_UCS4 character) noexcept nogil:
    return c"a" <= character <= c"z"


cdef inline bint next_word(int kind, void* data, Py_ssize_t length, Py_ssize_t* start, Py_ssize_t* end) noexcept nogil:
    """The next word after `end`, as `str.split` has it."""
    cdef Py_ssize_t at = end[0]
    while at < length and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, at)):
        at += 1
    start[0] = at
    while at < length and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, at)):
        at += 1
    end[0] = at
    return start[0] < at
