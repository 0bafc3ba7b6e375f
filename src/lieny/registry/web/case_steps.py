"""What people do on the case page: steps, questions, messages."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lieny.people.models import User
from lieny.people.rules.office import Record
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, require
from lieny.registry.models import Case, Facility
from lieny.registry.rules.case_actor import PERMISSIONS, WRITERS
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Measure, Outcome, Party
from lieny.registry.rules.case_steps import StepRefused
from lieny.registry.rules.case_words import DEEDS
from lieny.registry.services.cases.discussion import write_message
from lieny.registry.services.cases.offers import BY_QUESTION, acting, permitted
from lieny.registry.services.cases.questions import (
    FacilityElsewhere,
    NothingAsked,
    Question,
    ask_facilities,
)
from lieny.registry.services.cases.stepping import CaseHasChanged, Order, take_step
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.web.case_acts_shown import refusal_said
from lieny.registry.web.case_page import CONFLICT, case_or_404, offices_at, shown
from lieny.registry.web.said import said
from lieny.ui.portal.language import chosen

Word = TypeVar("Word", bound=Enum)


def signed_in(request: HttpRequest) -> User:
    """Give the account; the middleware lets nobody else come here."""
    user = actor_of(request).user
    if user is None:
        raise PermissionDenied("signed-in")
    return user


def own_department(request: HttpRequest, case: Case) -> str:
    """Give the department of the case in whose name somebody writes: the form says which of two.

    Raises:
        PermissionDenied: none is theirs.
    """
    own = [one.province or "" for one in offices_at(request, case)]
    asked = request.POST.get("department", "")
    if asked in own:
        return asked
    if not own:
        raise PermissionDenied("case.discuss")
    return own[0]


def word_of(kind: type[Word], text: str) -> Word | None:
    """Read a word of a form; None for none.

    Raises:
        BadRequest: the word is not known.
    """
    if not text:
        return None
    try:
        return kind(text)
    except ValueError as fault:
        raise BadRequest(text) from fault


def order_of(request: HttpRequest, case: Case, act: Act) -> Order:
    """Read the order from the form.

    Raises:
        PermissionDenied: the table of permissions closes the act, or it is nobody's here.
        BadRequest: the form is not ours.
    """
    file, standings = file_of(case), actor_of(request).standings
    writer = word_of(Party, request.POST.get("party", "")) or Party.PRACTITIONER
    if writer not in WRITERS:
        raise BadRequest("party")
    actor = acting(file, act, standings, writer)
    if actor is None or not permitted(file, act, standings):
        raise PermissionDenied(PERMISSIONS.get(act, act.value))
    version = request.POST.get("version", "")
    if not version.isdecimal():
        raise BadRequest("version")
    return Order(
        case=case.pk,
        act=act,
        actor=actor,
        by=signed_in(request).pk,
        at=timezone.now(),
        expected_version=int(version),
        reason=request.POST.get("reason", ""),
        outcome=word_of(Outcome, request.POST.get("outcome", "")),
        measure=word_of(Measure, request.POST.get("measure", "")),
    )


@require_POST
@asks("case.read")
def step(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take a step; what each act needs beyond reading is asked for it alone."""
    case = case_or_404(request, number)
    act = word_of(Act, request.POST.get("act", ""))
    if act is None or act is Act.ASK_FACILITY:
        raise BadRequest("act")
    order = order_of(request, case, act)
    return done_or_said(request, case, act, lambda: _taken(order))


def _taken(order: Order) -> Case:
    """Take the step; who was heard on paper alone was asked something that is written down.

    Raises:
        NothingAsked: it is not; nothing was written.
    """
    if order.act is Act.HEAR and not order.reason.strip():
        raise NothingAsked("0")
    return take_step(order)


def done_or_said(
    request: HttpRequest, case: Case, act: Act, do: Callable[[], object]
) -> HttpResponse:
    """Do it and go back to the page, or show the page with what stands against it."""
    try:
        do()
    except StepRefused as refused:
        trouble = refusal_said(file_of(case), refused.why)
    except CaseHasChanged:
        trouble = chosen(
            "Hồ sơ vừa được người khác cập nhật; chưa có gì được ghi. Hãy xem lại trang này rồi "
            "làm lại.",
            "Somebody else has just taken a step; nothing was written. Read the page again, then "
            "repeat.",
        )
    except NothingAsked:
        trouble = chosen(
            "Cần viết nội dung (tối đa 6.000 chữ cái).", "Write something (at most 6,000 letters)."
        )
    except FacilityElsewhere:
        trouble = chosen(
            "Chỉ hỏi được cơ sở của tỉnh mình.",
            "Only facilities of your own province can be asked.",
        )
    else:
        messages.success(request, chosen("Đã ghi: ", "Done: ") + said(DEEDS[act]))
        return redirect("case", number=case.pk)
    case.refresh_from_db()
    return shown(request, case, trouble=trouble, status=CONFLICT)


@require_POST
@asks("case.ask-facility")
def ask(request: HttpRequest, number: UUID) -> HttpResponse:
    """Send a question to facilities of one's own province."""
    case = case_or_404(request, number)
    act = word_of(Act, request.POST.get("act", ""))
    if act not in BY_QUESTION:
        raise BadRequest("act")
    order = order_of(request, case, act)
    asked = [int(text) for text in request.POST.getlist("facility") if text.isdecimal()]
    for place in Facility.objects.filter(pk__in=asked):
        require(request, "case.ask-facility", Record(place.province))
    text = request.POST.get("text", "")
    questions = [Question(place, text) for place in asked]
    return done_or_said(request, case, act, lambda: ask_facilities(order, questions))


@require_POST
@asks("case.discuss")
def write(request: HttpRequest, number: UUID) -> HttpResponse:
    """Write to the other departments."""
    case = case_or_404(request, number, "case.discuss")
    user, department = signed_in(request), own_department(request, case)
    try:
        write_message(
            case.pk, request.POST.get("text", ""), department=department, by=user.pk,
            at=timezone.now(),
        )  # fmt: skip
    except NothingAsked:
        trouble = chosen("Cần viết nội dung trao đổi.", "Write something.")
        return shown(request, case, trouble=trouble, status=CONFLICT)
    return redirect(f"/ho-so/{case.pk}/#trao-doi")
