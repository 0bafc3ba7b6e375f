"""Registrations and licences stacked into the rows that are linked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.engine.linking.records import COMPARED

# What else a row shows: it parts two persons of whom nothing more is known than one name.
_MARKS = ("raw_name", "raw_licence", "raw_time", "raw_position", "raw_scope", "unit", "position")
_LICENCE = ("licence_serial", "licence_issuer", "licence_type", "licence_status")


@dataclass(frozen=True, slots=True)
class Stacked:
    """Rows of both tables.

    Attributes:
        table: the compared columns and `origin`: the row of registrations then
            licences; further licences of a registration follow at the end with its origin.
        mark: text of the rest of each row.
    """

    table: pa.Table
    mark: pa.Array


def stack(registrations: pa.Table, licences: pa.Table, *, marked: bool = True) -> Stacked:
    """Stack both tables, registrations first; without marks where nobody is to be named anew."""
    parts = [_plain(registrations), _plain(licences)]
    count = registrations.num_rows + licences.num_rows
    origin = np.arange(count)
    if "other_licences" in registrations.column_names:
        further, whose = _further(registrations)
        parts.append(further)
        origin = np.concatenate([origin, whose])
    table = pa.concat_tables(parts)
    table = table.append_column("origin", pa.array(origin))
    marks = [_mark(one) for one in (registrations, licences)] if marked else [pa.array([""])]
    return Stacked(table, pa.concat_arrays(marks))


def _plain(table: pa.Table) -> pa.Table:
    columns = [_unpacked(table[name]) for name in COMPARED]
    return pa.table(columns, names=list(COMPARED))


def _unpacked(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        return column.cast(column.type.value_type)
    return column


def _further(
    registrations: pa.Table,
) -> tuple[pa.Table, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Give one more row for each further licence of a cell."""
    others = registrations["other_licences"].combine_chunks()
    whose = pc.list_parent_indices(others)
    licence = pc.list_flatten(others)
    rows = _plain(registrations).take(whose)
    for name in _LICENCE:
        values = pc.struct_field(licence, name.removeprefix("licence_"))
        rows = rows.set_column(rows.schema.get_field_index(name), name, values)
    return rows, np.asarray(whose.to_numpy(), np.int64)


def _mark(table: pa.Table) -> pa.Array:
    present = [
        _unpacked(table[name]).cast(pa.string()) for name in _MARKS if name in table.column_names
    ]
    if not present:
        return pa.array([""] * table.num_rows, pa.string())
    joined = pc.binary_join_element_wise(*present, "|", null_handling="replace")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined
