"""Questions to facilities as the case page shows them: those that were sent, and the next one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from lieny.people.rules.office import Standing
from lieny.people.services.prepared import Given, Prepared
from lieny.registry.models import (
    Case,
    CaseAttachment,
    CaseQuestion,
    Facility,
    Person,
    Registration,
    StoredSign,
)
from lieny.registry.rules.case_file import CaseFile
from lieny.registry.rules.case_matters import usual_question
from lieny.registry.services.cases.offers import may_withdraw
from lieny.registry.services.named_places import facilities_named
from lieny.registry.web.case_shown import days_said
from lieny.registry.web.said import department_said, said, said_day, said_time
from lieny.ui.portal.language import chosen


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """Nơi sẽ hỏi: a facility that can be asked, and what it was asked in this case before.

    Attributes:
        pk, name: of the facility.
        before: when it was asked and what became of it, of several questions the oldest without
            an answer, else the latest; "" for never.
        waits: a question to it has no answer yet.
        chosen: it was ticked.
    """

    pk: int
    name: str
    before: str
    waits: bool
    chosen: bool


def asking_shown(
    case: Case,
    signs: Sequence[StoredSign],
    places: Sequence[Facility],
    person: Person | None,
    ticked: Collection[str] = (),
) -> dict[str, object] | None:
    """Propose the question to each of the `facilities_to_ask`."""
    if not places:
        return None
    name = person.name if person else ""
    texts = [chosen(sign.question_vi, sign.question_en) for sign in signs if sign.question_vi]
    usual = said(usual_question([sign.rule for sign in signs], name))
    shown = [_place(case, place, ticked) for place in places]
    return {
        "places": shown,
        "again": any(place.waits for place in shown),
        "text": about(name, "\n\n".join(dict.fromkeys(texts)) or usual),
    }


def facilities_to_ask(
    signs: Sequence[StoredSign], own: Sequence[str], person: Person | None
) -> Sequence[Facility]:
    """Give the facilities of one's own provinces that a case concerns.

    Those that signs name; where they name none, as those about a licence do, where the person is
    registered now.
    """
    return _own_facilities(signs, own) or _own_workplaces(person, own)


def _place(case: Case, place: Facility, ticked: Collection[str]) -> AskedPlace:
    asked = [one for one in case.questions.all() if one.facility_id == place.pk]
    waiting = [one for one in asked if one.waits]
    said_of = waiting[0] if waiting else asked[-1] if asked else None
    return AskedPlace(
        place.pk,
        place.name,
        asked_said(said_of) if said_of else "",
        bool(waiting),
        str(place.pk) in ticked,
    )


def was_asked(case: Case) -> bool:
    """Test whether a facility holds, or has answered, a question of the case."""
    return any(one.withdrawn_at is None for one in case.questions.all())


def asked_said(asked: CaseQuestion) -> str:
    """Say when a facility was asked, until when it has time, and what became of it."""
    sent = chosen("đã hỏi lúc", "asked at") + f" {said_time(asked.asked_at)}"
    if asked.answered_at is not None:
        return f"{sent}, " + chosen("đã trả lời", "it has answered")
    if asked.withdrawn_at is not None:
        return f"{sent}, " + chosen("Sở đã rút câu hỏi", "the question was withdrawn")
    due = chosen("hạn", "due") + f" {said_day(asked.due_on)}"
    when = days_said(asked.due_on, timezone.localdate())
    return f"{sent}, {due} ({when}), " + chosen("chưa trả lời", "no answer yet")


def asked_already_said(waiting: Sequence[CaseQuestion]) -> str:
    """Say that facilities have a question of the case already, and what can be done."""
    first = {one.facility_id: one for one in reversed(waiting)}  # of each facility the oldest
    sent = "; ".join(f"{one.facility.name} {asked_said(one)}" for one in first.values())
    return chosen(
        f"{sent}. Chưa gửi gì. Nếu vẫn cần hỏi thêm, hãy đánh dấu “Vẫn gửi thêm một câu hỏi” rồi "
        "gửi lại; nếu câu hỏi trước không còn cần, hãy rút câu hỏi đó.",
        f"{sent}. Nothing was sent. If you must ask more, tick “Send one more question” and send "
        "it again; if the question before is not needed any more, withdraw it.",
    )


def about(name: str, text: str) -> str:
    """Say whom a question is about; its page shows the facility nothing else of the case."""
    if not name or name in text:
        return text
    return chosen(f"Về người hành nghề {name}:", f"About the practitioner {name}:") + f"\n{text}"


def _workplaces(person: Given, provinces: Given) -> QuerySet[Facility]:
    now = Registration.objects.filter(person=person, known_until=None).values("facility")
    return Facility.objects.filter(province__one_of=provinces, pk__in=now)


_WORKPLACES = Prepared(_workplaces)


def _own_workplaces(person: Person | None, own: Sequence[str]) -> list[Facility]:
    return _WORKPLACES(person=person.pk, provinces=list(own)) if person else []


def _own_facilities(signs: Sequence[StoredSign], own: Sequence[str]) -> list[Facility]:
    keys = {key for sign in signs for key in sign.facilities if key.partition(":")[0] in own}
    return facilities_named(keys)


def questions_shown(
    case: Case, file: CaseFile, standings: Sequence[Standing]
) -> list[dict[str, object]]:
    """Lay out the questions and answers, with the papers that came with an answer."""
    papers: dict[int | None, list[CaseAttachment]] = {}
    for paper in case.attachments.all():
        papers.setdefault(paper.question_id, []).append(paper)
    return [
        {
            "facility": one.facility.name,
            "from": department_said(one.province),
            "text": one.text,
            "at": said_time(one.asked_at),
            "due": said_day(one.due_on),
            "answer": one.answer,
            "answered": said_time(one.answered_at) if one.answered_at else "",
            "who": one.answered_by.full_name if one.answered_by else "",
            "withdrawn": said_time(one.withdrawn_at) if one.withdrawn_at else "",
            "withdrawn_by": one.withdrawn_by.full_name if one.withdrawn_by else "",
            "reason": one.withdrawn_reason,
            "may_withdraw": one.waits and may_withdraw(file, one.province, standings),
            "papers": papers.get(one.pk, []),
            "id": one.pk,
            "field": str(one.pk),
        }
        for one in case.questions.all()
    ]
