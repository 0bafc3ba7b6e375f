"""The headings over each column of a table: groups typed once stand over all that they cover."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lieny.registry.intake.cells import Cell, shown
from lieny.registry.intake.sheet import MergedRange
from lieny.vocabulary.text import clean


def heading_paths(
    rows: Sequence[Sequence[Cell]], width: int, top: int, merged: Sequence[MergedRange]
) -> list[list[str]]:
    """Give, for each column, its headings from the top row down, without repetition.

    Args:
        rows: the heading rows.
        width: how many columns.
        top: 1-based number of the first of the rows.
        merged: merged ranges of the sheet.
    """
    grid = [[clean(shown(cell)) for cell in row] + [""] * (width - len(row)) for row in rows]
    _spread_merged(grid, top, merged)
    _spread_unmerged(grid)
    paths: list[list[str]] = []
    for column in range(width):
        path: list[str] = []
        for row in grid:
            if row[column] and row[column] not in path:
                path.append(row[column])
        paths.append(path)
    return paths


def _spread_merged(grid: list[list[str]], top: int, merged: Sequence[MergedRange]) -> None:
    for one in merged:
        if one.bottom < top or one.top >= top + len(grid) or one.left > len(grid[0]):
            continue
        text = grid[max(one.top - top, 0)][one.left - 1] if one.top >= top else ""
        for row in range(max(one.top - top, 0), min(one.bottom - top + 1, len(grid))):
            for column in range(one.left - 1, min(one.right, len(grid[0]))):
                grid[row][column] = text


def _spread_unmerged(grid: list[list[str]]) -> None:
    """A group heading typed in the first of its columns covers the blanks to its right.

    Only where the row below has headings under it and under the blanks.
    """
    for upper, lower in pairwise(grid):
        for column in range(1, len(upper)):
            group, beneath = upper[column - 1], lower[column - 1]
            if not upper[column] and lower[column] and group and beneath not in {"", group}:
                upper[column] = group
