"""Chất lượng dữ liệu: every sender with its score, one sender with its lists, a sheet for it."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.models import Organisation
from lieny.people.rules.office import Record
from lieny.people.rules.permission import may
from lieny.people.services import audit
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import asks, require
from lieny.registry.models import Facility, SourceFile
from lieny.registry.rules.list_quality import Band
from lieny.registry.services.handed_in.staged import CellProblem, problems_of
from lieny.registry.services.quality.provinces import province_totals
from lieny.registry.services.quality.senders import Sender, SenderKey, SentList, senders
from lieny.registry.web.list_shown import address_of as cell_address
from lieny.registry.web.quality_shown import (
    BANDS,
    SORTS,
    address_of,
    files_shown,
    in_order,
    kinds_shown,
    lists_shown,
    parts_shown,
    percent,
    plot_of,
    score_shown,
    sender_row,
)
from lieny.registry.web.said import department_said, province_said, said, said_day, said_time
from lieny.ui.portal.language import chosen

ROWS_A_PAGE = 40
MOST_CELLS = 200


@require_GET
@asks("quality.read")
def quality_list(request: HttpRequest) -> HttpResponse:
    """List the senders, those whose lists read worst first; the order is in the address."""
    if not _reads_senders(request):
        return _provinces_alone(request)
    given = request.GET
    sort = given.get("sap", "diem")
    falling = given.get("chieu", "") == "giam"
    words, band = given.get("q", "").strip(), given.get("loai", "")
    found = senders()
    counts = {one: sum(s.latest.score.band is one for s in found) for one in Band}
    kept = [one for one in found if _matches(one, words, band)]
    page = Paginator(in_order(kept, sort, falling=falling), ROWS_A_PAGE).get_page(given.get("page"))
    return render(
        request,
        "registry/quality.html",
        {
            "page": page,
            "rows": [sender_row(one) for one in page],
            "query": _query(request, "page"),
            "heads": _heads(request, sort, falling=falling),
            "q": words,
            "band": band,
            "total": len(found),
            "bands": [(one.value, BANDS[one][0], said(BANDS[one][1]), counts[one]) for one in Band],
            "provinces": _provinces_shown(),
        },
    )


def _reads_senders(request: HttpRequest) -> bool:
    standings = actor_of(request).standings
    return any(
        may("quality.read", standings=[one], record=Record(one.province, one.facility)).allowed
        for one in standings
        if one.province
    )


def _provinces_alone(request: HttpRequest) -> HttpResponse:
    """Whoever looks at the region sees sums of provinces and no sender."""
    require(request, "quality.read", Record())
    return render(request, "registry/quality_region.html", {"provinces": _provinces_shown()})


def _provinces_shown() -> list[dict[str, object]]:
    return [
        {
            "name": province_said(one.province),
            "files": one.files,
            "rows": one.rows,
            "whole": percent(one.rows_whole / one.rows) if one.rows else "–",
            "read": percent(1 - one.cells_unread / one.cells) if one.cells else "–",
            "unreadable": one.files - one.readable,
        }
        for one in province_totals(at=timezone.now())
    ]


def _matches(sender: Sender, words: str, band: str) -> bool:
    if band and sender.latest.score.band.value != band:
        return False
    return words.casefold() in sender.name.casefold()


def _query(request: HttpRequest, *without: str) -> str:
    query = request.GET.copy()
    for name in without:
        query.pop(name, None)
    return query.urlencode()


def _heads(request: HttpRequest, sort: str, *, falling: bool) -> dict[str, dict[str, str]]:
    """Say of each column in what order it stands and where its other order is."""
    kept = _query(request, "page", "sap", "chieu")
    heads = {}
    for code in SORTS:
        now = code == sort
        turn = "&chieu=giam" if now and not falling else ""
        state = ("descending" if falling else "ascending") if now else "none"
        heads[code] = {"address": f"?{kept}&sap={code}{turn}".replace("?&", "?"), "sort": state}
    return heads


@require_GET
@asks("quality.read")
def facility_quality(request: HttpRequest, facility: int) -> HttpResponse:
    """Show how well one facility's lists read."""
    return _sender_page(request, SenderKey(facility=facility))


