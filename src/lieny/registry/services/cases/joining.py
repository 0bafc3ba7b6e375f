"""Two persons turned out to be one: of their cases the older goes on, with the signs of both."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lieny.registry.models import Case, CaseFollowing, CaseSign
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_acts import Act, acts_open_to
from lieny.registry.rules.case_file import Actor, Office, Party
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.cases.widening import add_departments

CHECKER = Actor(Party.SYSTEM, Office.NONE)


def join_all_merged(*, at: datetime) -> int:
    """Let every case of somebody who was merged follow them; give how many did.

    Each is a transaction of its own. What was decided stays decided: of two cases with an agreed
    outcome each goes on by itself, and so does one with a complaint until that is settled.
    """
    unsettled = Case.objects.exclude(state__in=SETTLED)
    merged = unsettled.filter(person__merged_into__isnull=False).order_by("opened_at", "number")
    return sum(follow_merged(pk, at=at) is not None for pk in merged.values_list("pk", flat=True))


@transaction.atomic
def follow_merged(case: UUID, *, at: datetime) -> Case | None:
    """Let the case of somebody who was merged go on about whom they were merged into.

    Where that person has a case too, the older of both goes on and the younger is superseded, its
    history kept; its departments come in. None where nothing can be done now.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("person")
    stored = locked.exclude(state__in=SETTLED).filter(pk=case).first()
    if stored is None or stored.person.merged_into_id is None:
        return None
    person = stored.person.merged_into_id
    held = locked.exclude(state__in=SETTLED).filter(person_id=person).first()
    if held is None:
        following = CaseFollowing(
            person_id=stored.person_id, into_id=person, peers=stored.peers, at=at
        )
        reason = "Người này đã được ghép với một hồ sơ khác."
        return _taken_over(stored, following, reason, at)
    older, younger = sorted((stored, held), key=lambda one: (one.opened_at, one.number))
    if not _open(younger, Act.JOIN):
        older, younger = younger, older
    if not (_open(younger, Act.JOIN) and _open(older, Act.TAKE_OVER)):
        return None
    return _joined(older, younger, person, at)


def _open(case: Case, act: Act) -> bool:
    return act in acts_open_to(file_of(case), CHECKER.party, CHECKER.office)


def _taken_over(case: Case, following: CaseFollowing, reason: str, at: datetime) -> Case | None:
    if not _open(case, Act.TAKE_OVER):
        return None
    taken = take_step(Order(case.pk, Act.TAKE_OVER, CHECKER, None, at, None, reason=reason))
    Case.objects.filter(pk=case.pk).update(person_id=following.into_id)
    taken.person_id = following.into_id
    following.case_id, following.version = case.pk, taken.version
    following.save()
    return taken


def _joined(older: Case, younger: Case, person: int, at: datetime) -> Case | None:
    """Close the younger, whose departments come into the older, and its signs too."""
    departments = file_of(younger).departments
    following = CaseFollowing(
        person_id=older.person_id,
        into_id=person,
        joined_id=younger.pk,
        state=younger.state,
        since=younger.since,
        peers=older.peers,
        at=at,
    )
    reason = f"Gộp vào hồ sơ {older.number}: hai người đã được ghép thành một."
    take_step(Order(younger.pk, Act.JOIN, CHECKER, None, at, None, reason=reason))
    Case.objects.filter(pk=younger.pk).update(joined_into=older.pk)
    held = older.signs.values("sign_id")
    moved = younger.signs.exclude(sign_id__in=held).order_by("pk")
    CaseSign.objects.bulk_create(CaseSign(case_id=older.pk, sign_id=one.sign_id) for one in moved)
    reason = f"Nhận hồ sơ {younger.number}: hai người đã được ghép thành một."
    taken = _taken_over(older, following, reason, at)
    return add_departments(older.pk, departments, f"Có trong hồ sơ {younger.number}.", at) or taken
