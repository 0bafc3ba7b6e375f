"""Addresses of people: in Vietnamese, as officials say them."""

from __future__ import annotations

from allauth.socialaccount import views as social
from django.urls import include, path

from lieny.people.web import (
    account_acts,
    account_invite,
    account_list,
    account_page,
    audit_pages,
    pages,
)

urlpatterns = [
    path("", pages.home, name="home"),
    path("tai-khoan/", pages.own_account, name="own_account"),
    path("tai-khoan/phien/<int:number>/ket-thuc/", pages.end_session, name="end_session"),
    path("tai-khoan/", include("allauth.account.urls")),
    path("tai-khoan/xac-thuc/", include("allauth.mfa.urls")),
    path("tai-khoan/lien-thong/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("tai-khoan/lien-thong/huy/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("tai-khoan/lien-thong/loi/", social.login_error, name="socialaccount_login_error"),
    path("tai-khoan/lien-thong/dang-ky/", social.signup, name="socialaccount_signup"),
    path("tai-khoan/lien-thong/", social.connections, name="socialaccount_connections"),
    path("quan-tri/nhat-ky/", audit_pages.audit_log, name="audit_log"),
    path("quan-tri/nhat-ky.csv", audit_pages.audit_csv, name="audit_csv"),
    path("quan-tri/nhat-ky/kiem/", audit_pages.checks, name="audit_checks"),
    path("quan-tri/nhat-ky/kiem/moi/", audit_pages.check_anew, name="check_audit"),
    path("quan-tri/nhat-ky/kiem/<int:number>/", audit_pages.check_progress, name="audit_check"),
    path("quan-tri/nguoi/", account_list.accounts, name="accounts"),
    path("quan-tri/nguoi/moi/", account_invite.invite, name="account_invite"),
    path("quan-tri/nguoi/<uuid:account>/", account_page.account_page, name="account_page"),
    path("quan-tri/nguoi/<uuid:account>/<slug:what>/", account_acts.act, name="account_act"),
    path(
        "quan-tri/de-nghi/<uuid:number>/<slug:what>/",
        account_invite.decide,
        name="account_request",
    ),
]
