"""Điều kiện theo ngày: tables of terms of our own, each entry holding from a day on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from importlib import resources
from typing import Protocol, TypeVar


class Dated(Protocol):
    """What holds from a day until the next entry of its table."""

    @property
    def since(self) -> date:
        """First day."""


T = TypeVar("T", bound=Dated)


class NoTermsHold(LookupError):
    """No entry of the table holds on the day: it lies before the first one."""


def terms_of(file: str, kind: Callable[..., T]) -> tuple[T, ...]:
    """Read a table of terms, earliest first; each entry's `from` becomes `since`."""
    text = resources.files(__package__).joinpath(file).read_text("utf-8")
    found = [kind(since=one.pop("from"), **one) for one in tomllib.loads(text)["terms"]]
    return tuple(sorted(found, key=lambda one: one.since))


def holding(table: Sequence[T], on: date) -> T:
    """Give the entry that holds on a day.

    Raises:
        NoTermsHold: the day lies before the first entry.
    """
    held = [one for one in table if one.since <= on]
    if not held:
        raise NoTermsHold(on.isoformat())
    return held[-1]
