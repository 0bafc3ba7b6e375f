"""Ngày và số: dates and numbers as the office writes them, in Vietnamese and in English."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """Ngôn ngữ of what people read; Vietnamese first everywhere."""

    VI = "vi"
    EN = "en"


_ENGLISH_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_SWAPPED_SEPARATORS = str.maketrans(",.", ".,")


def day_in_words(day: date, language: Language = Language.VI) -> str:
    """Write a date: `01/11/2026` in Vietnamese, `1 Nov 2026` in English (never month first)."""
    if language is Language.VI:
        return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def period_in_words(
    valid_from: date | None, valid_until: date | None, language: Language = Language.VI
) -> str:
    """Write a period whose ends are both inclusive; `""` when neither end is known."""
    first, last = ("từ", "đến") if language is Language.VI else ("from", "until")
    parts = []
    if valid_from is not None:
        parts.append(f"{first} {day_in_words(valid_from, language)}")
    if valid_until is not None:
        parts.append(f"{last} {day_in_words(valid_until, language)}")
    return " ".join(parts)


def number_in_words(number: float, language: Language = Language.VI, *, decimals: int = 0) -> str:
    """Write a number with the language's own separators: `1.234,5` or `1,234.5`."""
    english = f"{number:,.{decimals}f}"
    if language is Language.EN:
        return english
    return english.translate(_SWAPPED_SEPARATORS)


def seconds_in_words(seconds: float, language: Language = Language.VI) -> str:
    """Write a duration of work: `4,1 giây`, `2 phút 5 giây`."""
    minute, second = ("phút", "giây") if language is Language.VI else ("min", "s")
    whole = round(seconds)
    if whole < 60:  # noqa: PLR2004  seconds of a minute
        return f"{number_in_words(seconds, language, decimals=1)} {second}"
    return f"{whole // 60} {minute} {whole % 60} {second}"