@require_GET
@asks("quality.read")
def organisation_quality(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Show how well the lists of several facilities read that one organisation handed in."""
    return _sender_page(request, SenderKey(organisation=organisation))


@require_GET
@asks("quality.feedback")
def facility_feedback(request: HttpRequest, facility: int) -> HttpResponse:
    """Show the sheet that goes to a facility: what to mend in its latest list."""
    return _feedback(request, SenderKey(facility=facility))


@require_GET
@asks("quality.feedback")
def organisation_feedback(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Show the sheet that goes to an organisation that handed in lists of several facilities."""
    return _feedback(request, SenderKey(organisation=organisation))


def _opened(request: HttpRequest, key: SenderKey, action: str) -> Sender:
    """Give a sender for an action.

    Raises:
        Http404: there is none within the boundary.
        PermissionDenied: the table refuses.
    """
    require(request, action, _record_of(key))
    found = senders(key)
    if not found:
        raise Http404
    return found[0]


def _record_of(key: SenderKey) -> Record:
    if key.facility is not None:
        place = Facility.objects.filter(pk=key.facility).first()
        if place is None:
            raise Http404
        return Record(place.province or None, place.key)
    if key.organisation is None:
        raise Http404
    organisation = Organisation.objects.filter(pk=key.organisation).first()
    if organisation is None:
        raise Http404
    return Record(organisation.province or None, organisation.facility or None)


def _listed(request: HttpRequest, sender: Sender) -> SentList:
    """Choose the list that the address names; the latest where it names none of this sender."""
    asked = request.GET.get("lan", "")
    return next((one for one in sender.lists if str(one.submission) == asked), sender.latest)


def _sender_page(request: HttpRequest, key: SenderKey) -> HttpResponse:
    sender = _opened(request, key, "quality.read")
    sent = _listed(request, sender)
    words = {
        "sender": sender.name,
        "province": province_said(sender.province),
        "sent": sent,
        "at": said_time(sent.at),
        "is_latest": sent is sender.latest,
        "score": score_shown(sent.score),
        "parts": parts_shown(sent),
        "plot": plot_of(sender),
        "kinds": kinds_shown(sent),
        "files": files_shown(sent),
        "lists": lists_shown(sender),
        "sheet": address_of(key, "quality_sheet"),
    }
    return render(request, "registry/quality_sender.html", words)


def _feedback(request: HttpRequest, key: SenderKey) -> HttpResponse:
    sender = _opened(request, key, "quality.feedback")
    sent = _listed(request, sender)
    cells = _cells(sent)
    answer = render(
        request,
        "registry/quality_feedback.html",
        {
            "sender": sender.name,
            "department": department_said(sender.province),
            "at": said_time(sent.at),
            "today": said_day(timezone.localdate()),
            "score": score_shown(sent.score),
            "parts": parts_shown(sent),
            "kinds": kinds_shown(sent),
            "cells": cells[:MOST_CELLS],
            "more": max(0, len(cells) - MOST_CELLS),
            "back": f"{address_of(key)}?lan={sent.submission}",
        },
    )
    actor = actor_of(request)
    audit.record(
        audit.Deed(
            action="quality.feedback",
            at=timezone.now(),
            by=actor.user.pk if actor.user else None,
            province=sender.province,
            target_kind="submission",
            target=str(sent.submission),
            origin=origin_of(request),
            detail={"cells": len(cells)},
        )
    )
    return answer


def _cells(sent: SentList) -> list[dict[str, object]]:
    files = SourceFile.objects.filter(pk__in=sent.files).defer("content").order_by("name", "pk")
    return [_cell(file.name, one) for file in files for one in problems_of(file)]


def _cell(file: str, one: CellProblem) -> dict[str, object]:
    return {
        "file": file,
        "address": cell_address(one),
        "given": one.given,
        "problem": said(one.problem),
        "advice": said(one.advice),
        "refused": chosen("không nhận", "not taken") if one.refused else "",
    }
