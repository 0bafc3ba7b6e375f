"""One text from cells that split it, or several from one cell that holds them together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_FRACTION, _WHOLE_HOUR = re.compile(r"^0?\.\d+$"), re.compile(r"^(?:1?\d|2[0-4])$")
_MINUTES_A_DAY = 1_440


def name_and_rest(text: str) -> tuple[str | None, str | None]:
    """Cut a name from the numbers after it: "Lê Thị Hà (sinh năm 1979)" gives "Lê Thị Hà", "1979".

    A number before the name, such as that of the row, is no part of either.
    """
    bare = text.lstrip(" .)(0123456789")
    begin = next((place for place, letter in enumerate(bare) if letter.isdigit()), len(bare))
    name = _BEFORE_NUMBER.sub("", bare[:begin]).strip(" ,;:.(–-\n/")
    return name or None, bare[begin:].strip(" ).") or None


_BEFORE_NUMBER = re.compile(
    r"[\s,;(–-]*(?:\b(?:ngày|năm|sinh|ns|sn|số|cchn|gphn)\b[\s:.,]*)+$", re.IGNORECASE
)


def joined_licence(parts: Sequence[str]) -> str | None:
    """Write one text of licences from the columns that split it.

    A bare number takes what has no digits for its issuer and type: "1234" and "HCM-CCHN" become
    "1234/HCM-CCHN"; several whole numbers stand side by side.
    """
    bare = next((part for part in parts if part.isdigit()), None)
    endings = [part.strip(" /-") for part in parts if not any(map(str.isdigit, part))]
    if bare is not None and endings and len(parts) == len(endings) + 1:
        return f"{bare}/{'-'.join(endings)}"
    return "; ".join(parts) or None


def joined_time(texts: Mapping[str, str | None], slots: Sequence[tuple[str, str]]) -> str | None:
    """Write one text of working time from columns that split it.

    Days in one column and hours in another become "days: hours"; columns of days or parts of the
    day become "Thứ 2: 7h-11h; Thứ 3: …"; crosses mean that the hours of the row hold on that day.
    """
    hours = texts.get("time_hours") or _span(texts.get("time_from"), texts.get("time_until"))
    days = texts.get("time_days")
    crossed = [label for label, text in slots if text.lower() in _CROSSES]
    spoken = [f"{label}: {text}" for label, text in slots if text.lower() not in _CROSSES]
    if crossed:
        marked = ", ".join(crossed)
        if days is None:
            days = marked
        elif hours is None:  # "Sáng (7h30-11h30)" beside a column of days
            hours = marked
    base = texts.get("time")
    parts = [base] if base else []
    if hours and days:
        parts.append(f"{days}: {hours}")
    elif hours or days:
        parts = _beside(base, hours, days)
    return "; ".join([*parts, *spoken]) or None


_CROSSES = frozenset({"x", "✓", "✔", "v", "có", "+", "☑", "☒", "true", "1"})


def _beside(base: str | None, hours: str | None, days: str | None) -> list[str]:
    """Join a time column with a second one that has only days, or only hours."""
    if base is None:
        return [part for part in (hours, days) if part]
    return [f"{days}: {base}"] if days else [f"{base}: {hours}"]


def _span(begin: str | None, end: str | None) -> str | None:
    if begin and end:
        return f"{_clock(begin)} - {_clock(end)}"
    return begin or end


def _clock(text: str) -> str:
    """Write a fraction of a day (0.5) or a whole hour (17) of a column of hours as a clock."""
    if _FRACTION.match(text):
        minutes = round(float(text) * _MINUTES_A_DAY)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}h" if _WHOLE_HOUR.match(text) else text
