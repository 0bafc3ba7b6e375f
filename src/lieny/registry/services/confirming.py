"""Confirming, returning, withdrawing: people decide, the background carries out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lieny.people.services import audit
from lieny.registry.models import Submission
from lieny.registry.services import waiting_jobs

State = Submission.State
MAY_BE = {  # decision → states in which it may be taken
    State.CONFIRMED: (State.READ,),
    State.RETURNED: (State.READ, State.FAILED),
    State.WITHDRAWN: (State.READING, State.READ, State.FAILED, State.CONFIRMED),
}
ACTIONS = {
    State.CONFIRMED: "list.confirm",
    State.RETURNED: "list.confirm",
    State.WITHDRAWN: "list.withdraw",
}


class NotToBeDecided(ValueError):
    """The submission is in a state in which this cannot be decided; nothing was written.

    Attributes:
        state: its state.
    """

    def __init__(self, state: State) -> None:
        super().__init__(f"a submission that is {state.value!r} cannot be decided so")
        self.state = state


def confirm(submission: UUID, *, by: UUID, at: datetime) -> Submission:
    """Let the rows of a submission count; they come into the registry in the background.

    Raises:
        Submission.DoesNotExist: it is not there for whoever asks.
        NotToBeDecided: it is not waiting for a decision; nothing was written.
    """
    return _decide(submission, State.CONFIRMED, by=by, at=at, remark="")


def give_back(submission: UUID, *, by: UUID, at: datetime, remark: str) -> Submission:
    """Return a submission to its sender, with what is to be mended.

    Raises:
        Submission.DoesNotExist: it is not there for whoever asks.
        NotToBeDecided: it was decided already; nothing was written.
    """
    return _decide(submission, State.RETURNED, by=by, at=at, remark=remark)


def withdraw(submission: UUID, *, by: UUID, at: datetime, remark: str = "") -> Submission:
    """Take a submission back; rows that counted are known no longer from then on.

    Raises:
        Submission.DoesNotExist: it is not there for whoever asks.
        NotToBeDecided: it was returned or withdrawn before; nothing was written.
    """
    return _decide(submission, State.WITHDRAWN, by=by, at=at, remark=remark)


@transaction.atomic
def _decide(submission: UUID, into: State, *, by: UUID, at: datetime, remark: str) -> Submission:
    found = Submission.objects.select_for_update().get(pk=submission)
    before = State(found.state)
    if before not in MAY_BE[into]:
        raise NotToBeDecided(before)
    found.state, found.decided_by_id, found.decided_at = into, by, at
    found.remark = remark[:400]
    found.save(update_fields=["state", "decided_by", "decided_at", "remark"])
    if State.CONFIRMED in {into, before}:
        waiting_jobs.defer_taking_in(at=at)
    audit.record(
        audit.Deed(
            action=ACTIONS[into],
            at=at,
            by=by,
            province=found.province,
            on_behalf_of=str(found.organisation_id),
            target_kind="submission",
            target=str(found.pk),
            detail={"decision": into.value},
        )
    )
    return found
