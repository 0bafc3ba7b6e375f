"""Biên nhận: what a registration said on the day of issue, and whether that still stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime


class ReceiptStanding(StrEnum):
    """Tình trạng của biên nhận."""

    STANDS = "stands"  # the register says the same today
    CHANGED = "changed"  # the person is registered at the place, with other hours, post or term
    ENDED = "ended"  # the term has passed
    WITHDRAWN = "withdrawn"  # the person is not registered at the place any more


@dataclass(frozen=True, slots=True)
class ReceiptEntry:
    """Nội dung đăng ký hành nghề: the public part of one registration.

    Attributes:
        name: of the practitioner, as the list writes it.
        facility: name of the place.
        licence: "000123/HCM-CCHN", "" where the list gives none that can be read.
        position: code of the position, "" for none.
        time: registered hours.
        valid_from, valid_until: term, both ends inclusive.
    """

    name: str
    facility: str
    licence: str
    position: str
    time: WeeklyTime
    valid_from: date | None
    valid_until: date | None

    def written(self) -> dict[str, str | None]:
        """Write it as JSON keeps it; hours as hexadecimal digits of `WeeklySet.to_bytes`."""
        return {
            "name": self.name,
            "facility": self.facility,
            "licence": self.licence,
            "position": self.position,
            "definite": self.time.definite.to_bytes().hex() if self.time.definite else None,
            "possible": self.time.possible.to_bytes().hex() if self.time.possible else None,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
        }

    @classmethod
    def read(cls, written: Mapping[str, str | None]) -> ReceiptEntry:
        """Read what `written` wrote."""
        return cls(
            name=written["name"] or "",
            facility=written["facility"] or "",
            licence=written["licence"] or "",
            position=written["position"] or "",
            time=WeeklyTime(_hours(written["definite"]), _hours(written["possible"])),
            valid_from=_day(written["valid_from"]),
            valid_until=_day(written["valid_until"]),
        )


def standing_of(said: ReceiptEntry, today: Iterable[ReceiptEntry], *, on: date) -> ReceiptStanding:
    """Compare what a receipt says with what stands of the same person at the same place.

    Design: how name and place are written may change without anything having changed: they are
        found by their ids. Post, hours, term and licence number are compared.

    Args:
        said: on the day of issue.
        today: registrations of that person at that place that are known now.
        on: the day of the question.
    """
    lasting = [one for one in today if one.valid_until is None or on <= one.valid_until]
    if any(_same(said, one) for one in lasting):
        return ReceiptStanding.STANDS
    if lasting:
        return ReceiptStanding.CHANGED
    passed = said.valid_until is not None and said.valid_until < on
    return ReceiptStanding.ENDED if passed else ReceiptStanding.WITHDRAWN


def _same(one: ReceiptEntry, other: ReceiptEntry) -> bool:
    return (one.licence, one.position, one.time, one.valid_from, one.valid_until) == (
        other.licence,
        other.position,
        other.time,
        other.valid_from,
        other.valid_until,
    )


def _hours(digits: str | None) -> WeeklySet:
    return WeeklySet.from_bytes(bytes.fromhex(digits)) if digits else EMPTY


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
