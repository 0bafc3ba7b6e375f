"""Short ways to write persons, places and registers for the tests of rules."""

from datetime import date

import pytest

from lieny.law.book import Book
from lieny.registry.rules.facts import (
    Dossier,
    FacilityFacts,
    LicenceFacts,
    LicenceStatus,
    Region,
    Role,
)
from lieny.vocabulary.facility_form import FacilityForm
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.title import Title
from lieny.vocabulary.weekly_set import DAY, WeeklySet, WeeklyTime

AS_OF = date(2026, 11, 1)
OFFICE = "T2-T6 07:30-16:30"
EVENING = "T2-T6 17:00-20:00"
_DAYS = {"T2": 0, "T3": 1, "T4": 2, "T5": 3, "T6": 4, "T7": 5, "CN": 6}


def week(text):
    """`T2-T6 07:30-11:30, T7 08:00-11:00` as a weekly set; a span may pass midnight."""
    spans = []
    for part in filter(None, text.split(", ")):
        days, hours = part.split(" ")
        first, _, last = days.partition("-")
        start, end = (int(h[:2]) * 60 + int(h[3:]) for h in hours.split("-"))
        end += DAY if end <= start else 0
        whole = range(_DAYS[first], _DAYS[last or first] + 1)
        spans += [(day * DAY + start, day * DAY + end) for day in whole]
    return WeeklySet.of(spans)


def number(text):
    """`000123/HCM-CCHN` as a licence number."""
    serial, rest = text.split("/")
    issuer, kind = rest.rsplit("-", 1)
    return LicenceNumber(int(serial), issuer, LicenceType(kind))


class Desk:
    """Writes facts with the fewest words."""

    A, B, C, D = 1, 2, 3, 4  # hospital, clinic, clinic, hospital

    def __init__(self):
        self.rows = 0

    def place(self, at, **facts):
        names = {
            1: "Bệnh viện A", 2: "Phòng khám B", 3: "Phòng khám C", 4: "Bệnh viện D",
        }  # fmt: skip
        forms = {1: FacilityForm.GENERAL_HOSPITAL, 4: FacilityForm.GENERAL_HOSPITAL}
        given = {
            "name": names.get(at, f"Phòng khám số {at}"), "province": "79", "evidence": (at,),
            "form": forms.get(at, FacilityForm.SPECIALIST_CLINIC),
        }  # fmt: skip
        return FacilityFacts(id=at, **{**given, **facts})

    def role(self, place, hours="", *, maybe="", **facts):
        self.rows += 1
        sure = week(hours)
        given = {
            "row": self.rows,
            "name": "Nguyễn Văn An",
            "name_folded": "nguyen van an",
            "time": WeeklyTime(sure, week(maybe) - sure),
            "time_determined": bool(hours) and not maybe,
            "raw_time": hours or maybe,
            "title": Title.PHYSICIAN,
        }
        given["no_hours_given"] = not (facts.get("raw_time") or given["raw_time"])
        if isinstance(facts.get("licences"), str):
            facts["licences"] = tuple(number(one) for one in facts["licences"].split(", "))
        return Role(facility=place, **{**given, **facts})

    def licence(self, text, **facts):
        self.rows += 1
        given = {
            "row": self.rows, "number": number(text), "holder": "Nguyễn Văn An",
            "holder_folded": "nguyen van an", "person": 7, "status": LicenceStatus.ACTIVE,
        }  # fmt: skip
        return LicenceFacts(**{**given, **facts})

    def person(self, *roles, licences=(), register=None, **facts):
        """`register`: rows that carry the numbers of the roles, found by number."""
        rows = tuple(register if register is not None else licences)
        register_of = {
            role.row: found
            for role in roles
            if (found := tuple(row for row in rows if row.number in role.licences))
        }
        return Dossier(
            person=7, name="Nguyễn Văn An", roles=roles, licences=tuple(licences),
            register_of=register_of, **facts,
        )  # fmt: skip

    def region(self, as_of=AS_OF, *places, **facts):
        known = {at: self.place(at) for at in range(1, 10)}
        known.update({place.id: place for place in places})
        return Region(as_of=as_of, law=Book.load(), facilities=known, **facts)


@pytest.fixture
def desk():
    return Desk()
