"""Which rows of the facilities table are one place, and what is known of each place.

Rows come from the heads of lists, from facility columns and from registers. Licence numbers, codes
and addresses are written in many ways and the map changed on 1 July 2025; see `facility_groups`
for what joins rows and docs/adr/0029 for why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.columns.tables import PATTERN
from lieny.registry.engine.facility_entities import describe_entities
from lieny.registry.engine.facility_groups import group_rows
from lieny.registry.engine.facility_keys import encoded, facility_keys

ENTITIES = pa.schema(
    [
        ("entity", pa.int32()),  # 0, 1, … the row number of this table
        ("name", pa.string()),  # the register's, else the earliest row's
        ("province", pa.string()),  # NSO code in force on the day; null where nothing says it
        ("commune", pa.string()),  # NSO code as given
        ("form", pa.string()),  # FacilityForm value
        ("operating_licence", pa.string()),  # as printed
        ("status", pa.string()),  # of the licence that counts; null: no register knows the place
        ("status_from", pa.date32()),
        ("status_until", pa.date32()),
        ("known_to_register", pa.bool_()),
        ("open_hours", PATTERN.value_type),  # WeeklySet bytes
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("rows", pa.list_(pa.int32())),  # rows of the facilities table, registers first
    ]
)


@dataclass(frozen=True, slots=True)
class FacilityLinks:
    """Places of the run.

    Attributes:
        entity: place of each row of the facilities table: its row in `entities`.
        entities: one row a place, schema `ENTITIES`.
    """

    entity: npt.NDArray[np.int32]
    entities: pa.Table


def link_facilities(
    facilities: pa.Table,
    *,
    as_of: date,
    file_provinces: Sequence[str | None] | pa.ChunkedArray,
) -> FacilityLinks:
    """Join the rows that mean one place and describe each place as of a day.

    The grouping does not depend on the order of the rows, nor do the numbers of the places: they
    follow file, table and row.

    Args:
        facilities: rows of schema `columns.tables.FACILITIES`.
        as_of: day of the check; provinces are given on its map, a status that begins later does
            not count yet.
        file_provinces: for each file the NSO code that it names, None where it names none
            (`FILES.province_given`).
    """
    if isinstance(file_provinces, pa.ChunkedArray | pa.Array):
        file_provinces = file_provinces.to_pylist()
    givens = list(file_provinces)
    facilities = facilities.combine_chunks()
    keys = facility_keys(facilities, givens)
    sources, names = encoded(facilities["source"])
    is_listed = sources != (names.index("register") if "register" in names else len(names))
    file = facilities["file"].to_numpy().astype(np.int64)
    group = group_rows(keys, file, is_listed)
    return FacilityLinks(*describe_entities(facilities, group, as_of, givens, ENTITIES))
