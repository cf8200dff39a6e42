# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`names.suggested`, compiled: the pattern is asked only where one of its words may begin.

Comes in and goes out: as there.
"""

include "texts.pxi"

from broadsheet.extract.names import HEADS, PAGE, PATTERN, RANKS, TAG_NAMES, WORDS, Name

include "digest.pxi"

cdef enum:
    LETTERS = 26
    PAIRS = 26 * 26
cdef str _heads = "".join(HEADS)
cdef int[PAIRS + 1] _first_head  # of those with these two letters; they are in order
cdef int[1 << 10] _head_start  # in `_heads`
assert min(map(len, HEADS)) >= 2 and len(HEADS) < 1 << 10 and list(HEADS) == sorted(HEADS)
_head_start[0] = 0
for _number, _head in enumerate(HEADS):
    _head_start[_number + 1] = _head_start[_number] + len(_head)
for _pair in range(PAIRS + 1):
    _letters = chr(ord("a") + _pair // LETTERS) + chr(ord("a") + _pair % LETTERS)
    _first_head[_pair] = sum(head < _letters for head in HEADS)

cdef object _match = PATTERN.match


cdef inline bint in_word(Py_UCS4 character) noexcept nogil:
    return c"a" <= character <= c"z" or c"0" <= character <= c"9"


cdef bint _begins(int kind, void* data, Py_ssize_t at, Py_ssize_t length):
    """Does one of the names' heads stand here?"""
    cdef void* heads = PyUnicode_DATA(_heads)
    cdef Py_UCS4 one = PyUnicode_READ(kind, data, at), two
    cdef int pair, head, start, size, place
    if at + 1 >= length or not lettered(one) or not lettered(PyUnicode_READ(kind, data, at + 1)):
        return False
    two = PyUnicode_READ(kind, data, at + 1)
    pair = (<int> one - c"a") * LETTERS + (<int> two - c"a")
    for head in range(_first_head[pair], _first_head[pair + 1]):
        start, size = _head_start[head], _head_start[head + 1] - _head_start[head]
        place = 2
        while place < size and at + place < length:
            if PyUnicode_READ(kind, data, at + place) != PyUnicode_READ(1, heads, start + place):
                break
            place += 1
        if place == size:
            return True
    return False


cdef object _suggestion(str tag, str tokens):
    """As `names.name_of`: the pattern is asked only where one of its words may begin."""
    cdef int kind = PyUnicode_KIND(tokens)
    cdef void* data = PyUnicode_DATA(tokens)
    cdef Py_ssize_t at = 0, length = len(tokens)
    cdef int rank, strongest = len(WORDS)
    found = TAG_NAMES.get(tag)
    if length == 0 or tag in PAGE:
        return found
    while at < length:
        if (at == 0 or not in_word(PyUnicode_READ(kind, data, at - 1))) and _begins(kind, data, at, length):
            match = _match(tokens, at)
            if match is not None:
                rank = RANKS[(match.lastindex or 1) - 1]
                if rank < strongest:
                    strongest = rank
                    found = Name(WORDS[rank][0], match[0])
                at = match.end()
                continue
        at += 1
    return found


def suggested(elements):
    """As `names.suggested`."""
    return [_suggestion(tag, tokens) for tag, tokens in elements]
