"""What pages send along: policy, language, theme, no storing; and pages of what went wrong."""

import csv
import io
import re

import pytest
from django.test import override_settings
from django.urls import get_resolver, path

from lieny.people.web.permission import ANYBODY, asks
from lieny.ui.portal.content_security import POLICY


def test_every_answer_carries_the_policy(db, client):
    for address in ("/tai-khoan/login/", "/khong-co/", "/_ready"):
        headers = client.get(address).headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
    assert "unsafe" not in POLICY


def test_no_page_has_anything_inline_that_runs(region, signed_in):
    client = signed_in(region.invite("kiem@syt.example", "auditor"))
    for address in ("/", "/tai-khoan/", "/quan-tri/nhat-ky/", "/tai-khoan/xac-thuc/"):
        text = client.get(address).content.decode()
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick" not in text
        assert "<script>" not in text


def test_pages_of_accounts_are_not_stored(region, signed_in):
    client = signed_in(region.invite("kiem@syt.example", "auditor"))
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_the_language_is_chosen_and_kept(db, client):
    assert "<h1>Đăng nhập</h1>" in client.get("/tai-khoan/login/").content.decode()
    client.post("/ngon-ngu/", {"language": "en", "next": "/tai-khoan/login/"})
    text = client.get("/tai-khoan/login/").content.decode()
    assert '<html lang="en"' in text
    assert "<h1>Sign in</h1>" in text


def test_a_theme_is_chosen_and_nothing_else_is_taken(db, client):
    client.post("/giao-dien/", {"theme": "dark", "next": "/tai-khoan/login/"})
    assert 'data-theme="dark"' in client.get("/tai-khoan/login/").content.decode()
    client.post("/giao-dien/", {"theme": '"><b>', "next": "/"})
    assert 'data-theme="dark"' in client.get("/tai-khoan/login/").content.decode()
    away = client.post("/giao-dien/", {"theme": "light", "next": "https://elsewhere.example/"})
    assert away.headers["Location"] == "/"


def test_the_way_to_the_part_that_is_open_says_so_and_no_other_does(region, signed_in):
    client = signed_in(region.invite("kiem@syt.example", "auditor"))
    current = {
        address: re.findall(
            r'<a href="([^"]+)" aria-current="(\w+)"', client.get(address).content.decode()
        )
        for address in ("/", "/tai-khoan/", "/tai-khoan/xac-thuc/", "/thong-bao/")
    }
    assert current == {
        "/": [("/", "page")],
        "/tai-khoan/": [("/tai-khoan/", "page")],
        "/tai-khoan/xac-thuc/": [("/tai-khoan/", "true")],
        "/thong-bao/": [],
    }


def test_the_log_is_shown_and_taken_out_within_ones_province(region, signed_in):
    region.invite("lan@syt.example", "inspector", region.dong_nai)
    client = signed_in(region.invite("kiem@syt.example", "auditor"))
    page = client.get("/quan-tri/nhat-ky/?action=people.").content.decode()
    assert page.count(">Mời người dùng</a>") == 1
    out = client.get("/quan-tri/nhat-ky.csv?action=people.")
    rows = list(csv.DictReader(io.StringIO(out.content.decode().removeprefix("\ufeff"))))
    assert [row["action"] for row in rows] == ["people.office-given", "people.invite"]
    assert [row["việc"] for row in rows] == ["Giao vai trò", "Mời người dùng"]
    assert {row["province"] for row in rows} == {"79"}
    assert ">Tải nhật ký ra tệp</a>" in client.get("/quan-tri/nhat-ky/").content.decode()


def test_a_head_reads_the_log_and_does_not_take_it_out(region, signed_in):
    client = signed_in(region.invite("sep@syt.example", "head-of-department"))
    assert client.get("/quan-tri/nhat-ky/").status_code == 200
    assert client.get("/quan-tri/nhat-ky.csv").status_code == 403


@pytest.mark.parametrize("asked", ["since=hôm-qua", "since=2026-13-45", "actor=x", "page=abc"])
def test_a_search_that_cannot_be_read_asks_nothing(region, signed_in, asked):
    client = signed_in(region.invite("kiem@syt.example", "auditor"))
    assert client.get(f"/quan-tri/nhat-ky/?{asked}").status_code == 200


@asks(ANYBODY)
def failing(request):
    raise RuntimeError("Nguyễn Văn An 079080001234")


urlpatterns = [*get_resolver().url_patterns, path("hong/", failing)]
handler500 = "lieny.ui.portal.faults.fault"


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_the_program_says_what_to_do_and_keeps_its_words(db, client, caplog):
    client.raise_request_exception = False
    answer = client.get("/hong/?ten=An")
    assert answer.status_code == 500
    assert "Không có gì bị thay đổi" in answer.content.decode()
    assert "079080001234" not in answer.content.decode()


def test_a_page_that_is_not_there_says_what_to_do(db, client):
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Về trang tổng quan" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "vi", "en"),
    [
        ("/tai-khoan/lien-thong/", "chưa nối với hệ thống nào", "connected to no other system"),
        ("/tai-khoan/lien-thong/huy/", "Đã thôi đăng nhập", "Sign-in was cancelled"),
        ("/tai-khoan/lien-thong/loi/", "không xác nhận được bạn", "did not confirm who you are"),
    ],
)
def test_signing_in_by_another_system_speaks_both_languages(region, signed_in, address, vi, en):
    client = signed_in(region.invite("hoa@syt.example", "licensing-officer"))
    pages = []
    for language in ("vi", "en"):
        client.cookies["lieny_language"] = language
        pages.append(client.get(address).content.decode())
    assert vi in pages[0]
    assert en in pages[1]
    assert all("Third-Party" not in page and 'class="brand"' in page for page in pages)
