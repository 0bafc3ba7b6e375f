"""Quality of data: every sender with its score, down to the file and the cell, and its sheet."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
import re

import pytest

DEPARTMENT = ("officer", "inspector", "head")
ROW = re.compile(r'<tr><td><a class="strong" href="([^"]+)">([^<]+)</a></td><td>.*?<b>(\d+)</b>')


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    text = answer.content.decode()
    assert not re.search(r"<style| style=| onclick=|<script>", text)
    assert text.count("<h1") == 1
    return text


def listed(client, address="/chat-luong/"):
    """Every sender over all pages: address, name, score."""
    found, page = [], 1
    while True:
        mark = "&" if "?" in address else "?"
        text = text_of(client, f"{address}{mark}page={page}")
        found += ROW.findall(text)
        if f"page={page + 1}" not in text:
            return found
        page += 1


@pytest.mark.parametrize("role", DEPARTMENT)
def test_a_department_sees_its_senders_the_worst_first(browser_of, role):
    rows = listed(browser_of(f"{role}-79"))
    scores = [int(score) for _, _, score in rows]
    assert len(rows) > 5
    assert scores == sorted(scores)
    assert all(0 <= score <= 100 for score in scores)


def test_the_order_is_the_one_in_the_address(browser_of):
    client = browser_of("officer-79")
    falling = [int(score) for _, _, score in listed(client, "/chat-luong/?sap=diem&chieu=giam")]
    assert falling == sorted(falling, reverse=True)
    names = [name for _, name, _ in listed(client, "/chat-luong/?sap=ten")]
    assert names == list(
        reversed([n for _, n, _ in listed(client, "/chat-luong/?sap=ten&chieu=giam")])
    )
    text = text_of(client, "/chat-luong/?sap=lan")
    assert text.count('aria-sort="ascending"') == 1
    assert "?sap=lan&amp;chieu=giam" in text
    assert listed(client, "/chat-luong/?sap=khong-co")  # an order that nobody knows breaks nothing


def test_the_counts_of_the_bands_are_the_lists_behind_them(browser_of):
    client = browser_of("officer-79")
    text = text_of(client, "/chat-luong/")
    for band in ("good", "fair", "poor"):
        (count,) = re.findall(rf'<option value="{band}">[^<]*\((\d+)\)', text)
        assert len(listed(client, f"/chat-luong/?loai={band}")) == int(count), band
    assert "Không có đơn vị nào khớp" in text_of(client, "/chat-luong/?q=khong-ai-ten-nay")


def test_a_sender_of_another_province_is_closed(browser_of):
    address = listed(browser_of("officer-75"))[0][0]
    for page in (address, f"{address}phieu/"):
        assert browser_of("officer-79").get(page).status_code in {403, 404}, page


def test_no_name_of_another_province_s_sender_is_in_an_answer(browser_of):
    theirs = {name for _, name, _ in listed(browser_of("officer-75"))}
    mine = {name for _, name, _ in listed(browser_of("officer-79"))}
    assert theirs - mine
    assert not {name for name in theirs - mine if f">{name}<" in
                text_of(browser_of("officer-79"), "/chat-luong/")}  # fmt: skip


def test_a_clinic_sees_itself_alone(browser_of, behind):
    from lieny.people.models import Organisation
    from lieny.registry.models import Facility

    client = browser_of("clinic")
    text = text_of(client, "/chat-luong/")
    assert ROW.findall(text) == []  # it has handed in nothing itself
    assert "Chưa có danh sách nào được đọc" in text
    with behind("officer-79", "79"):
        key = Organisation.objects.get(kind="facility", province="79").facility
        other = Facility.objects.filter(province="79").exclude(key=key).first()
    assert client.get(f"/chat-luong/co-so/{other.pk}/").status_code == 403


def test_a_coordinator_sees_sums_of_provinces_and_no_sender(registry, browser_of, behind):
    from django.db.models import Sum

    from lieny.registry.models import FileQuality

    text = text_of(browser_of("coordinator"), "/chat-luong/")
    assert ROW.findall(text) == []
    with behind("officer-79", "79"):
        rows = FileQuality.objects.aggregate(rows=Sum("rows"))["rows"]
    assert f'data-head="Dòng">{rows}<' in text
    assert text.count('<tr><td class="strong">') == 3


@pytest.mark.parametrize("name", ["auditor-79", "admin-79", "nobody-special"])
def test_other_offices_open_no_quality_page(browser_of, name):
    assert browser_of(name).get("/chat-luong/").status_code == 403


def test_a_visitor_is_led_to_sign_in(browser_of):
    for page in ("/chat-luong/", "/chat-luong/quy-tac/", "/thong-bao/", "/thu/"):
        answer = browser_of("visitor").get(page)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/tai-khoan/login/")


def test_the_rules_page_says_that_no_case_was_settled(browser_of):
    for name in ("officer-79", "coordinator", "auditor-75"):
        text = text_of(browser_of(name), "/chat-luong/quy-tac/")
        assert "Chưa có hồ sơ nào kết thúc" in text
        assert "25 quy tắc chưa có hồ sơ nào kết thúc" in text
    assert browser_of("clinic").get("/chat-luong/quy-tac/").status_code == 403
