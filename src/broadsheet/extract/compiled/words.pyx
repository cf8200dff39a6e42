# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`vocabulary.word_scores`, compiled: the words of a page are looked up where they stand, and no list of them is made.

Comes in and goes out: as there. What a block or an element goes by is said in `marks`.
"""

include "fingerprints.pxi"

from functools import lru_cache

import numpy as np

from broadsheet.extract.features import marks as _marks
from broadsheet.extract.features.marks import PageWords, looks
from broadsheet.extract.names import LEAD, LEAD_HEADS
from broadsheet.extract.phrases import HEADS as OPENING
from broadsheet.extract.phrases import small
from broadsheet.extract.shapes import HEADS as SHAPING
from broadsheet.extract.shapes import SIGN
from broadsheet.extract.vocabulary import AIMS as _AIMS
from broadsheet.extract.vocabulary import PLACES as _PLACES
from broadsheet.records import Kind

include "digest.pxi"

cdef enum:
    AIMS = 2
    PLACES = 6
    COLUMNS = 6  # of either table: two weights in each of three places
    SUMS = 14  # (PLACES + 1) * AIMS
    ROOM = 64  # words at the ends of a block, names of one element
assert AIMS == _AIMS and PLACES == _PLACES
assert max(_marks.HEAD_WORDS, _marks.WIDE, _marks.TAIL) <= ROOM and 2 * _marks.MOST_PARTS + 3 <= ROOM

cdef int LEAST_PART = _marks.LEAST_PART, LONGEST_PART = _marks.LONGEST_PART, MOST_PARTS = _marks.MOST_PARTS
cdef int LONGEST_NAME = _marks.LONGEST_NAME, HEAD = _marks.HEAD, TAIL = _marks.TAIL, WIDE = _marks.WIDE
cdef int HEAD_WORDS = _marks.HEAD_WORDS, TAIL_WORDS = _marks.TAIL_WORDS, FIRST_WORDS = _marks.FIRST_WORDS
cdef object _lead = LEAD.search


# ---- what a line opens, and which shape it has

cdef class Heads:
    """Words of which one must stand where a pattern is to match, if it begins with a letter."""

    cdef Table known
    cdef Py_ssize_t longest

    def __init__(self, words):
        self.known, self.longest = numbered(dict.fromkeys(words, 1)), max(map(len, words))

    cdef inline bint stand(self, int kind, void* data, Py_ssize_t at, Py_ssize_t length) noexcept:
        """Does one of them stand here?"""
        cdef uint64_t head = BASIS
        length = min(length, at + self.longest)
        while at < length:
            head = further(head, PyUnicode_READ(kind, data, at))
            if self.known.get(head):
                return True
            at += 1
        return False


cdef enum:
    SIGNS = 3  # before a phrase, as its pattern allows
cdef Heads _phrases = Heads(OPENING), _shapes = Heads(SHAPING)
cdef object _sign = SIGN.match


cdef bint _may_look(str text, str low) except -1:
    """May a line open a part or have a shape? Both are asked only where one of their alternatives may begin."""
    cdef str said = low if text.isascii() else small(text)
    cdef int kind = PyUnicode_KIND(said)
    cdef void* data = PyUnicode_DATA(said)
    cdef Py_ssize_t at = 0, length = len(said)
    while at < length and at <= SIGNS and not Py_UNICODE_ISALNUM(PyUnicode_READ(kind, data, at)):
        at += 1
    if at == length or at > SIGNS:
        return _sign(text) is not None
    if not Py_UNICODE_ISALPHA(PyUnicode_READ(kind, data, at)):
        return True
    return (
        _phrases.stand(kind, data, at, length) or _shapes.stand(kind, data, 0, length) or _sign(text) is not None
    )  # fmt: skip


# ---- what names and words weigh

cdef class Vocabulary:
    """The vocabulary of some weights, by fingerprints."""

    cdef Table names, words
    cdef const float[:, ::1] name_table, word_table
    cdef dict kinds, looks

    def __init__(self, weights):
        self.names, self.words = numbered(weights.names), numbered(weights.words)
        self.name_table = np.ascontiguousarray(weights.name_table, np.float32)
        self.word_table = np.ascontiguousarray(weights.word_table, np.float32)
        self.kinds = {kind: weights.names.get(f"kind:{kind}", 0) for kind in Kind}
        self.looks = weights.words

    cdef int add_name(self, int row, float* sums, int* seen, int count) noexcept nogil:
        """One that is there twice counts once; `seen` are those there, and how many is returned."""
        cdef int at
        if row == 0:
            return count
        for at in range(count):
            if seen[at] == row:
                return count
        for at in range(COLUMNS):
            sums[at] += self.name_table[row, at]
        if count < ROOM:
            seen[count] = row
            count += 1
        return count

    cdef inline void add_word(self, int row, float* sums) noexcept nogil:
        cdef int at
        if row:
            for at in range(COLUMNS):
                sums[at] += self.word_table[row, at]

    cdef int name(self, str tag, str tokens, object suggestion, float* sums) except -1:
        """The sum of an element's marks, as `marks` reads them."""
        cdef int kind = PyUnicode_KIND(tokens)
        cdef void* data = PyUnicode_DATA(tokens)
        cdef Py_ssize_t at = 0, start = 0, end = 0, length = len(tokens)
        cdef int count = 0, parts = 0
        cdef int[ROOM] seen
        cdef uint64_t part
        cdef bint led = False
        part = run(further(BASIS, c"<"), PyUnicode_KIND(tag), PyUnicode_DATA(tag), 0, len(tag))
        count = self.add_name(self.names.get(further(part, c">")), sums, seen, count)
        if length == 0:
            return 0
        while at < length:
            part, start = BASIS, at
            while at < length and at - start < LONGEST_PART and lettered(PyUnicode_READ(kind, data, at)):
                part = further(part, PyUnicode_READ(kind, data, at))
                at += 1
            if at - start >= LEAST_PART:
                led = led or LEADING.get(part)
                if parts < MOST_PARTS:
                    count = self.add_name(self.names.get(part), sums, seen, count)
                parts += 1
            elif at == start:
                at += 1
        parts = 0
        while parts < MOST_PARTS and next_word(kind, data, length, &start, &end):
            parts += 1
            if end - start <= LONGEST_NAME:
                part = run(further(BASIS, c"."), kind, data, start, end)
                count = self.add_name(self.names.get(part), sums, seen, count)
        if suggestion is not None:
            count = self.add_name(self.kinds[suggestion.kind], sums, seen, count)
        if led and _lead(tokens) is not None:
            self.add_name(self.names.get(LEAD_MARK), sums, seen, count)
        return 0

    cdef int lines(self, str marks, float* sums) except -1:
        """The sum of marks that are listed, a line each."""
        cdef int[ROOM] seen
        cdef int count = 0
        for mark in marks.split("\n"):
            count = self.add_name(self.names.get(fingerprint(mark)), sums, seen, count)
        return 0

    cdef int block(self, str text, float* first, float* words) except -1:
        """The sums of a block's first words and of those at its ends, as `marks.words_of` finds them."""
        cdef Py_ssize_t length = len(text), start = 0, end = 0
        cdef bint short = length <= HEAD
        cdef str low = (text if short else text[:HEAD]).lower()
        cdef int kind = PyUnicode_KIND(low)
        cdef void* data = PyUnicode_DATA(low)
        cdef int at, row, count = 0
        cdef uint64_t[ROOM] found
        while count < HEAD_WORDS and next_word(kind, data, len(low), &start, &end):
            found[count] = run(BASIS, kind, data, start, end)
            count += 1
        if count <= 2 and length > WIDE and not text[:WIDE].isascii():
            kind, data = PyUnicode_KIND(text), PyUnicode_DATA(text)
            for count in range(WIDE):
                found[count] = further(BASIS, PyUnicode_READ(kind, data, count))
            count = WIDE
        for at in range(count):
            row = self.words.get(found[at])
            self.add_word(row, words)
            if at < FIRST_WORDS:
                self.add_word(row, first)
        if short:
            if _may_look(text, low):
                for look in looks(text):
                    self.add_word(self.looks.get(look, 0), first)
            return 0
        low = text[length - TAIL:].lower()
        kind, data, count, start, end = PyUnicode_KIND(low), PyUnicode_DATA(low), 0, 0, 0
        while count < ROOM and next_word(kind, data, len(low), &start, &end):
            found[count] = run(BASIS, kind, data, start, end)
            count += 1
        for at in range(max(count - TAIL_WORDS, 0), count):
            self.add_word(self.words.get(found[at]), words)
        return 0

    cdef int listed(self, object said, float* sums) except -1:
        """The sum of words that are listed."""
        for word in said:
            self.add_word(self.words.get(fingerprint(word)), sums)
        return 0


