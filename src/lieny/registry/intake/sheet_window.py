"""A part of a sender's sheet as it stands, read by a limited child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lieny.registry.intake.limits import Limits
from lieny.registry.intake.reader_process import limits_to_text

_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TZ")


class SheetNotShown(Exception):
    """The file cannot be opened as a table; nothing of it is shown.

    Attributes:
        code: as of the problem that reading the file gave ("file-encrypted"), or
            "file-stopped-reader".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SheetWindow:
    """Phần bảng: some rows of one sheet, as texts.

    Attributes:
        name: of the sheet; "" for a text file.
        first: 1-based number of the first row here.
        rows: texts of the cells from column A; rows may differ in length.
        total: number of rows of the sheet.
        hidden: numbers of rows that the sender's program does not show.
        sheets: names of all sheets of the file.
    """

    name: str
    first: int
    rows: tuple[tuple[str, ...], ...]
    total: int
    hidden: frozenset[int]
    sheets: tuple[str, ...]


def sheet_window(
    content: bytes, sheet: str, first: int, last: int, *, limits: Limits | None = None
) -> SheetWindow:
    """Read rows `first` to `last` (1-based, both in) of a sheet of a foreign file.

    A sheet that is not there gives the first one.

    Raises:
        SheetNotShown: it is no table, or reading it took too much memory or time.
    """
    bounds = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="lieny-") as folder:
        path = Path(folder, "given")
        path.write_bytes(content)
        request = {"path": str(path), "sheet": sheet, "first": max(first, 1), "last": last}
        answer = _asked(json.dumps(request), bounds)
    if "refused" in answer or "rows" not in answer:
        raise SheetNotShown(str(answer.get("refused", "file-empty")))
    return SheetWindow(
        name=answer["name"],
        first=answer["first"],
        rows=tuple(tuple(row) for row in answer["rows"]),
        total=answer["total"],
        hidden=frozenset(answer["hidden"]),
        sheets=tuple(answer["sheets"]),
    )


def _asked(request: str, limits: Limits) -> dict[str, Any]:
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    module = "lieny.registry.intake.window_process"
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", module, limits_to_text(limits), request],
            capture_output=True,
            env=environment,
            timeout=limits.wall_seconds,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise SheetNotShown("file-stopped-reader") from None
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
