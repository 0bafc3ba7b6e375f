"""Columns that were taken wrongly: said anew by the sender, remembered, the files read again."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks
from lieny.registry.models import SourceFile, Submission
from lieny.registry.services.column_choices import (
    NoSuchField,
    NotWaiting,
    choose_columns,
    read_again,
)
from lieny.registry.web.list_access import allowed, opened_file


def may_correct(request: HttpRequest, file: SourceFile) -> bool:
    """Test whether columns may be corrected: by who hands in, while nobody has decided."""
    waiting = file.submission.state in {Submission.State.READ, Submission.State.FAILED}
    return waiting and allowed(request, "list.submit", file.submission)


@require_POST
@asks("list.submit")
def correct_columns(request: HttpRequest, number: UUID, file_id: int) -> HttpResponse:
    """Remember what the sender says of columns, and read the files again."""
    file = opened_file(request, number, file_id, "list.submit")
    user = actor_of(request).user
    said_fields: dict[str, str] = {}
    for name, heading in request.POST.items():
        column = name.removeprefix("heading-")
        before = request.POST.get(f"was-{column}", "")
        after = request.POST.get(f"col-{column}", before)
        if column != name and after != before and str(heading).strip():
            said_fields[str(heading)] = after
    back = HttpResponseRedirect(reverse("list_file", args=[number, file_id]))
    if user is None or not said_fields:
        return back
    organisation = file.submission.organisation
    try:
        with transaction.atomic():
            choose_columns(said_fields, organisation=organisation, by=user.pk, at=timezone.now())
            read_again(number)
    except NoSuchField as unknown:
        raise SuspiciousOperation("no such field") from unknown
    except NotWaiting:
        return back
    return HttpResponseRedirect(reverse("submission", args=[number]))
