"""Before a list is confirmed its page says what it will change; afterwards what it has changed."""

import re
from html import unescape

import pytest
from stored_lists import BINH, CUC, HOSPITAL, OANH, official_list

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


def test_a_first_list_has_nothing_to_compare(portal, officer):
    only = portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, [(OANH, MORNINGS)]))])
    assert 'id="thay-doi"' not in page(officer, only)


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
    assert "đã có danh sách mới hơn, ngày 01/11/2026" in re.sub(r"\s+", " ", text)
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
