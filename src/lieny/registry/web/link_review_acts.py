"""What people say of a pair: one person, two, not clear; agreed with, refused, taken back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from lieny.people.web.permission import asks
from lieny.registry.models import LinkDecision, LinkQuestion, Person
from lieny.registry.services import link_decisions, link_queue
from lieny.registry.services.link_decisions import (
    CaseStandsAgainst,
    NoReason,
    NotToBeDecided,
    NotToBeSeconded,
    OtherSideMustSecond,
    Verdict,
)
from lieny.registry.services.link_review import NoSuchPair, read_pair, set_aside
from lieny.registry.web.link_review import (
    asked_of,
    decider_of,
    filters_of,
    own_provinces,
    require_pair,
)
from lieny.registry.web.link_undone import said_of_case
from lieny.registry.web.register_access import asker_of
from lieny.ui.portal.language import chosen

UNSURE = "unsure"
VERDICTS = {*Verdict.values, UNSURE}


def _permitted(request: HttpRequest, action: str, one: int, other: int) -> None:
    """Ask for the permission for this pair; what is read for it is recorded.

    Raises:
        Http404: the pair is not asked about, or not to be seen from here.
        PermissionDenied: refused.
    """
    own = own_provinces(request)
    try:
        pair = read_pair(one, other, by=asker_of(request), at=timezone.now(), provinces=own)
    except NoSuchPair as fault:
        raise Http404 from fault
    require_pair(request, action, pair)


@require_POST
@asks("link.review")
def decide(request: HttpRequest, one: int, other: int) -> HttpResponse:
    """Say that both are one person, two, or that it is not clear; go on to the next pair."""
    verdict = request.POST.get("verdict", "")
    if verdict not in VERDICTS:
        raise BadRequest("verdict")
    _permitted(request, "link.review", one, other)
    question = LinkQuestion.objects.filter(one=one, other=other).first()
    if question is None:
        return _said(request, one, other, _no_longer_asked())
    asked, own = asked_of(request), own_provinces(request)
    _, after = link_queue.beside(question, asked, provinces=own)
    by, at, note = decider_of(request), timezone.now(), request.POST.get("reason", "")
    words = filters_of(asked)
    if verdict == UNSURE:
        set_aside(one, other, by=by, at=at, note=note)
        messages.success(request, chosen("Đã chuyển sang Chưa rõ.", "Moved to Not clear."))
    else:
        try:
            made = link_decisions.decide((one, other), Verdict(verdict), by=by, at=at, reason=note)
        except (NotToBeDecided, Person.DoesNotExist):
            return _said(request, one, other, _no_longer_asked())
        words["vua"] = str(made.pk)
    following = after or link_queue.questions(asked, provinces=own).first()
    if following is None:
        return redirect(f"/ghep-ho-so/?{urlencode(filters_of(asked))}")
    return redirect(f"{_address(following.one_id, following.other_id)}?{urlencode(words)}")


def _address(one: int, other: int) -> str:
    return f"/ghep-ho-so/{one}-{other}/"


def _no_longer_asked() -> str:
    return chosen(
        "Cặp này vừa được quyết định hoặc tính lại; chưa có gì được ghi. Hãy xem lại rồi làm tiếp.",
        "This pair has just been decided or weighed anew; nothing was written. Read it again.",
    )


def _said(request: HttpRequest, one: int, other: int, trouble: str) -> HttpResponse:
    messages.error(request, trouble)
    return redirect(_address(one, other))


def _decision_or_404(request: HttpRequest, number: int, action: str) -> LinkDecision:
    """Find a decision within the boundary, and ask for the permission for its pair.

    Raises:
        Http404: there is none for whoever asks.
        PermissionDenied: refused.
    """
    decision = LinkDecision.objects.filter(pk=number, undone_at=None).first()
    if decision is None:
        raise Http404
    _permitted(request, action, decision.one_id, decision.other_id)
    return decision


@require_POST
@asks("link.second")
def second(request: HttpRequest, number: int) -> HttpResponse:
    """Agree with a proposal of somebody else, or say that they are two."""
    answer = request.POST.get("answer", "")
    if answer not in {"yes", "no"}:
        raise BadRequest("answer")
    decision = _decision_or_404(request, number, "link.second")
    by, at = decider_of(request), timezone.now()
    reason = request.POST.get("reason", "").strip() or chosen(
        "Bên được hỏi thấy là hai người.", "Whoever was asked found them to be two."
    )
    try:
        if answer == "yes":
            link_decisions.second(number, by=by, at=at)
        else:
            link_decisions.refuse(number, by=by, at=at, reason=reason)
    except OtherSideMustSecond:
        trouble = chosen(
            "Sở giữ hồ sơ bên kia phải xác nhận; chưa có gì được ghi.",
            "The department that keeps the other side has to confirm; nothing was written.",
        )
        return _said(request, decision.one_id, decision.other_id, trouble)
    except NotToBeSeconded:
        trouble = chosen(
            "Người đề nghị không tự xác nhận được, và mỗi đề nghị chỉ xác nhận một lần; "
            "chưa có gì được ghi.",
            "Nobody confirms their own proposal, and each is confirmed once; nothing was written.",
        )
        return _said(request, decision.one_id, decision.other_id, trouble)
    messages.success(
        request,
        chosen("Đã xác nhận: cùng một người.", "Confirmed: one person.")
        if answer == "yes"
        else chosen("Đã ghi: hai người khác nhau.", "Written: two different persons."),
    )
    following = link_queue.for_me(link_queue.proposals(), by).first()
    if following is None:
        return redirect("/ghep-ho-so/?xem=xac-nhan")
    return redirect(_address(following.one_id, following.other_id))


@require_POST
@asks("link.undo")
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision back, with a reason; the pair is asked about anew."""
    decision = _decision_or_404(request, number, "link.undo")
    one, other = decision.one_id, decision.other_id
    try:
        link_decisions.undo(
            number,
            by=decider_of(request),
            at=timezone.now(),
            reason=request.POST.get("reason", ""),
        )
    except NoReason:
        trouble = chosen(
            "Cần ghi lý do hoàn tác; chưa có gì được ghi.",
            "Write why it is taken back; nothing was written.",
        )
        return _said(request, one, other, trouble)
    except NotToBeSeconded:
        return _said(request, one, other, _no_longer_asked())
    except CaseStandsAgainst as fault:
        return _said(request, one, other, said_of_case(fault))
    messages.success(
        request,
        chosen(
            "Đã hoàn tác. Hai người và hồ sơ đã gộp được tách, hoặc được hỏi lại, sau khi chương "
            "trình tính lại.",
            "Taken back. Persons and joined cases part, or the pair is asked about again, once "
            "links are weighed anew.",
        ),
    )
    return redirect(_address(one, other))
