"""Counting a file when it is read, so that pages need not open its rows again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc
from django.utils import timezone

from lieny.law.book import Book
from lieny.registry.models import FileBlock, FileQuality, SourceFile
from lieny.registry.rules.list_quality import FileMeasure, days_late
from lieny.registry.services.stored.blocks import unpacked

ROW_TABLES = ("registrations", "licences", "facilities", "activities", "trainees")
AT_A_TIME = 200


def measure_file(source: SourceFile, tables: Mapping[str, pa.Table], received: datetime) -> None:
    """Count what one file gave and keep it; a file that is read again is counted anew.

    Args:
        source: the file, with its number of rows and its day.
        tables: by name, as `stored.blocks` parts them; one that is missing is empty.
        received: when it was handed in.
    """
    problems = tables.get("problems")
    counted = _measure(source, tables, problems, timezone.localtime(received).date())
    codes = problems["code"].to_pylist() if problems is not None else []
    refused = sum(problems["refused"].to_pylist()) if problems is not None else 0
    FileQuality.objects.update_or_create(
        file=source,
        defaults={
            "province": source.province,
            "rows": counted.rows,
            "rows_whole": counted.rows_whole,
            "cells": counted.cells,
            "cells_unread": counted.cells_unread,
            "days_late": counted.days_late,
            "kinds": dict(Counter(codes)),
            "refused": refused,
        },
    )


def measure_unmeasured() -> int:
    """Count the files that were read before files were counted; give how many."""
    waiting = SourceFile.objects.filter(quality=None).exclude(submission__state="reading")
    done = 0
    while files := list(waiting.defer("content").select_related("submission")[:AT_A_TIME]):
        for file in files:
            blocks = FileBlock.objects.filter(file=file).values_list("table", "arrow")
            tables = {name: unpacked(content) for name, content in blocks}
            measure_file(file, tables, file.submission.handed_in_at)
        done += len(files)
    return done


def _measure(
    source: SourceFile,
    tables: Mapping[str, pa.Table],
    problems: pa.Table | None,
    received_on: date,
) -> FileMeasure:
    read = _rows_by_table(tables)
    rows = max(source.rows, source.accepted)
    columns = _columns_by_table(tables.get("headings"))
    widest = max(columns.values(), default=0)
    cells = sum(count * columns.get(table, 0) for table, count in read.items())
    cells += max(0, rows - sum(read.values())) * widest
    return FileMeasure(
        rows=rows,
        rows_whole=max(0, rows - _distinct(problems, "sheet", "row")),
        cells=cells,
        cells_unread=min(cells, _distinct(problems, "sheet", "row", "column")),
        days_late=days_late(source.listed_on, received_on, law=Book.load()),
    )


def _rows_by_table(tables: Mapping[str, pa.Table]) -> dict[int, int]:
    """Count the rows that went in, of each table of the file; one that gave two things once."""
    parts = [tables[name].select(["table", "row"]) for name in ROW_TABLES if name in tables]
    if not parts:
        return {}
    distinct = pa.concat_tables(parts).group_by(["table", "row"]).aggregate([])
    counted = distinct.group_by("table").aggregate([("row", "count")])
    return dict(zip(counted["table"].to_pylist(), counted["row_count"].to_pylist(), strict=True))


def _columns_by_table(headings: pa.Table | None) -> dict[int, int]:
    """Count the columns of each table; a head block, which has one, is no table of rows."""
    if headings is None or not headings.num_rows:
        return {}
    distinct = headings.select(["table", "column"]).group_by(["table", "column"]).aggregate([])
    counted = distinct.group_by("table").aggregate([("column", "count")])
    across = zip(counted["table"].to_pylist(), counted["column_count"].to_pylist(), strict=True)
    return {table: columns for table, columns in across if columns > 1}


def _distinct(problems: pa.Table | None, *places: str) -> int:
    """Count the distinct places that a problem names."""
    if problems is None or not problems.num_rows:
        return 0
    named = problems.filter(pc.is_valid(problems[places[-1]]))
    return int(named.select(list(places)).group_by(list(places)).aggregate([]).num_rows)
