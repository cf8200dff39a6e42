# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`letters.letters` and `numbers.numbers`, compiled: one pass over the characters, and one over the blocks.

Comes in and goes out: as there; the columns stand in the order of `numbers.NAMES`.
"""

include "fingerprints.pxi"

from libc.math cimport log1p

from importlib import import_module

import numpy as np

from broadsheet.extract.features.letters import Letters
from broadsheet.extract.features.places import LEVELS as _LEVELS

include "digest.pxi"

_letters, _numbers = map(import_module, ("broadsheet.extract.features.letters", "broadsheet.extract.features.numbers"))
"""The modules: under these names the package has their functions."""


# ---- letters

cdef enum:
    UPPER, LOWER, DIGIT, COMMA, STOP, WIDE, QUOTE, MARK, SPACE
    CLASSES = 8
    PLANE = 0x10000
assert [UPPER, LOWER, DIGIT, COMMA, STOP, WIDE, QUOTE, MARK, SPACE] == [
    getattr(_letters, name) for name in "UPPER LOWER DIGIT COMMA STOP WIDE QUOTE MARK SPACE".split()
]
assert CLASSES == _letters.CLASSES and PLANE == _letters.PLANE

cdef int LONGEST = _letters.LONGEST, SPACELESS = _letters.SPACELESS, FIELD = _letters.FIELD, FIELDS = _letters.FIELDS
cdef Py_UCS4 COLON = ord(":"), WIDE_COLON = ord("：")
cdef const unsigned short[::1] _class
cdef const uint64_t[::1] _ones, _more_ones
cdef bint _read = False


cdef int _tables() except -1:
    """The tables of the characters: made at the first page, not when the module is loaded."""
    global _class, _ones, _more_ones, _read
    _class = _letters.classes()
    _ones, _more_ones = _letters.packed()
    _read = True
    return 0


cdef inline unsigned short _class_of(Py_UCS4 character) noexcept:
    return _class[character if character < PLANE else PLANE - 1]


def letters(texts):
    """As `letters.letters`."""
    cdef Py_ssize_t n = len(texts), row
    if not _read:
        _tables()
    columns = np.empty((n, CLASSES), np.int32)
    size, sentences = np.empty(n, np.int32), np.zeros(n, np.int32)
    ends = np.empty((2, n), np.uint16)
    signs = np.zeros((2, n), np.bool_)
    cdef int[:, ::1] counts = columns
    cdef int[::1] sizes = size, ended = sentences
    cdef unsigned short[:, ::1] end = ends
    cdef unsigned char[:, ::1] sign = signs.view(np.uint8)
    cdef str text
    for row in range(n):
        text = texts[row]
        sizes[row] = min(len(text), LONGEST)
        ended[row] = _count(PyUnicode_KIND(text), PyUnicode_DATA(text), sizes[row], &counts[row, 0])
        _ends(text, sizes[row], &end[0, row], &end[1, row], &sign[0, row], &sign[1, row])
    return Letters(size, columns, sentences, *ends, *signs)


cdef int _count(int kind, void* data, int size, int* counts) noexcept:
    """The characters of each class, and how many sentences end."""
    cdef uint64_t ones = 0, more = 0
    cdef int at, ended = 0, stop = 1 << STOP, gap = 1 << SPACE | 1 << QUOTE
    cdef bint waits = False
    cdef Py_UCS4 character = 0
    cdef unsigned short found
    for at in range(size):
        character = PyUnicode_READ(kind, data, at)
        found = _class_of(character)
        ended += waits and found & gap != 0
        waits = found & stop != 0
        if waits and character >= <Py_UCS4> SPACELESS:
            ended += 1
            waits = False
        ones += _ones[found]
        more += _more_ones[found]
    for at in range(FIELDS):
        counts[at] = (ones >> (FIELD * at)) & ((1 << FIELD) - 1)
        counts[at + FIELDS] = (more >> (FIELD * at)) & ((1 << FIELD) - 1)
    return ended + waits


cdef int _ends(
    str text, int size, unsigned short* first, unsigned short* last, unsigned char* quoted, unsigned char* colon
) except -1:
    """The classes of the first character, and of the last that is no quote; of an empty text, that of the line's end."""
    cdef int kind = PyUnicode_KIND(text), at
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 character
    if size == 0:
        first[0] = last[0] = _class_of(c"\n")
        return 0
    at = size - 1
    quoted[0] = _class_of(PyUnicode_READ(kind, data, at)) >> QUOTE & 1
    if quoted[0] and at > 0:
        at -= 1
    character = PyUnicode_READ(kind, data, at)
    first[0], last[0] = _class_of(PyUnicode_READ(kind, data, 0)), _class_of(character)
    colon[0] = character == COLON or character == WIDE_COLON
    return 0


# ---- numbers

