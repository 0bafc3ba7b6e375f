"""The case page and the page of signs that have no case yet."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.people.rules.office import Record, Standing
from lieny.people.rules.permission import may
from lieny.people.services import audit
from lieny.people.services.prepared import Prepared
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import asks, require
from lieny.people.web.reading import ground_of, reads
from lieny.registry.models import Case, CaseSign, Person, StoredSign
from lieny.registry.models.case import SETTLED
from lieny.registry.rules.case_actor import record_of
from lieny.registry.rules.case_lead import NobodyConcerned
from lieny.registry.services.cases.notices import mark_read
from lieny.registry.services.cases.offers import actors_of_offices, offers
from lieny.registry.services.cases.opening import (
    CaseIsOpen,
    NoSignStands,
    open_case,
    person_of,
    standing_signs,
)
from lieny.registry.services.cases.questions import MOST_LETTERS
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.cases.whole_case import bring_parts, bring_signatures
from lieny.registry.web.case_acts_shown import acts_shown
from lieny.registry.web.case_history_shown import history_shown
from lieny.registry.web.case_questions_shown import (
    asking_shown,
    facilities_to_ask,
    questions_shown,
    was_asked,
)
from lieny.registry.web.case_shown import (
    dues_shown,
    ending_shown,
    letters_shown,
    messages_shown,
    papers_shown,
    proposal_shown,
    stages_shown,
)
from lieny.registry.web.case_subject import subject_shown
from lieny.registry.web.letter_forms import LetterGround, letter_forms
from lieny.registry.web.register_access import may_open_files_of
from lieny.registry.web.said import department_said, said_day, said_time, severity_said
from lieny.ui.portal.language import chosen

CONFLICT = 409
_CASE = Prepared(lambda number: Case.objects.filter(pk=number))
_SIGNS = Prepared(
    lambda case: StoredSign.objects.filter(
        pk__in=CaseSign.objects.filter(case=case).values("sign")
    ).order_by("pk")
)
_PERSON = Prepared(lambda person: Person.objects.filter(pk=person))
_GOES_ON = Prepared(lambda case: Case.objects.filter(joined=case))
_TOOK_IN = Prepared(lambda case: Case.objects.filter(joined_into=case).order_by("number"))


def case_or_404(request: HttpRequest, number: UUID, action: str = "case.read") -> Case:
    """Find a case within the boundary and ask for the permission.

    Raises:
        Http404: there is none, or it lies outside of the boundary.
        PermissionDenied: the table refuses.
    """
    case = _CASE.first(number=number)
    if case is None:
        raise Http404
    bring_signatures(case)
    require(request, action, record_of(file_of(case)))
    return case


def offices_at(request: HttpRequest, case: Case) -> list[Standing]:
    """List the reader's offices at departments of the case."""
    return actors_of_offices(file_of(case), actor_of(request).standings)


def signs_of(case: Case) -> list[StoredSign]:
    """List the signs of a case that the reader may see."""
    return _SIGNS(case=case.pk)


