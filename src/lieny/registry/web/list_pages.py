"""Nhận danh sách: handing in, and the list of what was handed in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lieny.people.models import Organisation
from lieny.people.rules.permission import may_ever
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks
from lieny.people.web.reading import shows_nobody
from lieny.registry.models import Submission
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.handed_in.listing import Asked, submissions, undecided
from lieny.registry.services.handing_in import MOST_BYTES, GivenFile, NotTakenIn, hand_in
from lieny.registry.web.list_access import own_organisations
from lieny.registry.web.list_names import names_sent
from lieny.registry.web.list_shown import STATES, progress_said
from lieny.registry.web.said import province_said, said, said_time
from lieny.ui.portal.language import chosen

ROWS_A_PAGE = 30
REFUSED = 422


@require_GET
@asks("registry.read")
def lists(request: HttpRequest) -> HttpResponse:
    """List what was handed in, the latest first; the address holds every choice."""
    shows_nobody(request)  # senders and their files
    given = request.GET
    asked = Asked(given.get("state", ""), given.get("words", "").strip()[:100])
    page = Paginator(submissions(asked), ROWS_A_PAGE).get_page(given.get("page"))
    query = given.copy()
    query.pop("page", None)
    words = {
        "asked": asked,
        "page": page,
        "query": query.urlencode(),
        "rows": [_row(one) for one in page],
        "states": [("waiting", chosen("chưa quyết định", "undecided"))]
        + [(state, said(name)) for state, name in STATES.items()],
        "undecided": undecided(),
        "may_submit": may_ever("list.submit", standings=actor_of(request).standings),
    }
    return render(request, "registry/list_all.html", words)


def _row(submission: Submission) -> dict[str, object]:
    return {
        "submission": submission,
        "sender": submission.organisation.name,
        "province": province_said(submission.province),
        "state": progress_said(submission),
        "at": said_time(submission.handed_in_at),
    }


@require_http_methods(["GET", "POST"])
@asks("list.submit")
def hand_in_page(request: HttpRequest) -> HttpResponse:
    """Take files and go to the page that says how far they are."""
    places = own_organisations(request)
    trouble: Bilingual | None = None
    if request.method == "POST":
        try:
            return HttpResponseRedirect(reverse("submission", args=[_taken(request, places).pk]))
        except NotTakenIn as refusal:
            trouble = refusal.said
    words = {"places": places, "trouble": said(trouble) if trouble else ""}
    status = REFUSED if trouble else 200
    return render(request, "registry/list_hand_in.html", words, status=status)


def _taken(request: HttpRequest, places: list[Organisation]) -> Submission:
    """Hand the files of a form in.

    Raises:
        NotTakenIn: nothing or too much was sent, or in nobody's name.
    """
    chosen_place = request.POST.get("organisation", "")
    organisation = next((one for one in places if str(one.pk) == chosen_place), None)
    if organisation is None and len(places) == 1:
        organisation = places[0]
    user = actor_of(request).user
    if organisation is None or user is None:
        raise NotTakenIn(
            Bilingual(
                "Chưa chọn nộp thay cho đơn vị nào. Hãy chọn đơn vị.",
                "It is not said in whose name the files come. Choose the organisation.",
            )
        )
    given = request.FILES.getlist("files")
    size = sum(file.size or 0 for file in given)
    if size > MOST_BYTES:  # before anything is read into memory
        raise NotTakenIn(
            Bilingual(
                f"Các tệp có {size >> 20} MB; một lần nộp nhận tới {MOST_BYTES >> 20} MB. "
                "Hãy chia thành nhiều lần nộp.",
                f"The files have {size >> 20} MB; one submission takes up to "
                f"{MOST_BYTES >> 20} MB. Hand them in in several goes.",
            )
        )
    names = names_sent(request.POST.get("paths", ""), [file.name or "tệp" for file in given])
    files = [GivenFile(name, file.read()) for name, file in zip(names, given, strict=True)]
    return hand_in(files, by=user.pk, organisation=organisation, at=timezone.now())
