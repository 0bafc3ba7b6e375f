"""The acts at the end of the case page: button, effect, who is told, what it lacks."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from lieny.registry.rules.case_actor import WRITERS, WRITTEN_DOWN
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Actor, CaseFile, Outcome
from lieny.registry.rules.case_step import Why
from lieny.registry.rules.case_words import (
    ASKED_NOT_HEARD,
    BUTTONS,
    EFFECTS,
    LACKS,
    MEASURES,
    OUTCOMES,
    PARTIES,
)
from lieny.registry.services.cases.offers import (
    BY_QUESTION,
    Offer,
    confirm_from,
    lacks_to_confirm,
    needs_reason,
)
from lieny.registry.web.said import department_said, said, said_day
from lieny.ui.portal.language import chosen

# What brings a case forward; the rest waits folded until somebody wants it.
FORWARD = frozenset(
    {Act.OPEN, Act.NOTIFY, Act.ACKNOWLEDGE, Act.SIGN, Act.PROPOSE, Act.TAKE_MEASURE,
     Act.PROPOSE_CLOSING, Act.SETTLE_APPEAL}
)  # fmt: skip


def acts_shown(
    file: CaseFile, found: Sequence[Offer], *, asked: bool = False
) -> list[dict[str, object]]:
    """Lay out the acts, the next one first.

    Args:
        file: the case.
        found: what is offered.
        asked: a facility has an ordinary question of the case.
    """
    asks_first = any(offer.lacks is Why.ASK_FIRST for offer in found)
    forward = FORWARD | {Act.ASK_FACILITY} if asks_first else FORWARD
    return [_act(file, offer, forward, asked=asked) for offer in found]


def _act(
    file: CaseFile, offer: Offer, forward: frozenset[Act], *, asked: bool
) -> dict[str, object]:
    told = [department_said(code) for code in sorted(offer.told)]
    return {
        "act": offer.act.value,
        "forward": offer.act in forward and offer.lacks is None,
        "button": said(BUTTONS[offer.act]),
        "effect": said(EFFECTS[offer.act]),
        "told": told,
        "lacks": said(LACKS[offer.lacks]) if offer.lacks else "",
        "reason": needs_reason(offer.act),
        "by_question": offer.act in BY_QUESTION,
        "on_paper": offer.act is Act.HEAR,  # where no facility can be asked through the portal
        "parties": [(one.value, said(PARTIES[one])) for one in WRITERS]
        if offer.act in WRITTEN_DOWN
        else [],
        "outcomes": _outcomes(file, offer.actor, asked=asked)
        if offer.act is Act.PROPOSE
        else [(one.value, said(words), "") for one, words in OUTCOMES.items()]
        if offer.act is Act.SETTLE_APPEAL
        else [],
        "measures": [(one.value, said(words)) for one, words in MEASURES.items()]
        if offer.act is Act.TAKE_MEASURE
        else [],
    }


def _outcomes(file: CaseFile, actor: Actor, *, asked: bool) -> list[tuple[str, str, str]]:
    """Give the outcomes that may be proposed; "confirmed" says what it still lacks."""
    shown = []
    for outcome, words in OUTCOMES.items():
        lacks = None
        if outcome is Outcome.CONFIRMED:
            lacks = lacks_to_confirm(file, actor, at=timezone.now())
        shown.append(
            (outcome.value, said(words), refusal_said(file, lacks, asked=asked) if lacks else "")
        )
    return shown


def _lack_said(file: CaseFile, why: Why) -> str:
    begins = confirm_from(file)
    if why is Why.TERM_RUNS and begins is not None:
        day = said_day(begins)
        return f"{said(LACKS[why])} " + chosen(f"Được từ {day}.", f"Possible from {day}.")
    return said(LACKS[why])


def refusal_said(file: CaseFile, why: Why, *, asked: bool = False) -> str:
    """Say why a step was refused and what it lacks.

    Args:
        file: the case.
        why: as the rules say it.
        asked: a facility has an ordinary question of the case.
    """
    if why is Why.NOT_HEARD and asked:
        return said(ASKED_NOT_HEARD)
    return _lack_said(file, why)