@require_GET
@asks("case.read")
def case_page(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show a case; whoever reads it for a department has read its notices."""
    case = case_or_404(request, number)
    answer = shown(request, case)
    user = actor_of(request).user
    if user is not None:
        own = [one.province or "" for one in offices_at(request, case)]
        mark_read(case.pk, own, by=user.pk, at=timezone.now())
        _write_reading(request, case)
    return answer


def _write_reading(request: HttpRequest, case: Case) -> None:
    actor = actor_of(request)
    audit.record(
        audit.Deed(
            action="case.read",
            at=timezone.now(),
            by=actor.user.pk if actor.user else None,
            province=actor.province,
            target_kind="case",
            target=str(case.pk),
            origin=origin_of(request),
            detail=ground_of(request),
        )
    )


def shown(
    request: HttpRequest, case: Case, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    """Render the case page, with what went wrong and what was typed."""
    bring_parts(case)
    file, standings = file_of(case), actor_of(request).standings
    signs = signs_of(case)
    person = _PERSON.first(person=case.person_id)
    own = [one.province or "" for one in offices_at(request, case)]
    places = facilities_to_ask(signs, own, person)
    found = offers(file, standings, at=timezone.now())
    subject = subject_shown(person, signs, opens=_opens(request))
    if file.outcome is not None or file.is_settled:
        subject["vanishes"] = []  # it is decided: what would make signs vanish changes nothing
    questions = questions_shown(case, file, standings)
    asked = request.POST.get("question", "")
    withdrawn = ["withdraw" for one in questions if one["may_withdraw"] and one["field"] == asked]
    words = {
        "case": case,
        "severity": severity_said(case.severity),
        "lead": department_said(case.lead),
        "peers": [department_said(code) for code in case.peers],
        "since": said_time(case.since),
        "stages": stages_shown(file),
        "dues": dues_shown(case, file, on=timezone.localdate()),
        "ending": ending_shown(case, file),
        "proposal": proposal_shown(case, file),
        "subject": subject,
        "acts": acts_shown(file, found, asked=was_asked(case)),
        "asking": asking_shown(case, signs, places, person, request.POST.getlist("facility")),
        "questions": questions,
        "talk": messages_shown(case, own),
        "papers": papers_shown(case),
        "letters": letters_shown(case),
        "letter_forms": letter_forms(request, LetterGround(case, file, signs, person, places), own)
        if own
        else [],
        "history": history_shown(case, naming=bool(own)),
        "writes": bool(own),
        "settled": case.state in SETTLED,
        "goes_on": _GOES_ON.first(case=case.pk) if case.joined_into_id else None,
        "took_in": _TOOK_IN(case=case.pk),
        "printed": said_day(timezone.localdate()),
        "trouble": trouble,
        "typed": request.POST,
        "kept": _kept(request, [*(one.act.value for one in found if not one.lacks), *withdrawn]),
        "most": MOST_LETTERS,
    }
    return render(request, "registry/case.html", words, status=status)


def _kept(request: HttpRequest, offered: Collection[str]) -> str:
    """Give what was typed into a form that the page does not show any more."""
    given = request.POST
    if given.get("act", "") in {"", *offered}:
        return ""
    return given.get("reason", "").strip() or given.get("text", "").strip()


@require_GET
@asks("sign.read")
def sign_page(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show the signs about somebody who has no case, and what opening one would do."""
    found = _person_or_404(person)
    reads(request, "person", found.pk)
    return _signs_shown(request, found)


def _person_or_404(public_id: UUID) -> Person:
    person = person_of(public_id)
    if person is None:
        raise Http404
    return person


def _signs_shown(
    request: HttpRequest, person: Person, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    signs = standing_signs(person.pk)
    held = Case.objects.filter(person_id=person.pk).exclude(state__in=SETTLED).first()
    words = {
        "person": person,
        "subject": subject_shown(person, signs, opens=_opens(request)),
        "held": held,
        "may_open": bool(signs) and held is None and _may_open(request, person),
        "trouble": trouble,
    }
    return render(request, "registry/signs.html", words, status=status)


def _opens(request: HttpRequest) -> Callable[[str], bool]:
    return lambda province: may_open_files_of(request, province)


def _record(person: Person) -> Record:
    return Record(province=None, matched=frozenset(person.provinces))


def _may_open(request: HttpRequest, person: Person) -> bool:
    standings = actor_of(request).standings
    return may("case.open", standings=standings, record=_record(person)).allowed


@require_POST
@asks("case.open")
def open_from_signs(request: HttpRequest, person: UUID) -> HttpResponse:
    """Open a case from somebody's signs."""
    found = _person_or_404(person)
    require(request, "case.open", _record(found))
    user = actor_of(request).user
    try:
        case = open_case(found.pk, by=user.pk if user else None, at=timezone.now())
    except CaseIsOpen as held:
        if held.case is not None:
            return redirect("case", number=held.case.pk)
        trouble = chosen(
            "Một Sở khác đang giữ hồ sơ của người này. Sau lần kiểm tra tới, Sở bạn được thêm vào "
            "hồ sơ đó và nhận thông báo.",
            "Another department holds a case about this person. After the next check your "
            "department is brought into it, and told.",
        )
    except NoSignStands:
        trouble = chosen("Không còn dấu hiệu nào để mở hồ sơ.", "No sign stands any more.")
    except NobodyConcerned:
        trouble = chosen(
            "Dấu hiệu không nêu tỉnh nào nên chưa giao được cho Sở nào.",
            "The signs name no province, so no department can be given the case.",
        )
    else:
        return redirect("case", number=case.pk)
    return _signs_shown(request, found, trouble=trouble, status=CONFLICT)
