"""A sign that concerns one more province brings its department into the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lieny.people.models import Organisation
from lieny.registry.models import Case, StoredSign
from lieny.registry.rules.case_acts import Act, acts_open_to
from lieny.registry.rules.case_file import Actor, Office, Party
from lieny.registry.rules.case_steps import local_day
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import file_of
from lieny.ui.provinces import province_name

CHECKER = Actor(Party.SYSTEM, Office.NONE)


def add_concerned(case: Case, standing: Iterable[StoredSign], *, at: datetime) -> Case | None:
    """Bring in the departments of provinces that standing signs name; None where none is new."""
    file = file_of(case)
    signs = list(standing)
    named = {code for sign in signs for code in sign.provinces} - file.departments
    rules = sorted({sign.rule for sign in signs if named & set(sign.provinces)})
    return add_departments(case.pk, named, f"Dấu hiệu {', '.join(rules)}.", at)


def add_departments(case: UUID, provinces: Iterable[str], reason: str, at: datetime) -> Case | None:
    """Bring departments into a case that the checker may widen now; None where none is new.

    A province without a department in this portal could neither read nor acknowledge: it is left
    out, and comes in once it has one.
    """
    stored = Case.objects.select_for_update().get(pk=case)
    file = file_of(stored)
    here = Organisation.objects.filter(
        kind=Organisation.Kind.DEPARTMENT, province__in=set(provinces) - file.departments
    )
    joining = frozenset(here.values_list("province", flat=True))
    if not joining or Act.ADD_PEER not in acts_open_to(file, CHECKER.party, CHECKER.office):
        return None
    names = ", ".join(f"Sở Y tế {province_name(one, local_day(at))}" for one in sorted(joining))
    order = Order(
        case=case,
        act=Act.ADD_PEER,
        actor=CHECKER,
        by=None,
        at=at,
        expected_version=None,
        reason=f"{names}. {reason}",
        peers=joining,
    )
    return take_step(order)
