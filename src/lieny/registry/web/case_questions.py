"""The facility's own pages: questions put to it, and its answers. Nothing else of a case."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.people.rules.office import Record
from lieny.people.services import audit
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import asks, require
from lieny.people.web.reading import reads
from lieny.registry.models import CaseAttachment, CaseQuestion
from lieny.registry.rules.case_step import StepRefused
from lieny.registry.rules.case_words import OUTCOMES
from lieny.registry.services.cases.complaints import complain
from lieny.registry.services.cases.conclusion import (
    Conclusion,
    conclusion_for,
    is_looked_at_anew,
    outcomes_for,
)
from lieny.registry.services.cases.papers import PaperRefused
from lieny.registry.services.cases.questions import (
    MOST_LETTERS,
    AnsweredAlready,
    NothingAsked,
    QuestionWithdrawn,
    answer,
)
from lieny.registry.web.case_conclusion_shown import conclusion_shown, no_complaint_said
from lieny.registry.web.case_page import CONFLICT
from lieny.registry.web.case_papers import handed_out, paper_trouble, papers_in
from lieny.registry.web.case_shown import days_said
from lieny.registry.web.case_steps import signed_in, too_much_or_nothing
from lieny.registry.web.said import department_said, said, said_day, said_time
from lieny.ui.portal.language import chosen

ROWS_A_PAGE = 25


def own_facilities(request: HttpRequest) -> list[str]:
    """List the keys of the facilities for whom somebody answers."""
    standings = actor_of(request).standings
    return [f"{one.province}:{one.facility}" for one in standings if one.facility]


def unanswered(facilities: Sequence[str]) -> QuerySet[CaseQuestion]:
    """Find what facilities are asked and have not answered, the nearest deadline first."""
    waiting = CaseQuestion.objects.filter(
        facility_key__in=facilities, answered_at=None, withdrawn_at=None
    )
    return waiting.order_by("due_on", "pk")


@require_GET
@asks("case.answer")
def questions(request: HttpRequest) -> HttpResponse:
    """List the questions put to one's own facilities, those without an answer first."""
    found = CaseQuestion.objects.filter(facility_key__in=own_facilities(request))
    ordered = found.order_by(
        F("withdrawn_at").asc(nulls_first=True),
        F("answered_at").asc(nulls_first=True),
        "due_on",
        "pk",
    )
    page = Paginator(ordered, ROWS_A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    agreed = outcomes_for(list(page), by=signed_in(request).pk)
    rows = [
        {
            "id": one.pk,
            "from": department_said(one.province),
            "asked": said_day(timezone.localdate(one.asked_at)),
            "due": said_day(one.due_on),
            "when": days_said(one.due_on, today) if one.waits else "",
            "late": one.waits and one.due_on < today,
            "withdrawn": said_time(one.withdrawn_at) if one.withdrawn_at else "",
            "concluded": said(OUTCOMES[agreed[one.pk]]) if one.pk in agreed else "",
            "answered": said_time(one.answered_at) if one.answered_at else "",
            "text": one.text,
        }
        for one in page
    ]
    return render(request, "registry/questions.html", {"rows": rows, "page": page})


def _question_or_404(request: HttpRequest, number: int) -> CaseQuestion:
    asked = CaseQuestion.objects.filter(pk=number, facility_key__in=own_facilities(request)).first()
    if asked is None:
        raise Http404
    province, _, key = asked.facility_key.partition(":")
    require(request, "case.answer", Record(province, facility=key))
    return asked


@require_GET
@asks("case.answer")
def question(request: HttpRequest, number: int) -> HttpResponse:
    """Show one question."""
    return _shown(request, _question_or_404(request, number))


def _shown(
    request: HttpRequest, asked: CaseQuestion, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    by = signed_in(request).pk
    concluded = conclusion_for(asked, by=by)
    if concluded is not None and concluded.person:
        _write_reading(request, asked)
    else:  # the question itself names somebody
        reads(request, "question", asked.pk)
    words = {
        "asked": asked,
        "from": department_said(asked.province),
        "at": said_time(asked.asked_at),
        "due": said_day(asked.due_on),
        "when": days_said(asked.due_on, today),
        "late": asked.due_on < today,
        "answered": said_time(asked.answered_at) if asked.answered_at else "",
        "withdrawn": said_time(asked.withdrawn_at) if asked.withdrawn_at else "",
        "conclusion": conclusion_shown(concluded) if concluded else None,
        "anew": concluded is None and is_looked_at_anew(asked, by=by),
        "most": MOST_LETTERS,
        "papers": CaseAttachment.objects.filter(question_id=asked.pk).defer("content"),
        "trouble": trouble,
        "typed": request.POST.get("text", ""),
        "complaint": request.POST.get("complaint", ""),
        "kept": _kept(request, asked, concluded),
    }
    return render(request, "registry/question.html", words, status=status)


def _write_reading(request: HttpRequest, asked: CaseQuestion) -> None:
    """Write down that a facility read whom an outcome concerns."""
    actor = actor_of(request)
    audit.record(
        audit.Deed(
            action="case.answer",
            at=timezone.now(),
            by=actor.user.pk if actor.user else None,
            province=asked.province,
            target_kind="question",
            target=str(asked.pk),
            origin=origin_of(request),
            detail={"read": "conclusion"},
        )
    )


def _kept(request: HttpRequest, asked: CaseQuestion, concluded: Conclusion | None) -> str:
    """Give what was typed into a form that the page does not show any more."""
    answer_typed = "" if asked.waits else request.POST.get("text", "").strip()
    open_to_complaint = concluded is not None and concluded.may_appeal
    complaint_typed = "" if open_to_complaint else request.POST.get("complaint", "").strip()
    return answer_typed or complaint_typed


@require_POST
@asks("case.answer")
def give_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a question."""
    asked = _question_or_404(request, number)
    user = signed_in(request)
    try:
        answer(
            asked.pk, request.POST.get("text", ""), papers_in(request), by=user.pk,
            at=timezone.now(),
        )  # fmt: skip
    except NothingAsked as fault:
        trouble = too_much_or_nothing(fault)
    except QuestionWithdrawn:
        trouble = chosen(
            "Sở vừa rút câu hỏi này; không cần trả lời nữa và chưa có gì được gửi. Nội dung bạn "
            "đã gõ còn ngay dưới đây để bạn sao lại nếu cần.",
            "The department has just withdrawn this question: no answer is needed, none was sent. "
            "What you typed is kept right here, for you to copy.",
        )
    except AnsweredAlready:
        trouble = chosen(
            "Câu hỏi này đã được trả lời; câu trả lời không bị ghi đè. Nội dung bạn vừa gõ chưa "
            "gửi và còn ngay dưới đây.",
            "The question has an answer; it was not written over. What you typed now was not sent "
            "and is kept right here.",
        )
    except PaperRefused as refused:
        trouble = paper_trouble(refused)
    else:
        messages.success(
            request,
            chosen(
                "Đã gửi câu trả lời; Sở Y tế được báo. Câu trả lời hiện bên dưới.",
                "Your answer was sent and the department is told. It stands below.",
            ),
        )
        return redirect("question", number=asked.pk)
    asked.refresh_from_db()
    return _shown(request, asked, trouble=trouble, status=CONFLICT)


@require_POST
@asks("case.answer")
def send_complaint(request: HttpRequest, number: int) -> HttpResponse:
    """Complain of what the departments have confirmed."""
    asked = _question_or_404(request, number)
    words = request.POST.get("complaint", "")
    try:
        complain(asked.pk, words, by=signed_in(request).pk, at=timezone.now())
    except NothingAsked as fault:
        trouble = too_much_or_nothing(fault)
    except StepRefused:
        trouble = no_complaint_said(conclusion_for(asked, by=signed_in(request).pk))
    else:
        messages.success(
            request, chosen("Đã gửi khiếu nại tới các Sở.", "The departments have the complaint.")
        )
        return redirect("question", number=asked.pk)
    return _shown(request, asked, trouble=trouble, status=CONFLICT)


@require_GET
@asks("case.answer")
def question_paper(request: HttpRequest, number: int, paper_id: int) -> HttpResponse:
    """Hand a facility its own paper out again."""
    asked = _question_or_404(request, number)
    found = CaseAttachment.objects.filter(question_id=asked.pk, pk=paper_id).first()
    if found is None:
        raise Http404
    reads(request, "question", asked.pk, {"paper": found.pk})
    return handed_out(bytes(found.content), found.media_type, found.name)
