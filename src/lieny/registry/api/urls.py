"""Addresses of the registry's JSON calls."""

from __future__ import annotations

from django.urls import path

from lieny.registry.api import ask_before, document

urlpatterns = [
    path("api/v1/openapi.json", document.document, name="api_document"),
    path("api/v1/ask-before", ask_before.ask_before_api, name="api_ask_before"),
]
