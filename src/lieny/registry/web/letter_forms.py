"""Letters as they would go out: each form comes filled, for people to read over and change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from lieny.people.models import Membership
from lieny.people.rules.office import OfficeRole
from lieny.people.rules.permission import may
from lieny.people.services.prepared import Prepared
from lieny.people.web.actor import actor_of
from lieny.registry.models import Case, CaseQuestion, Facility, Person, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_actor import record_of
from lieny.registry.rules.case_file import CaseFile, CaseState, Outcome
from lieny.registry.rules.case_letters import LetterKind, filled
from lieny.registry.rules.case_matters import (
    NAMES,
    PAPERS,
    joined,
    matters_of,
    usual_question,
)
from lieny.registry.rules.case_words import LETTERS, OUTCOMES
from lieny.registry.rules.rule_words import RULE_TITLES
from lieny.registry.services.cases.questions import reply_by
from lieny.registry.services.cases.stored_case import dues_of
from lieny.registry.services.letters import DIRECTOR, organisation_of, words_of
from lieny.registry.web.said import said
from lieny.ui.dates import day_in_words

# How an instrument is called, by the end of its number.
INSTRUMENTS = {"QH": "Luật số", "NĐ-CP": "Nghị định số", "TT": "Thông tư số", "NQ": "Nghị quyết số"}


@dataclass(frozen=True)
class LetterGround:
    """What letters are filled from: a case, as rules see it, its signs, who and whom it concerns.

    Attributes:
        case: as it is stored.
        file: as rules see it.
        signs: of the case.
        person: who it is about.
        places: facilities of one's own provinces that it concerns.
    """

    case: Case
    file: CaseFile
    signs: Sequence[StoredSign]
    person: Person | None
    places: Sequence[Facility]


def letter_forms(
    request: HttpRequest, ground: LetterGround, own: Sequence[str]
) -> list[dict[str, str]]:
    """Give one filled form for each letter that one's department can write now.

    Letters are in Vietnamese whatever the page's language: they are official papers.
    """
    case, person = ground.case, ground.person
    standings = actor_of(request).standings
    if not may("letter.write", standings=standings, record=record_of(ground.file)).allowed:
        return []
    department = own[0]
    others = [organisation_of(code) for code in (case.lead, *case.peers) if code != department]
    values = _values(case, ground.signs, person.name if person else "", _listed(others))
    asked = list(dict.fromkeys(one.facility.name for one in _asked_last(case, department)))
    if not asked:
        # Of several, one must not read of the other in its own letter.
        asked = [place.name for place in ground.places] if len(ground.places) == 1 else []
    forms: list[dict[str, str]] = []
    signer = _head_of(department)
    for kind in _kinds(case, others):
        values["due_on"] = day_in_words(_due(kind, ground, department))
        subject = _subject(kind, case, values)
        is_question = kind is LetterKind.QUESTION
        recipient = "; ".join(asked or [values["facility"]]) if is_question else "; ".join(others)
        given = values | _for_facilities(ground, department) if is_question else values
        given |= {"facility": _listed(asked)} if is_question and asked else {}
        paragraphs = filled(kind, words_of(kind, department), given)
        forms.append(
            {
                "kind": kind.value,
                "name": said(LETTERS[kind]),
                "department": department,
                "recipient": recipient or values["recipient"],
                "subject": subject,
                "text": "\n\n".join(paragraphs),
                "signer": signer,
                "signs_as": DIRECTOR,
                **_typed(request, kind),
            }
        )
    return forms


def _asked_last(case: Case, department: str) -> list[CaseQuestion]:
    """Find the questions that a department sent last, all at one time, and that stand."""
    own = [
        one
        for one in case.questions.all()
        if one.province == department and one.withdrawn_at is None
    ]
    last = max((one.asked_at for one in own), default=None)
    return [one for one in own if one.asked_at == last]


def _for_facilities(ground: LetterGround, department: str) -> dict[str, str]:
    """Give what a letter to facilities says: their question and kinds of sign, no others' hours."""
    asked = _asked_last(ground.case, department)
    signs = [sign for sign in ground.signs if sign.ended_at is None] or list(ground.signs)
    kinds = dict.fromkeys(RULE_TITLES[sign.rule].vi for sign in signs if sign.rule in RULE_TITLES)
    given = {"signs": f"{'; '.join(kinds)}." if kinds else ""}
    if asked:
        given["question"] = "\n\n".join(dict.fromkeys(one.text for one in asked))
    return given


