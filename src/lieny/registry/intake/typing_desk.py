"""What all typed columns need: raw rows, where they stand, and whom to tell of problems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from lieny.registry.intake.cells import column_letter
from lieny.registry.intake.distinct import Distinct
from lieny.registry.intake.gathering import Gathering
from lieny.registry.intake.problems import Place
from lieny.registry.intake.raw_rows import RawRows
from lieny.registry.intake.usual import Flags
from lieny.registry.intake.usual_numbers import usual_days
from lieny.vocabulary.day import DayReading, read_day
from lieny.vocabulary.text import fold


@dataclass(slots=True)
class TypingDesk:
    """The raw rows of one kind and the columns typed from them so far."""

    gathering: Gathering
    rows: RawRows
    _distinct: dict[str, Distinct] = field(default_factory=dict)

    def distinct(self, name: str) -> Distinct:
        """Give a field's column by its distinct texts."""
        if name not in self._distinct:
            self._distinct[name] = Distinct(self.rows.texts[name])
        return self._distinct[name]

    def raw(self, name: str) -> pa.Array:
        """Give the texts as the cells show them, ditto marks included."""
        return self._shown(name).texts

    def raw_words(self, name: str) -> pa.DictionaryArray:
        """The same, interned."""
        return self._shown(name).own_words()

    def _shown(self, name: str) -> Distinct:
        seen = self.rows.seen.get(name)
        if not seen:
            return self.distinct(name)
        texts = list(self.rows.texts[name])
        for index, text in seen.items():
            texts[index] = text
        return Distinct(texts)

    def provenance(self) -> list[pa.Array]:
        """Give the columns file, table and row."""
        return [
            pa.array(numbers, pa.int32())
            for numbers in (self.rows.file, self.rows.table, self.rows.row)
        ]

    def complain(
        self, index: int, name: str, code: str, *, given: str = "", expected: str = ""
    ) -> None:
        """Tell of a cell that could not be read."""
        file, table = self.rows.file[index], self.rows.table[index]
        column = self.gathering.columns.get((file, table, name))
        place = Place(
            file,
            self.gathering.sheets.get((file, table)),
            self.rows.row[index],
            column_letter(column) if column else None,
        )
        self.gathering.problems.add(place, code, given=given, expected=expected)

    def complain_where(
        self, name: str, code: str, chosen: Sequence[bool] | Flags, *, expected: str = ""
    ) -> None:
        """Tell of every row whose text is among the chosen distinct ones."""
        texts = self.distinct(name)
        for row, value in texts.rows_where(chosen):
            self.complain(row, name, code, given=texts.values[value], expected=expected)

    def days(self, name: str) -> pa.Array:
        """Type a column of dates; a date known to the month or year only is null."""
        texts = self.distinct(name)
        usual = usual_days(texts.column)
        readings = [read_day(text) for text in usual.others()]
        bad = usual.marked([_is_bad(one) for one in readings])
        self.complain_where(name, "date-unreadable", bad)
        days = usual.woven("day", [one.exact for one in readings], pa.date32())
        return texts.spread(days, pa.date32())

    def numbers(self, name: str, kind: pa.DataType, expected: str) -> pa.Array:
        """Type a column of plain numbers."""
        texts = self.distinct(name)
        values = texts.read(read_number)
        bad = [value is None for value in values]
        self.complain_where(name, "number-unreadable", bad, expected=expected)
        return texts.spread(values, kind)


def _is_bad(reading: DayReading) -> bool:
    return reading.day is None and not _OPEN.match(fold(reading.text))


_OPEN = re.compile(
    r"^\W*(?:den |toi |cho den )?(?:nay|hien nay|hien tai|present|now)\W*$"
    r"|^\W*(?:khong|vo)(?: xac dinh)?(?: thoi)? (?:thoi )?han\W*$"
)


def read_number(text: str) -> float | None:
    """Read "120", "120,5", "120 giờ"; None where no number begins the text."""
    plain = text.strip().replace(" ", "").replace(",", ".")
    digits = ""
    for letter in plain:
        if not (letter.isdigit() or letter in ".-"):
            break
        digits += letter
    try:
        return float(digits)
    except ValueError:
        return None
