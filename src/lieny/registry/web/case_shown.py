"""The case itself as its page shows it: where it stands, what is due, what can be done next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from lieny.registry.models import (
    Case,
    CaseAttachment,
    Facility,
    Person,
    Registration,
    StoredSign,
)
from lieny.registry.rules.case_file import CaseFile, CaseState
from lieny.registry.rules.case_letters import LetterKind
from lieny.registry.rules.case_terms import Due
from lieny.registry.rules.case_words import (
    DUTIES,
    LETTERS,
    OUTCOMES,
    STATES,
)
from lieny.registry.services.cases.stored_case import dues_of
from lieny.registry.web.said import department_said, language, said, said_day, said_time
from lieny.ui.dates import number_in_words
from lieny.ui.portal.language import chosen

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
STAGES: tuple[tuple[tuple[str, str], frozenset[CaseState]], ...] = (
    (("Phát hiện", "Detected"), frozenset({CaseState.DETECTED, CaseState.QUESTION})),
    (("Tiếp nhận", "Taken up"), frozenset({CaseState.OPEN})),
    (("Báo các Sở", "Notified"), frozenset({CaseState.NOTIFIED})),
    (("Xác minh", "Verifying"), frozenset({CaseState.VERIFYING})),
    (
        ("Kết luận", "Outcome"),
        frozenset(
            {
                CaseState.CONFIRMED,
                CaseState.DATA_ERROR,
                CaseState.EXEMPT,
                CaseState.NOT_CONFIRMED,
                CaseState.ACTION,
            }
        ),
    ),
    (
        ("Kết thúc", "Closed"),
        frozenset({CaseState.CLOSED, CaseState.SUPPRESSED, CaseState.SUPERSEDED}),
    ),
)


def stages_shown(file: CaseFile) -> list[dict[str, object]]:
    """Lay the way of a case out, with where it stands."""
    now = next(index for index, (_, states) in enumerate(STAGES) if file.state in states)
    names = [chosen(*name) for name, _ in STAGES]
    names[now] = said(STATES[file.state])
    return [
        {"name": name, "now": index == now, "done": index < now or file.is_settled}
        for index, name in enumerate(names)
    ]


def dues_shown(case: Case, file: CaseFile, *, on: date) -> list[dict[str, object]]:
    """Say what is due, from whom, until when, and whether it is late."""
    shown: list[dict[str, object]] = [_due(due, on) for due in dues_of(case, file)]
    if file.is_settled:
        return shown
    asked = [question for question in case.questions.all() if question.answered_at is None]
    shown.extend(
        {
            "who": question.facility.name,
            "what": chosen("trả lời câu hỏi", "answer the question"),
            "day": said_day(question.due_on),
            "when": days_said(question.due_on, on),
            "late": question.due_on < on,
        }
        for question in asked
    )
    return shown


def _due(due: Due, on: date) -> dict[str, object]:
    return {
        "who": department_said(due.department),
        "what": said(DUTIES[due.duty]),
        "day": said_day(due.last_day),
        "when": days_said(due.last_day, on),
        "late": due.is_late(on),
    }


def days_said(day: date, on: date) -> str:
    """Say how far a deadline is: `còn 3 ngày`, `hôm nay`, `trễ 2 ngày`."""
    left = (day - on).days
    if left == 0:
        return chosen("hôm nay", "today")
    if left < 0:
        return chosen(f"trễ {-left} ngày", f"{-left} days late")
    return chosen(f"còn {left} ngày", f"{left} days left")


def proposal_shown(file: CaseFile) -> dict[str, object] | None:
    """Say what waits for signatures, and whose."""
    if file.proposed_at is None:
        return None
    closing = chosen("Kết thúc hồ sơ", "Closing of the case")
    return {
        "what": said(OUTCOMES[file.proposed]) if file.proposed else closing,
        "at": said_time(file.proposed_at),
        "signed": [(department_said(one.department), said_time(one.at)) for one in file.signed],
        "lacks": [department_said(code) for code in sorted(file.lacks_signatures_of)],
    }


def asking_shown(
    signs: Sequence[StoredSign], own: Sequence[str], person: Person | None
) -> dict[str, object] | None:
    """Propose the question to each facility of one's own provinces that signs name.

    Where signs name none, as those about a licence do, where the person is registered now.
    """
    places = _own_facilities(signs, own) or _own_workplaces(person, own)
    if not places:
        return None
    name = person.name if person else ""
    texts = [chosen(sign.question_vi, sign.question_en) for sign in signs if sign.question_vi]
    usual = chosen(
        f"Đề nghị cơ sở cho biết thời gian làm việc thực tế hằng tuần của {name} tại cơ sở "
        "(từng ngày, từ giờ nào đến giờ nào) và từ ngày nào.",
        f"Please state the actual weekly working hours of {name} at your facility, day by day, "
        "and since when.",
    )
    return {"places": places, "text": about(name, "\n\n".join(dict.fromkeys(texts)) or usual)}


def about(name: str, text: str) -> str:
    """Say whom a question is about; its page shows the facility nothing else of the case."""
    if not name or name in text:
        return text
    return chosen(f"Về người hành nghề {name}:", f"About the practitioner {name}:") + f"\n{text}"


def _own_workplaces(person: Person | None, own: Sequence[str]) -> list[Facility]:
    now = Registration.objects.filter(person=person, known_until=None).values("facility")
    return list(Facility.objects.filter(province__in=own, pk__in=now)) if person else []


def _own_facilities(signs: Sequence[StoredSign], own: Sequence[str]) -> list[Facility]:
    keys = {key for sign in signs for key in sign.facilities}
    found = Facility.objects.filter(province__in=own).filter(
        key__in=[key.partition(":")[2] for key in keys]
    )
    return [place for place in found if f"{place.province}:{place.key}" in keys]


def questions_shown(case: Case) -> list[dict[str, object]]:
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
            "papers": papers.get(one.pk, []),
            "id": one.pk,
        }
        for one in case.questions.all()
    ]


def papers_shown(case: Case) -> list[dict[str, object]]:
    """Lay out the papers that departments added: what each is, how large, from whom."""
    papers: Iterable[Any] = case.attachments.all()  # with the `size` that came along
    return [
        {
            "id": paper.pk,
            "name": paper.name,
            "kind": paper_kind(paper.media_type),
            "size": size_said(paper.size),
            "from": department_said(paper.department),
            "who": paper.by.full_name,
            "at": said_time(paper.at),
            "sha256": paper.sha256,
        }
        for paper in papers
        if paper.question_id is None
    ]


def paper_kind(media_type: str) -> str:
    """Name what a paper is; it was told by its bytes."""
    if media_type.startswith("image/"):
        return chosen("ảnh", "picture")
    last = media_type.rpartition(".")[2]
    return {"application/pdf": "PDF", "sheet": "Excel", "document": "Word"}.get(last, last)


def size_said(count: int) -> str:
    """Say a number of bytes in kB or MB."""
    if count >= MEGABYTE:
        return f"{number_in_words(count / MEGABYTE, language(), decimals=1)} MB"
    return f"{max(1, round(count / KILOBYTE))} kB"


def letters_shown(case: Case) -> list[dict[str, object]]:
    """Lay out the letters that were written."""
    return [
        {
            "id": letter.pk,
            "kind": said(LETTERS[LetterKind(letter.kind)]),
            "number": letter.number,
            "recipient": letter.recipient,
            "day": said_day(letter.written_on),
            "from": department_said(letter.department),
            "sha256": letter.sha256,
        }
        for letter in case.letters.all()
    ]


def messages_shown(case: Case, own: Sequence[str]) -> list[dict[str, object]]:
    """Lay out the discussion, the oldest first."""
    return [
        {
            "from": department_said(one.department),
            "who": one.by.full_name,
            "at": said_time(one.at),
            "text": one.text,
            "own": one.department in own,
        }
        for one in case.messages.all()
    ]
