"""Hours that were understood but are not certain, as the page of a file shows them."""

from __future__ import annotations

from collections.abc import Sequence

from lieny.registry.intake.sheet_window import SheetWindow
from lieny.registry.services.handed_in.unsure import UnsureCell, by_text
from lieny.registry.web.register_shown import hours_said
from lieny.ui.portal.language import chosen
from lieny.ui.portal.sheet import SheetMark, column_letters
from lieny.vocabulary.weekly_set import WeeklyTime

MOST_TEXTS = 40


def unsure_marks(cells: Sequence[UnsureCell], window: SheetWindow | None) -> list[SheetMark]:
    """Mark the unsure cells of a part of a sheet; each text is explained once, at its first."""
    if window is None:
        return []
    last = window.first + len(window.rows) - 1
    shown = [one for one in cells if one.sheet == window.name and window.first <= one.row <= last]
    explained: set[tuple[str, WeeklyTime]] = set()
    marks = []
    for one in shown:
        is_new = (one.given, one.time) not in explained
        explained.add((one.given, one.time))
        marks.append(
            SheetMark(
                row=one.row,
                column=one.column,
                kind="unsure",
                note=_understood(one.time) if is_new else "",
                advice=_advice() if is_new else "",
                given=one.given if is_new else "",
            )
        )
    return marks


def unsure_shown(cells: Sequence[UnsureCell]) -> dict[str, object]:
    """List the texts behind unsure cells, each with how it was understood and where it first is."""
    texts = by_text(cells)
    return {
        "count": len(cells),
        "texts": [
            {
                "given": text.first.given,
                "hours": hours_said(text.first.time),
                "cells": text.cells,
                "sheet": text.first.sheet,
                "row": text.first.row,
                "from": max(1, text.first.row - 3),
                "address": f"{column_letters(text.first.column)}{text.first.row}",
            }
            for text in texts[:MOST_TEXTS]
        ],
        "more": max(0, len(texts) - MOST_TEXTS),
    }


def _understood(time: WeeklyTime) -> str:
    if not time.definite and not time.possible:
        return chosen("Chưa hiểu ra giờ nào.", "No hours were understood.")
    hours = hours_said(time)
    return chosen(f"Hiểu là: {hours}; chưa chắc.", f"Understood as: {hours}; not certain.")


def _advice() -> str:
    return chosen(
        "Không bắt buộc sửa; muốn chắc, hãy ghi rõ ngày và giờ, ví dụ “T2–T6: 13h30–16h30”.",
        "Nothing has to be corrected; to be certain, write days and hours: “T2–T6: 13h30–16h30”.",
    )
