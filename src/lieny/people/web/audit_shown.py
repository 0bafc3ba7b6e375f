"""Rows of the audit log in words, and the search of it as it was typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from lieny.people.models.audit_record import AuditRecord
from lieny.people.models.membership import Membership
from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User
from lieny.people.rules.deed_words import (
    DeedWords,
    action_words,
    actions_known,
    detail_words,
    kind_words,
)
from lieny.people.rules.office import Standing
from lieny.people.services import audit
from lieny.people.services.audit_targets import Meant, Target, meant_by, names_of
from lieny.ui.portal.language import chosen
from lieny.vocabulary.text import fold

NOBODY = UUID(int=0)  # an account that nobody has: finds nothing
LONGEST = 200
OUTCOMES = {
    "done": ("đã làm", "done"),
    "refused": ("bị từ chối", "refused"),
    "failed": ("không thành", "failed"),
}


def said(words: DeedWords) -> str:
    """Choose one language."""
    return chosen(words.vi, words.en)


def actions_offered(asked: str) -> list[tuple[str, str]]:
    """List what can be asked for, by its words; what was asked for otherwise comes first."""
    offered = [(code, said(words)) for code, words in actions_known().items()]
    offered.sort(key=lambda one: (fold(one[1]), one[0]))
    known = {code for code, _ in offered}
    return [(asked, asked), *offered] if asked and asked not in known else offered


def rows_shown(
    rows: Iterable[AuditRecord], *, standings: Collection[Standing]
) -> tuple[list[dict[str, object]], list[str]]:
    """Lay rows out with the names of accounts of one's own province; the log has their ids.

    Returns:
        the rows, and the ids of the practitioners whom they name to these offices.
    """
    listed = list(rows)
    people, named = _accounts(listed), _targets(listed, standings)
    persons = sorted({one.id for one in named if one.kind == "person"})
    shown: list[dict[str, object]] = [
        {
            "row": row,
            "who": people.get(row.actor) if row.actor else "",
            "action": said(action_words(row.action)),
            "kind": said(kind_words(row.target_kind)) if row.target_kind else "",
            "whom": _whom(row, people, named),
            "outcome": chosen(*OUTCOMES[row.outcome]),
            "details": _details(row),
        }
        for row in listed
    ]
    return shown, persons


def told_in_words(
    rows: Sequence[AuditRecord],
) -> tuple[Sequence[str], Callable[[AuditRecord], Sequence[str]]]:
    """Give further columns for a file: who and what in words, beside the ids and codes."""
    people = _accounts(rows)
    heads = (
        chosen("lúc (giờ Việt Nam)", "time in Viet Nam"),
        chosen("ai", "who"),
        chosen("việc", "what"),
        chosen("kết quả", "result"),
    )

    def told(row: AuditRecord) -> Sequence[str]:
        who = people.get(row.actor, "") if row.actor else ""
        at = f"{timezone.localtime(row.at):%Y-%m-%d %H:%M:%S}"
        return at, who, said(action_words(row.action)), chosen(*OUTCOMES[row.outcome])

    return heads, told


def search_of(request: HttpRequest) -> audit.Search:
    """Read what is asked for: ids, or numbers and names that stand for them."""
    asked = request.GET
    typed = asked.get("target", "").strip()[:LONGEST]
    kind = asked.get("kind", "").strip()
    meant = _meant(typed) if typed and not kind else None
    return audit.Search(
        action=asked.get("action", "").strip(),
        outcome=asked.get("outcome", ""),
        actors=_somebody(asked.get("actor", "").strip()[:LONGEST]),
        kind=kind,
        target="" if meant else typed,
        meant=meant,
        since=_midnight(asked.get("since", ""), days=0),
        until=_midnight(asked.get("until", ""), days=1),
    )


def _accounts(rows: Iterable[AuditRecord]) -> Mapping[UUID, str]:
    wanted: set[UUID] = set()
    for row in rows:
        wanted |= {row.actor} if row.actor else set()
        told = _account(row.target) if row.target_kind == "account" else None
        wanted |= {told} if told else set()
    own = Membership.objects.filter(user_id__in=wanted).values_list("user_id", flat=True)
    return dict(User.objects.filter(pk__in=set(own)).values_list("pk", "full_name"))


def _targets(rows: Iterable[AuditRecord], standings: Collection[Standing]) -> Mapping[Target, str]:
    targets = {Target(row.target_kind, row.target) for row in rows if row.target}
    places = {one.id for one in targets if one.kind == "organisation" and _account(one.id)}
    found = Organisation.objects.filter(pk__in=places).values_list("pk", "name")
    names = {Target("organisation", str(pk)): name for pk, name in found}
    return {**names, **names_of(targets, standings=standings)}


def _whom(row: AuditRecord, people: Mapping[UUID, str], named: Mapping[Target, str]) -> str:
    if row.target_kind == "account":
        found = _account(row.target)
        return people.get(found, "") if found else ""
    return named.get(Target(row.target_kind, row.target), "")


def _details(row: AuditRecord) -> list[str]:
    given: Mapping[str, object] = json.loads(row.detail)
    both = [detail_words(code, str(value)) for code, value in given.items()]
    told = [f"{said(one[0])} {said(one[1])}" for one in both if one is not None]
    return [row.reason, *told] if row.reason else told


def _meant(typed: str) -> Meant | None:
    """Tell whom or what is meant; an address stands for its account."""
    if "@" in typed:
        return Meant(typed, tuple(Target("account", str(one)) for one in _somebody(typed)))
    return meant_by(typed)


def _somebody(typed: str) -> tuple[UUID, ...]:
    """Read who did it: an id, or the e-mail address or name of somebody of one's own province."""
    if not typed:
        return ()
    found = _account(typed)
    if found is not None:
        return (found,)
    own = Membership.objects.select_related("user")
    if "@" in typed:
        meant = {one.user_id for one in own.filter(user__email=typed.lower())}
    else:
        meant = {one.user_id for one in own if fold(one.user.full_name) == fold(typed)}
    return tuple(sorted(meant)) or (NOBODY,)


def _midnight(text: str, *, days: int) -> datetime | None:
    """Read a day of a form as its midnight; what is none asks nothing."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time.min)) + timedelta(days=days)


def _account(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
