"""Lines of signs and of cases on the overview and in the lists behind its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from lieny.people.services.prepared import Prepared
from lieny.registry.models import Case, Person, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_file import CaseState
from lieny.registry.rules.case_words import STATES
from lieny.registry.services.cases.inbox import subjects
from lieny.registry.services.standing_signs import cases_of_signs
from lieny.registry.web.case_shown import days_said
from lieny.registry.web.said import (
    department_said,
    province_said,
    rule_said,
    said,
    said_day,
    said_time,
    severity_said,
    sign_said,
)
from lieny.ui.provinces import province_key


def address_between(codes: Sequence[str]) -> str:
    """Give the address of the signs between two provinces, or of one with any other."""
    across = "&voi=khac" if len(codes) == 1 else ""
    return f"{reverse('sign_list')}?tinh={','.join(sorted(codes))}{across}"


def places_said(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Give key and name of provinces."""
    return [(province_key(code), province_said(code)) for code in codes]


_PEOPLE = Prepared(lambda people: Person.objects.filter(pk__one_of=people))


def sign_lines(signs: Sequence[StoredSign]) -> list[dict[str, object]]:
    """Lay signs out as they come: who, what, where, and the case that deals with each.

    Who is not there for the reader stays unnamed.
    """
    asked = [sign.person_id for sign in signs if sign.person_id]
    people = {person.pk: person for person in _PEOPLE(people=asked)}
    held = cases_of_signs(signs)
    return [
        {
            "severity": severity_said(sign.severity),
            "title": rule_said(sign.rule),
            "rule": sign.rule,
            "said": sign_said(sign, naming=person is not None),
            "person": person.public_id if person else None,
            "name": person.name if person else "",
            "elsewhere": person is None and sign.person_id is not None,
            "places": places_said(sign.provinces),
            "since": said_day(timezone.localtime(sign.first_seen_at).date()),
            "gone": said_time(sign.ended_at) if sign.ended_at else "",
            "case": held.get(sign.pk),
        }
        for sign in signs
        for person in [people.get(sign.person_id or 0)]
    ]


def case_lines(listed: Sequence[Case]) -> list[dict[str, object]]:
    """Lay cases out as they come, with deadline and step."""
    about, today = subjects(listed), timezone.localdate()
    return [
        {
            "id": case.pk,
            "number": case.number,
            "name": about[case.pk].name,
            "rules": [rule_said(rule) for rule in about[case.pk].rules],
            "places": places_said(about[case.pk].provinces),
            "severity": severity_said(case.severity),
            "state": said(STATES[CaseState(case.state)]),
            "lead": department_said(case.lead),
            "due": said_day(case.due_on) if case.due_on and case.state not in SETTLED else "",
            "when": days_said(case.due_on, today) if case.due_on else "",
            "late": case.due_on is not None and case.due_on < today and case.state not in SETTLED,
        }
        for case in listed
    ]
