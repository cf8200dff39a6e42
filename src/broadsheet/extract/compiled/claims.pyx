# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`claims.repeated`, compiled: the words of a block are looked up where they stand.

Comes in and goes out: as there.
"""

include "fingerprints.pxi"

from libc.stdlib cimport malloc

from broadsheet.extract.features import claims as _claims

include "digest.pxi"

cdef int WIDEST = _claims.WIDEST, FEWEST = _claims.FEWEST, PROBE = _claims.PROBE
cdef long long WORK = _claims.WORK

cdef enum:
    TITLE = 1
    DESCRIPTION = 2
    AUTHOR = 4


def repeated(blocks, list heard, told, float[:, :] out):
    """As `claims.repeated`."""
    cdef dict known = dict.fromkeys(told.title, TITLE)
    cdef Table table
    cdef const int[:] sizes = blocks.words
    cdef tuple texts = blocks.text
    cdef Py_ssize_t row
    cdef str text, sentence = told.sentence
    for words, what in ((told.description, DESCRIPTION), (told.author, AUTHOR)):
        for word in words:
            known[word] = known.get(word, 0) | what
    table = numbered(known)
    for row in range(sizes.shape[0]):
        if not heard[row]:
            continue
        text = texts[row]
        if sizes[row] > WIDEST:
            if told.description and row * <long long> len(sentence) <= WORK:
                out[1, row] = text[:PROBE].lower() in sentence
        else:
            _shares(text.lower(), table, sizes[row], &out[0, row], &out[1, row], &out[2, row])


cdef int _shares(str low, Table table, int size, float* title, float* description, float* author) except -1:
    """Of the different words of a block, those that each of the three holds."""
    cdef int kind = PyUnicode_KIND(low)
    cdef void* data = PyUnicode_DATA(low)
    cdef Py_ssize_t start = 0, end = 0, at, count = 0
    cdef double titled = 0, described = 0, authored = 0
    cdef int what
    cdef uint64_t word
    cdef uint64_t* words = <uint64_t*> malloc((len(low) // 2 + 1) * sizeof(uint64_t))
    if words == NULL:
        raise MemoryError
    while next_word(kind, data, len(low), &start, &end):
        word = run(BASIS, kind, data, start, end)
        at = 0
        while at < count and words[at] != word:
            at += 1
        if at < count:
            continue
        words[count] = word
        count += 1
        what = table.get(word)
        titled += (what & TITLE) != 0
        described += (what & DESCRIPTION) != 0
        authored += (what & AUTHOR) != 0
    free(words)
    if count:
        title[0] = <float> (titled / count)
        description[0] = <float> (described / count) if size >= FEWEST else 0
        author[0] = <float> (authored / count)
    return 0
