"""Biên nhận: what a registration said on the day of issue, and whether that still stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lieny.vocabulary.facility_words import written_out
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.text import clean, fold
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime


class ReceiptStanding(StrEnum):
    """Tình trạng của biên nhận."""

    STANDS = "stands"  # the register says the same today
    CHANGED = "changed"  # the person is registered at the place, with other particulars
    ENDED = "ended"  # the term has passed
    WITHDRAWN = "withdrawn"  # the person is not registered at the place any more


class Particular(StrEnum):
    """Mục của biên nhận."""

    NAME = "name"
    LICENCE = "licence"
    STATUS = "status"
    FACILITY = "facility"
    POSITION = "position"
    HOURS = "hours"
    TERM = "term"


# Under these nobody may practise by the licence, whatever the paper says of it.
NOT_IN_FORCE = frozenset({"revoked", "suspended", "expired", "replaced"})


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
        licence_status: code of the licence's status on that day, as registers say it; "" where none
            does, and on receipts from before it was stated.
    """

    name: str
    facility: str
    licence: str
    position: str
    time: WeeklyTime
    valid_from: date | None
    valid_until: date | None
    licence_status: str = ""

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
            "licence_status": self.licence_status,
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
            licence_status=written.get("licence_status") or "",
        )


def standing_of(said: ReceiptEntry, today: Iterable[ReceiptEntry], *, on: date) -> ReceiptStanding:
    """Compare what a receipt says with what stands of the same person at the same place.

    Design: all that a receipt states is compared (`differences`). Who and where are found by
        their ids, so a name in another spelling is no change, and another name is.

    Args:
        said: on the day of issue.
        today: registrations of that person at that place that are known now.
        on: the day of the question.
    """
    lasting = [one for one in today if one.valid_until is None or on <= one.valid_until]
    if any(not differences(said, one) for one in lasting):
        return ReceiptStanding.STANDS
    if lasting:
        return ReceiptStanding.CHANGED
    passed = said.valid_until is not None and said.valid_until < on
    return ReceiptStanding.ENDED if passed else ReceiptStanding.WITHDRAWN


def differences(said: ReceiptEntry, now: ReceiptEntry) -> tuple[Particular, ...]:
    """List what a registration of today says otherwise than a receipt."""
    other = {
        Particular.NAME: _person(said.name) != _person(now.name),
        Particular.LICENCE: said.licence != now.licence,
        Particular.STATUS: _status_differs(said, now),
        Particular.FACILITY: _place(said.facility) != _place(now.facility),
        Particular.POSITION: said.position != now.position,
        Particular.HOURS: said.time != now.time,
        Particular.TERM: (said.valid_from, said.valid_until) != (now.valid_from, now.valid_until),
    }
    return tuple(one for one, differs in other.items() if differs)


def nearest(said: ReceiptEntry, today: Iterable[ReceiptEntry]) -> tuple[Particular, ...]:
    """List what the registration of today that is most like a receipt says otherwise."""
    return min((differences(said, one) for one in today), key=len, default=())


def _status_differs(said: ReceiptEntry, now: ReceiptEntry) -> bool:
    """What the paper does not state can only be contradicted."""
    if not said.licence_status:
        return now.licence_status in NOT_IN_FORCE
    return said.licence_status != now.licence_status


def _person(name: str) -> str:
    return read_person_name(name).folded or fold(clean(name))


def _place(name: str) -> str:
    return written_out(fold(clean(name)))


def _hours(digits: str | None) -> WeeklySet:
    return WeeklySet.from_bytes(bytes.fromhex(digits)) if digits else EMPTY


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