cdef int LEVELS = _LEVELS, MOST_BESIDE = _numbers.MOST_BESIDE, MOST_REPEATS = _numbers.MOST_REPEATS
cdef int NEAR = _numbers.NEAR, OWN = len(_numbers.OWN), PLACE = len(_numbers.PLACE), FLAGS = len(_numbers.FLAGS)
cdef enum:
    ROOM = 256  # columns at most
    MANY = 1024  # whole numbers whose logarithms are kept
    CONTAINER = 5
cdef enum:
    BLOCKS, WORDS, PROSE, GOOD, LINKED, CHARS, SUMS
assert len(_numbers.NAMES) == OWN + FLAGS + PLACE + LEVELS * CONTAINER <= ROOM
cdef int[32] _masks
for _at, _flag in enumerate(_numbers.FLAGS):
    _masks[_at] = int(_flag)
cdef double[MANY] _logs
for _at in range(MANY):
    _logs[_at] = log1p(_at)


cdef inline double log(double number) noexcept:
    """`log1p` of a whole number from 0."""
    return _logs[<int> number] if number < MANY else log1p(number)


cdef int[::1] _standing(tuple things, Py_ssize_t n):
    """How many stand at each block; what follows the last block stands at none."""
    cdef int[::1] found = np.zeros(n + 1, np.int32)
    for thing in things:
        found[<Py_ssize_t> thing.block] += 1
    return found


cdef class Page:
    """A page's columns, and sums of them: up to each block, of each path, of each make."""

    cdef Py_ssize_t n
    cdef const int[:] words, chars, link_chars, emphasis_chars, gap, element, flags
    cdef const int[:] group, make, heading, depth
    cdef const int[:, :] first, last
    cdef const unsigned char[:] good
    cdef int[4] ends  # of the best and of the common container
    cdef int[::1] links, pictures, moments, repeats, following
    cdef double[:, ::1] total, groups, makes

    def __init__(self, document, good, places):
        blocks = document.blocks
        self.n = len(blocks)
        self.words, self.chars, self.gap = blocks.words, blocks.chars, blocks.gap
        self.link_chars, self.emphasis_chars = blocks.link_chars, blocks.emphasis_chars
        self.element, self.flags, self.good = blocks.element, blocks.elements.flags, good.view(np.uint8)
        self.group, self.make, self.heading, self.depth = places.group, places.make, places.heading, places.depth
        self.first, self.last, self.ends = places.first, places.last, [*places.best, *places.common]
        self.links, self.pictures = _standing(document.links, self.n), _standing(document.pictures, self.n)
        self.moments = _standing(document.moments, self.n)
        self.repeat(blocks.text)
        self.sum(int(places.group.max()) + 1, int(places.make.max()) + 1)

    cdef int repeat(self, tuple texts) except -1:
        """How many blocks have the text of each."""
        cdef Table seen = Table(self.n)
        cdef Py_ssize_t row
        self.repeats = np.empty(self.n, np.int32)
        for text in texts:
            seen.count(<uint64_t> <Py_hash_t> hash(text) | 1)
        for row in range(self.n):
            self.repeats[row] = seen.get(<uint64_t> <Py_hash_t> hash(texts[row]) | 1)
        return 0

    cdef int sum(self, Py_ssize_t groups, Py_ssize_t makes) except -1:
        cdef double[SUMS] own
        cdef Py_ssize_t row
        cdef int at
        self.total, self.groups = np.zeros((self.n + 1, SUMS)), np.zeros((groups, SUMS))
        self.makes, self.following = np.zeros((makes, SUMS)), np.full(self.n + 2, 2 * self.n, np.int32)
        for row in range(self.n):
            own[BLOCKS], own[WORDS], own[PROSE] = 1, self.words[row], self.words[row] if self.good[row] else 0
            own[GOOD], own[LINKED], own[CHARS] = self.good[row], self.link_chars[row], self.chars[row]
            for at in range(SUMS):
                self.total[row + 1, at] = self.total[row, at] + own[at]
                self.groups[self.group[row], at] += own[at]
                self.makes[self.make[row], at] += own[at]
        for row in range(self.n - 1, -1, -1):
            self.following[row] = row if self.good[row] else self.following[row + 1]
        return 0

    cdef double share(self, double prose) noexcept:
        """Of the page's prose."""
        return prose / max(self.total[self.n, PROSE], 1)

    cdef void own(self, Py_ssize_t row, double* to) noexcept:
        """What `numbers._own` tells without the letters."""
        cdef double chars = max(self.chars[row], 1)
        to[0], to[1] = log(max(self.words[row], 1)), log(chars)
        to[2], to[3] = self.link_chars[row] / chars, self.emphasis_chars[row] / chars
        to[21], to[22] = log(self.links[row]), min(self.pictures[row], MOST_BESIDE)
        to[23] = min(self.pictures[row - 1], MOST_BESIDE) if row else 0
        to[24], to[25] = min(self.moments[row], MOST_BESIDE), min(self.gap[row], MOST_BESIDE)
        to[26], to[27] = min(self.repeats[row], MOST_REPEATS), self.good[row]

    cdef void place(self, Py_ssize_t row, Py_ssize_t last_good, double* to) noexcept:
        """As `numbers._place`; `last_good` is the row of the good block before, -n where there is none."""
        cdef double* group = &self.groups[self.group[row], 0]
        cdef double* make = &self.makes[self.make[row], 0]
        cdef double* page = &self.total[self.n, 0]
        cdef Py_ssize_t n = self.n, next_good = self.following[row + 1]
        cdef int at
        to[0], to[1], to[2] = log(self.depth[row]), row / <double> n, self.share(self.total[row, PROSE])
        to[3], to[4], to[5] = log(n - row), log(min(row - last_good, n)), log(min(next_good - row, n))
        to[6] = log(min((self.following[next_good + 1] if next_good < n else 2 * n) - row, n))
        to[7] = self.total[min(row + NEAR + 1, n), GOOD] - self.total[max(row - NEAR, 0), GOOD] - self.good[row]
        for at in range(2):
            to[8 + 3 * at] = self.ends[2 * at] <= row < self.ends[2 * at + 1]
            to[9 + 3 * at], to[10 + 3 * at] = away(row - self.ends[2 * at]), away(row - self.ends[2 * at + 1])
        to[14], to[15], to[16] = log(group[BLOCKS]), group[GOOD] / group[BLOCKS], self.share(group[PROSE])
        to[17] = group[LINKED] / max(group[CHARS], 1)
        to[18], to[19] = log(make[BLOCKS]), self.share(make[PROSE])
        self.under(row, self.heading[row], to + 20)
        to[24], to[25], to[26] = log(n), log(page[PROSE]), page[LINKED] / max(page[CHARS], 1)

    cdef void under(self, Py_ssize_t row, int head, double* to) noexcept:
        """How far the heading above is, in blocks and words, and what it is; -1 where there is none."""
        if head < 0:
            to[0] = to[1] = to[2] = to[3] = -1
            return
        to[0], to[1] = log(row - head), log(self.total[row, WORDS] - self.total[head, WORDS])
        to[2], to[3] = self.link_chars[head] / <double> max(self.chars[head], 1), log(self.words[head])

    cdef void containers(self, Py_ssize_t row, double* to) noexcept:
        """As `numbers._containers`."""
        cdef int level, at
        cdef double size
        cdef double[SUMS] held
        for level in range(LEVELS):
            for at in range(SUMS):
                held[at] = self.total[self.last[row, level], at] - self.total[self.first[row, level], at]
            size = max(held[BLOCKS], 1)
            to[0], to[1], to[2] = log(size), log(held[WORDS]), self.share(held[PROSE])
            to[3], to[4] = held[GOOD] / size, held[LINKED] / max(held[CHARS], 1)
            to += CONTAINER


