"""Reads the HTML tables that web systems export under the name .xls.

Only tags and text are read; nothing is fetched, no script runs. Each outermost table with more
than one row becomes a sheet; cells that span are kept as merged ranges.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from lieny.registry.intake.cells import BLANK, Cell
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.sheet import MergedRange, Sheet

_SILENT = {"script", "style", "head", "title"}
_BREAKS = {"br", "p", "div", "li"}


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)


def read_html(text: str, limits: Limits) -> list[Sheet]:
    """Cut the tables out of an HTML file.

    Raises:
        FileRefused: a table is larger than a sheet may be.
    """
    reader = _Reader(limits)
    reader.feed(text)
    reader.close()
    reader.end_tables()
    return [
        Sheet(f"Bảng {number}", table.rows, tuple(table.merged), frozenset(table.hidden))
        for number, table in enumerate(reader.tables, 1)
        if len(table.rows) > 1
    ]


class _Reader(HTMLParser):
    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._limits = limits
        self._depth = 0
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif self._depth == 1:
            self._start_in_table(tag, dict(attrs))
        elif tag in _BREAKS and self._text is not None:
            self._text.append("\n")

    def _start_in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        table = self.tables[-1]
        if tag == "tr":
            self._end_cell()
            self._check_rows(len(table.rows) + 1)
            table.rows.append([])
            if "display:none" in (attributes.get("style") or "").replace(" ", "").lower():
                table.hidden.add(len(table.rows))
        elif tag in {"td", "th"}:
            self._end_cell()
            if not table.rows:
                table.rows.append([])
            self._text = []
            self._span = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))
        elif tag in _BREAKS and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(data)

    def end_tables(self) -> None:
        """Close what the file left open."""
        if self._depth:
            self._end_cell()

    def _end_cell(self) -> None:
        if self._text is None:
            return
        table = self.tables[-1]
        row, cells = len(table.rows), table.rows[-1]
        while (row, len(cells) + 1) in table.taken:
            cells.append(BLANK)
        text = "\n".join(" ".join(line.split()) for line in "".join(self._text).split("\n"))
        column = len(cells) + 1
        down, across = self._span
        if column + across > self._limits.sheet_columns + 1:
            raise FileRefused("sheet-too-large", f"{column + across - 1} cột/columns", "200")
        cells.append(text.strip())
        cells.extend([BLANK] * (across - 1))
        if down > 1 or across > 1:
            table.merged.append(MergedRange(row, column, row + down - 1, column + across - 1))
            table.taken.update(
                (row + below, column + right) for below in range(1, down) for right in range(across)
            )
        self._text = None

    def _check_rows(self, rows: int) -> None:
        if rows > self._limits.sheet_rows:
            raise FileRefused(
                "sheet-too-large", f"{rows} hàng/rows", f"{self._limits.sheet_rows} hàng/rows"
            )


def _span(given: str | None) -> int:
    """Read rowspan or colspan; nonsense counts as one, a wild number is held down."""
    return max(1, min(int(given), 1_000)) if given and given.isascii() and given.isdigit() else 1
