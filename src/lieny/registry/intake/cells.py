"""Cell values of a foreign sheet and how they look to the person who typed them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

Cell = str | float | int | bool | date | datetime | time | timedelta
BLANK = ""
_EXACT_WHOLE = 1e16  # larger floats have lost digits


def shown(cell: Cell) -> str:
    """Give the text of a cell as its author sees it; numbers lose the ".0" that readers add.

    Dates are written `dd/mm/yyyy`, times of day `HH:MM`, durations `H:MM`.
    """
    writer = _WRITERS.get(cell.__class__)
    return _general(cell) if writer is None else writer(cell)


def _general(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        return _number(cell)
    return _moment(cell)


def _number(number: float) -> str:
    if isinstance(number, int) or (number.is_integer() and abs(number) < _EXACT_WHOLE):
        return str(int(number))
    return repr(number)


@lru_cache(maxsize=65_536)
def _moment(moment: date | datetime | time | timedelta) -> str:
    if isinstance(moment, datetime):
        day = moment.strftime("%d/%m/%Y")
        return day if moment.time() == time() else f"{day} {moment:%H:%M}"
    if isinstance(moment, date):
        return moment.strftime("%d/%m/%Y")
    if isinstance(moment, time):
        return moment.strftime("%H:%M")
    minutes = round(moment.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


# What readers give; their subclasses go the longer way.
_WRITERS: dict[type, Callable[[Any], str]] = {
    str: str,
    float: _number,
    int: _number,
    date: _moment,
    datetime: _moment,
    time: _moment,
    timedelta: _moment,
}


def column_letter(index: int) -> str:
    """Name a column as spreadsheets do: 1 is "A", 27 is "AA"."""
    letters = ""
    while index > 0:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Read a column's letters: "A" is 1, "AA" is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def is_blank(cell: Cell) -> bool:
    """Test for a cell without content, or with blanks only."""
    return cell == "" or (isinstance(cell, str) and not cell.strip())


def says_something(cell: Cell) -> bool:
    """Test for a letter, a digit or a value."""
    return not isinstance(cell, str) or any(letter.isalnum() for letter in cell)