cdef Table LEADING = numbered(dict.fromkeys(LEAD_HEADS, 1))
cdef uint64_t LEAD_MARK = fingerprint("lead")

_learnt = lru_cache(maxsize=2)(Vocabulary)
"""Those of pages and of dumps; another is made for each fold in training."""


def word_scores(blocks, features, weights):
    """As `vocabulary.word_scores`."""
    cdef Vocabulary learnt = _learnt(weights)
    cdef Py_ssize_t n = len(blocks), row
    said = features.said
    cdef bint page = isinstance(said, PageWords)
    cdef Py_ssize_t entries = len(said.elements if page else said.names)
    cdef float[:, ::1] own = np.zeros((entries, COLUMNS), np.float32)
    cdef float[:, ::1] first = np.zeros((n + 1, COLUMNS), np.float32)
    cdef float[:, ::1] words = np.zeros((n + 1, COLUMNS), np.float32)
    if page:
        heard, texts, elements, kinds = said.heard, said.texts, said.elements, said.kinds
        for row in range(1, entries):
            tag, tokens = elements[row]
            learnt.name(tag, tokens, kinds[row], &own[row, 0])
        for row in range(n):
            if heard[row]:
                learnt.block(texts[row], &first[row, 0], &words[row, 0])
    else:
        for row in range(entries):
            learnt.lines(said.names[row], &own[row, 0])
        for row in range(n):
            learnt.listed(said.first[row], &first[row, 0])
            learnt.listed(said.words[row], &words[row, 0])
    scores = np.empty((n, SUMS), np.float32)
    if n:
        _scores(blocks.element, blocks.elements.parent, features.name, features.places.heading, own, first, words, scores)
    return scores


