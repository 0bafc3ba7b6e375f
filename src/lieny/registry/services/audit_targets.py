"""What the records of the registry are called in the audit log, and whom a typed number means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import timezone

from lieny.people.rules.office import Standing
from lieny.people.rules.permission import may_ever
from lieny.people.services.audit_targets import Meant, Target
from lieny.registry.models import (
    Case,
    CaseQuestion,
    Facility,
    LicenceRow,
    Person,
    Registration,
    SourceFile,
    Submission,
)
from lieny.registry.services.search import find_persons
from lieny.registry.services.search_places import find_facilities
from lieny.vocabulary.text import fold

CASE_NUMBER = re.compile(r"\d{4}/\d{6}")
LARGEST_ID = 2**63
Names = Mapping[str, str]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class RegistryNamer:
    """The registry's own records; Django and the wall of rows say which are there."""

    def names(
        self, targets: Collection[Target], *, standings: Collection[Standing]
    ) -> Mapping[Target, str]:
        """Name cases, questions, facilities, lists and files; people to who may read the register.

        Whoever audits reads that a practitioner's page was opened, not who it is.
        """
        named = {
            "case": _named(Case.objects.all(), _uuids(targets, "case"), "number"),
            "question": _named(
                CaseQuestion.objects.all(), _ids(targets, "question"), "case__number"
            ),
            "facility": _named(Facility.objects.all(), _ids(targets, "facility"), "name"),
            "submission": _submissions(_uuids(targets, "submission")),
            "file": _named(SourceFile.objects.all(), _ids(targets, "file"), "name"),
        }
        if may_ever("registry.read", standings=standings):
            people = _ids(targets, "person")
            named["person"] = _named(Person.objects.all(), people, "name")
        return {
            one: named[one.kind][one.id]
            for one in targets
            if one.kind in named and one.id in named[one.kind]
        }

    def meant(self, typed: str) -> Meant | None:
        """Tell whom somebody means by a case's number, a licence, a whole name or a facility."""
        if CASE_NUMBER.fullmatch(typed):
            return _meant_case(typed)
        return _meant_persons(typed) or _meant_facility(typed)


def _meant_case(number: str) -> Meant | None:
    case = Case.objects.filter(number=number).first()
    if case is None:
        return None
    return Meant(case.number, (Target("case", str(case.pk)), *_questions_of([case.pk])))


def _meant_persons(typed: str) -> Meant | None:
    """Take whoever carries the number typed, or bears this very name, marks left out."""
    found = [one for one in find_persons(typed) if one.exact or fold(one.name) == fold(typed)]
    if not found:
        return None
    persons = tuple(one.id for one in found)
    cases = list(Case.objects.filter(person_id__in=persons).values_list("pk", flat=True))
    rows = Registration.objects.filter(person_id__in=persons)
    files = {*rows.values_list("file_id", flat=True)}
    files |= {*LicenceRow.objects.filter(person_id__in=persons).values_list("file_id", flat=True)}
    targets = [
        *(Target("person", str(one)) for one in persons),
        *(Target("case", str(one)) for one in cases),
        *_questions_of(cases),
        *(Target("file", str(one)) for one in sorted(files)),
    ]
    return Meant(typed, tuple(targets), persons)


def _meant_facility(typed: str) -> Meant | None:
    words = {fold(typed), typed.strip().casefold()}
    found = [
        one.facility
        for one in find_facilities(typed, as_typed=True)
        if {fold(one.name), one.facility.operating_licence.casefold()} & words
    ]
    if not found:
        return None
    return Meant(found[0].name, tuple(Target("facility", str(one.pk)) for one in found))


def _questions_of(cases: Collection[UUID]) -> list[Target]:
    asked = CaseQuestion.objects.filter(case_id__in=cases).values_list("pk", flat=True)
    return [Target("question", str(one)) for one in asked]


def _named(rows: QuerySet[Row], ids: Collection[int] | Collection[UUID], name: str) -> Names:
    return {str(pk): said for pk, said in rows.filter(pk__in=ids).values_list("pk", name)}


def _submissions(ids: Collection[UUID]) -> Names:
    rows = Submission.objects.filter(pk__in=ids).select_related("organisation")
    return {
        str(one.pk): f"{one.organisation.name}, {timezone.localtime(one.handed_in_at):%d/%m/%Y}"
        for one in rows
    }


def _ids(targets: Collection[Target], kind: str) -> list[int]:
    typed = [one.id for one in targets if one.kind == kind and one.id.isdecimal()]
    return [number for number in map(int, typed) if number < LARGEST_ID]


def _uuids(targets: Collection[Target], kind: str) -> list[UUID]:
    found = []
    for one in targets:
        if one.kind == kind:
            try:
                found.append(UUID(one.id))
            except ValueError:
                continue
    return found
