"""Reads a group of files to one batch: gathers, types in portions, completes what came late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.columns.tables import (
    ACTIVITIES,
    FACILITIES,
    FILES,
    HEADINGS,
    LICENCES,
    REGISTRATIONS,
    TRAINEES,
    Batch,
)
from lieny.registry.intake.file_walk import walk_file
from lieny.registry.intake.gathering import FileEntry, Gathering
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.nobody import without_nobody
from lieny.registry.intake.type_facilities import type_facilities
from lieny.registry.intake.type_licences import type_licences
from lieny.registry.intake.type_registrations import LIST, type_registrations
from lieny.registry.intake.type_witnesses import type_activities, type_trainees
from lieny.vocabulary.issuer import issuers
from lieny.vocabulary.place_province_reading import find_province

_PORTION = 32_768  # raw rows held as Python texts at a time


@dataclass(slots=True)
class _Typed:
    """Portions typed so far."""

    gathering: Gathering = field(default_factory=Gathering)
    registrations: list[pa.Table] = field(default_factory=list)
    licences: list[pa.Table] = field(default_factory=list)
    activities: list[pa.Table] = field(default_factory=list)

    def relieve(self) -> None:
        """Type what waits, once it is much."""
        if self.gathering.waiting >= _PORTION:
            self.type_waiting()

    def type_waiting(self) -> None:
        """Type what waits and let go of its texts."""
        gathering = self.gathering
        for rows, typed, typing in (
            (gathering.registrations, self.registrations, type_registrations),
            (gathering.licences, self.licences, type_licences),
            (gathering.activities, self.activities, type_activities),
        ):
            if len(rows):
                rows.even_out()
                table = typing(gathering)
                of_activity = rows is gathering.activities
                typed.append(table if of_activity else without_nobody(table, gathering))
                rows.clear()


def read_group(
    files: Sequence[tuple[int, Path]],
    limits: Limits,
    *,
    on_start: Callable[[int], None] = lambda _: None,
    on_typing: Callable[[], None] = lambda: None,
) -> Batch:
    """Read files, in this process.

    Args:
        files: the run's number of each file, and its path.
        limits: what is too much; memory and time are the caller's to enforce.
        on_start: told the number of each file before it is read.
        on_typing: told when the last file is read and what remains is typing.

    Returns:
        A batch whose `file` columns hold the run's numbers; its files table has one row for each
        file, in the order given; `facility` is the row of its own facilities table.
    """
    typed = _Typed()
    gathering = typed.gathering
    refused: list[int] = []
    for number, path in files:
        on_start(number)
        if not walk_file(gathering, number, path, limits, typed.relieve):
            refused.append(number)
        typed.relieve()
    on_typing()
    typed.type_waiting()
    gathering.facilities.even_out()
    gathering.trainees.even_out()
    facilities = (
        type_facilities(gathering) if len(gathering.facilities) else FACILITIES.empty_table()
    )
    registrations = _with_days(typed.registrations, gathering)
    if refused:
        registrations, facilities = _without_refused(registrations, facilities, refused)
    licences = _without(_joined(typed.licences, LICENCES), refused)
    trainees = type_trainees(gathering) if len(gathering.trainees) else TRAINEES.empty_table()
    return Batch(
        files=_files(gathering, facilities, licences),
        headings=_without(_headings(gathering), refused),
        registrations=registrations,
        licences=licences,
        facilities=facilities,
        activities=_without(_joined(typed.activities, ACTIVITIES), refused),
        trainees=_without(trainees, refused),
        problems=gathering.problems.table(),
    )


def empty_batch() -> Batch:
    """Give a batch without rows."""
    return read_group((), Limits())


def _joined(tables: Sequence[pa.Table], schema: pa.Schema) -> pa.Table:
    if not tables:
        return schema.empty_table()
    return tables[0] if len(tables) == 1 else pa.concat_tables(tables).unify_dictionaries()


def _with_days(tables: Sequence[pa.Table], gathering: Gathering) -> pa.Table:
    """Give each registration the date of its list, which often stands below the list."""
    if not tables:
        return REGISTRATIONS.empty_table()
    table = _joined(tables, REGISTRATIONS)
    days = pa.array([*gathering.list_days, None], pa.date32())
    numbers = table.column(LIST)
    missing = pa.scalar(len(gathering.list_days), pa.int32())
    told = days.take(pc.if_else(pc.less(numbers, 0), missing, numbers).combine_chunks())
    place = REGISTRATIONS.get_field_index("listed_on")
    return table.drop_columns([LIST]).set_column(place, REGISTRATIONS.field(place), told)


def _without(table: pa.Table, refused: Sequence[int]) -> pa.Table:
    """Take out the rows of files that were refused halfway."""
    if not refused or not table.num_rows:
        return table
    numbers = pa.array(refused, pa.int32())
    return table.filter(pc.invert(pc.is_in(table.column("file"), value_set=numbers)))


def _without_refused(
    registrations: pa.Table, facilities: pa.Table, refused: Sequence[int]
) -> tuple[pa.Table, pa.Table]:
    """The same for registrations and facilities, whose rows are pointed at."""
    numbers = pa.array(refused, pa.int32())
    kept = pc.invert(pc.is_in(facilities.column("file"), value_set=numbers))
    if not facilities.num_rows or pc.all(kept).as_py():
        return _without(registrations, refused), facilities
    places = pc.cast(pc.subtract(pc.cumulative_sum(pc.cast(kept, pa.int32())), 1), pa.int32())
    registrations = _without(registrations, refused)
    moved = places.combine_chunks().take(registrations.column("facility").combine_chunks())
    index = REGISTRATIONS.get_field_index("facility")
    return (
        registrations.set_column(index, REGISTRATIONS.field(index), moved),
        facilities.filter(kept),
    )


def _headings(gathering: Gathering) -> pa.Table:
    columns = list(zip(*gathering.headings, strict=True)) or [()] * len(HEADINGS)
    arrays = [pa.array(values, of.type) for values, of in zip(columns, HEADINGS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=HEADINGS)


def _files(gathering: Gathering, facilities: pa.Table, licences: pa.Table) -> pa.Table:
    told = _told_provinces(facilities)
    issued = _told_issuers(licences)
    rows = [
        {
            "path": entry.path,
            "sha256": entry.sha256,
            "kind": "|".join(dict.fromkeys(entry.kinds)) or "unrecognised",
            "province_given": _province_of(entry, told.get(entry.number), issued.get(entry.number)),
            "listed_on": max(entry.days, default=None),
            "submission": entry.submission,
            "encoding": entry.encoding,
            "rows": entry.rows,
            "accepted": entry.accepted,
        }
        for entry in gathering.files
    ]
    return pa.Table.from_pylist(rows, schema=FILES)


def _province_of(entry: FileEntry, told: str | None, issuer: str | None) -> str | None:
    """Authority at the top, else the one province of its facilities, else the file's name."""
    day = max(entry.days, default=None)
    if entry.authority:
        match = find_province(entry.authority, day)
        if match is not None:
            return match.code
    if told is not None:
        return told
    path = Path(entry.path)
    for name in (path.stem, path.parent.name):
        match = find_province(name.replace("_", " ").replace("-", " "), day)
        if match is not None:
            return match.code
    return issuers()[issuer].province if issuer in issuers() else None


def _told_provinces(facilities: pa.Table) -> dict[int, str]:
    """Give the province of each file all of whose facilities lie in one."""
    seen: dict[int, set[str]] = {}
    numbers = facilities.column("file").to_pylist()
    for number, code in zip(numbers, facilities.column("province_given").to_pylist(), strict=True):
        if code is not None:
            seen.setdefault(number, set()).add(code)
    return {number: next(iter(codes)) for number, codes in seen.items() if len(codes) == 1}


def _told_issuers(licences: pa.Table) -> dict[int, str]:
    """Give the issuer of most licences of each register."""
    counts: dict[int, Counter[str]] = {}
    if not licences.num_rows:
        return {}
    grouped = licences.select(["file", "licence_issuer"])
    grouped = grouped.set_column(1, "licence_issuer", grouped.column(1).cast(pa.string()))
    for row in (
        grouped.group_by(["file", "licence_issuer"]).aggregate([([], "count_all")]).to_pylist()
    ):
        if row["licence_issuer"] is not None:
            counts.setdefault(row["file"], Counter())[row["licence_issuer"]] = row["count_all"]
    return {number: count.most_common(1)[0][0] for number, count in counts.items()}
