"""Reads .csv, .txt and .tsv: delimiter by counting, quotes, rows one by one."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from lieny.registry.intake.cells import Cell
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.sheet import Sheet

_DELIMITERS = ";\t|,"
_LOOKED_AT = 200
_DECLARED = re.compile(r"^\s*sep=(.)\s*$", re.IGNORECASE)


def read_text(text: str, limits: Limits) -> Sheet:
    """Cut a decoded text file into rows.

    Raises:
        FileRefused: more rows than allowed, or a cell longer than allowed; while rows are drawn.
    """
    first, _, rest = text.partition("\n")
    declared = _DECLARED.match(first)
    if declared:
        return Sheet("", _rows(rest, declared[1], limits, skipped=1))
    return Sheet("", _rows(text, delimiter_of(text), limits, skipped=0))


def delimiter_of(text: str) -> str:
    """Choose the delimiter that gives most rows the same, larger number of cells.

    A comma inside quoted or free text is common in Vietnamese lists, so agreement between rows
    counts, not the number of marks.
    """
    head = text[:100_000]
    lines = [line for line in head.splitlines()[:_LOOKED_AT] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        # A wrong delimiter leaves quotes standing inside cells.
        counts = Counter(
            len(row)
            for row in csv.reader(lines, delimiter=delimiter, strict=False)
            if row and not any('"' in cell for cell in row)
        )
        counts.pop(1, None)
        if not counts:
            continue
        width, agreeing = max(counts.items(), key=lambda pair: (pair[1] * pair[0], pair[0]))
        score = agreeing / max(len(lines), 1) * min(width, 30)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str, limits: Limits, *, skipped: int) -> Iterator[list[Cell]]:
    yield from ([] for _ in range(skipped))
    csv.field_size_limit(limits.cell_characters)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    number = skipped
    while True:
        try:
            row = next(reader, None)
        except csv.Error as trouble:
            raise FileRefused("file-damaged", str(trouble)[:100]) from trouble
        if row is None:
            return
        number += 1
        if number > limits.text_rows:
            raise FileRefused(
                "file-too-large", f"> {limits.text_rows} hàng/rows", f"{limits.text_rows}"
            )
        yield list(row)
