"""Addresses of the quality of data and of the precision of rules."""

from __future__ import annotations

from django.urls import path

from lieny.registry.web import quality_pages, quality_rules

urlpatterns = [
    path("chat-luong/", quality_pages.quality_list, name="quality"),
    path("chat-luong/quy-tac/", quality_rules.rule_list, name="rule_precision"),
    path(
        "chat-luong/co-so/<int:facility>/",
        quality_pages.facility_quality,
        name="quality_sender_facility",
    ),
    path(
        "chat-luong/don-vi/<uuid:organisation>/",
        quality_pages.organisation_quality,
        name="quality_sender_organisation",
    ),
    path(
        "chat-luong/co-so/<int:facility>/phieu/",
        quality_pages.facility_feedback,
        name="quality_sheet_facility",
    ),
    path(
        "chat-luong/don-vi/<uuid:organisation>/phieu/",
        quality_pages.organisation_feedback,
        name="quality_sheet_organisation",
    ),
]
