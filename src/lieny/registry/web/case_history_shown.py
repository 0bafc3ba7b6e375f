"""What happened in a case, in words."""

from __future__ import annotations

from uuid import UUID

from lieny.registry.models import Case
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import CaseState, Measure, Outcome, Party
from lieny.registry.rules.case_letters import LetterKind
from lieny.registry.rules.case_words import DEEDS, LETTERS, MEASURES, OUTCOMES, PARTIES, STATES
from lieny.registry.services.cases.history import Moment, history_of, steps_since
from lieny.registry.web.said import department_said, said, said_time
from lieny.ui.portal.language import chosen


def history_shown(case: Case, *, naming: bool) -> list[dict[str, str]]:
    """Lay out what happened, the latest first; without words that may name somebody if asked."""
    return [
        {
            "at": said_time(one.at),
            "who": _who(one),
            "what": _what(one),
            "words": one.words if naming else "",
        }
        for one in history_of(case)
    ]


def changes_said(case: Case, version: int, *, me: UUID | None) -> str:
    """Say who did what since a page was read: one's own other window is called that."""
    return "; ".join(
        f"{_actor(one, me)} {_what(one)} ({said_time(one.at)})"
        for one in steps_since(case, version)
    )


def _actor(one: Moment, me: UUID | None) -> str:
    if me is not None and one.by == me:
        return chosen("chính bạn, ở một cửa sổ khác,", "you yourself, in another window,")
    return _who(one)


def _who(one: Moment) -> str:
    if one.department:
        return " · ".join(filter(None, (department_said(one.department), one.who)))
    if one.kind == "step":
        return " · ".join(filter(None, (said(PARTIES[Party(one.party)]), one.who)))
    if one.kind == "opened":
        return one.who or said(PARTIES[Party.SYSTEM])
    places = ", ".join(one.facilities) or said(PARTIES[Party.FACILITY])
    return " · ".join(filter(None, (places, one.who)))


def _what(one: Moment) -> str:
    if one.kind == "step":
        parts = [said(DEEDS[Act(one.act)])]
        parts += [_signed_said(one.signed)] if one.signed else []
        parts += [", ".join(one.facilities)] if one.facilities else []
        parts += [said(OUTCOMES[Outcome(one.outcome)])] if one.outcome else []
        parts += [said(MEASURES[Measure(one.measure)])] if one.measure else []
        ends = f" → {said(STATES[CaseState(one.state)])}" if one.state else ""
        return ": ".join(parts) + ends
    return {
        "opened": chosen("mở hồ sơ từ dấu hiệu", "opened the case from signs"),
        "answer": chosen("trả lời", "answered"),
        "paper": chosen("thêm giấy tờ", "added a paper"),
        "letter": _letter_said(one) if one.kind == "letter" else "",
    }[one.kind]


def _signed_said(what: str) -> str:
    """Say what a signature stands under."""
    if what == "closing":
        return chosen("kết thúc hồ sơ", "the closing of the case")
    return chosen("kết luận", "the outcome") + f" “{said(OUTCOMES[Outcome(what)])}”"


def _letter_said(one: Moment) -> str:
    name = said(LETTERS[LetterKind(one.act)])
    return chosen("lập ", "wrote a ") + name[:1].lower() + name[1:]
