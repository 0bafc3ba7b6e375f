"""Addresses of the portal: those of each wing, and what belongs to every page."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from lieny.node.portal import state
from lieny.node.portal.readiness import ready
from lieny.ui.portal import faults
from lieny.ui.portal.gallery import gallery
from lieny.ui.portal.theme import set_theme

handler400 = faults.bad_request
handler403 = faults.forbidden
handler404 = faults.not_found
handler500 = faults.fault

urlpatterns = [
    path("_ready", ready, name="ready"),
    path("_ui", gallery, name="gallery"),
    path("quan-tri/may-chu/", state.node_state, name="node_state"),
    path("quan-tri/may-chu/viec/<int:number>/lai/", state.run_again, name="run_again"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("giao-dien/", set_theme, name="set_theme"),
    path("", include("lieny.registry.web.overview_urls")),  # before the home page of offices
    path("", include("lieny.people.web.urls")),
    path("", include("lieny.registry.web.list_urls")),
    path("", include("lieny.registry.web.register_urls")),
    path("", include("lieny.registry.web.link_review_urls")),
    path("", include("lieny.registry.web.quality_urls")),
    path("", include("lieny.registry.web.notice_urls")),
    path("", include("lieny.registry.web.public_urls")),
    path("", include("lieny.registry.api.urls")),
    path("", include("lieny.registry.web.urls")),
]
