"""What a group of files gave so far: raw rows by kind, headings, problems, one entry a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lieny.registry.intake.problems import ProblemLog
from lieny.registry.intake.raw_rows import (
    ACTIVITY_FIELDS,
    FACILITY_FIELDS,
    LICENCE_FIELDS,
    REGISTRATION_FIELDS,
    TRAINEE_FIELDS,
    RawRows,
)


@dataclass(slots=True)
class FileEntry:
    """One row of the files table, while it is being filled."""

    number: int
    path: str
    sha256: str = ""
    kinds: list[str] = field(default_factory=list)
    authority: str | None = None
    days: list[date] = field(default_factory=list)
    submission: str | None = None
    encoding: str = "unicode"
    rows: int = 0
    accepted: int = 0
    tables: int = 0


@dataclass(slots=True)
class RegistrationRows(RawRows):
    """Registrations also know which list they stand in; its date is often told below them."""

    lists: list[int] = field(default_factory=list)

    def clear(self) -> None:
        """Let go of the rows."""
        RawRows.clear(self)
        self.lists.clear()


@dataclass(slots=True)
class Gathering:
    """Everything read and not yet typed.

    Attributes:
        columns: 1-based column of a field, by (file, table, field).
        sheets: name of the sheet, by (file, table).
        list_days: date of each list, by its number.
    """

    registrations: RegistrationRows = field(
        default_factory=lambda: RegistrationRows(REGISTRATION_FIELDS)
    )
    licences: RawRows = field(default_factory=lambda: RawRows(LICENCE_FIELDS))
    facilities: RawRows = field(default_factory=lambda: RawRows(FACILITY_FIELDS))
    activities: RawRows = field(default_factory=lambda: RawRows(ACTIVITY_FIELDS))
    trainees: RawRows = field(default_factory=lambda: RawRows(TRAINEE_FIELDS))
    problems: ProblemLog = field(default_factory=ProblemLog)
    files: list[FileEntry] = field(default_factory=list)
    headings: list[tuple[int, int, str, str, int, str]] = field(default_factory=list)
    columns: dict[tuple[int, int, str], int] = field(default_factory=dict)
    sheets: dict[tuple[int, int], str] = field(default_factory=dict)
    list_days: list[date | None] = field(default_factory=list)
    facility_lists: dict[int, int] = field(default_factory=dict)  # facility → list naming it

    @property
    def waiting(self) -> int:
        """Number of raw rows that can be typed and let go."""
        return len(self.registrations) + len(self.licences) + len(self.activities)

    def open_list(self) -> int:
        """Begin a list; give its number."""
        self.list_days.append(None)
        return len(self.list_days) - 1
