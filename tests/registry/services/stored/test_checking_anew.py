"""The nightly check: signs stand, end by date, and are opened again."""

from datetime import date, timedelta

from lieny.registry.models import StoredSign
from lieny.registry.services import checking_anew

HEAD = "Họ và tên,Số chứng chỉ hành nghề,Tên cơ sở,Số giấy phép hoạt động,Thời gian làm việc"
HEAD += ",Từ ngày,Đến ngày\n"
OANH = "Nguyễn Thị Hoàng Oanh,001234/HCM-CCHN"
HOURS = "T2-T6: 7h30-11h30"


def listed(place, licence, until, colleague):
    rows = [f"{OANH},{place},{licence},{HOURS},01/01/2026,{until}"]
    rows += [f"{colleague},{place},{licence},{HOURS},01/01/2026,"]
    return (HEAD + "\n".join(rows) + "\n").encode()


def handed_in(portal):
    lists = (
        ("79", listed("Bệnh viện Sao Mai", "00123/HCM-GPHĐ", "", "Trần Văn Bình,001235/HCM-CCHN")),
        (
            "75",
            listed("Phòng khám An Bình", "00456/ĐNAI-GPHĐ", "31/12/2026", "Lê Cúc,001236/HCM-CCHN"),
        ),
    )
    for province, content in lists:
        portal.confirm(portal.hand_in(province, [("a.csv", content)]))


def check(portal, day):
    at = portal.later()
    with portal.as_owner():
        return at, checking_anew.check_all(at=at, day=day)


def overlaps():
    return StoredSign.objects.using("owner").filter(rule="R01").order_by("id")


def test_a_sign_stands_from_check_to_check_and_ends_with_the_term(portal):
    handed_in(portal)
    (opened,) = overlaps()
    at, change = check(portal, date(2026, 12, 31))
    assert (change.opened, change.ended) == (0, 0)
    (stands,) = overlaps()
    assert (stands.id, stands.first_seen_at) == (opened.id, opened.first_seen_at)
    assert stands.last_seen_at == at
    at, _ = check(portal, date(2027, 1, 1))
    (ended,) = overlaps()
    assert (ended.ended_at, ended.ending) == (at, "law-changed")
    assert ended.last_seen_at == at - timedelta(hours=1)


def test_a_sign_that_comes_back_is_a_new_one(portal):
    handed_in(portal)
    check(portal, date(2027, 1, 1))
    check(portal, date(2026, 12, 31))
    first, second = overlaps()
    assert first.fingerprint == second.fingerprint
    assert (first.ended_at is None, second.ended_at is None) == (False, True)