cdef inline double away(Py_ssize_t blocks) noexcept:
    return log(blocks) if blocks >= 0 else -log(-blocks)


cdef void written(
    int words, int size, const int* counts, int sentences, int first, int last, bint quoted, bint colon, double* to
) noexcept:
    """What `numbers._own` tells of the letters."""
    cdef double chars = max(size, 1), shown = max(min(max(words, 1), size), 1)
    to[4], to[5], to[6] = counts[COMMA] / shown, counts[UPPER] / chars, counts[DIGIT] / chars
    to[7], to[8], to[9] = counts[QUOTE] / chars, counts[MARK] / chars, counts[WIDE] / chars
    to[10], to[11] = log(sentences), log1p(shown / max(sentences, 1))
    to[12], to[13], to[14] = last >> STOP & 1, colon, quoted
    to[15] = (last >> LOWER | last >> UPPER) & 1
    to[16], to[17], to[18] = first >> UPPER & 1, first >> LOWER & 1, first >> DIGIT & 1
    to[19], to[20] = first >> QUOTE & 1, first >> MARK & 1


def numbers(document, letters, good, places, float[:, :] out):
    """As `numbers.numbers`."""
    cdef Page page = Page(document, good, places)
    cdef const int[:] size = letters.size, sentences = letters.sentences
    cdef const int[:, ::1] counts = letters.counts
    cdef const unsigned short[:] first = letters.first, last = letters.last
    cdef const unsigned char[:] quoted = letters.quoted.view(np.uint8), colon = letters.colon.view(np.uint8)
    cdef Py_ssize_t row, last_good = -page.n
    cdef int at, columns = OWN + FLAGS + PLACE + LEVELS * CONTAINER
    cdef double[ROOM] found
    for row in range(page.n):
        page.own(row, found)
        written(
            page.words[row], size[row], &counts[row, 0], sentences[row], first[row], last[row], quoted[row], colon[row],
            found,
        )  # fmt: skip
        for at in range(FLAGS):
            found[OWN + at] = page.flags[page.element[row]] & _masks[at] != 0
        page.place(row, last_good, found + OWN + FLAGS)
        page.containers(row, found + OWN + FLAGS + PLACE)
        for at in range(columns):
            out[at, row] = <float> found[at]
        if page.good[row]:
            last_good = row
