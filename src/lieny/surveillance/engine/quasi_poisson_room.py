"""Where the numbers of one quasi-Poisson fit lie: rows of one table of numbers and one of counts.

All rows have one length, so a kernel takes three arrays and compiles quickly: `terms` of
`count_terms`, `room` and `place`. Observation by observation, `terms` holds the baseline alone; by
runs it holds the whole series, and the runs say where the baseline lies.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled

FloatGrid = npt.NDArray[np.float64]
IntGrid = npt.NDArray[np.int64]

# rows of `room` by period: sums of w*mean, w*mean*time, w*mean*time^2; of w*y; weight, mean time
# and mean working response of the last step; sum of the prior weights; then the level, the same
# before the last step, its exponential in either row of means, and the sums with unit weights
S0, S1, S2, SY, A, TIME, RESPONSE, SW = range(8)
SUMS = 8
LEVEL, LEVEL_BEFORE, HEIGHT = 8, 9, 10
UNIT = 12
CELLS = UNIT + SUMS  # one row of single numbers, below
# by observation: time, log population, population, prior weight, two rows of means, and 1 or the
# inverse square of a high residual
AT, OFFSET, POPULATION, WEIGHT, MEAN, RESIDUAL = 21, 22, 23, 24, 25, 27
# by run: time of its first week, growth up to it in either row of means
RUN_TIME, BEGIN = 28, 29
# by outlier: weight beyond the common one, time
EXTRA, WHEN = 31, 32
# by week of a run, twice: powers of the weekly growth; sums of them, times j, times j^2; inverses
GROWTH = 33
POWER, POWERS, POWERS_J, POWERS_JJ, INVERSE = range(5)
GROWTHS = 5
ROOM_ROWS = GROWTH + 2 * GROWTHS

# cells: deviance, w y log y, w y time, w y offset, w y; slope, its spread, slope before the last
# step, largest count, common weight; the first five with unit weights; time and offset of the
# evaluated week, largest count of its baseline
DEV, YLOG, YTIME, YOFFSET, YSUM = range(5)
TOTALS = 5
SLOPE, SPREAD, SLOPE_BEFORE, LARGEST, SHARE = range(5, 10)
UNIT_TOTAL = 10
NOW, NOW_OFFSET, TOP = 15, 16, 17
CELL_COUNT = 18

# rows of `place`: period of an observation; first row, length and period of a run; row of the
# series, run and period of an outlier; single counts, below
PERIOD, RUN_ROW, RUN_LENGTH, RUN_PERIOD, OUTLIER_ROW, OUTLIER_RUN, OUTLIER_PERIOD, COUNTS = range(8)
PLACE_ROWS = 8
# counts: periods; which row of means is the latest; runs (0: observation by observation);
# outliers; candidates for them; longest run
PERIODS, LATEST, RUNS, OUTLIERS, CANDIDATES, LONGEST = range(6)


@compiled
def room_to_fit(most: int, periods: int, longest: int) -> tuple[FloatGrid, IntGrid]:
    """Give `room` and `place` for fits of at most `most` observations.

    Args:
        most: observations.
        periods: of the model.
        longest: weeks of the longest run.
    """
    length = max(most, periods, longest + 1, CELL_COUNT)
    room = np.zeros((ROOM_ROWS, length))
    place = np.zeros((PLACE_ROWS, length), np.int64)
    place[COUNTS, PERIODS], place[COUNTS, LONGEST] = periods, longest
    return room, place
