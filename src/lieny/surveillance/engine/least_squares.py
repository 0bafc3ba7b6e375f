"""Weighted least squares by Householder's reflections as LINPACK's dqrdc and dqrsl do them.

Columns are taken in the order given; one that adds nothing to those before it is left out, its
coefficient 0. The order of operations and the tolerance are those of R's `glm`, for where a fit
does not settle the last digits decide. Source: Dongarra et al. 1979, LINPACK Users' Guide, ch. 9.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled

Floats = npt.NDArray[np.float64]

_TOLERANCE = 1e-11  # of what is left of a column's length
_SMALL = 1e-6  # below it a length is measured again rather than carried on
_UNROLLED = 5  # terms that the reference BLAS adds at once


@compiled
def _length(matrix: Floats, column: int, row: int) -> float:
    squares, largest = 0.0, 0.0
    for i in range(row, matrix.shape[1]):
        largest = max(largest, abs(matrix[column, i]))
    if largest == 0.0:
        return 0.0
    for i in range(row, matrix.shape[1]):
        squares += (matrix[column, i] / largest) ** 2
    return largest * math.sqrt(squares)


@compiled
def _carry(matrix: Floats, reflector: int, row: int, column: int) -> None:
    """Reflect one column by the reflector kept in another, from `row` down."""
    rows = matrix.shape[1]
    inner = 0.0
    odd = row + (rows - row) % _UNROLLED
    for i in range(row, odd):
        inner += matrix[reflector, i] * matrix[column, i]
    for i in range(odd, rows, _UNROLLED):
        inner += (
            matrix[reflector, i] * matrix[column, i]
            + matrix[reflector, i + 1] * matrix[column, i + 1]
            + matrix[reflector, i + 2] * matrix[column, i + 2]
            + matrix[reflector, i + 3] * matrix[column, i + 3]
            + matrix[reflector, i + 4] * matrix[column, i + 4]
        )
    inner = -inner / matrix[reflector, row]
    for i in range(row, rows):
        matrix[column, i] += inner * matrix[reflector, i]


@compiled
def _reflect(matrix: Floats, left: Floats, column: int, row: int) -> float:
    """Clear a column below `row`, carry those after it along, and give its diagonal entry."""
    columns, rows = len(left), matrix.shape[1]
    length = _length(matrix, column, row)
    length = -length if matrix[column, row] < 0.0 else length
    for i in range(row, rows):
        matrix[column, i] *= 1.0 / length
    matrix[column, row] += 1.0
    for other in range(column + 1, columns + 1):
        _carry(matrix, column, row, other)
        if other < columns and left[other] != 0.0:
            rest = max(0.0, 1.0 - (abs(matrix[other, row]) / left[other]) ** 2)
            if rest < _SMALL:
                left[other] = _length(matrix, other, row + 1)
            else:
                left[other] *= math.sqrt(rest)
    return -length


@compiled
def solve(matrix: Floats, coefficients: Floats) -> None:
    """Fill `coefficients` for the rows of `matrix` but its last, which is what is fitted.

    `matrix`, `[column, observation]`, already multiplied by the roots of the weights, is spoilt.
    """
    columns, rows = matrix.shape[0] - 1, matrix.shape[1]
    place, kept = np.zeros(columns, np.int64), 0
    left, first, diagonal = np.empty(columns), np.empty(columns), np.empty(columns)
    for column in range(columns):
        coefficients[column] = 0.0
        left[column] = _length(matrix, column, 0)
        first[column] = left[column]
    for column in range(columns):
        if kept < rows and left[column] > 0.0 and left[column] >= first[column] * _TOLERANCE:
            diagonal[kept] = _reflect(matrix, left, column, kept)
            place[kept] = column
            kept += 1
    for at in range(kept - 1, -1, -1):
        value = matrix[columns, at] / diagonal[at]
        coefficients[place[at]] = value
        for above in range(at):
            matrix[columns, above] += -value * matrix[place[at], above]