cdef int _scores(
    const int[:] element, const int[:] parents, const int[:] name, const int[:] headings,
    float[:, ::1] own, float[:, ::1] first, float[:, ::1] words, float[:, ::1] scores,
) except -1:  # fmt: skip
    """The columns of each block; the last are the sums of all others."""
    cdef Py_ssize_t n = element.shape[0], row, size = parents.shape[0]
    cdef int at, aim, parent, heading
    cdef float[:, ::1] above = np.zeros((size, AIMS), np.float32)
    for row in range(size):
        parent = parents[row]
        if parent >= 0:
            for aim in range(AIMS):
                above[row, aim] = above[parent, aim] + own[name[parent], 2 * AIMS + aim]
    for row in range(n):
        parent, heading = max(parents[element[row]], 0), headings[row]
        for aim in range(AIMS):
            scores[row, aim] = own[name[element[row]], aim]
            scores[row, AIMS + aim] = own[name[parent], AIMS + aim]
            scores[row, 2 * AIMS + aim] = above[parent, aim]
            scores[row, 3 * AIMS + aim] = first[row, aim]
            scores[row, 4 * AIMS + aim] = words[row, AIMS + aim]
            scores[row, 5 * AIMS + aim] = words[heading, 2 * AIMS + aim] if heading >= 0 else 0
            scores[row, PLACES * AIMS + aim] = 0
            for at in range(PLACES):
                scores[row, PLACES * AIMS + aim] += scores[row, at * AIMS + aim]
    return 0
