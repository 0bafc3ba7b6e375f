"""Addresses of notices and of letters by e-mail."""

from __future__ import annotations

from django.urls import path

from lieny.registry.web import mail_pages, notices

urlpatterns = [
    path("thong-bao/", notices.notices, name="notices"),
    path("thong-bao/da-doc/", notices.read_all, name="read_notices"),
    path("thong-bao/thu-tong-hop/", notices.choose_digest, name="choose_digest"),
    path("thu/", mail_pages.letters, name="mail"),
    path("thu/gui-lai/", mail_pages.send_again, name="send_mail_again"),
]
