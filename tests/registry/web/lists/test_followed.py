"""The page of a list says which other list speaks today: after a newer one, and when withdrawn."""

import re
from html import unescape

from stored_lists import BINH, CUC, HOSPITAL, OANH, official_list

MORNINGS, EVENINGS = "T2-T6: 7h30-11h30", "T2-T6: 17h-20h"


def page(client, submission):
    answer = client.get(f"/danh-sach/{submission.pk}/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def handed_in(portal, name, *people, **more):
    found = portal.hand_in("79", [(name, official_list(HOSPITAL, list(people), **more))])
    portal.confirm(found)
    return found


def test_a_list_that_a_newer_one_followed_points_at_it(portal, officer):
    first = handed_in(portal, "mot.xlsx", (OANH, MORNINGS), (BINH, MORNINGS))
    assert "danh sách mới hơn" not in plain(page(officer, first))
    second = handed_in(portal, "hai.xlsx", (OANH, EVENINGS), (CUC, MORNINGS))
    text = page(officer, first)
    assert "đã có danh sách mới hơn thay cho danh sách này: ngày 01/10/2026" in plain(text)
    assert f'href="/danh-sach/{second.pk}/"' in text
    assert "thay cho danh sách này" not in plain(page(officer, second))
    third = handed_in(portal, "ba.xlsx", (OANH, MORNINGS), month=11)
    for older in (first, second):
        text = page(officer, older)
        assert "thay cho danh sách này: ngày 01/11/2026" in plain(text)
        assert f'href="/danh-sach/{third.pk}/"' in text


def test_a_withdrawn_list_says_what_is_in_force_again_and_nothing_of_what_it_did(portal, officer):
    first = handed_in(portal, "mot.xlsx", (OANH, MORNINGS), (BINH, MORNINGS))
    second = handed_in(portal, "hai.xlsx", (OANH, EVENINGS), (CUC, MORNINGS))
    portal.withdraw(second)
    text = page(officer, second)
    said = plain(text)
    assert "Đã rút: danh sách ngày 01/10/2026, nộp lúc" in said
    assert "có hiệu lực trở lại." in said
    assert f'href="/danh-sach/{first.pk}/"' in text
    for words in ("đã thay cho", "Rút lần nộp này thì", "vẫn ở lại sổ", "Việc cần làm"):
        assert words not in said, words
    assert "thay cho danh sách này" not in plain(page(officer, first))


def test_where_no_other_list_is_known_a_withdrawn_one_says_so(portal, officer):
    only = handed_in(portal, "mot.xlsx", (OANH, MORNINGS))
    portal.withdraw(only)
    said = plain(page(officer, only))
    assert "Đã rút; cơ sở hiện không có danh sách nào khác có hiệu lực." in said
    assert "có hiệu lực trở lại" not in said