def _typed(request: HttpRequest, kind: LetterKind) -> dict[str, str]:
    """Give back what somebody typed into this form, where it could not be taken."""
    given = request.POST
    if given.get("kind") != kind.value:
        return {}
    names = ("recipient", "subject", "text", "signer", "signs_as", "number")
    return {"open": "1"} | {name: given.get(name, "") for name in names}


def _kinds(case: Case, others: Sequence[str]) -> Iterable[LetterKind]:
    if CaseState(case.state) is CaseState.CLOSED and case.outcome:
        yield LetterKind.CLOSING
    if case.state in SETTLED:
        return  # nobody is asked or told anew before the case is opened again
    if others:
        yield LetterKind.NOTICE
    yield LetterKind.QUESTION


def _values(case: Case, signs: Sequence[StoredSign], name: str, others: str) -> dict[str, str]:
    today = timezone.localdate()
    laws = {
        f"{one['article']} {_instrument(str(one['instrument']))}"
        for sign in signs
        for one in sign.law
    }
    rules = [sign.rule for sign in signs if sign.ended_at is None] or [sign.rule for sign in signs]
    matters = matters_of(rules)
    questions = dict.fromkeys(sign.question_vi for sign in signs if sign.question_vi)
    return {
        "case_number": case.number,
        "person": name,
        "facility": "quý cơ sở",
        "signs": " ".join(dict.fromkeys(sign.said_vi for sign in signs)),
        "question": "\n\n".join(questions) or usual_question(rules, name).vi,
        "matter": joined(NAMES, matters).vi,
        "papers": joined(PAPERS, matters).vi,
        "law": "; ".join(sorted(laws)),
        "recipient": others or "quý đơn vị",
        "outcome": OUTCOMES[Outcome(case.outcome)].vi if case.outcome else "",
        "closed_on": day_in_words(timezone.localdate(case.since) if case.outcome else today),
    }


def _instrument(number: str) -> str:
    """Call an instrument by its kind: `Luật số 15/2023/QH15`."""
    if "/" not in number:
        return number
    kind = number.rpartition("/")[2].rstrip("0123456789")
    found = INSTRUMENTS.get(kind) or INSTRUMENTS.get(kind.partition("-")[0], "văn bản số")
    return f"{found} {number}"


def _due(kind: LetterKind, ground: LetterGround, department: str) -> date:
    """Give the day until which a letter's recipient has time.

    A facility: that of its question. The other departments: the first of their own terms; where
    none of theirs runs, the time that the law gives for a reply.
    """
    usual = reply_by(timezone.now())
    if kind is LetterKind.QUESTION:
        waiting = [one.due_on for one in ground.case.questions.all() if one.waits]
        return max(waiting, default=usual)
    theirs = [
        due.last_day
        for due in dues_of(ground.case, ground.file)
        if due.department != department and due.last_day >= timezone.localdate()
    ]
    return min(theirs, default=usual)


def _subject(kind: LetterKind, case: Case, values: dict[str, str]) -> str:
    if kind is LetterKind.QUESTION:
        return f"làm rõ {values['matter']}"
    if kind is LetterKind.NOTICE:
        return f"phối hợp xác minh hồ sơ {case.number}"
    return f"kết thúc hồ sơ {case.number}"


def _listed(names: Sequence[str]) -> str:
    """Name several departments within a sentence: "A, B và C"."""
    return " và ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


_HEADS = Prepared(
    lambda province, on: (
        Membership.objects.in_force_on(on)
        .filter(role=OfficeRole.HEAD_OF_DEPARTMENT.value, organisation__province=province)
        .select_related("user")
    )
)


def _head_of(department: str) -> str:
    head = _HEADS.first(province=department, on=timezone.localdate())
    return head.user.full_name if head else ""
