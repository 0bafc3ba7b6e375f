"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from lieny.registry.web import register_ask, register_evidence, register_pages, register_search

urlpatterns = [
    path("so-dang-ky/", register_search.search, name="register"),
    path("so-dang-ky/nguoi/<uuid:public_id>/", register_pages.person_page, name="person"),
    path("so-dang-ky/co-so/<int:number>/", register_pages.facility_page, name="facility"),
    path("so-dang-ky/tep/<int:file_id>/", register_evidence.evidence, name="evidence"),
    path("hoi-truoc/", register_ask.ask_page, name="ask_before"),
    path("hoi-truoc/co-so/", register_ask.places_page, name="ask_before_places"),
]
