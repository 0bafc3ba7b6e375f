"""Submissions in a list: state, sender, numbers, as an address asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from lieny.registry.models import Submission

State = Submission.State
WAITING = (State.READING, State.READ)  # what could not be read has nothing to be decided about


@dataclass(frozen=True, slots=True)
class Asked:
    """Điều kiện lọc: what is empty asks nothing.

    Attributes:
        state: a `Submission.State`, or "waiting" for what was or is being read and nobody decided.
        words: part of the sender's name.
    """

    state: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Undecided:
    """How many submissions nobody decided about.

    Attributes:
        waiting: those that are being read or wait for a decision.
        unreadable: those in which nothing could be read; their senders have to do something.
    """

    waiting: int
    unreadable: int


def undecided() -> Undecided:
    """Count the submissions within the boundary that nobody decided about."""
    found = Submission.objects.filter(state__in=(*WAITING, State.FAILED))
    counted = dict(found.order_by().values_list("state").annotate(Count("pk")))
    return Undecided(sum(counted.get(one, 0) for one in WAITING), counted.get(State.FAILED, 0))


def submissions(asked: Asked) -> QuerySet[Submission]:
    """Find submissions within the boundary, the latest first, with the sums of their files."""
    found = Submission.objects.select_related("organisation", "handed_in_by")
    if asked.state == "waiting":
        found = found.filter(state__in=WAITING)
    elif asked.state:
        found = found.filter(state=asked.state)
    if asked.words:
        found = found.filter(organisation__name__icontains=asked.words)
    return found.annotate(
        rows=Sum("files__rows"), accepted=Sum("files__accepted"), problems=Sum("files__problems")
    ).order_by("-handed_in_at")
