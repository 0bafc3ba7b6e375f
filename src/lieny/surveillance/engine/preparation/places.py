"""Places of case lists followed through the merger of 1 July 2025.

Rules (docs/adr/0050):

- A province of the old map went whole into one of the new: its cases follow, and no history breaks.
- An old commune that went whole into a new one: its cases follow.
- An old commune divided among several (445 of 10,035): which part a case lay in is not known, and
  a case has no fractions. It goes to the *unknown* commune of its province, and the communes that
  took parts of it (418 of 3,321) have a break: see `breaks`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.surveillance.engine.preparation.calendar import day_number
from lieny.surveillance.engine.preparation.days import read_days
from lieny.surveillance.engine.preparation.strata import as_text, require
from lieny.vocabulary.place_table import (
    NEW_MAP_FROM,
    PassageKind,
    communes,
    crosswalk,
    province_versions,
    successors,
)

Flags = npt.NDArray[np.bool_]

COMMUNE, PROVINCE = "commune", "province"


@dataclass(frozen=True, slots=True)
class Followed:
    """Đơn vị hành chính sau chuyển đổi: the table with today's places.

    Attributes:
        table: the input with the columns `commune` (only of `follow_communes`) and `province`,
            codes of the map since 1 July 2025, null where unknown; earlier columns of these names
            are replaced.
        divided: rows whose old commune was divided: the province is known, the commune is not.
        unrecognised: rows with a code that no place had on that day.
        unplaced: rows without a code or without the day that says which map it is of.
    """

    table: pa.Table
    divided: int
    unrecognised: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class _Passage:
    """Codes with what became of them; `commune` null where it was divided."""

    code: pa.Array
    commune: pa.Array
    province: pa.Array


@cache
def _old_communes() -> _Passage:
    both, after = communes(), crosswalk().after
    codes = sorted(both.old)
    goes = [after[code] for code in codes]
    whole = [to[0][0] if len(to) == 1 and to[0][1] is PassageKind.FULL else None for to in goes]
    provinces = [successors()[both.old[code].province] for code in codes]
    return _Passage(pa.array(codes), pa.array(whole, pa.string()), pa.array(provinces))


@cache
def _new_communes() -> _Passage:
    new = communes().new
    codes = sorted(new)
    return _Passage(pa.array(codes), pa.array(codes), pa.array([new[c].province for c in codes]))


@cache
def _provinces(*, since_merger: bool) -> _Passage:
    if since_merger:
        codes = sorted(set(successors().values()))
        pairs = [(code, code) for code in codes]
    else:
        pairs = [(code, successors()[code]) for code in sorted(province_versions())
                 if code in successors()]  # fmt: skip
    code, to = zip(*pairs, strict=True)
    return _Passage(pa.array(code), pa.nulls(len(code), pa.string()), pa.array(to))


@cache
def divided_communes() -> frozenset[str]:
    """Give the communes of today that took a part of an old one: their history breaks."""
    after = crosswalk().after
    return frozenset(new for to in after.values() for new, kind in to if kind is PassageKind.PART)


def follow_communes(
    table: pa.Table, code: str, on: str | date, *, province: str | None = None
) -> Followed:
    """Give today's commune and province of rows with a commune code of either map.

    Args:
        table: cases or counts.
        code: column of the code, 5 digits.
        on: column of the day whose map the code is of, or that day. A list written since the
            merger may still use old codes: then give a day before it. The same digits mean
            another extent on the other map, so nobody can guess.
        province: column of province codes of the same map, used where the commune is unknown.

    Raises:
        SeriesFault: a column is missing or holds no days.
    """
    followed = _follow(table, code, on, (_old_communes(), _new_communes()))
    if province is None:
        return followed
    given = follow_provinces(table, province, on).table[PROVINCE]
    filled = pc.coalesce(followed.table[PROVINCE], given)
    return replace(followed, table=_put(followed.table, PROVINCE, filled))


def follow_provinces(table: pa.Table, code: str, on: str | date) -> Followed:
    """Give today's province of rows with a province code of either map; see `follow_communes`."""
    passages = (_provinces(since_merger=False), _provinces(since_merger=True))
    return _follow(table, code, on, passages)


def _follow(
    table: pa.Table, code: str, on: str | date, passages: tuple[_Passage, _Passage]
) -> Followed:
    require(table, (code,))
    width = len(passages[0].code[0].as_py())
    text = pc.utf8_lpad(as_text(table[code], code), width, "0")  # spreadsheets drop leading zeros
    merged = day_number(NEW_MAP_FROM)
    if isinstance(on, date):
        dated = np.ones(table.num_rows, np.bool_)
        since = np.full(table.num_rows, day_number(on) >= merged)
    else:
        days, dated = read_days(table, on)
        since = days >= merged
    given = pc.is_valid(text).to_numpy() & dated
    found = [pc.index_in(text, value_set=passage.code) for passage in passages]
    position = pc.if_else(pa.array(since), found[1], found[0])
    position = pc.if_else(pa.array(given), position, None)
    known = pc.is_valid(position).to_numpy()
    commune, province = (_pick(passages, position, since, name) for name in (COMMUNE, PROVINCE))
    has_communes = passages[1].commune.null_count == 0
    divided = known & np.asarray(pc.is_null(commune)) if has_communes else np.zeros(1, np.bool_)
    table = _put(table, PROVINCE, province)
    return Followed(
        table=_put(table, COMMUNE, commune) if has_communes else table,
        divided=int(divided.sum()),
        unrecognised=int((given & ~known).sum()),
        unplaced=int((~given).sum()),
    )


def _pick(
    passages: tuple[_Passage, _Passage], position: pa.ChunkedArray, since: Flags, name: str
) -> pa.ChunkedArray:
    """Take commune or province from the passage of the row's map."""
    old, new = (
        getattr(passage, name).take(
            pc.if_else(pa.array(mine), position, None).combine_chunks().cast(pa.int64())
        )
        for passage, mine in zip(passages, (~since, since), strict=True)
    )
    return pc.if_else(pa.array(since), new, old)


def _put(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    if name in table.column_names:
        return table.set_column(table.column_names.index(name), name, column)
    return table.append_column(name, column)
