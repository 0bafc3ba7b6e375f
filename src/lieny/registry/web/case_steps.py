"""What people do on the case page: steps, questions, messages."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
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
from lieny.registry.rules.case_step import StepRefused
from lieny.registry.rules.case_words import DEEDS
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.cases.discussion import write_message
from lieny.registry.services.cases.offers import BY_QUESTION, acting, permitted
from lieny.registry.services.cases.questions import (
    MOST_LETTERS,
    AnsweredAlready,
    AskedAlready,
    FacilityElsewhere,
    NobodyAsked,
    NothingAsked,
    Question,
    TooManyLetters,
    ask_facilities,
    worded,
)
from lieny.registry.services.cases.stepping import CaseHasChanged, Order, take_step
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.cases.whole_case import bring_signatures
from lieny.registry.services.cases.withdrawing import withdraw_question
from lieny.registry.web.case_acts_shown import refusal_said
from lieny.registry.web.case_history_shown import changes_said
from lieny.registry.web.case_page import CONFLICT, case_or_404, offices_at, shown
from lieny.registry.web.case_questions_shown import asked_already_said, was_asked
from lieny.registry.web.said import language, said
from lieny.ui.dates import number_in_words
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


def order_of(request: HttpRequest, case: Case, act: Act, *, province: str = "") -> Order:
    """Read the order from the form.

    Args:
        request: with the form.
        case: that it is about.
        act: what is done.
        province: whose department alone may do it; "" for any of the case.

    Raises:
        PermissionDenied: the table of permissions closes the act, or it is nobody's here.
        BadRequest: the form is not ours.
    """
    file = file_of(case)
    standings = [one for one in actor_of(request).standings if province in {"", one.province}]
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
        TooManyLetters: the reason is longer than anybody reads; nothing was written.
    """
    if order.reason.strip() or order.act is Act.HEAR:
        worded(order.reason)
    return take_step(order)


def done_or_said(
    request: HttpRequest, case: Case, act: Act, do: Callable[[], object]
) -> HttpResponse:
    """Do it and go back to the page, or show the page with what stands against it."""
    try:
        do()
    except StepRefused as refused:
        trouble = refusal_said(file_of(case), refused.why, asked=was_asked(case))
    except CaseHasChanged:
        trouble = _changed_said(request, case)
    except NothingAsked as fault:
        trouble = too_much_or_nothing(fault, missing=_MISSING.get(act))
    except FacilityElsewhere:
        trouble = chosen(
            "Chỉ hỏi được cơ sở của tỉnh mình.",
            "Only facilities of your own province can be asked.",
        )
    except AskedAlready as asked:
        trouble = asked_already_said(asked.questions)
    except AnsweredAlready:
        trouble = chosen(
            "Cơ sở vừa trả lời câu hỏi này nên không rút được nữa; hãy đọc câu trả lời.",
            "The facility has just answered: the question cannot be withdrawn. Read the answer.",
        )
    else:
        messages.success(request, chosen("Đã ghi: ", "Done: ") + said(DEEDS[act]))
        return redirect("case", number=case.pk)
    case.refresh_from_db()
    bring_signatures(case)
    return shown(request, case, trouble=trouble, status=CONFLICT)


def _changed_said(request: HttpRequest, case: Case) -> str:
    """Say who did what since the page was read, and that nothing that was typed is lost."""
    version = request.POST.get("version", "")
    user = signed_in(request)
    changes = changes_said(case, int(version) if version.isdecimal() else 0, me=user.pk)
    happened = chosen(
        f"Trang này đã cũ, chưa có gì được ghi. Từ lúc bạn mở trang: {changes}.",
        f"This page was out of date; nothing was written. Since you opened it: {changes}.",
    )
    typed = any(request.POST.get(name, "").strip() for name in ("reason", "text"))
    advice = (
        chosen(
            "Nội dung bạn đã gõ vẫn còn bên dưới; hãy xem lại rồi gửi nếu vẫn cần.",
            "What you typed is kept below; look again, and send it if it is still needed.",
        )
        if typed
        else chosen(
            "Hãy xem lại rồi làm tiếp nếu vẫn cần.", "Look again, and go on if it is still needed."
        )
    )
    return f"{happened} {advice}"


# What the form of an act asks for, where its words are a reason.
_MISSING = {Act.WITHDRAW: Bilingual("Cần ghi lý do.", "A reason in words is needed.")}


def too_much_or_nothing(fault: NothingAsked, *, missing: Bilingual | None = None) -> str:
    """Say that words are missing, or whom to send them to, or that there are too many of them.

    Args:
        fault: what is wrong.
        missing: how to ask for the words; None for the usual sentence.
    """
    if isinstance(fault, NobodyAsked):
        return chosen("Hãy chọn ít nhất một cơ sở.", "Choose at least one facility.")
    if isinstance(fault, TooManyLetters):
        given, most = (
            number_in_words(fault.count, language()),
            number_in_words(MOST_LETTERS, language()),
        )
        return chosen(
            f"Nội dung có {given} ký tự, nhiều hơn {most}. Chưa gửi gì và không cắt bớt; hãy rút "
            "ngắn, hoặc gửi phần dài thành giấy tờ kèm theo.",
            f"These are {given} characters, more than {most}. Nothing was sent, nothing was cut; "
            "shorten it, or add the long part as a paper.",
        )
    return said(missing) if missing else chosen("Cần viết nội dung.", "Write something.")


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
    questions = [Question(place, text, again="again" in request.POST) for place in asked]
    return done_or_said(request, case, act, lambda: ask_facilities(order, questions))


@require_POST
@asks("case.ask-facility")
def withdraw(request: HttpRequest, number: UUID, question_id: int) -> HttpResponse:
    """Take a question back that has no answer yet."""
    case = case_or_404(request, number)
    asked = case.questions.filter(pk=question_id).first()
    if asked is None:
        raise Http404
    require(request, "case.ask-facility", Record(asked.province))
    order = order_of(request, case, Act.WITHDRAW, province=asked.province)
    return done_or_said(request, case, Act.WITHDRAW, lambda: withdraw_question(order, question_id))


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
    except NothingAsked as fault:
        return shown(request, case, trouble=too_much_or_nothing(fault), status=CONFLICT)
    sent = chosen(
        "Đã gửi; các Sở của hồ sơ được báo.", "Sent; the departments of the case are told."
    )
    messages.success(request, sent, extra_tags="trao-doi")
    return redirect(f"/ho-so/{case.pk}/#trao-doi")
