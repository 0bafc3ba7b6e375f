"""The child that shows a part of one foreign file as it stands: `python -m … LIMITS REQUEST`.

Limited like the child that reads whole files. The request is one JSON object,
`{"path", "sheet", "first", "last"}`; the answer one JSON object on standard output, the fields of
`sheet_window.SheetWindow`, or `{"refused": code}` for what is no table.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import islice
from pathlib import Path

from lieny.registry.intake.cells import shown
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.opening import load, open_content
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.reader_process import OUT_OF_MEMORY, allow_seconds, confine
from lieny.registry.intake.sheet import Sheet

LONGEST_TEXT = 400
MOST_COLUMNS = 60


def window_of(path: Path, asked: str, first: int, last: int, limits: Limits) -> dict[str, object]:
    """Read the rows of one sheet from `first` to `last`; of the first sheet where none fits.

    Raises:
        FileRefused: the file is no table.
    """
    names: list[str] = []
    found: dict[str, object] = {}
    for sheet in open_content(load(path, limits), limits).sheets:
        names.append(sheet.name)
        if sheet.name == asked or not found:
            found = _part(sheet, first, last)
    return {**found, "sheets": names}


def _part(sheet: Sheet, first: int, last: int) -> dict[str, object]:
    texts: list[list[str]] = []
    rows = iter(sheet.rows)
    before = sum(1 for _ in islice(rows, first - 1))
    for row in islice(rows, last - first + 1):
        cells = [shown(cell) for cell in row[:MOST_COLUMNS]]
        for column, _ in enumerate(cells, 1):
            flaw = sheet.flaws.get((first + len(texts), column))
            if flaw is not None:
                cells[column - 1] = flaw.given
        texts.append([text[:LONGEST_TEXT] for text in cells])
    after = sum(1 for _ in rows)
    hidden = [number for number in range(first, last + 1) if number in sheet.hidden]
    return {
        "name": sheet.name,
        "first": first,
        "rows": texts,
        "total": before + len(texts) + after,
        "hidden": hidden,
    }


def main() -> None:
    """Run the child."""
    limits = Limits(**json.loads(sys.argv[1]))
    request = json.loads(sys.argv[2])
    confine(limits)
    allow_seconds(limits.cpu_seconds)
    try:
        answer = window_of(
            Path(request["path"]), request["sheet"], request["first"], request["last"], limits
        )
    except FileRefused as refusal:
        answer = {"refused": refusal.code}
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
