"""Rows in which nothing about a person could be read: remarks, blank forms. They do not go in."""

from __future__ import annotations

from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.intake.gathering import Gathering
from lieny.registry.intake.problems import Place

CODE = "row-without-person"
# Who somebody is; title, hours and place alone belong to nobody.
_TELLING = (
    *("name", "licence_serial", "birth_on", "birth_year"),
    *("cccd", "cmnd", "phone"),
)
# What a row lacks is not worth telling once it is refused.
_LACKS = frozenset({"name-missing", "licence-missing", "time-missing"})


def without_nobody(table: pa.Table, gathering: Gathering) -> pa.Table:
    """Take out the typed rows that name nobody, and tell the sender of each.

    Args:
        table: registrations or licences, typed.
        gathering: whose problems and counts of files are brought in line.
    """
    known = [pc.is_valid(table[name]) for name in _TELLING]
    if "other_licences" in table.column_names:
        others = pc.greater(pc.list_value_length(table["other_licences"]), 0)
        known.append(pc.fill_null(others, fill_value=False))
    somebody = reduce(pc.or_, known)
    if pc.all(somebody).as_py() is not False:
        return table
    raw = [name for name in table.column_names if name.startswith("raw_")]
    nobody = table.filter(pc.invert(somebody)).select(["file", "table", "row", *raw])
    entries = {entry.number: entry for entry in gathering.files}
    refused = {
        Place(row["file"], gathering.sheets.get((row["file"], row["table"])), row["row"]): row
        for row in nobody.to_pylist()
    }
    gathering.problems.drop(refused.keys(), _LACKS)
    for place, row in refused.items():
        given = " | ".join(row[name] for name in raw if row[name])
        gathering.problems.add(place, CODE, given=given, refused=True)
        entries[place.file].accepted -= 1
    return table.filter(somebody)
