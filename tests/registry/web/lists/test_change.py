"""Before a list is confirmed its page says what it will change; afterwards what it has changed."""

import re
from datetime import date
from html import unescape

import pytest
from stored_lists import BINH, CUC, HOSPITAL, OANH, official_list

from lieny.registry.models import Registration

MORNINGS = "T2-T6: 7h30-11h30"
EVENINGS = "T2-T6: 17h-20h"


def page(client, submission):
    answer = client.get(f"/danh-sach/{submission.pk}/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def numbers(text):
    """Read the numbers of the section on changes, by their names."""
    section = text.partition('id="thay-doi"')[2].partition("</dl>")[0]
    pairs = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(?:<a[^>]*>)?(\d+)", section)
    return {name: int(number) for name, number in pairs}


def rows(text, heading):
    """Read the rows of one table of changes: its cells' words."""
    part = text.partition(f"<summary>{heading} (")[2].partition("</table>")[0]
    body = part.partition("<tbody>")[2]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body.split("</tr>") if "<td" in row]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in cells]


@pytest.fixture
def second(portal):
    first = portal.hand_in(
        "79", [("bv.xlsx", official_list(HOSPITAL, [(OANH, MORNINGS), (BINH, MORNINGS)]))]
    )
    portal.confirm(first)
    return portal.hand_in(
        "79",
        [("bv11.xlsx", official_list(HOSPITAL, [(OANH, EVENINGS), (CUC, MORNINGS)], month=11))],
    )


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def test_of_a_first_list_everybody_is_new_and_nobody_late(portal, officer):
    only = portal.hand_in(
        "79", [("bv.xlsx", official_list(HOSPITAL, [(OANH, MORNINGS), (BINH, MORNINGS)]))]
    )
    wanted = {"Mới vào": 2, "Không còn": 0, "Đổi giờ, vị trí": 0, "Như cũ": 0, "Báo chậm": 0}
    before = page(officer, only)
    assert "1 cơ sở có danh sách lần đầu (2 người, tất cả đều mới)" in plain(before)
    assert numbers(before) == wanted
    people = [["Nguyễn Thị Hoàng Oanh"], ["Trần Văn Bình"]]
    assert sorted(row[:1] for row in rows(before, "Mới vào")) == people
    portal.confirm(only)
    after = page(officer, only)
    assert numbers(after) == {**wanted, "Dấu hiệu": 0}
    assert rows(after, "Mới vào") == rows(before, "Mới vào")


def test_a_list_of_the_same_day_is_compared_with_the_one_whose_place_it_takes(portal, officer):
    first = portal.hand_in(
        "79", [("bv.xlsx", official_list(HOSPITAL, [(OANH, MORNINGS), (BINH, MORNINGS)]))]
    )
    portal.confirm(first)
    second = portal.hand_in(
        "79", [("bv-sua.xlsx", official_list(HOSPITAL, [(OANH, EVENINGS), (BINH, MORNINGS)]))]
    )
    wanted = {"Mới vào": 0, "Không còn": 0, "Đổi giờ, vị trí": 1, "Như cũ": 1, "Báo chậm": 0}
    before = page(officer, second)
    assert numbers(before) == wanted
    came = "cùng ngày 01/10/2026, nộp lúc 10:00 01/11/2026."
    assert f"Bệnh viện Đa khoa Sài Gòn: sẽ thay cho danh sách {came}" in plain(before)
    portal.confirm(second)
    after = page(officer, second)
    assert numbers(after) == {**wanted, "Dấu hiệu": 0}
    assert f"Bệnh viện Đa khoa Sài Gòn: đã thay cho danh sách {came}" in plain(after)
    assert rows(after, "Đổi giờ, vị trí") == rows(before, "Đổi giờ, vị trí")
    for text in (before, after):
        assert f'href="/danh-sach/{first.pk}/"' in text


def test_of_somebody_named_by_mistake_the_earlier_submission_is_to_be_withdrawn(portal, officer):
    first = portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, [(BINH, MORNINGS)]))])
    portal.confirm(first)
    second = portal.hand_in("79", [("sua.xlsx", official_list(HOSPITAL, [(CUC, MORNINGS)]))])
    portal.confirm(second)
    assert "hãy rút lần nộp trước đó" in plain(page(officer, second))
    portal.withdraw(first)
    (known,) = Registration.objects.using("owner").filter(known_until=None)
    assert known.name == "Lê Thị Cúc"


