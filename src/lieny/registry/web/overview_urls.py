"""Addresses of the overview; it stands where people's own home page is."""

from __future__ import annotations

from django.urls import path

from lieny.registry.web import overview, overview_lists

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("tong-quan/dau-hieu/", overview_lists.sign_list, name="sign_list"),
    path("tong-quan/ho-so/", overview_lists.case_list, name="case_list"),
]
