"""Marked copies of files that nobody has vouched for: written by a limited child process.

The parent never opens a foreign file. What is written comes to the child as JSON: the marks and
the list of results in words; a copy or a refusal comes back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lieny.registry.intake.limits import Limits
from lieny.registry.intake.reader_process import limits_to_text
from lieny.registry.rules.sign import Severity
from lieny.registry.services.marked_copy.marks import Mark
from lieny.registry.services.marked_copy.results import Line, Marked, Target
from lieny.ui.dates import Language

MODULE = "lieny.registry.services.marked_copy.writer_process"
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TZ")


class CopyNotWritten(Exception):
    """The file is no table, or writing its copy took too much memory or time.

    Attributes:
        code: as of the problem that reading the file gave, or "file-stopped-reader".
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def write_limited_copy(
    source: Path,
    marked: Marked,
    *,
    target: Path,
    language: Language,
    limits: Limits | None = None,
) -> None:
    """Write a marked copy of the foreign file `source` to `target`.

    Raises:
        CopyNotWritten: nothing usable stands in `target`.
    """
    bounds = limits or Limits()
    request = {
        "source": str(source),
        "target": str(target),
        "language": language.value,
        "marked": marked_to_plain(marked),
    }
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", MODULE, limits_to_text(bounds)],
            input=json.dumps(request).encode("ascii"),
            capture_output=True,
            env=environment,
            timeout=bounds.wall_seconds,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise CopyNotWritten("file-stopped-reader") from None
    answer: dict[str, str] = json.loads(done.stdout)
    if "refused" in answer:
        raise CopyNotWritten(answer["refused"])


def marked_to_plain(marked: Marked) -> dict[str, object]:
    """Give what is to be written as JSON can hold it."""
    return {
        "cells": {
            sheet: [[row, [asdict(mark) for mark in marks]] for row, marks in rows.items()]
            for sheet, rows in marked.cells.items()
        },
        "lines": [asdict(line) for line in marked.lines],
    }


def marked_from_plain(plain: Mapping[str, Any]) -> Marked:
    """Read what `marked_to_plain` gave."""
    cells = {
        sheet: {row: [_mark(one) for one in marks] for row, marks in rows}
        for sheet, rows in plain["cells"].items()
    }
    return Marked(cells, [_line(one) for one in plain["lines"]])


def _mark(one: Mapping[str, Any]) -> Mark:
    return Mark(one["column"], _severity(one["severity"]), one["note"])


def _line(one: Mapping[str, Any]) -> Line:
    target = Target(**one["target"]) if one["target"] else None
    return Line(tuple(one["texts"]), target, _severity(one["severity"]), one["is_heading"])


def _severity(word: str | None) -> Severity | None:
    return None if word is None else Severity(word)
