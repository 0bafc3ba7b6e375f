"""Between which days a licence number should have been issued, seen from its neighbours (R13).

An issuer numbers its papers in the order of time, so the dates of lower serials bound a date from
below and those of higher serials from above. Each number is judged by the nearest serials on
either side, never by itself; medians are taken instead of the nearest dates, so that a few forged
or reissued neighbours bend nothing, and the scatter of the neighbours widens the band, so that an
issuer who enters papers late or in blocks is not held against its own habits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

BANDS = pa.schema(
    [
        ("earliest", pa.date32()),  # null where too few neighbours are known
        ("latest", pa.date32()),
        ("neighbours", pa.int32()),  # how many other serials the band rests on
    ]
)

NEIGHBOURS = 8  # serials on each side
LEAST_NEIGHBOURS = 6  # on both sides together
LEAST_ON_A_SIDE = 3  # fewer do not bound that side; it is extrapolated
TOLERANCE = 60.0  # days between decision, entry and print
SCATTER = 4.5  # three standard deviations, in median absolute deviations
HABIT = 0.10  # share of an issuer's numbers; reissue dates shown are a habit, for example
FIRST_DAY, LAST_DAY = -25_567, 84_006  # 1900-01-01, 2200-01-01: ends of what a date can say
SERIAL_BITS = 24
DAY_BITS = 17


@dataclass(frozen=True, slots=True)
class _Side:
    """Neighbours of each point on one side: how many, their middle day and serial, scatter."""

    count: Ints
    day: Floats
    scatter: Floats
    serial: Floats


def serial_bands(
    serial: pa.ChunkedArray | pa.Array,
    issuer: pa.ChunkedArray | pa.Array,
    type: pa.ChunkedArray | pa.Array,  # noqa: A002 - the column's own name
    issued_on: pa.ChunkedArray | pa.Array,
) -> pa.Table:
    """Fit the days of issue of each issuer and type against the serials.

    Args:
        serial: serial of each row; registers and lists may be stacked, in any order.
        issuer: issuer code of each row.
        type: licence type of each row.
        issued_on: day of issue as shown (date32). Null in any of the four takes no part.

    Returns:
        `BANDS`, one row for each row given. All rows of one serial have one band, made without
        any of them.
    """
    serials, days = _numbers(serial, pa.int64()), _numbers(issued_on, pa.int32())
    groups = _groups(issuer, type)
    known = np.flatnonzero((serials >= 0) & (days != _MISSING) & (groups >= 0))
    numbers = (groups[known] << SERIAL_BITS) | serials[known]
    numbers, shown = _one_day_a_number(numbers, days[known])
    earliest, latest, neighbours = _bands(numbers, shown)
    own = (groups << SERIAL_BITS) | serials
    place = np.searchsorted(numbers, own)
    judged = np.zeros(len(own), np.bool_)
    judged[known] = True
    place = np.where(judged, place, 0)
    if not len(numbers):
        earliest, latest, neighbours = np.zeros(1), np.zeros(1), np.zeros(1, np.int64)
    enough = judged & (neighbours[place] >= LEAST_NEIGHBOURS)
    return pa.table(
        [
            _dates(np.floor(earliest[place]), enough),
            _dates(np.ceil(latest[place]), enough),
            pa.array(neighbours[place].astype(np.int32), mask=~enough),
        ],
        schema=BANDS,
    )


_MISSING = np.iinfo(np.int32).min


def _numbers(column: pa.ChunkedArray | pa.Array, kind: pa.DataType) -> Ints:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_date32(whole.type):
        whole = whole.cast(pa.int32())
    filled = whole.cast(kind).fill_null(_MISSING)
    return np.asarray(filled.to_numpy(zero_copy_only=False), np.int64)


def _groups(issuer: pa.ChunkedArray | pa.Array, kind: pa.ChunkedArray | pa.Array) -> Ints:
    joined = pc.binary_join_element_wise(
        issuer.cast(pa.string()), kind.cast(pa.string()), "|", null_handling="emit_null"
    )
    whole = joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined
    indices = whole.dictionary_encode().indices.fill_null(-1)
    return np.asarray(indices.to_numpy(zero_copy_only=False), np.int64)


def _one_day_a_number(numbers: Ints, days: Ints) -> tuple[Ints, Floats]:
    """Give each number the day that most of its rows show; of equally many, the earliest."""
    kept = np.clip(days, FIRST_DAY, LAST_DAY) - FIRST_DAY
    pairs, times = np.unique((numbers << DAY_BITS) | kept, return_counts=True)
    number, day = pairs >> DAY_BITS, pairs & (2**DAY_BITS - 1)
    order = np.lexsort((day, -times, number))
    first = order[np.flatnonzero(np.diff(number[order], prepend=-1))]
    return number[first], (day[first] + FIRST_DAY).astype(np.float64)


def _bands(numbers: Ints, days: Floats) -> tuple[Floats, Floats, Ints]:
    """Judge each number by the others; `numbers` are sorted and distinct."""
    below = _side(numbers, days, -1)
    above = _side(numbers, days, +1)
    serial = (numbers & (2**SERIAL_BITS - 1)).astype(np.float64)
    pace = _days_a_serial(numbers, days)
    starts = np.flatnonzero(np.diff(numbers >> SERIAL_BITS, prepend=-1))
    low = below.day - TOLERANCE - SCATTER * below.scatter
    high = above.day + TOLERANCE + SCATTER * above.scatter
    # Beyond the known serials a side has no bound of its own: the other side is carried on, at
    # twice the issuer's usual pace.
    before_all = (
        above.day - TOLERANCE - SCATTER * above.scatter - 2 * pace * (above.serial - serial)
    )
    after_all = below.day + TOLERANCE + SCATTER * below.scatter + 2 * pace * (serial - below.serial)
    low = np.where(below.count >= LEAST_ON_A_SIDE, low, np.fmin(low, before_all))
    high = np.where(above.count >= LEAST_ON_A_SIDE, high, np.fmax(high, after_all))
    # Where the sides cross, the issuer did not number in order here: both are believed.
    earliest, latest = np.fmin(low, high), np.fmax(low, high)
    earliest -= _custom(earliest - days, starts)
    latest += _custom(days - latest, starts)
    return (
        np.clip(np.nan_to_num(earliest, nan=FIRST_DAY), FIRST_DAY, LAST_DAY),
        np.clip(np.nan_to_num(latest, nan=LAST_DAY), FIRST_DAY, LAST_DAY),
        below.count + above.count,
    )


def _side(numbers: Ints, days: Floats, step: int) -> _Side:
    """Look at the nearest serials of the same issuer and type on one side."""
    count = len(numbers)
    at = np.arange(count)[:, None] + step * np.arange(1, NEIGHBOURS + 1)
    inside = (at >= 0) & (at < count)
    at = np.clip(at, 0, max(count - 1, 0))
    inside &= (numbers[at] >> SERIAL_BITS) == (numbers >> SERIAL_BITS)[:, None]
    known = inside.sum(axis=1)
    day = _median(np.where(inside, days[at], np.inf), known)
    scatter = _median(np.where(inside, np.abs(days[at] - day[:, None]), np.inf), known)
    starts = np.flatnonzero(np.diff(numbers >> SERIAL_BITS, prepend=-1))
    scatter = np.fmax(scatter, _typical(scatter, starts))  # eight dates may agree by luck
    serial = np.where(inside, numbers[at] & (2**SERIAL_BITS - 1), np.inf)
    return _Side(known, day, scatter, _median(serial, known))


def _median(values: Floats, known: Ints) -> Floats:
    """Median of the values known in each row, the others being infinite; NaN where none is."""
    ordered = np.sort(values, axis=1)
    row = np.arange(len(values))
    lower = ordered[row, np.maximum(known - 1, 0) // 2]
    upper = ordered[row, np.minimum(known // 2, NEIGHBOURS - 1)]
    with np.errstate(invalid="ignore"):
        return np.where(known > 0, (lower + upper) / 2, np.nan)


def _typical(values: Floats, starts: Ints) -> Floats:
    """Median of each issuer's values, repeated for each of them."""
    sizes = np.diff(starts, append=len(values))
    ordered = values[np.lexsort((values, np.repeat(starts, sizes)))]  # NaN last
    known = np.add.reduceat(np.isfinite(values).astype(np.int64), starts) if len(starts) else starts
    return np.repeat(ordered[starts + np.maximum(known - 1, 0) // 2], sizes)


def _custom(excess: Floats, starts: Ints) -> Floats:
    """How far an issuer's dates leave the band as a habit: forgery is rare, a habit is not."""
    if not len(starts):
        return excess
    sizes = np.diff(starts, append=len(excess))
    beyond = np.nan_to_num(np.maximum(excess, 0))
    share = np.add.reduceat((beyond > 0).astype(np.int64), starts) / sizes
    furthest = np.maximum.reduceat(beyond, starts)
    return np.repeat(np.where(share > HABIT, furthest, 0), sizes)


def _days_a_serial(numbers: Ints, days: Floats) -> Floats:
    """Usual pace of each number's issuer: days between its early and late dates over serials."""
    group = numbers >> SERIAL_BITS
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    sizes = np.diff(starts, append=len(group))
    tenth = sizes // 10
    first, last = starts + tenth, starts + sizes - 1 - tenth
    span = (numbers[last] - numbers[first]).astype(np.float64)
    pace = np.maximum(days[last] - days[first], 0) / np.maximum(span, 1)
    return np.repeat(pace, sizes)


def _dates(days: Floats, known: npt.NDArray[np.bool_]) -> pa.Array:
    return pa.array(days.astype(np.int32), pa.int32(), mask=~known).cast(pa.date32())
