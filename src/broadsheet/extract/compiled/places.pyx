# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`tree.tree` and `places.places`, compiled: one pass over the elements, for parents come first, and one over the blocks.

Comes in and goes out: as there.
"""

include "fingerprints.pxi"

import numpy as np

from broadsheet.extract.features.places import HALF as _HALF
from broadsheet.extract.features.places import HOLD as _HOLD
from broadsheet.extract.features.places import LEVELS as _LEVELS
from broadsheet.extract.features.places import Places
from broadsheet.extract.features.tree import LOOKED_THROUGH, Tree
from broadsheet.extract.features.tree import WHOLE as _WHOLE
from broadsheet.records import Flag

include "digest.pxi"

cdef int LEVELS = _LEVELS, HEADING = int(Flag.HEADING)
cdef double HALF = _HALF, HOLD = _HOLD, WHOLE = _WHOLE


cdef inline uint64_t pair(uint64_t one, uint64_t other) noexcept:
    """One number for two, other than 0."""
    return ((BASIS ^ one) * PRIME ^ other) * PRIME | 1


def tree(elements):
    """As `tree.tree`."""
    cdef tuple tags = elements.tag, tokens = elements.tokens
    cdef const int[:] parents = elements.parent, first = elements.first, last = elements.last
    cdef Py_ssize_t count = parents.shape[0], row
    cdef Table numbers = Table(count), paths = Table(count)
    cdef list names = [("", "")], inline = [False]
    cdef int known = 0, ways = 0, parent, size, number
    columns = np.zeros((6, count), np.int32)
    cdef int[:, ::1] found = columns
    cdef int* name = &found[0, 0]
    cdef int* path = name + count
    cdef int* depth = path + count
    cdef int* up = depth + count
    cdef int* top = up + count
    cdef int* through = top + count
    for row in range(count):
        parent, size = max(parents[row], 0), last[row] - first[row]
        if size > 0:
            number = numbers.number(pair(<Py_hash_t> hash(tags[row]), <Py_hash_t> hash(tokens[row])), known + 1)
            if number > known:
                known = number
                names.append((tags[row], tokens[row]))
                inline.append(tags[row] in LOOKED_THROUGH)
            name[row] = number
            if parents[row] >= 0:
                path[row] = paths.number(pair(path[parent], number), ways + 1)
                ways = max(ways, path[row])
                depth[row] = depth[parent] + 1
        up[row] = up[parent] if parent > 0 and last[parent] - first[parent] == size else parent
        top[row] = top[up[row]] if up[row] > 0 and last[up[row]] - first[up[row]] < WHOLE * (last[0] - first[0]) else row
        through[row] = through[parent] if parent > 0 and inline[name[row]] else row
    return Tree(names, *columns)


def places(blocks, tree, mass):
    """As `places.places`."""
    elements = blocks.elements
    cdef const int[:] parents = elements.parent, begin = elements.first, end = elements.last, at = blocks.element
    cdef const int[:] name = tree.name, path = tree.path, up = tree.up, top = tree.top, through = tree.through
    cdef const int[:] flags = elements.flags
    cdef Py_ssize_t n = at.shape[0], row, level
    cdef Table makes = Table(n)
    cdef int near, made, kinds = 0, above = -1
    first, last = np.empty((n, LEVELS), np.int32), np.empty((n, LEVELS), np.int32)
    make, heading = np.empty(n, np.int32), np.empty(n, np.int32)
    cdef int[:, ::1] firsts = first, lasts = last
    cdef int[::1] making = make, headings = heading
    for row in range(n):
        near = at[row] if end[at[row]] - begin[at[row]] > 1 else up[at[row]]
        for level in range(LEVELS):
            if level == LEVELS - 1:
                near = top[near]
            firsts[row, level], lasts[row, level] = begin[near], end[near]
            near = up[near]
        made = through[at[row]]
        making[row] = makes.number(pair(name[made], parents[made] + 1), kinds)
        kinds = max(kinds, making[row] + 1)
        headings[row] = above
        if flags[at[row]] & HEADING:
            above = row
    group = _group(at, path)
    return Places(
        first, last, group, make, heading, tree.depth[blocks.element],
        _best(at, begin, end, up, mass), _common(begin, end, mass),
    )  # fmt: skip


cdef object _group(const int[:] at, const int[:] path):
    """Numbers of the paths that end at a block, without gaps, in order."""
    cdef Py_ssize_t n = at.shape[0], row
    cdef int count = 0
    cdef int[::1] number = np.zeros(path.shape[0] + 1, np.int32)
    group = np.empty(n, np.int32)
    cdef int[::1] found = group
    for row in range(n):
        number[path[at[row]]] = 1
    for row in range(number.shape[0]):
        count += number[row]
        number[row] = count - 1
    for row in range(n):
        found[row] = number[path[at[row]]]
    return group


cdef tuple _best(const int[:] at, const int[:] begin, const int[:] end, const int[:] up, const float[:] mass):
    """Blocks of the element whose children hold most prose."""
    cdef Py_ssize_t row, best = 0
    cdef int near
    cdef double[:, ::1] held = np.zeros((begin.shape[0], 2))
    for row in range(at.shape[0]):
        near = at[row] if end[at[row]] - begin[at[row]] > 1 else up[at[row]]
        held[near, 0] += mass[row]
        held[up[near], 1] += mass[row]
    for row in range(begin.shape[0]):
        held[row, 0] += HALF * held[row, 1]
        if held[row, 0] > held[best, 0]:
            best = row
    return begin[best], end[best]


cdef tuple _common(const int[:] begin, const int[:] end, const float[:] mass):
    """Blocks of the lowest element with `HOLD` of the prose."""
    cdef Py_ssize_t row, n = mass.shape[0]
    cdef double[::1] total = np.zeros(n + 1)
    for row in range(n):
        total[row + 1] = total[row] + mass[row]
    row = begin.shape[0] - 1
    while row > 0 and (total[n] == 0 or total[end[row]] - total[begin[row]] < HOLD * total[n]):
        row -= 1
    return begin[row], end[row]
