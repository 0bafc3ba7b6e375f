"""Problems of a file, its sheets, rows and cells, gathered for the sender."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import pyarrow as pa

from lieny.registry.columns.tables import PROBLEMS
from lieny.registry.intake.row_wording import WORDING

LONGEST_GIVEN = 200
_COLUMN, _CODE = 3, 4  # places in a row of the log
MOST_A_FILE = 5_000  # of one code: a wrong column gives one problem a row, a file of 100,000 rows


class FileRefused(Exception):
    """The file as a whole does not go in.

    Attributes:
        code: key of the wording.
        given: what was found.
        expected: what would have been accepted.
        sheet: the sheet at fault, where one is.
    """

    def __init__(
        self, code: str, given: str = "", expected: str = "", sheet: str | None = None
    ) -> None:
        super().__init__(f"{code}: {given}")
        self.code = code
        self.given = given
        self.expected = expected
        self.sheet = sheet


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands. `row` is 1-based, `column` the letter as the user sees it."""

    file: int
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


@dataclass(slots=True)
class ProblemLog:
    """Collects problems of many files; knows how often each code was said of each file."""

    rows: list[tuple[object, ...]] = field(default_factory=list)
    _said: dict[tuple[int, str], int] = field(default_factory=dict)

    def add(
        self, place: Place, code: str, *, given: str = "", expected: str = "", refused: bool = False
    ) -> None:
        """Note a problem; after `MOST_A_FILE` of one code in one file only refusals are noted.

        Raises:
            KeyError: the code has no wording.
        """
        key = (place.file, code)
        count = self._said.get(key, 0) + 1
        self._said[key] = count
        if count > MOST_A_FILE and not refused:
            return
        wording = WORDING[code]
        short = given if len(given) <= LONGEST_GIVEN else given[: LONGEST_GIVEN - 1] + "…"
        says = {"given": short, "expected": expected}
        self.rows.append(
            (
                place.file,
                place.sheet,
                place.row,
                place.column,
                code,
                refused,
                short,
                wording.problem_vi.format_map(says),
                wording.problem_en.format_map(says),
                wording.advice_vi.format_map(says),
                wording.advice_en.format_map(says),
            )
        )

    def drop(self, places: Collection[Place], codes: Collection[str]) -> None:
        """Take back what was said of rows, wherever in the row.

        Args:
            places: the rows, without column.
            codes: what is taken back.
        """
        self.rows = [
            row
            for row in self.rows
            if row[_CODE] not in codes or Place(*row[:_COLUMN]) not in places  # type: ignore[arg-type]
        ]

    def add_refusal(self, file: int, refusal: FileRefused) -> None:
        """Note that a whole file did not go in."""
        self.add(
            Place(file, refusal.sheet),
            refusal.code,
            given=refusal.given,
            expected=refusal.expected,
            refused=True,
        )

    def table(self) -> pa.Table:
        """Give the problems as a table of the schema `PROBLEMS`."""
        columns = list(zip(*self.rows, strict=True)) if self.rows else [()] * len(PROBLEMS)
        arrays = [
            pa.array(values, field.type) for values, field in zip(columns, PROBLEMS, strict=True)
        ]
        return pa.Table.from_arrays(arrays, schema=PROBLEMS)
