"""Pages of what went wrong: what happened, what it means, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lieny.ui.portal.programs import asked_by_program, told

FORBIDDEN, NOT_FOUND, FAULT, BAD = 403, 404, 500, 400


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that the office does not open this page."""
    if asked_by_program(request):
        return told(
            FORBIDDEN,
            "permission",
            "Vai trò của bạn không mở được việc này.",
            "Your office does not open this.",
        )
    return render(request, "portal/forbidden.html", status=FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that there is no such page."""
    if asked_by_program(request):
        return told(NOT_FOUND, "address", "Không có địa chỉ này.", "There is no such address.")
    return render(request, "portal/not_found.html", status=NOT_FOUND)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Say that the request cannot be read."""
    if asked_by_program(request):
        return told(BAD, "request", "Không đọc được yêu cầu.", "The request cannot be read.")
    return render(request, "portal/bad_request.html", status=BAD)


def fault(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's contract
    """Say that the program failed; reads nothing, because the database may be what failed."""
    return render(None, "portal/fault.html", {"theme": "auto", "bare": True}, status=FAULT)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Say that a form has lain open for too long."""
    if asked_by_program(request):
        return told(
            FORBIDDEN,
            "csrf",
            "Thiếu hoặc sai mã CSRF: gửi đầu mục X-CSRFToken.",
            "The CSRF token is missing or wrong: send X-CSRFToken.",
        )
    return render(request, "portal/form_expired.html", status=FORBIDDEN)
