"""Answers to other programs: what is wrong is said as JSON, in the same words as on pages."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

PREFIX = "/api/"


def asked_by_program(request: HttpRequest) -> bool:
    """See whether a program asks, which cannot read a page."""
    return request.path.startswith(PREFIX)


def told(status: int, field: str, vi: str, en: str) -> JsonResponse:
    """Say one problem: where it is, in Vietnamese and English."""
    return JsonResponse({"problems": [{"field": field, "vi": vi, "en": en}]}, status=status)
