"""A control of an algorithm that cannot be used: what was given, what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Choice = TypeVar("Choice", bound=str)


class ControlFault(ValueError):
    """A control value or name that the algorithm does not have."""

    def __init__(self, name: str, given: object, expected: str) -> None:
        """Say it in Vietnamese and English.

        Args:
            name: the control, as in R.
            given: its value.
            expected: what it may be.
        """
        self.name, self.given, self.expected = name, given, expected
        super().__init__(
            f"Tham số {name}: giá trị {given!r} không dùng được, cần {expected} / "
            f"control {name}: given {given!r}, expected {expected}"
        )


def refuse_unknown(given: Mapping[str, object], known: Iterable[str]) -> None:
    """Refuse a name that is none of `known`.

    Raises:
        ControlFault: naming the first such name.
    """
    names = sorted(known)
    for name in given:
        if name not in names:
            raise ControlFault(str(name), given[name], "one of " + ", ".join(names))


def flag(name: str, given: object) -> bool:
    """Read a logical value."""
    if not isinstance(given, bool):
        raise ControlFault(name, given, "true or false")
    return given


def real(name: str, given: object, *, low: float, high: float, ends: bool = True) -> float:
    """Read a number within `low` and `high`, which count when `ends`."""
    number = isinstance(given, int | float) and not isinstance(given, bool)
    value = float(given) if isinstance(given, int | float) else float("nan")
    inside = low <= value <= high if ends else low < value < high
    if not (number and inside):
        raise ControlFault(name, given, f"a number from {low:g} to {high:g}")
    return value


def whole(name: str, given: object, *, low: int, high: int = 10**9) -> int:
    """Read an integer from `low` to `high`; 5.0 is 5."""
    value = real(name, given, low=low, high=high)
    if value != int(value):
        raise ControlFault(name, given, f"an integer from {low} to {high}")
    return int(value)


def choice(name: str, given: object, among: Iterable[Choice]) -> Choice:
    """Read a word that is one of `among`."""
    words = list(among)
    for word in words:
        if given == word:
            return word
    raise ControlFault(name, given, "one of " + ", ".join(words))


def case_limit(name: str, given: object) -> tuple[float, int]:
    """Read R's `limit54`: at least so many cases in the last so many time points."""
    if not isinstance(given, list | tuple) or len(given) != 2:  # noqa: PLR2004 - a pair
        raise ControlFault(name, given, "two numbers: cases >= 0 and time points > 0")
    return real(name, given[0], low=0, high=1e18), whole(name, given[1], low=1)
