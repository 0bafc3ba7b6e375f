"""The words of working-time texts: what a token is."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What a piece of text stands for in the grammar."""

    CLOCK = auto()  # value: Clock
    NUMBER = auto()  # value: int, not marked as an hour
    DAY = auto()  # value: ISO day, marked as a day ("thứ 2", "T2", "CN", "Mon")
    DAY_WORD = auto()  # value: ISO day; a day only beside other days ("hai, ba, tư")
    DAY_SET = auto()  # value: frozenset of ISO days ("hằng ngày", "cuối tuần")
    DATE = auto()  # value: date
    YEAR = auto()  # value: int or None (a month and year, "nay")
    PART = auto()  # value: Part
    TO = auto()  # a word or an arrow that makes a range
    DASH = auto()
    FROM = auto()
    COMMA = auto()
    SEMICOLON = auto()  # ";" or the end of a line
    SLASH = auto()
    AND = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    EXCEPT = auto()
    OFF = auto()
    LUNCH = auto()
    INCLUDING = auto()
    HOLIDAY = auto()
    NEXT_DAY = auto()
    NAMED = auto()  # value: Named
    MARK = auto()  # value: TimeFlag: says something about its clause
    ON_ROSTER = auto()  # value: TimeFlag: on call or shifts; swallows what describes it
    QUANTITY = auto()  # value: Quantity
    OPEN_END = auto()
    SHIFT = auto()  # the name of a shift ("ca 1", "ca A")
    SITE = auto()  # value: str
    DOUBT = auto()  # "hoặc", "khoảng", "dự kiến": makes its clause merely possible
    NO_SUCH = auto()  # "T8", "25h": cannot be
    UNCLEAR_CLOCK = auto()  # value: tuple of minutes it may mean ("7.5", "7h5")
    FILLER = auto()
    UNKNOWN = auto()

    __hash__ = object.__hash__  # members are single: their identity is enough, and quick


class Part(Enum):
    """Buổi: parts of the day; `ALL` is "cả ngày"."""

    MORNING = auto()
    NOON = auto()
    AFTERNOON = auto()
    EVENING = auto()
    NIGHT = auto()
    ALL = auto()

    __hash__ = object.__hash__


class Named(Enum):
    """Hours that are named and not written: somebody else fixes them."""

    OFFICE = auto()
    OUTSIDE_OFFICE = auto()
    FULL_TIME = auto()
    FACILITY = auto()
    HALF_DAY = auto()  # which half is not said
    ALWAYS = auto()


class Clock(NamedTuple):
    """A time of the day as written.

    Attributes:
        minute: 0 to 1440, before "chiều" or "tối" is taken into account.
        part: the part of the day that was said with it, if any.
        twelve_hour_done: am or pm was written: the minute is final.
    """

    minute: int
    part: Part | None = None
    twelve_hour_done: bool = False


class Quantity(NamedTuple):
    """An amount of work ("48h/tuần", "3 buổi/tuần"); never a time of the day."""

    amount: float
    unit: str  # hour | session | day | shift | other
    per: str  # week | day | month | none


class Token(NamedTuple):
    """One piece of the text with what it stands for."""

    kind: Kind
    text: str
    value: object = None
    spaced: bool = False  # whether white space stood before it
