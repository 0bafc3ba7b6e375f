"""The case itself as its page shows it: where it stands, what is due, what can be done next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from lieny.registry.models import (
    Case,
)
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import CaseFile, CaseState
from lieny.registry.rules.case_letters import LetterKind
from lieny.registry.rules.case_terms import Due
from lieny.registry.rules.case_words import (
    DUTIES,
    LETTERS,
    MEASURES,
    OUTCOMES,
    STATES,
)
from lieny.registry.services.cases.stored_case import dues_of
from lieny.registry.web.said import department_said, language, said, said_day, said_time
from lieny.ui.dates import number_in_words
from lieny.ui.portal.language import chosen

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
PROPOSALS = (Act.PROPOSE.value, Act.PROPOSE_CLOSING.value)
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


def ending_shown(case: Case, file: CaseFile) -> str:
    """Say how a case ended, or what was agreed so far; "" before."""
    since = said_time(case.since)
    if file.state is CaseState.SUPPRESSED:
        return chosen(f"Không xử lý, từ {since}.", f"Set aside since {since}.")
    if file.state is CaseState.SUPERSEDED:
        return chosen(
            f"Tự đóng lúc {since}: dấu hiệu không còn hoặc hồ sơ đã gộp.",
            f"Closed by itself at {since}: its signs are gone, or it was joined to another.",
        )
    if file.outcome is None:
        return ""
    outcome = said(OUTCOMES[file.outcome])
    measure = f" · {said(MEASURES[file.measure])}" if file.measure else ""
    agreed = (
        chosen(f"Các Sở đã kết luận: {outcome}", f"The departments agreed: {outcome}") + measure
    )
    if file.state is CaseState.CLOSED:
        return agreed + chosen(f". Kết thúc lúc {since}.", f". Closed at {since}.")
    return f"{agreed}."


def dues_shown(case: Case, file: CaseFile, *, on: date) -> list[dict[str, object]]:
    """Say what is due, from whom, until when, and whether it is late."""
    shown: list[dict[str, object]] = [_due(due, on) for due in dues_of(case, file)]
    if file.is_settled:
        return shown
    asked = [question for question in case.questions.all() if question.waits]
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
        return chosen(f"trễ {-left} ngày", f"{_days(-left)} late")
    return chosen(f"còn {left} ngày", f"{_days(left)} left")


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def proposal_shown(case: Case, file: CaseFile) -> dict[str, object] | None:
    """Say what waits for signatures, why it was proposed and by whom, and whose are missing."""
    if file.proposed_at is None:
        return None
    proposed = case.events.filter(act__in=PROPOSALS, at=file.proposed_at).select_related("by")
    event = proposed.first()
    agreed = f": {said(OUTCOMES[file.outcome])}" if file.outcome else ""
    closing = chosen("Kết thúc hồ sơ", "Closing of the case")
    outcome = chosen("Kết luận", "Outcome")
    return {
        "what": f"{outcome}: {said(OUTCOMES[file.proposed])}"
        if file.proposed
        else f"{closing}, " + chosen("kết luận đã ký", "outcome signed before") + agreed,
        "reason": event.reason if event else "",
        "by": " · ".join(
            filter(
                None, (department_said(event.department), event.by.full_name if event.by else "")
            )
        )
        if event
        else "",
        "at": said_time(file.proposed_at),
        "signed": [(department_said(one.department), said_time(one.at)) for one in file.signed],
        "lacks": [department_said(code) for code in sorted(file.lacks_signatures_of)],
    }


def papers_shown(case: Case) -> list[dict[str, object]]:
    """Lay out the papers of a case: what each is, how large, from which department or facility."""
    asked = {one.pk: one.facility.name for one in case.questions.all()}
    papers: Iterable[Any] = case.attachments.all()  # with the `size` that came along
    return [
        {
            "id": paper.pk,
            "name": paper.name,
            "kind": paper_kind(paper.media_type),
            "size": size_said(paper.size),
            "from": asked[paper.question_id]
            if paper.question_id in asked
            else department_said(paper.department),
            "who": paper.by.full_name,
            "at": said_time(paper.at),
            "sha256": paper.sha256,
        }
        for paper in papers
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
