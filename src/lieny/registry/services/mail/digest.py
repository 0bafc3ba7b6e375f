"""Thư tổng hợp: what is late, what is new, what waits, for one officer, without a name in it.

The background writes it with the owner's way into the database, where no wall stands: every
question here names the provinces and facilities of the officer itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lieny.people.models import User
from lieny.people.rules.office import Record, Standing
from lieny.people.rules.permission import may
from lieny.people.services.standings import standings_of
from lieny.registry.models import Case, CaseQuestion, DigestChoice, OutgoingMail, Submission
from lieny.registry.rules.mail_terms import DigestFrequency, digest_due
from lieny.registry.services.cases.inbox import Asked, cases
from lieny.registry.services.mail.digest_parts import Digest, DigestLine, DigestPart
from lieny.registry.services.mail.digest_words import worded
from lieny.registry.services.mail.writing import Letter, write

EARLIEST_HOUR = 7
MOST_LISTED = 10


def digest_for(standings: Iterable[Standing], *, on: date) -> Digest:
    """Gather what waits for somebody who holds these offices on a day."""
    held = list(standings)
    provinces = _provinces(held, "case.read")
    deciding = _provinces(held, "list.confirm")
    places = [f"{one.province}:{one.facility}" for one in held if one.facility]
    questions = CaseQuestion.objects.filter(
        facility_key__in=places, answered_at=None, withdrawn_at=None
    )
    asked = questions.order_by("due_on", "pk").values_list("case__number", "due_on")
    waiting = Submission.objects.filter(province__in=deciding, state=Submission.State.READ)
    return Digest(
        late=_cases("late", provinces, on),
        mine=_cases("mine", provinces, on),
        new=_cases("new", provinces, on),
        lists=DigestPart(waiting.count()),
        questions=DigestPart(len(asked), tuple(DigestLine(*line) for line in asked[:MOST_LISTED])),
    )


def _provinces(standings: Sequence[Standing], action: str) -> list[str]:
    """List the provinces for whose department somebody may do an action."""
    found = {
        one.province
        for one in standings
        if one.province
        and not one.facility
        and may(action, standings=[one], record=Record(one.province)).allowed
    }
    return sorted(found)


def _cases(view: str, provinces: Sequence[str], on: date) -> DigestPart:
    if not provinces:
        return DigestPart(0)
    concerned = Q(lead__in=provinces) | Q(peers__overlap=list(provinces))
    found: QuerySet[Case] = cases(Asked(view), provinces=provinces, on=on).filter(concerned)
    lines = found.values_list("number", "due_on")[:MOST_LISTED]
    return DigestPart(found.count(), tuple(DigestLine(*line) for line in lines))


def write_digests(*, at: datetime) -> int:
    """Write the digests that are due this morning; give how many letters were written.

    Each account is a transaction of its own; one to whom nothing is to be told gets no letter, and
    is asked about again when the next is due.
    """
    here = timezone.localtime(at)
    if here.hour < EARLIEST_HOUR or not settings.EMAIL_HOST:
        return 0
    accounts = User.objects.filter(is_active=True, memberships__isnull=False).distinct()
    return sum(_write_one(user, here.date(), at) for user in accounts.order_by("pk"))


@transaction.atomic
def _write_one(user: User, today: date, at: datetime) -> int:
    choice, _ = DigestChoice.objects.select_for_update().get_or_create(user=user)
    if not digest_due(DigestFrequency(choice.frequency), choice.last_on, today):
        return 0
    choice.last_on = today
    choice.save(update_fields=["last_on"])
    standings = standings_of(user, on=today)
    digest = digest_for(standings, on=today)
    if digest.is_empty:
        return 0
    subject, body = worded(digest, user.locale)
    province = next((one.province for one in standings if one.province), "") or ""
    return write(Letter(OutgoingMail.Kind.DIGEST, province, subject, body), [user.pk], at=at)


def frequency_of(user: UUID) -> DigestFrequency:
    """Give how often an account wants the digest; weekly where it never said."""
    choice = DigestChoice.objects.filter(pk=user).first()
    return DigestFrequency(choice.frequency) if choice else DigestFrequency.WEEKLY


@transaction.atomic
def choose_frequency(user: UUID, frequency: DigestFrequency) -> None:
    """Keep how often an account wants the digest; the next one is due by the new choice."""
    DigestChoice.objects.update_or_create(pk=user, defaults={"frequency": frequency.value})
