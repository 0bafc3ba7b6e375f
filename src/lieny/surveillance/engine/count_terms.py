"""What a count contributes to every fit it takes part in, worked out once.

The quasi-Poisson fit of R starts at a mean of y + 0.1; the logarithms of that first step, the
deviance there and y to the power of 2/3 depend on the count alone.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled

FloatVector = npt.NDArray[np.float64]
FloatGrid = npt.NDArray[np.float64]

TABLE = 4096
COUNT, WORKING, DEVIANCE, LOG_TERM, TWO_THIRDS = range(5)  # rows of a table of terms
TERMS = 5


@compiled
def _terms_of(y: float, out: FloatVector) -> None:
    """Write the count, working response at the start, deviance there, y log y, and y^(2/3)."""
    out[COUNT] = y
    begun = y + 0.1
    log_begun = math.log(begun)
    log_term = y * math.log(y) if y > 0 else 0.0
    out[WORKING] = log_begun - 0.1 / begun
    out[LOG_TERM] = log_term
    out[DEVIANCE] = 2 * (log_term - y * log_begun + 0.1)
    out[TWO_THIRDS] = y ** (2.0 / 3.0)


@compiled
def term_table() -> FloatGrid:
    """Give the terms `[count, term]` of the counts below `TABLE`."""
    table = np.empty((TABLE, TERMS))
    for k in range(TABLE):
        _terms_of(float(k), table[k])
    return table


@compiled
def fill_terms(count: FloatVector, table: FloatGrid, term: FloatGrid) -> None:
    """Write the terms of a series; those of a missing count are not to be read.

    Args:
        count: `[time]`.
        table: of `term_table`.
        term: `[term, time]`, written.
    """
    own = np.empty(TERMS)
    for i in range(count.size):
        y = count[i]
        if y < TABLE and y == math.floor(y):
            k = int(y)
            for j in range(TERMS):
                term[j, i] = table[k, j]
        elif y == y:  # noqa: PLR0124 - not missing
            _terms_of(y, own)
            for j in range(TERMS):
                term[j, i] = own[j]
