"""Tables of pages are saved with the rows that the page shows and the columns that were chosen."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
import csv
import io
import json

import pytest
from openpyxl import load_workbook
from stored_lists import BINH, CLINIC, CUC, HOSPITAL, OANH, official_list

MORNINGS = "T2-T6: 7h30-11h30"
AN = ("BS Đặng Văn Ân", "001299/HCM-CCHN", "Khám bệnh, chữa bệnh đa khoa")


@pytest.fixture
def hospital(portal):
    rows = [(OANH, MORNINGS), (BINH, "T2: 7h-11h"), (CUC, MORNINGS), (AN, MORNINGS)]
    portal.confirm(portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, rows))]))
    portal.confirm(portal.hand_in("75", [("pk.xlsx", official_list(CLINIC, [(OANH, MORNINGS)]))]))
    from lieny.registry.models import Facility

    return Facility.objects.using("owner").get(province="79")


def bytes_of(answer):
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    answer.close()
    return content


def csv_of(answer):
    text = bytes_of(answer).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def recorded():
    from lieny.people.models import AuditRecord

    rows = AuditRecord.objects.using("owner").filter(action="registry.export", outcome="done")
    return [json.loads(one.detail) for one in rows.order_by("sequence")]


def test_a_roster_is_saved_in_vietnamese_order_with_the_chosen_columns(officer, hospital):
    page = f"/so-dang-ky/co-so/{hospital.pk}/"
    assert "Tải bảng này về" in officer.get(page).content.decode()
    found = csv_of(officer.get(page, {"tai": "csv", "cot": ["name", "licence"]}))
    assert found == [
        ["Họ tên", "Số giấy phép hành nghề"],
        ["Đặng Văn Ân", "001299/HCM-CCHN"],
        ["Lê Thị Cúc", "001236/HCM-CCHN"],
        ["Nguyễn Thị Hoàng Oanh", "001234/HCM-CCHN"],
        ["Trần Văn Bình", "001235/HCM-CCHN"],
    ]
    book = load_workbook(io.BytesIO(bytes_of(officer.get(page, {"tai": "xlsx"}))))
    sheet = book["Người hành nghề"]
    assert sheet.max_row == 5
    assert (sheet["B2"].value, sheet["B2"].number_format) == ("001299/HCM-CCHN", "@")
    assert recorded() == [
        {"columns": 2, "form": "csv", "rows": 4, "what": "table"},
        {"columns": 11, "form": "xlsx", "rows": 4, "what": "table"},
    ]


def test_signs_are_saved_as_the_list_is_filtered(officer, hospital):
    whole = csv_of(officer.get("/tong-quan/dau-hieu/", {"tai": "csv"}))
    shown = officer.get("/tong-quan/dau-hieu/").content.decode()
    assert f"{len(whole) - 1} dấu hiệu" in shown
    chosen = {"tai": "csv", "loai": "R01", "cot": ["rule", "name", "provinces", "minutes"]}
    (line,) = csv_of(officer.get("/tong-quan/dau-hieu/", chosen))[1:]
    assert line[0] == "R01"
    assert line[1] == "Nguyễn Thị Hoàng Oanh"
    assert line[3] == "1200"
    assert csv_of(officer.get("/tong-quan/dau-hieu/", {**chosen, "loai": "R06"}))[1:] == []


def test_cases_are_saved_from_both_of_their_lists(officer, hospital):
    for address in ("/ho-so/", "/tong-quan/ho-so/"):
        (heads,) = csv_of(officer.get(address, {"tai": "csv"}))
        assert heads[:2] == ["Số hồ sơ", "Người hành nghề"]


@pytest.mark.parametrize("page", ["/so-dang-ky/co-so/{}/", "/tong-quan/dau-hieu/", "/ho-so/"])
def test_who_takes_nothing_out_is_offered_nothing_and_gets_nothing(browser_for, hospital, page):
    inspector = browser_for("79", "inspector")
    address = page.format(hospital.pk)
    assert "Tải bảng này về" not in inspector.get(address).content.decode()
    assert inspector.get(address, {"tai": "csv"}).status_code == 403
    assert recorded() == []


def test_another_province_takes_no_roster(browser_for, hospital):
    other = browser_for("75", "licensing-officer")
    assert other.get(f"/so-dang-ky/co-so/{hospital.pk}/", {"tai": "csv"}).status_code == 403
    assert recorded() == []
