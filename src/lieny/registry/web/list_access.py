"""Which submission somebody may open, and in whose name they hand in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from lieny.people.models import Organisation
from lieny.people.rules.office import Record
from lieny.people.rules.permission import may
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import require
from lieny.registry.models import SourceFile, Submission


def record_of(submission: Submission) -> Record:
    """Say whose a submission is, as the table of permissions asks for it."""
    return Record(submission.province, submission.facility or None)


def opened(request: HttpRequest, number: UUID, action: str) -> Submission:
    """Give a submission for an action.

    Raises:
        Http404: it is not there for whoever asks.
        PermissionDenied: they may not do this to it.
    """
    found = (
        Submission.objects.filter(pk=number).select_related("organisation", "handed_in_by").first()
    )
    if found is None:
        raise Http404
    require(request, action, record_of(found))
    return found


def opened_file(request: HttpRequest, number: UUID, file_id: int, action: str) -> SourceFile:
    """Give a file of a submission for an action.

    Raises:
        Http404: it is not there for whoever asks.
        PermissionDenied: they may not do this to it.
    """
    submission = opened(request, number, action)
    found = SourceFile.objects.filter(pk=file_id, submission=submission).first()
    if found is None:
        raise Http404
    return found


def allowed(request: HttpRequest, action: str, submission: Submission) -> bool:
    """Test whether an act is open to whoever asks."""
    standings = actor_of(request).standings
    return may(action, standings=standings, record=record_of(submission)).allowed


def own_organisations(request: HttpRequest) -> list[Organisation]:
    """List the organisations in whose name somebody may hand in."""
    standings = actor_of(request).standings
    places = {(one.province, one.facility or "") for one in standings if one.province}
    found: list[Organisation] = []
    for province, facility in sorted(places, key=str):
        record = Record(province, facility or None)
        if may("list.submit", standings=standings, record=record).allowed:
            found += Organisation.objects.filter(province=province, facility=facility).exclude(
                kind=Organisation.Kind.REGION
            )
    return found
