"""From a row of the run's tables back to the cells of the sender's sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from lieny.registry.columns.tables import Batch
from lieny.registry.rules.sign import EvidenceRow, EvidenceTable
from lieny.registry.services.result import EvidenceCell

RAW = "raw_"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where the recognised columns of one table stand."""

    name: str
    headings: Mapping[str, tuple[str, int]]  # field → (the user's heading, 1-based column)


@dataclass(slots=True)
class EvidenceBook:
    """Finds the cells behind rows; rows are fetched in bulk, once, before they are asked for.

    Attributes:
        batch: the run's tables.
        places: (name, province code) of each facility row's entity, by facilities-table row.
        senders: province code of each file's sender, None where unknown; the department that
            keeps a licence register is the one that sent it.
    """

    batch: Batch
    places: Mapping[int, tuple[str, str | None]]
    senders: Sequence[str | None]
    _sheets: dict[tuple[int, int], _Sheet] = field(init=False)
    _paths: list[str] = field(init=False)
    _cells: dict[EvidenceRow, EvidenceCell] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._paths = self.batch.files["path"].to_pylist()
        gathered: dict[tuple[int, int], tuple[str, dict[str, tuple[str, int]]]] = {}
        for heading in self.batch.headings.to_pylist():
            key = (heading["file"], heading["table"])
            _, columns = gathered.setdefault(key, (heading["sheet"], {}))
            columns[heading["field"]] = (heading["heading"], heading["column"])
        self._sheets = {key: _Sheet(name, columns) for key, (name, columns) in gathered.items()}

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
        keep = ["file", "table", "row", *raw]
        if kind is EvidenceTable.REGISTRATION:
            keep.append("facility")
        rows = table.select(keep).take(pa.array(indexes, pa.int64())).to_pylist()
        for index, values in zip(indexes, rows, strict=True):
            self._cells[EvidenceRow(kind, index)] = self._cell(kind, index, values)

    def _table(self, kind: EvidenceTable) -> pa.Table:
        return {
            EvidenceTable.REGISTRATION: self.batch.registrations,
            EvidenceTable.LICENCE: self.batch.licences,
            EvidenceTable.FACILITY: self.batch.facilities,
            EvidenceTable.ACTIVITY: self.batch.activities,
            EvidenceTable.TRAINEE: self.batch.trainees,
        }[kind]

    def _cell(self, kind: EvidenceTable, index: int, values: Mapping[str, object]) -> EvidenceCell:
        file, table = _whole(values["file"]), _whole(values["table"])
        sheet = self._sheets.get((file, table), _Sheet("", {}))
        cells: dict[str, str] = {}
        columns: dict[str, int] = {}
        fields: dict[str, str] = {}
        for name, value in values.items():
            if name.startswith(RAW) and value is not None:
                heading, column = sheet.headings.get(name[len(RAW) :], (name[len(RAW) :], 0))
                cells[heading] = str(value)
                fields[heading] = name[len(RAW) :]
                if column:
                    columns[heading] = column
        place = self.places.get(index) if kind is EvidenceTable.FACILITY else None
        if kind is EvidenceTable.REGISTRATION:
            place = self.places.get(_whole(values["facility"]))
        facility, province = place or (None, self.senders[file])
        return EvidenceCell(
            path=self._paths[file],
            sheet=sheet.name,
            row=_whole(values["row"]),
            table=kind.value,
            raw=cells,
            columns=columns,
            facility=facility,
            province=province,
            fields=fields,
        )


def _whole(value: object) -> int:
    return value if isinstance(value, int) else -1
