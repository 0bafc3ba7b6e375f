"""Whom a page shows is written down: by its view where it knows whom, else by its address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lieny.people.rules.permission import Decision, permissions
from lieny.people.services import audit
from lieny.people.web.actor import actor_of, origin_of

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page shows of people.

    Attributes:
        action: of the table; empty for the one that the view names.
        kind: kind of record ("file"); empty where the page shows nobody.
        target: its id.
        detail: what of it ("rows": "12-36"), no personal data.
    """

    action: str = ""
    kind: str = ""
    target: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)


NOBODY_SHOWN = Reading()


def reads(
    request: HttpRequest,
    kind: str,
    target: object,
    detail: Mapping[str, str | int] | None = None,
    *,
    action: str = "",
) -> None:
    """Say what of people the page shows; it is written down when the page has been made."""
    request.reading = Reading(action, kind, str(target)[:80], detail or {})  # type: ignore[attr-defined]


def shows_nobody(request: HttpRequest) -> None:
    """Say that this page of an action about people names none of them."""
    request.reading = NOBODY_SHOWN  # type: ignore[attr-defined]


def allowed_as(request: HttpRequest, decision: Decision) -> None:
    """Keep on which ground the table of permissions let somebody through."""
    request.ground = decision.relation.value if decision.relation else ""  # type: ignore[attr-defined]


def ground_of(request: HttpRequest) -> Mapping[str, str | int]:
    """Give the ground on which a record was opened, as a detail of the audit log."""
    ground = str(getattr(request, "ground", ""))
    return {"relation": ground} if ground else {}


def note_reading(
    request: HttpRequest, response: HttpResponse, permission: str | None, written: Collection[str]
) -> None:
    """Write down whom a page has shown, unless what it was made of did so already.

    Args:
        request: answered.
        response: the answer; only a page that was shown counts.
        permission: that the view names.
        written: actions that were recorded while the page was made.
    """
    if request.method != "GET" or response.status_code != SHOWN:
        return
    reading = getattr(request, "reading", None) or _by_its_address(request, permission, written)
    if reading is None or not reading.kind:
        return
    actor = actor_of(request)
    audit.record(
        audit.Deed(
            action=reading.action or permission or "",
            at=timezone.now(),
            by=actor.user.pk if actor.user else None,
            province=actor.province,
            target_kind=reading.kind,
            target=reading.target,
            origin=origin_of(request),
            detail={**reading.detail, **ground_of(request)},
        )
    )


def _by_its_address(
    request: HttpRequest, permission: str | None, written: Collection[str]
) -> Reading | None:
    action = permissions().get(permission or "")
    if written or action is None or not action.names_people:
        return None
    return Reading(kind="page", target=request.path[:80])
