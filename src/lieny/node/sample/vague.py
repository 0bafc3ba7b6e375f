"""Hours that a list leaves open: office hours, rotas, on call, one week in two.

For each text: the minutes that any careful reader takes as possible, and those that one might.
Nothing here is ever definite, except where a fixed part stands beside the open one.
"""

from __future__ import annotations

from random import Random

from lieny.node.sample import week
from lieny.node.sample.draw import Urn
from lieny.node.sample.subjects import Hours

_CORE = week.mask(((week.MONDAY_TO_FRIDAY, ((450, 660), (810, 960))),))
_OFFICE_AT_MOST = week.mask(((week.MONDAY_TO_SATURDAY, ((390, 1080),)),))
_AFTER = week.mask(((week.MONDAY_TO_FRIDAY, ((1080, 1200),)),))

OFFICE_TEXTS = (
    "Giờ hành chính",
    "HC",
    "Hành chính (T2-T6)",
    "Giờ hành chính các ngày làm việc trong tuần",
    "Hành chính",
)
FULL_TIME_TEXTS = ("Toàn thời gian", "Cơ hữu", "Toàn thời gian cơ hữu")
SHIFT_TEXTS = ("Theo ca", "Làm việc theo ca, kíp", "3 ca 4 kíp", "Theo ca trực")
ON_CALL_TEXTS = (
    "Theo lịch trực",
    "Trực 24/24 theo phân công",
    "Theo sự phân công của lãnh đạo khoa",
)
AFTER_TEXTS = ("Ngoài giờ", "Sau giờ hành chính", "Ngoài giờ hành chính")
EMPTY_TEXTS = ("", "x", "12 tháng", "48h/tuần", "Thỉnh giảng", "02 buổi/tuần", "Từ 2019 đến nay")


def office(text: str) -> Hours:
    """Office hours of a facility whose own hours are not given."""
    return Hours(text, possible=_CORE, maybe=_OFFICE_AT_MOST, vague=True, refers=True)


def full_time(text: str) -> Hours:
    """Employed full time, hours not given."""
    return Hours(
        text, possible=_CORE, maybe=_OFFICE_AT_MOST, vague=True, refers=True, full_time=True
    )


def shifts(text: str) -> Hours:
    """Rotating shifts or on call: any minute may be worked."""
    return Hours(text, possible=week.ALL, maybe=week.ALL, vague=True)


def after_office(text: str) -> Hours:
    """Some time outside office hours."""
    return Hours(text, possible=_AFTER, maybe=week.ALL & ~_CORE, vague=True, refers=True)


def days_only(days: tuple[int, ...], text: str) -> Hours:
    """Days without hours."""
    core = week.mask(((days, ((480, 660), (840, 960))),))
    return Hours(
        text, possible=core, maybe=week.mask(((days, ((0, 1440),)),)), vague=True, refers=True
    )


def half_days(days: tuple[int, ...], text: str) -> Hours:
    """Mornings without hours."""
    core = week.mask(((days, ((480, 660),)),))
    return Hours(
        text, possible=core, maybe=week.mask(((days, ((360, 780),)),)), vague=True, refers=True
    )


def recurring(groups: week.Groups, text: str) -> Hours:
    """Hours of one week in two, or of some weeks of the month."""
    bits = week.mask(groups)
    return Hours(text, possible=bits, maybe=bits, vague=True)


def fixed_and_on_call(groups: week.Groups, text: str) -> Hours:
    """Fixed hours, and a rota on top of them."""
    fixed = week.mask(groups)
    return Hours(text, definite=fixed, maybe=week.ALL & ~fixed)


def empty(text: str) -> Hours:
    """Says nothing of hours."""
    return Hours(text, maybe=week.ALL, vague=True)


_KINDS = Urn(
    [("office", 40.0), ("full-time", 24.0), ("shifts", 14.0), ("on-call", 8.0), ("empty", 10.0)]
)


def drawn(random: Random) -> Hours:
    """Draw an open text as the employed staff of a hospital have it."""
    kind = _KINDS.draw(random)
    if kind == "office":
        return office(random.choice(OFFICE_TEXTS))
    if kind == "full-time":
        return full_time(random.choice(FULL_TIME_TEXTS))
    if kind == "shifts":
        return shifts(random.choice(SHIFT_TEXTS))
    if kind == "on-call":
        return shifts(random.choice(ON_CALL_TEXTS))
    return empty(random.choice(EMPTY_TEXTS))
