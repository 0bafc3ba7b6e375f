"""Ghép hồ sơ: the queue of pairs, a pair side by side, and what people say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.rules.office import Record
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, require
from lieny.registry.models import LinkDecision, LinkDoubt, LinkQuestion
from lieny.registry.services import link_queue
from lieny.registry.services.link_decisions import Decider
from lieny.registry.services.link_evidence import chance_of
from lieny.registry.services.link_queue import Asked
from lieny.registry.services.link_review import NoSuchPair, Pair, read_pair, record_listing
from lieny.registry.web.link_review_shown import (
    changes_said,
    decision_shown,
    number_said,
    pair_shown,
)
from lieny.registry.web.register_access import asker_of
from lieny.registry.web.said import province_said
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key

PAIRS_A_PAGE = 25
WAITING, TO_SECOND, PROPOSED, DOUBTFUL, DECIDED = (
    "can-quyet",
    "xac-nhan",
    "da-de-nghi",
    "chua-ro",
    "da-quyet",
)


def own_provinces(request: HttpRequest) -> list[str]:
    """List the provinces whose departments somebody works for."""
    standings = actor_of(request).standings
    return sorted({one.province for one in standings if one.province and not one.facility})


def decider_of(request: HttpRequest) -> Decider:
    """Say who decides, in the name of their province.

    Raises:
        Http404: nobody is signed in, or for no department.
    """
    actor, own = actor_of(request), own_provinces(request)
    if actor.user is None or not own:
        raise Http404
    return Decider(actor.user.pk, own[0])


def asked_of(request: HttpRequest) -> Asked:
    """Read the filters from the address."""
    return Asked(request.GET.get("tinh", "")[:2], request.GET.get("doi", "") == "1")


def filters_of(asked: Asked) -> dict[str, str]:
    """Write the filters as the address holds them."""
    words = {"tinh": asked.province, "doi": "1" if asked.changing else ""}
    return {name: value for name, value in words.items() if value}


def require_pair(request: HttpRequest, action: str, pair: Pair) -> None:
    """Ask for the permission to do something with a pair.

    Raises:
        PermissionDenied: refused.
    """
    seen = [side.person for side in (pair.one, pair.other) if side.person is not None]
    held = {code for person in seen for code in person.provinces}
    own = sorted(held & set(own_provinces(request)))
    require(request, action, Record(own[0] if own else None, matched=frozenset(held)))


@require_GET
@asks("link.read")
def queue(request: HttpRequest) -> HttpResponse:
    """List the pairs of one group; which group and which filters the address says."""
    view, asked, own = request.GET.get("xem", WAITING), asked_of(request), own_provinces(request)
    groups = _groups(asked, own, decider_of(request))
    view = view if view in groups else WAITING
    between = link_queue.provinces_of(provinces=own)
    counts = {name: found.count() for name, found in groups.items() if name != WAITING}
    counts[WAITING] = groups[WAITING].count() if asked.changing else _pairs_of(between, asked)
    paginator = Paginator(groups[view], PAIRS_A_PAGE)
    paginator.count = counts[view]  # counted already; the table is not looked through again
    page = paginator.get_page(request.GET.get("page"))
    rows: list[LinkQuestion | LinkDecision] = list(page)
    record_listing(
        [(row.one_id, row.other_id) for row in rows], by=asker_of(request), at=timezone.now()
    )
    words = {
        "tabs": [{"view": name, "name": _named(name), "count": counts[name]} for name in groups],
        "view": view,
        "rows": [_row(row) for row in rows],
        "page": page,
        "asked": asked,
        "filtered": bool(filters_of(asked)) and view == WAITING,
        "provinces": _provinces_asked(between),
        "query": urlencode({"xem": view, **filters_of(asked)}),
        "filters": urlencode(filters_of(asked)),
    }
    return render(request, "registry/link_review.html", words)


def _groups(asked: Asked, own: Sequence[str], by: Decider) -> Mapping[str, QuerySet[Any]]:
    waiting = link_queue.proposals()
    mine = link_queue.for_me(waiting, by)
    return {
        WAITING: link_queue.questions(asked, provinces=own),
        TO_SECOND: mine,
        PROPOSED: waiting.exclude(pk__in=mine.values("pk")),
        DOUBTFUL: link_queue.doubtful(provinces=own),
        DECIDED: link_queue.decisions(),
    }


def _named(view: str) -> str:
    return {
        WAITING: chosen("Cần quyết định", "To decide"),
        TO_SECOND: chosen("Chờ bạn xác nhận", "For you to confirm"),
        PROPOSED: chosen("Chờ bên kia xác nhận", "Waiting for the other side"),
        DOUBTFUL: chosen("Chưa rõ", "Not clear"),
        DECIDED: chosen("Đã quyết định", "Decided"),
    }[view]


def _pairs_of(between: Mapping[tuple[str, str], int], asked: Asked) -> int:
    wanted = asked.province
    return sum(pairs for codes, pairs in between.items() if not wanted or wanted in codes)


def _provinces_asked(between: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """List the provinces that rows of waiting pairs come from."""
    codes = {code for pair in between for code in pair}
    return sorted(((code, province_said(code)) for code in codes if code), key=lambda one: one[1])


def _row(row: LinkQuestion | LinkDecision) -> dict[str, object]:
    """Lay out one pair of the list, whether it is asked about or was decided."""
    if isinstance(row, LinkDecision):
        one, other = row.asked.get("one", {}), row.asked.get("other", {})
        weight, makes = row.asked.get("weight"), row.asked.get("makes", {})
        unmakes, decision = row.asked.get("unmakes", []), decision_shown(row)
    else:
        one, other, weight = row.one_shown, row.other_shown, row.weight
        makes, unmakes, decision = row.makes, row.unmakes, None
    return {
        "pair": (row.one_id, row.other_id),
        "sides": [_named_side(side) for side in (one, other)],
        "chance": chance_of(weight) if weight is not None else None,
        "changes": changes_said(makes, unmakes),
        "decision": decision,
    }


def _named_side(shown: Mapping[str, object]) -> dict[str, object]:
    code = str(shown.get("province") or "")
    return {
        "name": shown.get("name") or "—",
        "licence": number_said(shown),
        "year": shown.get("birth_year") or "",
        "key": province_key(code),
        "province": province_said(code) if code else "",
    }


@require_GET
@asks("link.read")
def pair_page(request: HttpRequest, one: int, other: int) -> HttpResponse:
    """Show a pair side by side."""
    own, asked = own_provinces(request), asked_of(request)
    try:
        pair = read_pair(one, other, by=asker_of(request), at=timezone.now(), provinces=own)
    except NoSuchPair:
        return redirect(f"/ghep-ho-so/?{urlencode(filters_of(asked))}")
    require_pair(request, "link.read", pair)
    question = LinkQuestion.objects.filter(one=one, other=other).first()
    before, after = link_queue.beside(question, asked, provinces=own) if question else (None, None)
    words = {
        "one": one,
        "other": other,
        "pair": pair_shown(pair),
        "decision": decision_shown(pair.decision) if pair.decision else None,
        "may_second": _may_second(request, pair),
        "doubt": _doubt_shown(pair.doubt) if pair.doubt and not pair.decision else None,
        "before": before,
        "after": after,
        "left": _left_said(link_queue.left(asked, provinces=own)),
        "just": _just_decided(request),
        "filters": urlencode(filters_of(asked)),
    }
    return render(request, "registry/link_review_pair.html", words)


def _left_said(pairs: int) -> str:
    most = link_queue.MOST_COUNTED
    return chosen(f"hơn {most}", f"more than {most}") if pairs > most else str(pairs)


def _may_second(request: HttpRequest, pair: Pair) -> bool:
    if pair.decision is None:
        return False
    waiting = link_queue.proposals().filter(pk=pair.decision.pk)
    return link_queue.for_me(waiting, decider_of(request)).exists()


def _doubt_shown(doubt: LinkDoubt) -> str:
    return doubt.note or chosen("không ghi chú", "no note")


def _just_decided(request: HttpRequest) -> dict[str, object] | None:
    """Give the decision that this reader has just made, so that it can be taken back at once."""
    number = request.GET.get("vua", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16):  # noqa: PLR2004
        return None
    by = decider_of(request)
    found = LinkDecision.objects.filter(pk=number, decided_by=by.user, undone_at=None).first()
    return decision_shown(found) if found else None
