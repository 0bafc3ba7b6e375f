"""When the rows behind a case change: cases that close themselves, and cases that note it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import Exists, F, Func, OuterRef

from lieny.registry.models import Case, CaseSign, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_acts import Act, acts_open_to
from lieny.registry.rules.case_file import Actor, Office, Party
from lieny.registry.rules.case_steps import local_day
from lieny.registry.services.cases.joining import join_all_merged
from lieny.registry.services.cases.opening import standing_signs
from lieny.registry.services.cases.parting import part_all
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.cases.widening import add_concerned
from lieny.registry.services.quality.precision import may_only_ask

CHECKER = Actor(Party.SYSTEM, Office.NONE)


@transaction.atomic
def withdraw_vanished(person: int, *, at: datetime) -> Case | None:
    """Bring a person's case in line with the signs that stand now; None where nothing changed.

    No sign stands and nobody has decided: the case closes itself, with the reason in its history.
    Signs came or went otherwise: the history says which, and the case goes on; the department of a
    province that only a new sign names comes in.
    """
    stored = (
        Case.objects.select_for_update().filter(person_id=person).exclude(state__in=SETTLED).first()
    )
    if stored is None:
        return None
    held = list(StoredSign.objects.filter(pk__in=stored.signs.values("sign")).order_by("id"))
    standing = standing_signs(person)
    gone = [sign for sign in held if sign.ended_at is not None]
    known = {sign.pk for sign in held}
    new = [sign for sign in standing if sign.pk not in known]
    open_to_checker = acts_open_to(file_of(stored), CHECKER.party, CHECKER.office)
    if not standing and Act.SUPERSEDE in open_to_checker:
        return _step(stored, Act.SUPERSEDE, _said_vanished(gone), at)
    unsaid = [sign for sign in gone if sign.ended_at and sign.ended_at > _last_noted(stored)]
    changed = None
    if (new or unsaid) and Act.NOTE_SIGNS in open_to_checker:
        changed = _note(stored, standing, new, _said_changed(new, unsaid), at)
    return add_concerned(stored, standing, at=at) or changed


def _note(
    stored: Case, standing: list[StoredSign], new: list[StoredSign], said: str, at: datetime
) -> Case:
    CaseSign.objects.bulk_create(CaseSign(case_id=stored.pk, sign_id=sign.pk) for sign in new)
    if stored.asks_first and not may_only_ask({one.rule for one in standing}, on=local_day(at)):
        Case.objects.filter(pk=stored.pk).update(asks_first=False)
    return _step(stored, Act.NOTE_SIGNS, said, at)


def withdraw_all_vanished(*, at: datetime) -> int:
    """Bring every case in line with the signs that stand, after a check; give how many changed.

    Cases of persons who were parted again go back first, and those of persons who were merged
    follow them. Each case is a transaction of its own: one
    that somebody holds does not keep the others.
    """
    moved = part_all(at=at) + join_all_merged(at=at)
    gone = CaseSign.objects.filter(case_id=OuterRef("pk"), sign__ended_at__isnull=False)
    held = CaseSign.objects.filter(case_id=OuterRef(OuterRef("pk"))).values("sign_id")
    new = StoredSign.objects.filter(person_id=OuterRef("person_id"), ended_at=None)
    unsettled = Case.objects.exclude(state__in=SETTLED)
    departments = Func(
        OuterRef("peers"),
        OuterRef("lead"),
        function="array_append",
        output_field=ArrayField(models.CharField(max_length=2)),
    )
    beyond = new.annotate(departments=departments).exclude(provinces__contained_by=F("departments"))
    concerned = unsettled.filter(Exists(gone) | Exists(new.exclude(pk__in=held)) | Exists(beyond))
    persons = list(concerned.order_by("person_id").values_list("person_id", flat=True))
    changed = sum(withdraw_vanished(person, at=at) is not None for person in persons)
    return moved + changed


def _last_noted(stored: Case) -> datetime:
    noted = stored.events.filter(act=Act.NOTE_SIGNS.value).order_by("-at").first()
    return noted.at if noted else stored.opened_at


def _step(stored: Case, act: Act, reason: str, at: datetime) -> Case:
    return take_step(Order(stored.pk, act, CHECKER, None, at, None, reason=reason))


def _said_vanished(gone: Iterable[StoredSign]) -> str:
    whys = sorted({sign.get_ending_display() for sign in gone})
    return f"Không còn dấu hiệu nào ({', '.join(whys)}): {_rules(gone)}."


def _said_changed(new: Iterable[StoredSign], gone: Iterable[StoredSign]) -> str:
    parts = [
        f"Có thêm: {_rules(new)}." if new else "",
        f"Không còn: {_rules(gone)}." if gone else "",
    ]
    return " ".join(filter(None, parts))


def _rules(signs: Iterable[StoredSign]) -> str:
    return ", ".join(sorted({sign.rule for sign in signs})) or "—"
