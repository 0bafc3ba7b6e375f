"""Who asks the public part, how often they may, and what every answer to them carries."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lieny.people.services.asking_often import Limit, wait_before_asking
from lieny.people.web.actor import actor_of, origin_of
from lieny.registry.services.public_lookup import Visitor

TOO_MANY = 429
LIMITS = (
    Limit("public.lookup", 20, timedelta(minutes=5)),
    Limit("public.lookup", 150, timedelta(days=1)),
)


def visitor_of(request: HttpRequest) -> Visitor:
    """Say who asks, for the record that is written."""
    user = actor_of(request).user
    return Visitor(
        origin=origin_of(request),
        at=timezone.now(),
        day=timezone.localdate(),
        account=user.pk if user else None,
    )


def too_often(request: HttpRequest) -> HttpResponse | None:
    """Count a question; where there were too many, give the page that says when to come back."""
    wait = wait_before_asking(origin_of(request), LIMITS, at=timezone.now())
    if not wait:
        return None
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    hours = -(-minutes // 60) if minutes > 90 else 0  # noqa: PLR2004 - then hours say it better
    words = {"minutes": minutes, "hours": hours, "limits": LIMITS}
    answer = render(request, "registry/public_too_often.html", words, status=TOO_MANY)
    answer.headers["Retry-After"] = str(int(wait.total_seconds()) + 1)
    return closed(answer)


def closed(answer: HttpResponse) -> HttpResponse:
    """Keep an answer out of search engines and caches: it names a person or a receipt."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Cache-Control"] = "no-store"
    return answer
