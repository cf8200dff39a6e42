# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`kinds.passes`, compiled: the same passes over all elements and blocks of a page.

Comes in: columns and tables. Goes out: columns. Every pass has its words there, under the same name.
"""

from libc.string cimport memset

import numpy as np

include "digest.pxi"


def spelled(tuple tags not None, tuple names not None, list telling not None, dict speaking not None, silent):
    """The distinct tags and names of elements, and which element bears which."""
    cdef dict specs = {}, untagged = {}  # by both; by name alone where the tag does not speak
    cdef list told = [], distinct = []
    for row in telling:
        at = <Py_ssize_t> row
        tag, name = tags[at], names[at]
        speaks = tag in speaking
        if not (name or speaks) or tag in silent:
            continue
        known, key = (specs, (tag, name)) if speaks else (untagged, name)
        spec = (<dict> known).get(key)
        if spec is None:
            spec = known[key] = len(distinct)
            distinct.append((tag if speaks else "", name))
        told.append((row, spec))
    return distinct, told


def laid(const int[::1] first, const int[::1] last, list told not None, list owns not None, Py_ssize_t rows):
    """The number of each block's chain, and what is added to which."""
    cdef list of = [0] * rows, steps = []
    cdef dict known = {}
    cdef Py_ssize_t row, at
    cdef unsigned long long step
    for pair in told:
        spec = (<tuple> pair)[1]
        own = owns[<Py_ssize_t> spec]
        if not own:
            continue
        row = (<tuple> pair)[0]
        above = of[first[row]]
        step = (<unsigned long long> spec << 32) | <unsigned long long> above
        chain = known.get(step)
        if chain is None:
            steps.append((own, above))
            chain = known[step] = len(steps)
        for at in range(first[row], last[row]):
            of[at] = chain
    return of, steps


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
