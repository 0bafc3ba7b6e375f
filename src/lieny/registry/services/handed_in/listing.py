"""Submissions in a list: state, sender, numbers, as an address asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from lieny.registry.models import Submission

State = Submission.State
WAITING = (State.READING, State.READ, State.FAILED)


@dataclass(frozen=True, slots=True)
class Asked:
    """Điều kiện lọc: what is empty asks nothing.

    Attributes:
        state: a `Submission.State`, or "waiting" for what nobody decided yet.
        words: part of the sender's name.
    """

    state: str = ""
    words: str = ""


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
