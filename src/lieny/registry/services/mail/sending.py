"""Sending what waits, trying again what failed, and giving up what cannot be sent.

A letter is sent while its row is locked: two workers never send one letter twice. Whoever is killed
between the mail server's answer and the end of the transaction sends it once more.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPRecipientsRefused,
)
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from lieny.people.services import audit
from lieny.registry.models import CaseNotice, OutgoingMail
from lieny.registry.rules.mail_terms import next_attempt

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 500
REFUSED_FOR_GOOD = 500
KEPT = timedelta(days=30)
ACCOUNT_CLOSED = "AccountClosed"
NO_LETTER_PASSES = (SMTPConnectError, SMTPAuthenticationError, SMTPHeloError)


def send_due(*, at: datetime) -> Counter[str]:
    """Send the letters whose time has come; count those "sent", "waiting" again and "given-up"."""
    done: Counter[str] = Counter()
    if not settings.EMAIL_HOST:
        return done
    waiting = OutgoingMail.objects.filter(next_at__lte=at).order_by("next_at", "id")
    server = get_connection()
    away: Exception | None = None
    try:
        for number in list(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE]):
            outcome, fault = _send_one(number, server, at, away)
            done[outcome] += 1
            if fault is not None and _is_of_the_server(fault):
                away = fault
    finally:
        server.close()
    return done


def _is_of_the_server(fault: Exception) -> bool:
    """Test whether the other letters would meet the same: then they need not wait for it too."""
    return isinstance(fault, NO_LETTER_PASSES) or not isinstance(fault, SMTPException)


@transaction.atomic
def _send_one(
    number: int, server: BaseEmailBackend, at: datetime, away: Exception | None
) -> tuple[str, Exception | None]:
    found = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
    letter = found.select_related("user").filter(pk=number, next_at__lte=at).first()
    if letter is None:
        return "taken", None
    if not letter.user.is_active:
        return _give_up(letter, ACCOUNT_CLOSED, at), None
    fault = away or _try(letter, server)
    if fault is not None:
        return _failed(letter, fault, at), fault
    letter.sent_at, letter.next_at, letter.trouble = at, None, ""
    letter.attempts += 1
    letter.save(update_fields=["sent_at", "next_at", "trouble", "attempts"])
    if letter.notice_id is not None:
        CaseNotice.objects.filter(pk=letter.notice_id, mailed_at=None).update(mailed_at=at)
    return "sent", None


def _try(letter: OutgoingMail, server: BaseEmailBackend) -> Exception | None:
    message = EmailMessage(
        f"[Liên Y] {letter.subject}",
        letter.body,
        to=[letter.user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        server.send_messages([message])
    except (OSError, SMTPException) as fault:
        server.close()
        # The deed stands and the notice is in the portal; the log names no address.
        logger.warning("e-mail not sent: %s", type(fault).__name__)
        return fault
    return None


def _failed(letter: OutgoingMail, fault: Exception, at: datetime) -> str:
    trouble, for_good = _said(fault)
    again = None if for_good else next_attempt(letter.attempts + 1, at)
    if again is None:
        letter.attempts += 1
        return _give_up(letter, trouble, at)
    letter.attempts, letter.next_at, letter.trouble = letter.attempts + 1, again, trouble
    letter.save(update_fields=["attempts", "next_at", "trouble"])
    return "waiting"


def _give_up(letter: OutgoingMail, trouble: str, at: datetime) -> str:
    letter.given_up_at, letter.next_at, letter.trouble = at, None, trouble
    letter.save(update_fields=["given_up_at", "next_at", "trouble", "attempts"])
    return "given-up"


def _said(fault: Exception) -> tuple[str, bool]:
    """Name a fault without an address, and whether trying again is of no use."""
    if isinstance(fault, SMTPRecipientsRefused):
        codes = [int(code) for code, _ in fault.recipients.values()]
        said = f"{type(fault).__name__} {max(codes, default=0)}"
        return said, bool(codes) and min(codes) >= REFUSED_FOR_GOOD
    return type(fault).__name__[:60], False


@transaction.atomic
def try_again(letters: Sequence[int], *, province: str, by: UUID, at: datetime) -> int:
    """Let letters that were given up be tried anew; give how many there were."""
    given_up = OutgoingMail.objects.filter(
        pk__in=letters, province=province, given_up_at__isnull=False
    )
    count = given_up.update(given_up_at=None, next_at=at, attempts=0)
    if count:
        audit.record(
            audit.Deed(
                action="mail.retry", at=at, by=by, province=province, detail={"letters": count}
            )
        )
    return count


def forget_sent(*, at: datetime) -> int:
    """Remove letters that went out a month ago; those given up stay until they are settled."""
    count, _ = OutgoingMail.objects.filter(sent_at__lt=at - KEPT).delete()
    return count
