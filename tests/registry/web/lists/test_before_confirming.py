"""What the page of a submission says before anybody confirms: seen before, unreadable, not sure."""

import re
from html import unescape

import pytest
from stored_lists import BINH, CUC, HOSPITAL, OANH, official_list

from lieny.registry.models import SourceFile, Submission

MORNINGS = "T2-T6: 7h30-11h30"
LIST = official_list(HOSPITAL, [(OANH, MORNINGS)])
OTHER = official_list(HOSPITAL, [(BINH, MORNINGS)], month=11)
JUNK = b"not a workbook at all"


def plain(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", unescape(answer.content.decode())))


def page_of(submission):
    return f"/danh-sach/{submission.pk}/"


def link(client, submission, to):
    return f'href="/danh-sach/{to.pk}/"' in client.get(page_of(submission)).content.decode()


def test_the_very_same_file_is_pointed_out_and_may_be_confirmed(portal, officer):
    first = portal.hand_in("79", [("bv.xlsx", LIST)])
    assert "giống hệt" not in plain(officer, page_of(first))
    portal.confirm(first)
    second = portal.hand_in("79", [("ten-khac.xlsx", LIST), ("moi.xlsx", OTHER)])
    text = plain(officer, page_of(second))
    wanted = "Tệp ten-khac.xlsx giống hệt từng byte tệp đã nộp lúc 08:00 01/11/2026"
    assert wanted.replace("08:00", "10:00") in text
    assert "(đã xác nhận)" in text
    assert link(officer, second, first)
    assert "moi.xlsx giống hệt" not in text
    assert "không có tệp nào mới" not in text
    assert "Xác nhận: đưa vào" in text
    third = portal.hand_in("79", [("bv.xlsx", LIST)])
    assert "Cả lần nộp này không có tệp nào mới." in plain(officer, page_of(third))
    assert link(officer, third, second)
    portal.confirm(third)
    assert "giống hệt" not in plain(officer, page_of(third))


@pytest.mark.parametrize("given_back", ["withdrawn", "returned"])
def test_what_was_given_back_does_not_stand_in_the_way(portal, officer, given_back):
    first = portal.hand_in("79", [("bv.xlsx", LIST)])
    officer.post(
        f"{page_of(first)}{'rut' if given_back == 'withdrawn' else 'tra-lai'}/", {"remark": "sửa"}
    )
    assert Submission.objects.using("owner").get(pk=first.pk).state == given_back
    second = portal.hand_in("79", [("bv.xlsx", LIST)])
    assert "giống hệt" not in plain(officer, page_of(second))


def test_another_province_s_file_is_not_told_of(portal, browser_for):
    portal.hand_in("79", [("bv.xlsx", LIST)])
    theirs = portal.hand_in("75", [("bv.xlsx", LIST)])
    client = browser_for("75", "licensing-officer")
    assert "giống hệt" not in plain(client, page_of(theirs))


def test_what_cannot_be_read_waits_for_nobody_s_confirmation(portal, officer):
    portal.hand_in("79", [("bv.xlsx", LIST)])
    junk = portal.hand_in("79", [("hong.xlsx", JUNK)])
    lists = plain(officer, "/danh-sach/")
    assert "1 lần nộp chờ quyết định · 1 lần nộp không đọc được" in lists
    assert "không đọc đượcmở để xem vì sao, rồi nộp lại" in lists
    waiting = officer.get("/danh-sach/?state=waiting").content.decode()
    assert str(junk.pk) not in waiting
    assert str(junk.pk) in officer.get("/danh-sach/?state=failed").content.decode()
    overview = plain(officer, "/")
    assert "1 lần nộp chờ quyết định" in overview
    assert "1 lần nộp không đọc được" in overview
    assert str(junk.pk) not in officer.get("/").content.decode()
    text = plain(officer, page_of(junk))
    assert "Không đọc được dòng nào nên chưa có gì để xác nhận." in text
    assert "rút lần nộp này và nộp tệp đúng" in text
    assert "Xác nhận: đưa vào" not in text


def test_a_list_of_what_people_did_alone_is_readable_and_waits(portal, officer):
    done = "STT,Họ và tên,Số CCHN,Số GPHĐ,Mã cơ sở,Thời điểm"
    row = "1,Nguyễn Văn An,000123/HCM-CCHN,00001/HCM-GPHĐ,79001,2026-03-06T19:05:00"
    submission = portal.hand_in("79", [("hoat-dong.csv", f"{done}\n{row}\n".encode())])
    (file,) = SourceFile.objects.using("owner").filter(submission=submission)
    assert (file.kind, file.rows) == ("activities", 1)
    assert Submission.objects.using("owner").get(pk=submission.pk).state == "read"
    assert "Xác nhận: đưa vào 1 dòng" in plain(officer, page_of(submission))
    assert "1 lần nộp chờ quyết định" in plain(officer, "/danh-sach/")


CLINIC = "Phòng khám Sao Mai,00777/HCM-GPHĐ"
VAGUE = f"""Họ và tên,Số CCHN,Tên cơ sở,Giấy phép hoạt động,Thời gian làm việc
Nguyễn Thị Hoàng Oanh,001234/HCM-CCHN,{CLINIC},ba giờ chiều hằng ngày
Trần Văn Bình,001235/HCM-CCHN,{CLINIC},T2-T6: 7h30-11h30
Lê Thị Cúc,001236/HCM-CCHN,{CLINIC},ba giờ chiều hằng ngày
Phạm Văn Dũng,001237/HCM-CCHN,{CLINIC},trực theo lịch
Võ Thị Em,001238/HCM-CCHN,{CLINIC},T7: 25h-27h
"""


def test_hours_that_are_not_sure_are_remarked_upon_and_counted_apart(portal, officer):
    submission = portal.hand_in("79", [("mo-ho.csv", VAGUE.encode())])
    (file,) = SourceFile.objects.using("owner").filter(submission=submission)
    assert (file.unsure, file.problems) == (3, 1)
    assert "Ô giờ chưa chắc3" in plain(officer, page_of(submission))
    sheet = officer.get(f"{page_of(submission)}tep/{file.pk}/").content.decode()
    assert re.findall(r'<td class="(\w+)" id="(E\d)"', sheet) == [
        ("unsure", "E2"),
        ("unsure", "E4"),
        ("unsure", "E5"),
        ("doubt", "E6"),
    ]
    text = plain(officer, f"{page_of(submission)}tep/{file.pk}/")
    note = "E2 Hiểu là: có thể T2–CN 13:30–17:00; chưa chắc. Đã ghi: ba giờ chiều hằng ngày."
    assert text.count(note) == 1
    assert "E4 Hiểu là" not in text
    assert "E5 Chưa hiểu ra giờ nào." in text
    assert "Mọi vấn đề 1" in text
    assert "Giờ chưa chắc 3" in text


def test_a_file_without_vague_hours_says_nothing_of_them(portal, officer):
    submission = portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, [(CUC, MORNINGS)]))])
    (file,) = SourceFile.objects.using("owner").filter(submission=submission)
    assert file.unsure == 0
    for address in (page_of(submission), f"{page_of(submission)}tep/{file.pk}/"):
        assert "chưa chắc" not in plain(officer, address)


