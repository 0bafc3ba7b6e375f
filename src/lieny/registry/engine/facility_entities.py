"""What is known of each place once its rows are joined: which row speaks for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.engine.facility_groups import Flags
from lieny.registry.engine.facility_keys import NONE, Ints, encoded, pair
from lieny.registry.engine.facility_provinces import entity_provinces

_EPOCH = date(1970, 1, 1)
_NEVER, _FOREVER = -(1 << 40), 1 << 40
# How the licence of a row stands on the day.
_ACTIVE, _ENDED, _NOT_YET = range(3)


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """Rows of the facilities table with the place of each.

    Attributes:
        table: the facilities table.
        place: place of each row, numbered in the order of file, table and row.
        order: the rows, those of registers first, then by file, table and row.
        is_register: the row is from a register.
    """

    table: pa.Table
    place: Ints
    order: Ints
    is_register: Flags

    @classmethod
    def of(cls, table: pa.Table, group: Ints) -> PlaceRows:
        """Number the places so that the numbers do not depend on the order of the rows."""
        trail = [table[name].to_numpy().astype(np.int64) for name in ("row", "table", "file")]
        by_trail = np.lexsort(trail)
        _, first, inverse = np.unique(group[by_trail], return_index=True, return_inverse=True)
        place = np.empty(len(group), dtype=np.int64)
        place[by_trail] = np.argsort(np.argsort(first))[inverse]
        sources, names = encoded(table["source"])
        is_register = sources == (names.index("register") if "register" in names else len(names))
        order = np.lexsort((*trail, ~is_register))
        return cls(table, place, order, is_register)

    def __len__(self) -> int:
        return int(self.place.max(initial=-1)) + 1

    def first(self, eligible: Flags, *preference: npt.NDArray[np.generic]) -> Ints:
        """Give each place its first eligible row, lower preference first; −1 for none."""
        return _first_of(self.order[eligible[self.order]], self.place, len(self), *preference)


def _first_of(rows: Ints, group: Ints, groups: int, *preference: npt.NDArray[np.generic]) -> Ints:
    """Give each group the first of the rows after a stable sort by preference."""
    by_wish = rows[np.lexsort((*(key[rows] for key in reversed(preference)), group[rows]))]
    found = np.full(groups, NONE, dtype=np.int64)
    which, first = np.unique(group[by_wish], return_index=True)
    found[which] = by_wish[first]
    return found


def describe_entities(
    facilities: pa.Table,
    group: Ints,
    as_of: date,
    file_provinces: list[str | None],
    schema: pa.Schema,
) -> tuple[npt.NDArray[np.int32], pa.Table]:
    """Number the places in the order of their first rows and say what is known of each.

    A register speaks before a list; of several licences of one place the one that is active on
    the day (an old one was revoked, the place licensed anew), else the latest.

    Returns:
        The place of each row, and the table of places in the given schema.
    """
    rows = PlaceRows.of(facilities, group)
    day = (as_of - _EPOCH).days
    standing = _standing(facilities, day)
    speaking = _speaking_rows(rows, standing, day)
    known = speaking != NONE
    ended = known & (standing[speaking] == _ENDED)
    aside = np.ones(len(group), dtype=np.bool_)
    aside[speaking[known]] = False

    def said(name: str) -> pa.ChunkedArray:
        return _picked(facilities[name], rows.first(_has(facilities, name), aside))

    columns = {
        "entity": pa.array(np.arange(len(rows), dtype=np.int32)),
        "name": said("name"),
        "province": entity_provinces(facilities, rows.place, as_of, file_provinces),
        "commune": said("commune_given"),
        "form": said("form"),
        "operating_licence": _licences(rows, speaking, aside),
        "status": _statuses(facilities, speaking, known, ended),
        "status_from": _picked(facilities["status_from"], np.where(ended, speaking, NONE)),
        "status_until": _picked(facilities["status_until"], np.where(ended, speaking, NONE)),
        "known_to_register": pa.array(known),
        "open_hours": said("open_hours"),
        "longitude": _points(rows, "longitude", aside),
        "latitude": _points(rows, "latitude", aside),
        "rows": _row_lists(rows),
    }
    arrays = [columns[field.name].cast(field.type) for field in schema]
    return rows.place.astype(np.int32), pa.Table.from_arrays(arrays, schema=schema)


def _standing(facilities: pa.Table, day: int) -> Ints:
    """Tell how the licence of each row stands on the day; no status means active."""
    begins, ends = (
        _days(facilities["status_from"], _NEVER),
        _days(facilities["status_until"], _FOREVER),
    )
    states, names = encoded(facilities["status"])
    good = (states == NONE) | np.isin(states, [i for i, n in enumerate(names) if n == "active"])
    within = (begins <= day) & (day <= ends)
    standing = np.where(good, np.where(begins <= day, _ACTIVE, _NOT_YET), _ACTIVE)
    return np.asarray(np.where(~good & within, _ENDED, standing), dtype=np.int64)


def _speaking_rows(rows: PlaceRows, standing: Ints, day: int) -> Ints:
    """Give each place the register row that says how it stands, −1 where no register knows it.

    Of one licence the latest word counts; of several licences an active one, else the latest.
    """
    begins = _days(rows.table["status_from"], _NEVER)
    serial = rows.table["licence_serial"].fill_null(NONE).to_numpy().astype(np.int64)
    licence = pair(rows.place, serial + 1)
    in_order = rows.order[rows.is_register[rows.order]]
    licences = int(licence.max(initial=-1)) + 1
    latest = _first_of(in_order, licence, licences, begins > day, -begins, -standing)
    current = np.zeros(len(rows.place), dtype=np.bool_)
    current[latest[latest != NONE]] = True
    return rows.first(current, standing, -begins, -serial)


def _statuses(facilities: pa.Table, speaking: Ints, known: Flags, ended: Flags) -> pa.Array:
    """Give the status on the day: what ended or has not begun leaves the licence active."""
    said = _picked(facilities["status"], np.where(ended, speaking, NONE)).cast(pa.string())
    active = pc.if_else(pa.array(known), "active", pa.scalar(None, pa.string()))
    return pc.coalesce(said.combine_chunks() if said.num_chunks else said, active)


def _licences(rows: PlaceRows, speaking: Ints, aside: Flags) -> pa.ChunkedArray:
    """Give the operating licence as printed: of the speaking row, with its issuer if any has it."""
    table = rows.table
    serial = table["licence_serial"].fill_null(NONE).to_numpy().astype(np.int64)
    wanted = np.where(speaking == NONE, NONE, np.append(serial, NONE)[speaking])[rows.place]
    is_other = (wanted != NONE) & (serial != wanted)
    lacks_issuer = ~_has(table, "licence_issuer")
    written = _has(table, "raw_licence") | (serial != NONE)
    best = rows.first(written, is_other, lacks_issuer, aside)
    return _picked(_printed(table), best)


def _printed(table: pa.Table) -> pa.ChunkedArray:
    serial = pc.utf8_lpad(table["licence_serial"].cast(pa.string()), 5, "0")
    issuer = table["licence_issuer"].cast(pa.string())
    whole = pc.binary_join_element_wise(
        serial, pc.binary_join_element_wise(issuer, "GPHĐ", "-"), "/"
    )
    return pc.coalesce(pc.utf8_trim_whitespace(table["raw_licence"]), whole, serial)


def _points(rows: PlaceRows, name: str, aside: Flags) -> pa.ChunkedArray:
    located = _has(rows.table, "longitude") & _has(rows.table, "latitude")
    return _picked(rows.table[name], rows.first(located, aside))


def _row_lists(rows: PlaceRows) -> pa.ListArray:
    in_place = rows.order[np.argsort(rows.place[rows.order], kind="stable")]
    counts = np.bincount(rows.place, minlength=len(rows))
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(in_place.astype(np.int32)))


def _has(table: pa.Table, name: str) -> Flags:
    return np.asarray(pc.is_valid(table[name]).to_numpy(), dtype=np.bool_)


def _days(column: pa.ChunkedArray, absent: int) -> Ints:
    days = column.cast(pa.int32()).cast(pa.int64()).fill_null(absent)
    return np.asarray(days.to_numpy(), dtype=np.int64)


def _picked(column: pa.ChunkedArray, rows: Ints) -> pa.ChunkedArray:
    """Take values by row; null for −1."""
    return column.take(pa.array(rows, mask=rows == NONE))
