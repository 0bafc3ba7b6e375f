"""Texts of rows as they stand in the sheets, column by column, before they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_PERSON = (
    "name", "licence", "birth", "personal_number", "phone", "gender", "title", "issued_on",
    "issuer", "licence_kind",
)  # fmt: skip
REGISTRATION_FIELDS = (
    *_PERSON, "scope", "time", "elsewhere", "position", "unit", "valid_from", "valid_until",
    "received_on", "event_on", "cme_hours", "note",
)  # fmt: skip
LICENCE_FIELDS = (
    *_PERSON, "scope", "expires_on", "status", "status_from", "status_until", "decision",
    "cme_hours", "cme_from", "note",
)  # fmt: skip
FACILITY_FIELDS = (
    "facility_name", "facility_licence", "facility_code", "form", "address", "province", "district",
    "commune", "open_hours", "longitude", "latitude", "coordinates", "status", "status_from",
    "status_until", "source", "authority",
)  # fmt: skip
ACTIVITY_FIELDS = (
    "licence", "name", "issuer", "licence_kind", "facility_licence", "facility_code",
    "facility_name", "activity_at",
)  # fmt: skip
TRAINEE_FIELDS = ("mentor_licence", "mentor_name", "trainee_name", "valid_from", "valid_until")


@dataclass(slots=True)
class RawRows:
    """Rows of one kind of table, of many files.

    Attributes:
        fields: names of the texts.
        texts: for each field the text of each row, None where blank.
        seen: texts to be shown instead of those in `texts`, where the cell itself holds a ditto
            mark: by field, then by row index.
        file, table, row: where each row stands.
        facility: index among the facilities of the same gathering; None without one.
    """

    fields: tuple[str, ...]
    texts: dict[str, list[str | None]] = field(init=False)
    seen: dict[str, dict[int, str]] = field(default_factory=dict)
    file: list[int] = field(default_factory=list)
    table: list[int] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    facility: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.texts = {name: [] for name in self.fields}

    def __len__(self) -> int:
        return len(self.row)

    def clear(self) -> None:
        """Let go of the rows; whoever holds this goes on adding to it."""
        for texts in self.texts.values():
            texts.clear()
        for numbers in (self.file, self.table, self.row):
            numbers.clear()
        self.facility.clear()
        self.seen.clear()

    def even_out(self) -> None:
        """Fill columns that the latest table lacked, so that all are equally long."""
        length = len(self.row)
        for column in self.texts.values():
            if len(column) < length:
                column.extend([None] * (length - len(column)))

    def add(
        self,
        where: tuple[int, int, int],
        texts: dict[str, str | None],
        names: Iterable[str],
        facility: int | None,
    ) -> int:
        """Append a row; give its index.

        Rows of one table bring the same `names`; call `even_out` between tables and at the end.
        """
        self.file.append(where[0])
        self.table.append(where[1])
        self.row.append(where[2])
        self.facility.append(facility)
        for name in names:
            self.texts[name].append(texts.get(name))
        return len(self.row) - 1

    def add_run(
        self,
        where: tuple[int, int, int],
        columns: Mapping[str, Sequence[str | None]],
        names: Iterable[str],
        facilities: Sequence[int | None],
    ) -> int:
        """Append rows that stand one below the other; give the index of the last.

        Args:
            where: file, table, and number of the first row.
            columns: their texts; what is not among them is blank.
            names: as for `add`.
            facilities: of each row.
        """
        length = len(facilities)
        self.file.extend([where[0]] * length)
        self.table.extend([where[1]] * length)
        self.row.extend(range(where[2], where[2] + length))
        self.facility.extend(facilities)
        for name in names:
            texts = columns.get(name)
            self.texts[name].extend([None] * length if texts is None else texts)
        return len(self.row) - 1
