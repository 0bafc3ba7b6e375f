"""Weighted least squares by Householder's reflections, columns in the order given.

A column that adds nothing to those before it is left out, its coefficient 0: so does R's `glm`,
whose tolerance this keeps.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled

Floats = npt.NDArray[np.float64]

_TOLERANCE = 1e-11  # of what is left of a column's length


@compiled
def _length(matrix: Floats, column: int, row: int) -> float:
    squares = 0.0
    for i in range(row, matrix.shape[0]):
        squares += matrix[i, column] * matrix[i, column]
    return math.sqrt(squares)


@compiled
def _reflect(matrix: Floats, kept: int, column: int) -> None:
    """Clear column `kept` below its diagonal and carry the columns from `column` along."""
    rows = matrix.shape[0]
    length = _length(matrix, kept, kept)
    head = matrix[kept, kept]
    signed = -length if head > 0.0 else length
    matrix[kept, kept] = head - signed
    scale = signed * (signed - head)
    for other in range(column, matrix.shape[1]):
        inner = 0.0
        for i in range(kept, rows):
            inner += matrix[i, kept] * matrix[i, other]
        inner /= scale
        for i in range(kept, rows):
            matrix[i, other] -= inner * matrix[i, kept]
    matrix[kept, kept] = signed


@compiled
def solve(matrix: Floats, coefficients: Floats) -> None:
    """Fill `coefficients` for the columns of `matrix` but its last, which is what is fitted.

    `matrix`, `[observation, column]`, already multiplied by the roots of the weights, is spoilt.
    """
    rows, columns = matrix.shape[0], matrix.shape[1] - 1
    place = np.zeros(columns, np.int64)
    kept = 0
    lengths = np.empty(columns)
    for column in range(columns):
        lengths[column] = _length(matrix, column, 0)
    for column in range(columns):
        coefficients[column] = 0.0
        left = _length(matrix, column, kept) if kept < rows else 0.0
        if left <= lengths[column] * _TOLERANCE:
            continue
        for i in range(rows):
            matrix[i, kept] = matrix[i, column]
        _reflect(matrix, kept, column + 1)
        place[kept] = column
        kept += 1
    for row in range(kept - 1, -1, -1):
        value = matrix[row, columns]
        for later in range(row + 1, kept):
            value -= matrix[row, later] * coefficients[place[later]]
        coefficients[place[row]] = value / matrix[row, row]
