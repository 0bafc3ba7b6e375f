"""A person's signs become a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from lieny.people.models import Organisation
from lieny.people.services import audit
from lieny.registry.models import Case, CaseSign, LicenceRow, Person, Registration, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_file import CaseState
from lieny.registry.rules.case_lead import OF_LICENCE, Concern, Departments, departments_of
from lieny.registry.rules.case_steps import local_day
from lieny.registry.rules.sign import Severity
from lieny.registry.services.cases import notices
from lieny.registry.services.quality.precision import may_only_ask
from lieny.vocabulary.issuer import IssuerUnknown, responsible_department

SEVERITIES = [severity.value for severity in Severity]


class NoSignStands(ValueError):
    """Nothing that stands about the person can be seen: there is nothing to open a case from."""


class CaseIsOpen(ValueError):
    """The person has a case already.

    Attributes:
        case: it, where whoever asks may see it; else None.
    """

    def __init__(self, case: Case | None) -> None:
        super().__init__("one case a person")
        self.case = case


def standing_signs(person: int) -> list[StoredSign]:
    """List the signs about a person that stand, the most severe first."""
    signs = StoredSign.objects.filter(person_id=person, ended_at=None)
    return sorted(signs, key=lambda one: (SEVERITIES.index(one.severity), one.rule, one.pk))


@transaction.atomic
def open_case(person: int, *, by: UUID | None, at: datetime) -> Case:
    """Open a case from all signs of a person that stand within the boundary.

    Raises:
        NoSignStands: there is none; nothing was written.
        CaseIsOpen: the person has a case that is not settled; nothing was written.
        NobodyConcerned: no sign names a province; nothing was written.
    """
    signs = standing_signs(person)
    if not signs:
        raise NoSignStands
    held = Case.objects.filter(person_id=person).exclude(state__in=SETTLED).first()
    if held is not None:
        raise CaseIsOpen(held)
    departments = departments_of([concern_of(sign, person, local_day(at)) for sign in signs])
    case = _created(person, signs, departments, by, at)
    CaseSign.objects.bulk_create(CaseSign(case_id=case.pk, sign_id=one.pk) for one in signs)
    notices.tell(case, act="opened", but=None, at=at)
    audit.record(
        audit.Deed(
            action="case.open",
            at=at,
            by=by,
            province=case.lead,
            target_kind="case",
            target=str(case.pk),
            detail={"number": case.number, "signs": len(signs)},
        )
    )
    return case


def _created(
    person: int,
    signs: Sequence[StoredSign],
    departments: Departments,
    by: UUID | None,
    at: datetime,
) -> Case:
    case = Case(
        number=next_number(local_day(at).year),
        person_id=person,
        state=CaseState.DETECTED.value,
        severity=signs[0].severity,
        lead=departments.lead,
        peers=sorted(departments.peers),
        since=at,
        opened_at=at,
        opened_by_id=by,
        asks_first=may_only_ask({one.rule for one in signs}, on=local_day(at)),
    )
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as fault:
        if "one_case_a_person" not in str(fault):
            raise
        # Raising undoes the number too. The other's case may be one that cannot be seen from here.
        held = Case.objects.filter(person_id=person).exclude(state__in=SETTLED).first()
        raise CaseIsOpen(held) from fault
    return case


def next_number(year: int) -> str:
    """Take the next number of a year; it is given back if the transaction fails."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_next_case_number(%s)", [year])
        return f"{year}/{cursor.fetchone()[0]:06d}"


def concern_of(sign: StoredSign, person: int, on: date) -> Concern:
    """Say what decides who leads: issuer and registrations that the sign rests on."""
    rows = _registrations(sign, person)
    registered: list[tuple[str, date | None]] = [(row.province, row.valid_from) for row in rows]
    named = {province for province, _ in registered}
    registered += [(code, None) for code in sorted(set(sign.provinces) - named)]
    issuer = _issuer(person, rows, on) if sign.rule in OF_LICENCE else None
    return Concern(sign.rule, Severity(sign.severity), issuer, tuple(registered))


def _registrations(sign: StoredSign, person: int) -> list[Registration]:
    """Find the registrations behind a sign: those of its evidence that can be seen."""
    places = [
        Q(file_id=one.get("file"), index=one.get("index"))
        for one in sign.evidence
        if str(one.get("table", "")).startswith("registration")
    ]
    if not places:
        return []
    asked = places[0]
    for place in places[1:]:
        asked |= place
    return list(Registration.objects.filter(asked, person_id=person))


def _issuer(person: int, rows: Sequence[Registration], on: date) -> str | None:
    """Give the province answerable for the licence, where its department works in this portal."""
    register = LicenceRow.objects.filter(person_id=person, known_until=None).first()
    codes = [register.issuer] if register else []
    codes += [row.licence_issuer for row in rows]
    for code in filter(None, codes):
        province = _answerable(code, on)
        if province is not None:
            return province
    return None


def _answerable(code: str, on: date) -> str | None:
    try:
        province = responsible_department(code, on).province
    except IssuerUnknown:
        return None
    here = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT, province=province or "")
    return province if here.exists() else None


def person_of(public_id: UUID) -> Person | None:
    """Find a person by the address that pages use."""
    return Person.objects.filter(public_id=public_id).first()
