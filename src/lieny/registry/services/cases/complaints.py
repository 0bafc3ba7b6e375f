"""A facility that was asked complains of what the departments have confirmed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lieny.law.book import Book
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import CaseQuestion
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Actor, Office, Party
from lieny.registry.rules.case_step import Step
from lieny.registry.rules.case_steps import take
from lieny.registry.services.cases.questions import NoSuchQuestion, worded
from lieny.registry.services.cases.stepping import Order, locked, write_step
from lieny.registry.services.cases.stored_case import file_of

FACILITY = Actor(Party.FACILITY, Office.NONE)


@transaction.atomic
def complain(question: int, text: str, *, by: UUID, at: datetime) -> None:
    """Write a facility's complaint into the case that it was asked about; all else waits then.

    Within the facility's boundary only the question exists: the step is written in the name of the
    department that asked.

    Raises:
        NoSuchQuestion: not to be seen from here.
        NothingAsked: a complaint says why.
        StepRefused: nothing is confirmed that could be complained of, or a complaint is being
            settled already.
        Nothing was written in any of these cases.
    """
    asked = CaseQuestion.objects.filter(pk=question).first()
    if asked is None:
        raise NoSuchQuestion(str(question))
    words = worded(text)
    with within(Boundary(by, (asked.province,))):
        stored = locked(asked.case_id, None)
        before = file_of(stored)
        after = take(before, Step(Act.APPEAL, FACILITY, at, words), law=Book.load())
        order = Order(stored.pk, Act.APPEAL, FACILITY, by, at, None, reason=words)
        write_step(stored, before, after, order)
