# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`kinds.passes`, compiled: the same passes over all elements and blocks of a page.

Comes in: columns and tables. Goes out: columns. Every pass has its words there, under the same name.
"""

include "fingerprints.pxi"

from libc.string cimport memset

import numpy as np

include "digest.pxi"


def spelled(tuple tags not None, tuple names not None, list telling not None, dict speaking not None, silent):
    """The distinct tags and names of elements, and which element bears which."""
    cdef Table known = Table(len(telling))
    cdef dict says = {}  # of each tag met: 0 nothing, not even its names; 1 by its names; 2 by itself, too
    cdef list rows = [], numbers = [], distinct = []
    cdef Py_ssize_t at
    cdef int number, fresh = 0, speaks
    cdef str name
    for row in telling:
        at = <Py_ssize_t> row
        tag, name = tags[at], names[at]
        told = says.get(tag)
        if told is None:
            told = says[tag] = 0 if tag in silent else 2 if tag in speaking else 1
        speaks = told
        if speaks + (len(name) > 0) < 2:
            continue
        number = known.number(_pair(<Py_hash_t> hash(tag) if speaks == 2 else 0, <Py_hash_t> hash(name)), fresh)
        if number == fresh:
            fresh += 1
            distinct.append((tag if speaks == 2 else "", name))
        rows.append(row)
        numbers.append(number)
    return distinct, rows, numbers


cdef inline uint64_t _pair(uint64_t one, uint64_t other) noexcept:
    """One number for two, other than 0."""
    return ((BASIS ^ one) * PRIME ^ other) * PRIME | 1


def laid(const int[::1] first, const int[::1] last, tuple told not None, list owns not None, chains, Py_ssize_t rows):
    """The number of each block's chain, what is added to which, and the chains."""
    cdef int kinds, none, tag, chain, above
    cdef bytes further
    kinds, none, tag, further = chains
    cdef const unsigned char* outwards = further
    cdef list bearing = told[0], numbers = told[1], steps = []
    cdef Table known = Table(len(bearing))
    cdef Py_ssize_t row, at, step, width = 2 * kinds
    cdef bint named
    cdef dict own
    assert len(further) == 256
    of, found = np.zeros(rows, np.int32), np.full((len(bearing) + 1, width), none, np.uint8)
    cdef int[::1] number = of
    cdef unsigned char[:, ::1] levels = found
    for step in range(len(bearing)):
        own = owns[<Py_ssize_t> numbers[step]]
        if not own:
            continue
        row = bearing[step]
        above = number[first[row]] if first[row] < rows else 0
        chain = known.number((<uint64_t> numbers[step] << 32 | <uint64_t> above) + 1, len(steps) + 1)
        if chain > len(steps):
            steps.append((own, above))
            named = False
            for place in own:
                named = named or <int> place < kinds
            for at in range(width):
                levels[chain, at] = outwards[levels[above, at]] if named else levels[above, at]
            for place in own:
                levels[chain, <Py_ssize_t> place] = 0 if <int> place < kinds else tag
        for at in range(first[row], last[row]):
            number[at] = chain
    return of, steps, found[: len(steps) + 1]


def lowest(const int[::1] first, const int[::1] last, found, Py_ssize_t rows):
    """Of each block the number of the innermost of these elements around it."""
    cdef list of = [0] * rows
    cdef Py_ssize_t row, at
    for number, element in enumerate(found.tolist(), 1):
        row = element
        for at in range(first[row], last[row]):
            of[at] = number
    return of


def add(double[:, ::1] scores, dict claims not None, dict weights not None, dict index not None):
    """Add to each block's row what its claims weigh."""
    cdef Py_ssize_t at, column, columns = scores.shape[1]
    cdef double[64] sums
    assert columns <= 64
    for place, found in claims.items():
        at = place
        memset(sums, 0, sizeof(sums))
        for claim in <list> found:
            sign = (<tuple> claim)[0]
            weight = weights.get(sign)
            if weight is not None:
                sums[<Py_ssize_t> index[(<tuple> sign)[1]]] += <double> weight
        for column in range(columns):
            scores[at, column] += sums[column]


def begun(
    const double[:, ::1] places, const int[:] place, const double[:, ::1] levels, const unsigned char[:, ::1] chains,
    const int[:] chain, const double[:, ::1] inherited, const int[:] name,
):  # fmt: skip
    """What place, chain and inherited name weigh together."""
    cdef Py_ssize_t blocks = place.shape[0], kinds = places.shape[1], at, column
    cdef const unsigned char* level
    found = np.empty((blocks, kinds))
    cdef double[:, ::1] scores = found
    for at in range(blocks):
        level = &chains[chain[at], 0]
        for column in range(kinds):
            scores[at, column] = (
                places[place[at], column]
                + (levels[level[column], column] + levels[level[kinds + column], kinds + column])
                + inherited[name[at], column]
            )
    return found


def doubtful(const double[:, ::1] scores, double sure):
    """Which blocks' likeliest kind leads by less than `sure`."""
    cdef Py_ssize_t at, column
    cdef double top, second
    found = np.zeros(scores.shape[0], np.bool_)
    cdef unsigned char[::1] doubts = found.view(np.uint8)
    for at in range(scores.shape[0]):
        top = second = -1e300
        for column in range(scores.shape[1]):
            if scores[at, column] > top:
                top, second = scores[at, column], top
            elif scores[at, column] > second:
                second = scores[at, column]
        doubts[at] = top - second < sure
    return found


def tallied(const int[::1] first, const int[::1] last, found, heard, brief, const int[:, ::1] measures):
    """Of these elements how many of their short blocks speak for each kind, and the sums of the measures of all."""
    cdef const unsigned char[:, ::1] said = heard.view(np.uint8)
    cdef const unsigned char[::1] few = brief.view(np.uint8)
    cdef Py_ssize_t at, row, column, kinds = said.shape[1], more = measures.shape[0]
    cdef Py_ssize_t element
    total = np.zeros((len(found), kinds + more), np.int32)
    cdef int[:, ::1] sums = total
    for at, number in enumerate(found.tolist()):
        element = number
        for row in range(first[element], last[element]):
            if few[row]:
                for column in range(kinds):
                    sums[at, column] += said[row, column]
            for column in range(more):
                sums[at, kinds + column] += measures[column, row]
    return total


def strongest(const Py_ssize_t[::1] best, sources, const double[:, ::1] runs, held):
    """Of each block the source that weighs most for its kind, and its weight."""
    cdef const unsigned char[:, ::1] holds = held.view(np.uint8)
    cdef const double[:, :] table
    cdef const Py_ssize_t[::1] numbers
    cdef Py_ssize_t at, run, blocks = best.shape[0]
    cdef int source = 0
    cdef double weight
    found, weights = np.zeros(blocks, np.int32), np.zeros(blocks)
    cdef int[::1] most = found
    cdef double[::1] weighs = weights
    for table, numbers in sources:
        source += 1
        for at in range(blocks):
            weight = table[numbers[at], best[at]]
            if weight > weighs[at]:
                most[at], weighs[at] = source, weight
    source += 1
    for at in range(blocks):
        for run in range(runs.shape[0]):
            if holds[at, run] and runs[run, best[at]] > weighs[at]:
                most[at], weighs[at] = source, runs[run, best[at]]
    return found.tolist(), weights.tolist()
