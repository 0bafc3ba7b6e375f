"""Two persons who had been merged were parted again: each case goes back to whom it was about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from lieny.registry.models import (
    Case,
    CaseAttachment,
    CaseEvent,
    CaseFollowing,
    CaseLetter,
    CaseMessage,
    CaseQuestion,
    CaseSign,
    LinkDecision,
    StoredSign,
)
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Actor, CaseState, Office, Party
from lieny.registry.rules.case_step import AsItWas
from lieny.registry.rules.case_steps import local_day
from lieny.registry.services.cases.owned_signs import owners_of
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.ui.provinces import province_name

CHECKER = Actor(Party.SYSTEM, Office.NONE)


class Hindrance(StrEnum):
    """Why cases of two persons cannot be parted now."""

    DECIDED = "decided"  # something was decided of both as one
    APPEALED = "appealed"  # a complaint is being settled
    JOINED_ON = "joined-on"  # it went on again, into a third case or about a third person


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A case that cannot be parted now, and why."""

    following: int
    case: UUID
    why: Hindrance


def stands_in_the_way(one: int, other: int) -> tuple[InTheWay, ...]:
    """Tell which cases of two persons cannot be parted, to whoever sees a row of one of them.

    The cases themselves may lie behind a wall: who asks may know that there is one, and why.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_stands_in_the_way(%s, %s)", [one, other])
        return tuple(InTheWay(row[0], row[1], Hindrance(row[2])) for row in cursor.fetchall())


def part_all(*, at: datetime) -> int:
    """Let cases of persons who were parted again go back; give how many did.

    Each is a transaction of its own. One that was decided since, or whose place another case has
    taken, stays as it is and says so; the former is tried again once it is reopened.
    """
    now = Coalesce("person__merged_into", "person_id")
    standing = CaseFollowing.objects.filter(ended_at=None)
    alone = Q(joined=None, person__merged_into=None) & ~Q(case__person=F("person"))
    both = Q(joined__isnull=False, joined__person__merged_into=None) & ~Q(joined__person=F("now"))
    parted = standing.annotate(now=now).filter(alone | both).order_by("-id")
    return sum(_part(number, at) for number in list(parted.values_list("pk", flat=True)))


@transaction.atomic
def _part(number: int, at: datetime) -> bool:
    following = CaseFollowing.objects.select_for_update().get(pk=number)
    held = Case.objects.select_for_update()
    case = held.get(pk=following.case_id)
    joined = held.get(pk=following.joined_id) if following.joined_id else None
    theirs = joined.person_id if joined else following.into_id
    why = _why(following, theirs)
    hindered = [
        one for one in stands_in_the_way(following.person_id, theirs) if one.following == number
    ]
    if hindered:
        if hindered[0].why is Hindrance.DECIDED:
            _stays(case, following, f"{why} {_DECIDED}", at)
        return False
    taken = _place_taken(following, case, joined)
    if taken is not None:
        _stays(case, following, f"{why} Đã có hồ sơ khác về người đó: {taken.number}.", at)
        _end(following, at)
        return False
    _go_back(following, case, joined, why, at)
    _end(following, at)
    return True


_DECIDED = (
    "Hồ sơ này đã được quyết định trong lúc hai người còn ghép nên giữ nguyên; khi hồ sơ được mở "
    "lại, phần đã gộp sẽ được tách ra."
)


def _end(following: CaseFollowing, at: datetime) -> None:
    following.ended_at = at
    following.save(update_fields=["ended_at"])


def _why(following: CaseFollowing, theirs: int) -> str:
    """Say why persons parted: who undid their merging, without the words written of them."""
    one, other = sorted((following.person_id, theirs))
    undone = LinkDecision.objects.filter(one=one, other=other, undone_at__isnull=False)
    last = undone.filter(verdict=LinkDecision.Verdict.SAME).order_by("-undone_at").first()
    if last is None or last.undone_at is None:
        return "Hai người đã được tách ra."
    day = local_day(last.undone_at)
    by = f"Sở Y tế {province_name(last.undone_for, day)}" if last.undone_for else "người quyết định"
    return f"Việc ghép hai người đã được {by} hoàn tác ngày {day:%d/%m/%Y}."


def _place_taken(following: CaseFollowing, case: Case, joined: Case | None) -> Case | None:
    """Find a case that was opened meanwhile about somebody to whom one would go back."""
    whom = {following.person_id} | ({joined.person_id} if joined else set())
    own = [case.pk, *([joined.pk] if joined else [])]
    unsettled = Case.objects.exclude(state__in=SETTLED).exclude(pk__in=own)
    return unsettled.filter(person_id__in=whom).order_by("number").first()


def _stays(case: Case, following: CaseFollowing, reason: str, at: datetime) -> None:
    """Say once in its history why a case stays as it is."""
    said = CaseEvent.objects.filter(case=case, act=Act.STAY_JOINED.value)
    if not said.filter(version__gt=following.version).exists():
        take_step(Order(case.pk, Act.STAY_JOINED, CHECKER, None, at, None, reason=reason))


def _go_back(
    following: CaseFollowing, case: Case, joined: Case | None, why: str, at: datetime
) -> None:
    """Let the older go back first: two cases of one person never stand side by side."""
    moved = _signs_of_others(following, case, joined)
    gone = frozenset(_gone(following, case, moved))
    other = f" Hồ sơ {joined.number} được mở lại." if joined else ""
    order = Order(case.pk, Act.PART, CHECKER, None, at, None, f"{why}{other}", peers=gone)
    take_step(order)
    CaseSign.objects.filter(case=case, sign__in=moved).delete()
    Case.objects.filter(pk=case.pk).update(person_id=following.person_id)
    if joined is None or following.since is None:
        return
    Case.objects.filter(pk=joined.pk).update(joined_into=None)
    held = set(joined.signs.values_list("sign_id", flat=True))
    CaseSign.objects.bulk_create(
        CaseSign(case_id=joined.pk, sign_id=one.pk) for one in moved if one.pk not in held
    )
    was = AsItWas(CaseState(following.state), following.since)
    reason = f"{why} Tách khỏi hồ sơ {case.number}."
    take_step(Order(joined.pk, Act.COME_BACK, CHECKER, None, at, None, reason, as_it_was=was))


def _signs_of_others(following: CaseFollowing, case: Case, joined: Case | None) -> list[StoredSign]:
    """Find signs of a case that rest on the other person's rows alone, as rows lie now."""
    theirs = joined.person_id if joined else following.into_id
    held = list(StoredSign.objects.filter(pk__in=case.signs.values("sign")).order_by("id"))
    owners = owners_of(held)
    return [sign for sign in held if owners[sign.pk] == {theirs}]


def _gone(following: CaseFollowing, case: Case, moved: Iterable[StoredSign]) -> set[str]:
    """Name departments that came in since, that no sign left names, and that did nothing here."""
    left = StoredSign.objects.filter(pk__in=case.signs.values("sign"), ended_at=None)
    left = left.exclude(pk__in=[one.pk for one in moved])
    named = {code for codes in left.values_list("provinces", flat=True) for code in codes}
    return set(case.peers) - set(following.peers) - named - _active(case)


def _active(case: Case) -> set[str]:
    """Name departments that took a step, wrote, asked or added something."""
    found: set[str] = set(CaseQuestion.objects.filter(case=case).values_list("province", flat=True))
    for model in (CaseEvent, CaseMessage, CaseLetter, CaseAttachment):
        found |= set(model.objects.filter(case=case).values_list("department", flat=True))
    return found