PLACES = """STT,Tên cơ sở,Số giấy phép hoạt động,Mã cơ sở,Hình thức tổ chức,Địa chỉ,Tỉnh/Thành phố
1,Phòng khám Sao Mai,00777/HCM-GPHĐ,79777,Phòng khám đa khoa,1 Lê Lợi,TP. Hồ Chí Minh
2,Phòng khám Bình Minh,00778/HCM-GPHĐ,79778,Phòng khám đa khoa,2 Lê Lợi,TP. Hồ Chí Minh
"""


def test_columns_of_a_list_of_facilities_are_called_the_facilities_own(portal, officer):
    submission = portal.hand_in("79", [("co-so.csv", PLACES.encode())])
    (file,) = SourceFile.objects.using("owner").filter(submission=submission)
    assert file.kind == "facility-register"
    address = f"{page_of(submission)}tep/{file.pk}/"
    chosen = re.findall(r'<option value="(\w+)" selected>([^<]+)<', officer.get(address).text)
    assert chosen[:4] == [
        ("sequence", "STT"),
        ("facility_name", "Tên cơ sở"),
        ("facility_licence", "Giấy phép hoạt động"),
        ("facility_code", "Mã cơ sở"),
    ]
    portal.confirm(submission)
    told = plain(officer, address)
    assert "Mã cơ sở" in told
    assert "Họ và tên" not in told