def test_whoever_is_no_longer_named_stays_and_every_page_says_why(portal, officer, second):
    assert "dòng cũ của những người này vẫn ở lại sổ đăng ký" in page(officer, second)
    portal.confirm(second)
    text = plain(page(officer, second))
    assert "Dòng cũ của những người này vẫn ở lại sổ đăng ký" in text
    assert "Từ 2 danh sách như vậy" in text
    binh = Registration.objects.using("owner").select_related("person").get(name="Trần Văn Bình")
    cuc = Registration.objects.using("owner").select_related("person").get(name="Lê Thị Cúc")
    over = "1 danh sách mới hơn không còn tên"
    addresses = (
        f"/so-dang-ky/nguoi/{binh.person.public_id}/",
        f"/so-dang-ky/co-so/{binh.facility_id}/",
    )
    for address in addresses:
        shown = plain(unescape(officer.get(address).content.decode()))
        assert shown.count(over) == 1
        assert "hỏi cơ sở" in shown
    other = officer.get(f"/so-dang-ky/nguoi/{cuc.person.public_id}/").content.decode()
    assert over not in unescape(other)


def test_a_list_that_gives_a_last_day_ends_what_stood(portal, officer):
    """What the pages advise: whoever left is listed once more, with a last day."""
    heads = "Họ và tên,Số CCHN,Tên cơ sở,Giấy phép hoạt động,Thời gian làm việc,Từ ngày,Đến ngày"
    row = f"Trần Văn Bình,001235/HCM-CCHN,{SAO_MAI},01/01/2026"
    for end in ("", "31/10/2026"):
        portal.confirm(portal.hand_in("79", [("a.csv", f"{heads}\n{row},{end}".encode())]))
    (known,) = Registration.objects.using("owner").filter(known_until=None)
    assert known.valid_until == date(2026, 10, 31)


def test_what_was_said_before_confirming_is_what_happened(portal, officer, second):
    before = page(officer, second)
    assert "Danh sách này sẽ thay đổi gì?" in before
    wanted = {"Mới vào": 1, "Không còn": 1, "Đổi giờ, vị trí": 1, "Như cũ": 0, "Báo chậm": 0}
    assert numbers(before) == wanted
    assert rows(before, "Đổi giờ, vị trí") == [
        ["Nguyễn Thị Hoàng Oanh", "T2–T6 07:30–11:30", "T2–T6 17:00–20:00"]
    ]
    assert [row[0] for row in rows(before, "Mới vào")] == ["Lê Thị Cúc"]
    assert [row[0] for row in rows(before, "Không còn trong danh sách")] == ["Trần Văn Bình"]
    portal.confirm(second)
    after = page(officer, second)
    assert "Danh sách này đã thay đổi gì?" in after
    assert numbers(after) == {**wanted, "Dấu hiệu": 0}
    for heading in ("Đổi giờ, vị trí", "Mới vào", "Không còn trong danh sách"):
        assert rows(after, heading) == rows(before, heading)


def test_an_older_list_takes_nobody_out_and_says_so(portal, officer, second):
    portal.confirm(second)
    late = portal.hand_in(
        "79", [("bv9.xlsx", official_list(HOSPITAL, [(BINH, EVENINGS)], month=9))]
    )
    text = page(officer, late)
    assert "đã có danh sách mới hơn, ngày 01/11/2026" in plain(text)
    assert (numbers(text)["Không còn"], numbers(text)["Đổi giờ, vị trí"]) == (0, 0)


def test_a_supplement_leaves_everybody_where_they_are(portal, officer, second):
    portal.confirm(second)
    more = portal.hand_in(
        "79",
        [("bs.xlsx", official_list(HOSPITAL, [(BINH, EVENINGS)], month=12, title=" BỔ SUNG"))],
    )
    assert numbers(page(officer, more))["Không còn"] == 0


HEADS = "Họ và tên,Số chứng chỉ hành nghề,Tên cơ sở,Giấy phép hoạt động,Thời gian làm việc,Từ ngày"
SAO_MAI = "Phòng khám Sao Mai,00777/HCM-GPHĐ,T2-T6: 17h-20h"


def clinic_list(*people):
    lines = [f"{name},{number}/HCM-CCHN,{SAO_MAI},{since}" for name, number, since in people]
    return "\n".join([HEADS, *lines]).encode()


def test_what_comes_late_stands_first_and_is_counted(portal, officer):
    """Handed in on 1 November 2026: who began ten days before is in time, one day more is late."""
    oanh = ("Nguyễn Thị Hoàng Oanh", "001234", "01/01/2026")
    portal.confirm(portal.hand_in("79", [("cu.csv", clinic_list(oanh))]))
    in_time, late = (
        ("Trần Văn Bình", "001235", "22/10/2026"),
        ("Lê Thị Cúc", "001236", "21/10/2026"),
    )
    new = portal.hand_in("79", [("moi.csv", clinic_list(oanh, in_time, late))])
    text = page(officer, new)
    wanted = {"Mới vào": 2, "Không còn": 0, "Đổi giờ, vị trí": 0, "Như cũ": 1, "Báo chậm": 1}
    assert numbers(text) == wanted
    hours = "T2–T6 17:00–20:00"
    assert rows(text, "Mới vào") == [
        ["Lê Thị Cúc", hours, "21/10/2026", "31/10/2026", "báo chậm"],
        ["Trần Văn Bình", hours, "22/10/2026", "01/11/2026", "đúng hạn"],
    ]
