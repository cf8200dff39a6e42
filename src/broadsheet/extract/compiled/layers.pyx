# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`layers.logits`, compiled: the layers in turn, each over all blocks, and nothing laid out anew.

Comes in and goes out: as there; sums differ by rounding.
"""

include "product.pxi"

import numpy as np

from broadsheet.extract.layers import FAR, LAST, NEAR
from broadsheet.extract.layers import LEAST_LOGIT as _LEAST_LOGIT
from broadsheet.extract.layers import LEAST_MASS as _LEAST_MASS
from broadsheet.extract.features.places import LEVELS as _LEVELS

from libc.math cimport expf, log1p

include "digest.pxi"

cdef float LEAST_MASS = _LEAST_MASS, LEAST_LOGIT = _LEAST_LOGIT
cdef int LEVELS = _LEVELS, PARTS = _LEVELS + 2


cdef class Layer:
    """A matrix and its bias; columns of zeros make their number one that `product` takes."""

    cdef const float[:, ::1] weight
    cdef const float[::1] bias
    cdef Py_ssize_t rows, columns

    def __init__(self, weight, bias):
        self.rows, filled = weight.shape
        self.columns = -(-filled // TILE_COLUMNS) * TILE_COLUMNS
        if filled < self.columns:
            wide, longer = np.zeros((self.rows, self.columns), np.float32), np.zeros(self.columns, np.float32)
            wide[:, :filled], longer[:filled] = weight, bias
            weight, bias = wide, longer
        self.weight, self.bias = weight, bias

    cdef float[:, ::1] fresh(self, Py_ssize_t n):
        """Room for its sums over so many rows: the bias in each."""
        cdef float[:, ::1] out = np.empty((n, self.columns), np.float32)
        cdef Py_ssize_t row, at
        for row in range(n):
            for at in range(self.columns):
                out[row, at] = self.bias[at]
        return out

    cdef void add(
        self, Py_ssize_t n, const float* left, Py_ssize_t step, Py_ssize_t first, Py_ssize_t depth, float* out
    ) noexcept:
        """The product with `depth` of its rows from `first` on; `step` lies between the rows of `left`."""
        product(n, depth, left, step, &self.weight[first, 0], self.columns, out)

    cdef int over(self, float[:, ::1] line, Py_ssize_t width, tuple offsets) except -1:
        """`layers._over`, added to the line."""
        cdef Py_ssize_t n = line.shape[0], at, tap = 0, start, end
        cdef float[:, ::1] sums = self.fresh(n)
        cdef int offset
        for offset in offsets:
            start, end = max(-offset, 0), min(n, n - offset)
            if start < end:
                self.add(end - start, &line[start + offset, 0], self.columns, tap * width, width, &sums[start, 0])
            tap += 1
        for start in range(n):
            for at in range(self.columns):
                line[start, at] += max(sums[start, at], <float> 0)
        return 0


cdef Layer _layer(dict layers, str name):
    return Layer(layers[f"{name}.weight"], layers[f"{name}.bias"])


cdef void relu(float[:, ::1] values, Py_ssize_t columns) noexcept:
    cdef Py_ssize_t row, at
    for row in range(values.shape[0]):
        for at in range(columns):
            values[row, at] = max(values[row, at], <float> 0)


def logits(const float[:, ::1] inputs, blocks, features, dict layers):
    """As `layers.logits`."""
    cdef Layer enter = _layer(layers, "enter"), join = _layer(layers, "join")
    cdef Py_ssize_t n = inputs.shape[0], row, at, width = layers["enter.bias"].shape[0], averaged
    cdef const float[:, ::1] leave = layers["leave.weight"]
    cdef float[:, ::1] line = enter.fresh(n), whole, around
    cdef float[::1] out
    cdef Layer pooled = Layer(
        np.concatenate([layers["pooled.weight"], layers["early.weight"]], axis=1),
        np.concatenate([layers["pooled.bias"], layers["early.bias"]]),
    )
    found = np.full(n, layers["leave.bias"][0], np.float32)
    out = found
    enter.add(n, &inputs[0, 0], inputs.shape[1], 0, enter.rows, &line[0, 0])
    relu(line, width)
    _layer(layers, "near").over(line, width, NEAR)
    _layer(layers, "far").over(line, width, FAR)
    averaged = layers["pooled.bias"].shape[0] + 1
    around = _means(_pooled(pooled, line, width, averaged), averaged, blocks, features)
    whole = join.fresh(n)
    join.add(n, &line[0, 0], line.shape[1], 0, width, &whole[0, 0])
    join.add(n, &around[0, 0], around.shape[1], width, around.shape[1], &whole[0, 0])
    relu(whole, width)
    _layer(layers, "late").over(whole, width, LAST)
    for row in range(n):
        for at in range(width):
            out[row] += whole[row, at] * leave[at, 0]
    return found


cdef float[:, ::1] _pooled(Layer pooled, float[:, ::1] line, Py_ssize_t width, Py_ssize_t averaged):
    """What is averaged over containers, the preliminary p last."""
    cdef Py_ssize_t n = line.shape[0], row
    cdef float[:, ::1] sums = pooled.fresh(n)
    pooled.add(n, &line[0, 0], line.shape[1], 0, width, &sums[0, 0])
    relu(sums, averaged - 1)
    for row in range(n):
        sums[row, averaged - 1] = 1 / (1 + expf(-max(sums[row, averaged - 1], LEAST_LOGIT)))
    return sums


cdef float[:, ::1] _means(float[:, ::1] value, Py_ssize_t averaged, blocks, features):
    """The preliminary p, and `layers._means`."""
    cdef const int[:] words = blocks.words, group = features.places.group
    cdef const int[:, :] first = features.places.first, last = features.places.last
    cdef Py_ssize_t n = value.shape[0], row, at, part, columns = averaged + 1
    cdef Py_ssize_t groups = int(features.places.group.max()) + 1
    cdef double[:, ::1] total = np.zeros((n + 1, columns))
    cdef float[:, ::1] own = np.zeros((groups, columns), np.float32)
    cdef float[:, ::1] out = np.empty((n, 1 + PARTS * averaged), np.float32)
    cdef float mass, weighed, sum
    for row in range(n):
        mass = <float> (log1p(words[row]) + LEAST_MASS)
        for at in range(columns):
            weighed = value[row, at] * mass if at < averaged else mass
            total[row + 1, at] = total[row, at] + weighed
            own[group[row], at] += weighed
    for row in range(n):
        out[row, 0] = value[row, averaged - 1]
        for part in range(LEVELS):
            mass = max(<float> (total[last[row, part], averaged] - total[first[row, part], averaged]), LEAST_MASS)
            for at in range(averaged):
                sum = <float> (total[last[row, part], at] - total[first[row, part], at])
                out[row, 1 + part * averaged + at] = sum / mass
        mass = max(<float> total[n, averaged], LEAST_MASS)
        for at in range(averaged):
            out[row, 1 + LEVELS * averaged + at] = <float> total[n, at] / mass
        mass = max(own[group[row], averaged], LEAST_MASS)
        for at in range(averaged):
            out[row, 1 + (LEVELS + 1) * averaged + at] = own[group[row], at] / mass
    return out
