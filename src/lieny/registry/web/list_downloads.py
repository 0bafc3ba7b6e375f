"""What a sender's list looks like with its problems and signs beside the cells, to be saved."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks
from lieny.registry.models import SourceFile, Submission
from lieny.registry.services.handed_in.marked import (
    AskedCopies,
    NothingToHandOut,
    copy_name,
    marked_file,
    marked_files,
    original_file,
)
from lieny.registry.web.downloads import UNKNOWN_TYPE, WORKBOOK_TYPE, ZIP_TYPE, streamed
from lieny.registry.web.list_access import allowed, opened, opened_file
from lieny.registry.web.list_submission import submission_shown
from lieny.registry.web.register_access import asker_of
from lieny.registry.web.said import language, said

NONE = 409


@require_GET
@asks("registry.export")
def marked_copy(request: HttpRequest, number: UUID, file_id: int) -> HttpResponseBase:
    """Hand out the marked copy of one file; `dau-hieu=1` marks signs too."""
    file = opened_file(request, number, file_id, "registry.export")
    try:
        handle = marked_file(file, _asked(request, file.submission))
    except NothingToHandOut as nothing:
        return _nothing(request, file.submission, nothing)
    return streamed(handle, WORKBOOK_TYPE, copy_name(file.name))


@require_GET
@asks("registry.export")
def marked_copies(request: HttpRequest, number: UUID) -> HttpResponseBase:
    """Hand out the marked copies of all files of a submission, in one zip."""
    submission = opened(request, number, "registry.export")
    files = list(SourceFile.objects.filter(submission=submission).order_by("name"))
    try:
        handle = marked_files(files, _asked(request, submission))
    except NothingToHandOut as nothing:
        return _nothing(request, submission, nothing)
    day = timezone.localdate(submission.handed_in_at)
    name = f"{copy_name(submission.organisation.name).removesuffix('.xlsx')} {day:%d-%m-%Y}.zip"
    return streamed(handle, ZIP_TYPE, name)


@require_GET
@asks("registry.export")
def original(request: HttpRequest, number: UUID, file_id: int) -> HttpResponseBase:
    """Hand out a file as it came, byte for byte."""
    file = opened_file(request, number, file_id, "registry.export")
    content = original_file(file, by=asker_of(request), at=timezone.now())
    return streamed(io.BytesIO(content), UNKNOWN_TYPE, PurePosixPath(file.name).name)


def _asked(request: HttpRequest, submission: Submission) -> AskedCopies:
    wants_signs = request.GET.get("dau-hieu") == "1"
    return AskedCopies(
        standings=actor_of(request).standings,
        by=asker_of(request),
        at=timezone.now(),
        language=language(),
        with_signs=wants_signs and allowed(request, "sign.read", submission),
    )


def _nothing(
    request: HttpRequest, submission: Submission, nothing: NothingToHandOut
) -> HttpResponse:
    words = {**submission_shown(request, submission), "trouble": said(nothing.said)}
    return render(request, "registry/list_submission.html", words, status=NONE)
