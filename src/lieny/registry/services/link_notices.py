"""Telling the other side that a proposal to merge waits for its word."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from lieny.people.models import Organisation
from lieny.people.rules.office import OfficeRole
from lieny.people.rules.permission import permissions
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import LinkDecision, OutgoingMail
from lieny.registry.services.mail.writing import Letter, accounts, case_letter, write
from lieny.registry.services.own_persons import own_persons

PATH = "/ghep-ho-so/?xem=xac-nhan"
SECONDING = "link.second"


def tell_of_proposal(decision: LinkDecision, *, at: datetime) -> int:
    """Write to those who may second, in every province of the two but the proposer's.

    The letter names nobody. Each department's people are read within its own boundary.

    Returns:
        how many letters wait to be sent.
    """
    roles = [role for role in permissions()[SECONDING].allowed if role is not OfficeRole.VISITOR]
    letters = 0
    for code in sorted(_provinces(decision) - {decision.decided_for}):
        subject = "Một đề nghị ghép hồ sơ chờ Sở bạn xác nhận / A merge waits for your word"
        letter = Letter(OutgoingMail.Kind.NOTICE, code, subject, case_letter(subject, None, PATH))
        with within(Boundary(uuid4(), (code,))):
            told = accounts(
                Organisation.Kind.DEPARTMENT, roles, on=timezone.localdate(at), province=code
            )
            letters += write(letter, told, at=at)
    return letters


def _provinces(decision: LinkDecision) -> set[str]:
    """Give the provinces of both; of one behind the wall, the one that the question showed."""
    both = own_persons().filter(pk__in=(decision.one_id, decision.other_id))
    seen = {code for person in both for code in person.provinces}
    shown = {decision.asked.get(side, {}).get("province", "") for side in ("one", "other")}
    return (seen | shown) - {""}
