"""Weekly hours as people write them: each notation says exactly the groups it is given."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lieny.node.sample import week
from lieny.node.sample.subjects import Hours

DAY_NAMES = {1: "2", 2: "3", 3: "4", 4: "5", 5: "6", 6: "7"}
DAY_WORDS = {1: "Hai", 2: "Ba", 3: "Tư", 4: "Năm", 5: "Sáu", 6: "Bảy", 7: "Chủ nhật"}
Notation = Callable[[week.Groups], str]


def plain(groups: week.Groups) -> str:
    """`T2-T6: 07h30-11h30, 13h00-16h30; T7: 07h30-11h30`."""
    return "; ".join(
        f"{_days_short(days)}: {', '.join(_span(span, '{:02d}h{:02d}') for span in spans)}"
        for days, spans in groups
    )


def colons(groups: week.Groups) -> str:
    """`07:30 - 11:30, 13:00 - 16:30 T2-T6; 07:30 - 11:30 T7`."""
    return "; ".join(
        f"{', '.join(_span(span, '{:02d}:{:02d}', ' - ') for span in spans)} {_days_short(days)}"
        for days, spans in groups
    )


def spelled(groups: week.Groups) -> str:
    """`Thứ 2 đến thứ 6: 7h30 - 11h30, 13h - 16h30; thứ 7: …`."""
    text = "; ".join(
        f"{_days_long(days)}: {', '.join(_short_span(span) for span in spans)}"
        for days, spans in groups
    )
    return text[0].upper() + text[1:]


NOTATIONS: dict[str, Notation] = {"plain": plain, "colons": colons, "spelled": spelled}


def written(random: Random, groups: week.Groups) -> Hours:
    """Write the groups in some notation."""
    name = random.choice(list(NOTATIONS))
    return exactly(groups, NOTATIONS[name](groups))


def exactly(groups: week.Groups, text: str) -> Hours:
    """Hours that are the groups, with their text."""
    return Hours(text, definite=week.mask(groups), unbroken=is_unbroken(groups))


def is_unbroken(groups: week.Groups) -> bool:
    """Test whether one span covers all of 11:30–13:00."""
    return any(start <= 690 and end >= 780 for _, spans in groups for start, end in spans)


def _is_run(days: tuple[int, ...]) -> bool:
    return len(days) > 2 and days == tuple(range(days[0], days[-1] + 1))


def _day(day: int) -> str:
    return "CN" if day == 7 else f"T{DAY_NAMES[day]}"


def _days_short(days: tuple[int, ...]) -> str:
    if _is_run(days):
        return f"{_day(days[0])}-{_day(days[-1])}"
    return ", ".join(map(_day, days))


def _days_long(days: tuple[int, ...]) -> str:
    def name(day: int) -> str:
        return "chủ nhật" if day == 7 else f"thứ {DAY_NAMES[day]}"

    if _is_run(days):
        return f"{name(days[0])} đến {name(days[-1])}"
    return ", ".join(map(name, days))


def _span(span: tuple[int, int], form: str, dash: str = "-") -> str:
    return dash.join(form.format(*divmod(edge, 60)) for edge in span)


def _short_span(span: tuple[int, int]) -> str:
    def edge(minute: int) -> str:
        hour, rest = divmod(minute, 60)
        return f"{hour}h{rest:02d}" if rest else f"{hour}h"

    return " - ".join(map(edge, span))
