"""One submission: how far it is, what would enter, what it changed; and the decision about it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks
from lieny.people.web.reading import reads, shows_nobody
from lieny.registry.models import SourceFile, Submission
from lieny.registry.services import confirming
from lieny.registry.services.handed_in.again import came_before
from lieny.registry.services.handed_in.change import change_of
from lieny.registry.services.handed_in.staged import kinds_of, problems_of, will_enter
from lieny.registry.services.list_changes import changes_of
from lieny.registry.web.list_access import allowed, opened
from lieny.registry.web.list_changed import change_shown, coming_shown
from lieny.registry.web.list_shown import (
    is_under_way,
    kinds_said,
    progress_said,
)
from lieny.registry.web.said import province_said, said, said_day, said_time
from lieny.ui.portal.language import chosen

State = Submission.State
MOST_KINDS = 5
MOST_AGAIN = 5  # files that came before, each told by a line
UNDECIDED = (State.READING, State.READ, State.FAILED)


@require_GET
@asks("registry.read")
def submission_page(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a submission."""
    submission = opened(request, number, "registry.read")
    reads(request, "submission", submission.pk)
    return render(request, "registry/list_submission.html", submission_shown(request, submission))


@require_GET
@asks("registry.read")
def progress(request: HttpRequest, number: UUID) -> HttpResponse:
    """Give the part of the page that changes while the background works."""
    submission = opened(request, number, "registry.read")
    if is_under_way(submission):
        shows_nobody(request)  # asked for every second until there is something to show
    else:
        reads(request, "submission", submission.pk)
    return render(request, "registry/list_progress.html", submission_shown(request, submission))


def submission_shown(request: HttpRequest, submission: Submission) -> dict[str, object]:
    """Lay out everything that the page of a submission says."""
    files = list(submission.files.defer("content").order_by("name"))
    state = State(submission.state)
    return {
        "submission": submission,
        "sender": submission.organisation.name,
        "province": province_said(submission.province),
        "at": said_time(submission.handed_in_at),
        "said": progress_said(submission),
        "under_way": is_under_way(submission),
        "files": [_file(file) for file in files],
        "enters": will_enter(submission) if state == State.READ else None,
        "unsure": sum(file.unsure for file in files),
        "again": _again(request, submission, len(files)) if state in UNDECIDED else None,
        "change": _change(request, submission),
        "decided": said_time(submission.decided_at) if submission.decided_at else "",
        "may_take_copies": state != State.READING
        and allowed(request, "registry.export", submission),
        "reads_signs": allowed(request, "sign.read", submission),
        "may_confirm": state == State.READ and allowed(request, "list.confirm", submission),
        "may_correct": state == State.FAILED and allowed(request, "list.submit", submission),
        "may_return": state in confirming.MAY_BE[State.RETURNED]
        and allowed(request, "list.confirm", submission),
        "may_withdraw": state in confirming.MAY_BE[State.WITHDRAWN]
        and allowed(request, "list.withdraw", submission),
    }


def _change(request: HttpRequest, submission: Submission) -> dict[str, object] | None:
    """Say what a submission would change while it waits, and afterwards what it did change."""

    def opens(number: UUID) -> bool:
        other = Submission.objects.filter(pk=number).first()
        return other is not None and allowed(request, "registry.read", other)

    if submission.state == State.READ:
        received = timezone.localdate(submission.handed_in_at)
        return coming_shown(changes_of(submission.pk, day=received), opens)
    change = change_of(submission)
    return change_shown(change, opens) if change else None


def _again(request: HttpRequest, submission: Submission, files: int) -> dict[str, object] | None:
    """Point at the submissions that brought the same bytes before."""
    found = came_before(submission)
    if not found:
        return None
    return {
        "files": [
            {
                "name": one.file.name,
                "at": said_time(one.earlier.submission.handed_in_at),
                "state": progress_said(one.earlier.submission),
                "number": one.earlier.submission_id
                if allowed(request, "registry.read", one.earlier.submission)
                else None,
            }
            for one in found[:MOST_AGAIN]
        ],
        "more": max(0, len(found) - MOST_AGAIN),
        "whole": len(found) == files,
    }


def _file(file: SourceFile) -> dict[str, object]:
    kinds = kinds_of(problems_of(file)) if file.problems else []
    return {
        "file": file,
        "kind": kinds_said(file.kind),
        "listed_on": said_day(file.listed_on) if file.listed_on else "",
        "left": file.rows - file.accepted,
        "kinds": [(said(words), count) for _, words, count in kinds[:MOST_KINDS]],
        "more": max(0, len(kinds) - MOST_KINDS),
    }


@require_POST
@asks("list.confirm")
def confirm(request: HttpRequest, number: UUID) -> HttpResponse:
    """Let the rows of a submission count."""
    return _decided(request, number, "list.confirm")


@require_POST
@asks("list.confirm")
def give_back(request: HttpRequest, number: UUID) -> HttpResponse:
    """Return a submission with what is to be mended."""
    return _decided(request, number, "list.return")


@require_POST
@asks("list.withdraw")
def withdraw(request: HttpRequest, number: UUID) -> HttpResponse:
    """Take a submission back."""
    return _decided(request, number, "list.withdraw")


def _decided(request: HttpRequest, number: UUID, act: str) -> HttpResponse:
    permission = "list.withdraw" if act == "list.withdraw" else "list.confirm"
    submission = opened(request, number, permission)
    user, at = actor_of(request).user, timezone.now()
    remark = request.POST.get("remark", "").strip()
    words = submission_shown(request, submission)
    if act == "list.return" and not remark:
        words["trouble"] = chosen(
            "Chưa ghi cần sửa gì. Hãy ghi để bên nộp biết phải làm gì rồi trả lại.",
            "It is not said what is to be mended. Write it, so that the sender knows.",
        )
        return render(request, "registry/list_submission.html", words, status=422)
    if user is None:
        return HttpResponseRedirect(reverse("account_login"))
    try:
        if act == "list.confirm":
            confirming.confirm(number, by=user.pk, at=at)
        elif act == "list.return":
            confirming.give_back(number, by=user.pk, at=at, remark=remark)
        else:
            confirming.withdraw(number, by=user.pk, at=at, remark=remark)
    except confirming.NotToBeDecided:
        words["trouble"] = chosen(
            f"Lần nộp này nay ở tình trạng “{progress_said(submission)}”, nên không làm được việc "
            "vừa chọn. Không có gì bị thay đổi.",
            f"This submission is now “{progress_said(submission)}”, so that cannot be done. "
            "Nothing was changed.",
        )
        return render(request, "registry/list_submission.html", words, status=409)
    return HttpResponseRedirect(reverse("submission", args=[number]))
