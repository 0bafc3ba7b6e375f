"""Merely read every workbook of a folder with python-calamine, and do nothing with it.

python benchmarks/calamine_reading.py FOLDER PROCESSES
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from pathlib import Path

from python_calamine import CalamineWorkbook


def cells(path: Path) -> int:
    """Read all sheets of a workbook as Python values; count the cells."""
    book = CalamineWorkbook.from_path(path)
    return sum(
        len(row) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
    )


def main() -> None:
    """Print seconds and cells."""
    paths = sorted(Path(sys.argv[1]).rglob("*.xlsx"))
    processes = int(sys.argv[2])
    begun = time.perf_counter()
    if processes == 1:
        count = sum(map(cells, paths))
    else:
        with multiprocessing.Pool(processes) as pool:
            count = sum(pool.imap_unordered(cells, paths, chunksize=8))
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "workbooks": len(paths), "cells": count}))


if __name__ == "__main__":
    main()
