"""Whom and what the audit log tells of, in words: each wing knows its own records.

The log holds ids. A wing above this one says, within the boundary of the transaction, what they
are called today, and which ids somebody means who types a number or a name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from lieny.people.rules.office import Standing


@dataclass(frozen=True, slots=True)
class Target:
    """Đối tượng của một dòng nhật ký: kind and id of a record, as the log writes them."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom or what somebody means by what they typed.

    Attributes:
        said: what it is called; empty where nothing of the kind is known here.
        targets: records that concern it.
        persons: ids of practitioners; rows that tell of a search which found them count too.
    """

    said: str
    targets: tuple[Target, ...]
    persons: tuple[int, ...] = ()


class Namer(Protocol):
    """A wing that knows what its records are called."""

    def names(
        self, targets: Collection[Target], *, standings: Collection[Standing]
    ) -> Mapping[Target, str]:
        """Name records; one that is behind the wall, or that these offices may not read of, not."""

    def meant(self, typed: str) -> Meant | None:
        """Tell what somebody means; None where it is nothing of this wing."""


_NAMERS: list[Namer] = []


def known_by(namer: Namer) -> None:
    """Let a wing name its records; said once, when it is installed."""
    _NAMERS.append(namer)


def names_of(
    targets: Collection[Target], *, standings: Collection[Standing]
) -> Mapping[Target, str]:
    """Name records, within the boundary of the transaction."""
    named: dict[Target, str] = {}
    for namer in _NAMERS:
        named |= namer.names(targets, standings=standings)
    return named


def meant_by(typed: str) -> Meant | None:
    """Tell whom or what somebody means by a number or a name; None where it is neither."""
    found = (namer.meant(typed) for namer in _NAMERS)
    return next((one for one in found if one is not None), None)
