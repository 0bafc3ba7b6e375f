"""The list that rows belong to: its facility, its date; carried from sheet to sheet of a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lieny.registry.intake.gathering import FileEntry, Gathering
from lieny.registry.intake.head_block import ListHead
from lieny.registry.intake.row_marks import section_title
from lieny.registry.intake.sheet import Sheet
from lieny.vocabulary.text import clean, fold

_FACILITY_LIKE = re.compile(
    r"^(?:pk|bv|tyt|ttyt|phong kham|benh vien|tram y te|nha khoa|trung tam)\b"
)
_HEAD_TABLE = -1


@dataclass(slots=True)
class ListContext:
    """Where in the file we are.

    Attributes:
        entry: the file.
        facility: index of the current list's facility; None where none was told.
        names_facility: the head told the facility, by a key or a line of its own.
        unit: department that the sheet's own name tells.
        list_number: number of the current list.
    """

    entry: FileEntry
    facility: int | None = None
    names_facility: bool = False
    unit: str | None = None
    list_number: int = -1
    _flat: dict[tuple[str, ...], dict[tuple[str | None, ...], int]] = field(default_factory=dict)
    _anonymous: int | None = None

    def take_head(
        self, head: ListHead, sheet: Sheet, entry: FileEntry, gathering: Gathering
    ) -> None:
        """Begin a list, or go on with the one before where the head names nothing new."""
        entry.authority = entry.authority or head.authority
        entry.submission = entry.submission or head.submission
        self.unit = section_title(sheet.name)
        named = head.names_facility or head.organisation
        if named or self.list_number < 0:
            self.list_number = gathering.open_list()
            self._name_facility(head, sheet, gathering)
        if head.day is not None:
            self.note_day(head.day, gathering)

    def _name_facility(self, head: ListHead, sheet: Sheet, gathering: Gathering) -> None:
        texts: dict[str, str | None] = dict(head.texts)
        row = head.rows.get("facility_name", head.organisation_row)
        if not texts.get("facility_name"):
            texts["facility_name"] = head.organisation or _facility_in(sheet.name)
        self.names_facility = bool(texts["facility_name"] or texts.get("facility_licence"))
        self.facility = None
        if self.names_facility:
            texts["source"] = "list"
            texts["authority"] = head.authority
            self._headings(head, sheet, gathering)
            where = (self.entry.number, self._head_table(sheet, gathering), row)
            self.facility = add_facility(gathering, where, texts)
            gathering.facility_lists[self.facility] = self.list_number

    def _head_table(self, sheet: Sheet, gathering: Gathering) -> int:
        """The lines of a head count as a table of their own, so that evidence finds the sheet."""
        table = self.entry.tables
        self.entry.tables += 1
        gathering.sheets[self.entry.number, table] = sheet.name
        return table

    def _headings(self, head: ListHead, sheet: Sheet, gathering: Gathering) -> None:
        for name in ("facility_name", "address", "open_hours", "facility_licence", "form"):
            if name in head.texts:
                shown = _SHOWN_KEYS[name]
                gathering.headings.append(
                    (
                        self.entry.number,
                        self.entry.tables,
                        sheet.name,
                        _REGISTER_NAME[name],
                        1,
                        shown,
                    )
                )

    def facility_of(
        self,
        texts: dict[str, str | None],
        names: tuple[str, ...],
        where: tuple[int, int, int],
        gathering: Gathering,
    ) -> int | None:
        """Find the facility that a row itself names; the list's own where it names none.

        Args:
            texts: of the row.
            names: fields of a facility that the table has, in the order of `FLAT_FACILITY`.
            where: file, table and row.
            gathering: where a new facility goes.
        """
        return self._of_key(tuple([texts[name] for name in names]), names, where, gathering)

    def facilities_of(
        self,
        columns: Mapping[str, Sequence[str | None]],
        names: tuple[str, ...],
        where: tuple[int, int, int],
        gathering: Gathering,
        otherwise: Callable[[tuple[int, int, int]], int],
    ) -> list[int]:
        """The same for rows one below the other, the first of which stands at `where`.

        `otherwise` gives the facility of a row for which there is none.
        """
        known = self._flat.setdefault(names, {})
        file, table, first = where
        found: list[int] = []
        for number, key in enumerate(zip(*[columns[name] for name in names], strict=True), first):
            place = known.get(key)
            if place is None:
                here = (file, table, number)
                named = self._of_key(key, names, here, gathering)
                place = otherwise(here) if named is None else named
            found.append(place)
        return found

    def _of_key(
        self,
        key: tuple[str | None, ...],
        names: tuple[str, ...],
        where: tuple[int, int, int],
        gathering: Gathering,
    ) -> int | None:
        named = dict(zip(names, key, strict=True))
        if not any(named.get(name) for name in _NAMING):
            return self.facility
        of_names = self._flat.setdefault(names, {})
        known = of_names.get(key)
        if known is None:
            known = add_facility(gathering, where, {**named, "source": "list"})
            of_names[key] = known
            gathering.facility_lists[known] = self.list_number
        return known

    def anonymous(self, where: tuple[int, int, int], gathering: Gathering) -> int:
        """Give the stand-in for a facility that nobody named: one a file."""
        if self._anonymous is None:
            self._anonymous = add_facility(gathering, where, {"source": "list"})
        return self._anonymous

    def note_day(self, day: date, gathering: Gathering) -> None:
        """Keep the date of the current list; a date beneath a list outweighs one above it."""
        if self.list_number < 0:
            self.list_number = gathering.open_list()
        gathering.list_days[self.list_number] = day
        self.entry.days.append(day)

    def end_sheet(self, head: ListHead, gathering: Gathering) -> None:
        """Take what stood beneath the last table of a sheet."""
        self.entry.authority = self.entry.authority or head.authority
        if head.day is not None and self.list_number >= 0:
            self.note_day(head.day, gathering)


_NAMING = ("facility_licence", "facility_code", "facility_name")
FLAT_FACILITY = (
    "facility_licence", "facility_code", "facility_name", "address", "province", "district",
    "commune", "form", "open_hours",
)  # fmt: skip
_REGISTER_NAME = {
    "facility_name": "name",
    "facility_licence": "licence",
    "address": "address",
    "open_hours": "open_hours",
    "form": "form",
}
_SHOWN_KEYS = {
    "facility_name": "Tên cơ sở",
    "facility_licence": "Số giấy phép hoạt động",
    "address": "Địa chỉ",
    "open_hours": "Thời gian hoạt động",
    "form": "Hình thức tổ chức",
}


def add_facility(
    gathering: Gathering, where: tuple[int, int, int], texts: dict[str, str | None]
) -> int:
    """Append a facility that a list names; give its index."""
    gathering.facilities.even_out()
    return gathering.facilities.add(where, texts, gathering.facilities.fields, None)


def _facility_in(name: str) -> str | None:
    """Take a sheet's name for a facility where it looks like one."""
    return clean(name) if _FACILITY_LIKE.match(fold(clean(name))) else None
