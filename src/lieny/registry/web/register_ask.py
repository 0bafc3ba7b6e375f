"""Hỏi trước khi duyệt: the answer in one sentence, what would arise, then the week."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from lieny.people.rules.office import Record
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, require
from lieny.people.web.reading import reads
from lieny.registry.models import Person
from lieny.registry.services.asking_before import ask_before
from lieny.registry.services.asking_places import few_places, places_like
from lieny.registry.services.question_words import FIELDS, NotAQuestion, Typed, question_of
from lieny.registry.web.register_access import asker_of
from lieny.registry.web.register_ask_shown import answer_shown
from lieny.registry.web.said import said

REFUSED = 422
LISTED_AT_ONCE = 60  # facilities; where there are more, those like the words typed are listed
LEAST_TYPED = 2
LONGEST = 300


@require_http_methods(["GET", "POST"])
@asks("registry.ask-before")
def ask_page(request: HttpRequest) -> HttpResponse:
    """Show the form; with what was typed, the answer above it.

    What was typed comes by POST: names and numbers do not stand in addresses. A link from a
    person's page gives the person's public id, which says nothing to anybody else.
    """
    given = request.POST if request.method == "POST" else request.GET
    typed = Typed(**{name: given.get(name, "").strip()[:LONGEST] for name in (*FIELDS, "person")})
    words: dict[str, object] = {"wrong": {}}
    status = 200
    if typed.person:
        words["person"] = _person(request, typed)
    if request.method == "POST":
        require(request, "registry.ask-before", record_of_asker(request))
        # A facility chosen of several that were offered goes before the words that were typed.
        asked = replace(typed, facility=given.get("place", "").strip() or typed.facility)
        try:
            question = question_of(asked, today=timezone.localdate())
        except NotAQuestion as trouble:
            words["wrong"] = {name: said(one) for name, one in trouble.said.items()}
            words["meant"] = trouble.places
            status = REFUSED
        else:
            answer = ask_before(question, by=asker_of(request), at=timezone.now())
            words["answer"] = answer_shown(question, answer)
            if question.place_label:
                typed = replace(typed, facility=question.place_label)
    words |= {"typed": typed, "places": few_places(LISTED_AT_ONCE)}
    return render(request, "registry/register_ask.html", words, status=status)


@require_GET
@asks("registry.ask-before")
def places_page(request: HttpRequest) -> HttpResponse:
    """List the facilities like what was typed so far, for the field of the facility."""
    typed = request.GET.get("facility", "").strip()[:LONGEST]
    places = places_like(typed) if len(typed) >= LEAST_TYPED else ()
    return render(request, "registry/register_ask_places.html", {"places": places})


def _person(request: HttpRequest, typed: Typed) -> Person | None:
    """Give whom a link from their page names; the form shows them, and that is written down."""
    found = Person.objects.filter(public_id=typed.person).first() if _is_id(typed) else None
    if found is not None:
        reads(request, "person", found.pk)
    return found


def _is_id(typed: Typed) -> bool:
    try:
        return bool(UUID(typed.person))
    except ValueError:
        return False


def record_of_asker(request: HttpRequest) -> Record:
    """Say in whose name it is asked: the department's or the facility's own."""
    standings = [one for one in actor_of(request).standings if one.province]
    first = standings[0] if standings else None
    return Record(first.province, first.facility) if first else Record()
