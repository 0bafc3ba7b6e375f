"""Addresses of the public part, and of the receipts that lead to it."""

from __future__ import annotations

from django.urls import path

from lieny.registry.web import law_pages, public_lookup, public_receipt

urlpatterns = [
    path("tra-cuu/", public_lookup.look_up, name="public_lookup"),
    path("luat/", law_pages.law, name="law"),
    path("kiem-tra/<str:token>/", public_receipt.check, name="check_receipt"),
    path("so-dang-ky/dong/<int:number>/bien-nhan/", public_receipt.issue, name="issue_receipt"),
    path("bien-nhan/<uuid:receipt_id>/", public_receipt.receipt_page, name="receipt"),
    path("bien-nhan/<uuid:receipt_id>.pdf", public_receipt.receipt_file, name="receipt_file"),
]
