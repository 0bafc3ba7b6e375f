"""Addresses of the review of links."""

from __future__ import annotations

from django.urls import path

from lieny.registry.web import link_review, link_review_acts

urlpatterns = [
    path("ghep-ho-so/", link_review.queue, name="links"),
    path("ghep-ho-so/<int:one>-<int:other>/", link_review.pair_page, name="link"),
    path(
        "ghep-ho-so/<int:one>-<int:other>/quyet-dinh/", link_review_acts.decide, name="link_decide"
    ),
    path(
        "ghep-ho-so/quyet-dinh/<int:number>/xac-nhan/",
        link_review_acts.second,
        name="link_second",
    ),
    path("ghep-ho-so/quyet-dinh/<int:number>/hoan-tac/", link_review_acts.undo, name="link_undo"),
]
