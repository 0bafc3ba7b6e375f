"""From a row of the run's tables back to the cells of the sender's sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.columns.tables import Batch
from lieny.registry.engine.columns_read import python_values
from lieny.registry.rules.sign import EvidenceRow, EvidenceTable
from lieny.registry.services.result import EvidenceCell

RAW = "raw_"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where the recognised columns of one table stand."""

    name: str
    headings: Mapping[str, tuple[str, int]]  # field → (the user's heading, 1-based column)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What rows of one table that fill the same fields have in common."""

    sheet: str
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlacesOfRows:
    """Names the place that a row of the facilities table is of.

    Attributes:
        entity: place of each row.
        names: name of each place, "" for none.
        provinces: province code of each place.
    """

    entity: npt.NDArray[np.int32]
    names: pa.ChunkedArray
    provinces: pa.ChunkedArray

    def of_row(self, row: int | None) -> tuple[str, str | None] | None:
        """Give name and province code; None where no row is given."""
        if row is None:
            return None
        place = int(self.entity[row])
        return self.names[place].as_py() or "", self.provinces[place].as_py()


@dataclass(slots=True)
class EvidenceBook:
    """Finds the cells behind rows; rows are fetched in bulk, once, before they are asked for.

    Attributes:
        batch: the run's tables.
        places: name and province code of what a row of the facilities table is of.
        senders: province code of each file's sender, None where unknown; the department that
            keeps a licence register is the one that sent it.
    """

    batch: Batch
    places: PlacesOfRows
    senders: Sequence[str | None]
    _sheets: dict[tuple[int, int], _Sheet] = field(init=False)
    _paths: list[str] = field(init=False)
    _headings_of: set[int] = field(default_factory=set, init=False)
    _cells: dict[EvidenceRow, EvidenceCell] = field(default_factory=dict, init=False)
    _shapes: dict[tuple[int, int, tuple[str, ...]], _Shape] = field(
        default_factory=dict, init=False
    )

    def __post_init__(self) -> None:
        self._paths = self.batch.files["path"].to_pylist()
        self._sheets = {}

    def fetch(self, rows: Iterable[EvidenceRow]) -> None:
        """Read the cells of many rows at once."""
        wanted: dict[EvidenceTable, set[int]] = {}
        for row in rows:
            if row not in self._cells:
                wanted.setdefault(row.table, set()).add(row.index)
        for kind, indexes in wanted.items():
            self._fetch_table(kind, sorted(indexes))

    def cell(self, row: EvidenceRow) -> EvidenceCell:
        """Give the cells of one row.

        Raises:
            KeyError: the row was not fetched before.
        """
        return self._cells[row]

    def _fetch_table(self, kind: EvidenceTable, indexes: list[int]) -> None:
        table = self._table(kind)
        raw = [name for name in table.column_names if name.startswith(RAW)]
        where = [
            "file",
            "table",
            "row",
            "facility" if kind is EvidenceTable.REGISTRATION else "row",
        ]
        taken = table.select([*dict.fromkeys(where), *raw]).take(pa.array(indexes, pa.int64()))
        places = zip(indexes, *(python_values(taken[name]) for name in where), strict=True)
        self._fetch_headings(set(taken["file"].to_pylist()))
        columns = [python_values(taken[name]) for name in raw]
        texts = list(zip(*columns, strict=True)) if raw else [()] * len(indexes)
        fields = [name[len(RAW) :] for name in raw]
        for (index, file, number, row, facility), cells in zip(places, texts, strict=True):
            shape = self._shape(file, number, tuple(compress(fields, map(_is_given, cells))))
            place = None
            if kind is EvidenceTable.REGISTRATION:
                place = self.places.of_row(facility)
            elif kind is EvidenceTable.FACILITY:
                place = self.places.of_row(index)
            named, province = place or (None, self.senders[file])
            self._cells[EvidenceRow(kind, index)] = EvidenceCell(
                path=self._paths[file],
                sheet=shape.sheet,
                row=row,
                table=kind.value,
                raw=dict(zip(shape.headings, filter(_is_given, cells), strict=True)),
                columns=shape.columns,
                facility=named,
                province=province,
                fields=shape.fields,
            )

    def _fetch_headings(self, files: set[int]) -> None:
        """Read what the columns of the tables of some files are called."""
        unread = files - self._headings_of
        if not unread:
            return
        asked = pc.field("file").isin(sorted(unread))
        gathered: dict[tuple[int, int], tuple[str, dict[str, tuple[str, int]]]] = {}
        for heading in self.batch.headings.filter(asked).to_pylist():
            key = (heading["file"], heading["table"])
            _, columns = gathered.setdefault(key, (heading["sheet"], {}))
            columns[heading["field"]] = (heading["heading"], heading["column"])
        self._sheets |= {key: _Sheet(name, columns) for key, (name, columns) in gathered.items()}
        self._headings_of |= unread

    def _table(self, kind: EvidenceTable) -> pa.Table:
        return {
            EvidenceTable.REGISTRATION: self.batch.registrations,
            EvidenceTable.LICENCE: self.batch.licences,
            EvidenceTable.FACILITY: self.batch.facilities,
            EvidenceTable.ACTIVITY: self.batch.activities,
            EvidenceTable.TRAINEE: self.batch.trainees,
        }[kind]

    def _shape(self, file: int, table: int, given: tuple[str, ...]) -> _Shape:
        """Lay out the rows of one table that fill the same fields; rows share the layout."""
        key = (file, table, given)
        known = self._shapes.get(key)
        if known is None:
            sheet = self._sheets.get((file, table), _Sheet("", {}))
            placed = [sheet.headings.get(name, (name, 0)) for name in given]
            headings = tuple(heading for heading, _ in placed)
            known = _Shape(
                sheet.name,
                headings,
                {heading: column for heading, column in placed if column},
                dict(zip(headings, given, strict=True)),
            )
            self._shapes[key] = known
        return known


def _is_given(text: str | None) -> bool:
    return text is not None
