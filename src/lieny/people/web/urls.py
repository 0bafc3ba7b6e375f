"""Addresses of people: in Vietnamese, as officials say them."""

from __future__ import annotations

from allauth.socialaccount import views as social
from django.urls import include, path

from lieny.people.web import pages

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
    path("quan-tri/nhat-ky/", pages.audit_log, name="audit_log"),
    path("quan-tri/nhat-ky.csv", pages.audit_csv, name="audit_csv"),
]
