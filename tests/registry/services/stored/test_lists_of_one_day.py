"""Of two lists of a facility that bear the same day the one handed in later speaks."""

from datetime import date

import pytest
from stored_lists import BINH, CUC, HOSPITAL, OANH, official_list
from test_going_on import judged_again

from lieny.people.services.boundary import within
from lieny.registry.models import Registration, Submission
from lieny.registry.services.list_changes import changes_of
from lieny.vocabulary.weekly_set import WeeklySet

DAY = date(2026, 11, 1)
MORNINGS, EVENINGS = "T2-T6: 7h30-11h30", "T2-T6: 17h-20h"
HOURS = {
    MORNINGS: WeeklySet.of((day * 1440 + 450, day * 1440 + 690) for day in range(5)),
    EVENINGS: WeeklySet.of((day * 1440 + 1020, day * 1440 + 1200) for day in range(5)),
}
UNDATED = "Họ và tên,Số chứng chỉ hành nghề,Tên cơ sở,Giấy phép hoạt động,Thời gian làm việc\n"
SAO_MAI = "Phòng khám Sao Mai,00777/HCM-GPHĐ"


@pytest.fixture(autouse=True)
def _judged_on_one_day(portal):
    portal.day, portal.most_new = DAY, 1.0


def known():
    """Who is known with which hours, from which submission."""
    words = {hours.to_bytes(): text for text, hours in HOURS.items()}
    rows = Registration.objects.using("owner").filter(known_until=None)
    return sorted(
        (row.name, words[bytes(row.definite)], row.file.submission_id)
        for row in rows.select_related("file")
    )


def passed_over():
    """How many later lists no longer name somebody who is known."""
    rows = Registration.objects.using("owner").filter(known_until=None, passed_over__gt=0)
    return dict(rows.values_list("name", "passed_over"))


def handed_in(portal, *people):
    return portal.hand_in("79", [("bv.xlsx", official_list(HOSPITAL, list(people)))])


def undated(portal, *people):
    lines = [f"{doctor[0]},{doctor[1]},{SAO_MAI},{hours}" for doctor, hours in people]
    return portal.hand_in("79", [("pk.csv", (UNDATED + "\n".join(lines)).encode())])


@pytest.mark.parametrize("give", [handed_in, undated], ids=["one day", "no day"])
def test_the_later_takes_the_place_and_gives_it_back_when_withdrawn(portal, give):
    first = give(portal, (OANH, MORNINGS), (BINH, MORNINGS))
    portal.confirm(first)
    second = give(portal, (OANH, EVENINGS), (CUC, MORNINGS))
    portal.confirm(second)
    oanh, binh, cuc = "Nguyễn Thị Hoàng Oanh", "Trần Văn Bình", "Lê Thị Cúc"
    assert known() == [
        (cuc, MORNINGS, second.pk),
        (oanh, EVENINGS, second.pk),
        (binh, MORNINGS, first.pk),
    ]
    assert passed_over() == {binh: 1}
    assert judged_again(portal) == (0, 0, 0)
    portal.withdraw(second)
    assert passed_over() == {}
    assert known() == [(oanh, MORNINGS, first.pk), (binh, MORNINGS, first.pk)]
    assert judged_again(portal) == (0, 0, 0)


def test_it_is_the_time_of_handing_in_that_counts_not_of_confirming(portal):
    first = handed_in(portal, (OANH, MORNINGS))
    second = handed_in(portal, (OANH, EVENINGS))
    portal.confirm(second)
    portal.confirm(first)
    assert [row[1:] for row in known()] == [(EVENINGS, second.pk)]
    assert judged_again(portal) == (0, 0, 0)


def test_one_submission_says_everything_that_its_files_say(portal):
    files = [
        ("noi.xlsx", official_list(HOSPITAL, [(OANH, MORNINGS)])),
        ("ngoai.xlsx", official_list(HOSPITAL, [(OANH, EVENINGS)])),
    ]
    portal.confirm(portal.hand_in("79", files))
    assert [row[1] for row in known()] == [EVENINGS, MORNINGS]


def changes(portal, submission):
    with within(portal.boundary("79")):
        (change,) = changes_of(submission.pk, day=DAY)
    return change


def test_what_it_changes_is_told_against_the_one_whose_place_it_takes(portal):
    first = handed_in(portal, (OANH, MORNINGS), (BINH, MORNINGS))
    portal.confirm(first)
    second = handed_in(portal, (OANH, EVENINGS), (CUC, MORNINGS))
    portal.confirm(second)
    third = handed_in(portal, (OANH, MORNINGS), (CUC, MORNINGS))
    told = changes(portal, third)
    assert (told.replaced.submission, told.later) == (second.pk, None)
    assert [one.entry.name for one in told.changes.left] == []
    assert [one.after.name for one in told.changes.altered] == ["Nguyễn Thị Hoàng Oanh"]
    assert (told.changes.joined, told.changes.unchanged) == ((), 1)


def test_one_that_was_handed_in_before_says_that_a_later_one_is_known(portal):
    first = handed_in(portal, (OANH, MORNINGS), (BINH, MORNINGS))
    second = handed_in(portal, (OANH, EVENINGS))
    portal.confirm(second)
    told = changes(portal, Submission.objects.using("owner").get(pk=first.pk))
    assert (told.later.submission, told.replaced) == (second.pk, None)
    assert (told.changes.altered, told.changes.left) == ((), ())


def test_who_shows_nothing_but_a_common_name_stays_one_person_from_list_to_list(portal):
    """Neither number nor birth date: the next list of the place names the same person again."""
    nga, other = ("Trần Thị Nga", ""), ("Trần Thị Nga", "000767/ĐNAI")
    first = undated(portal, (nga, MORNINGS), (other, MORNINGS), (BINH, MORNINGS))
    portal.confirm(first)
    rows = Registration.objects.using("owner").filter(known_until=None)
    before = set(rows.values_list("person_id", "licence_serial"))
    assert len(before) == 3
    portal.confirm(undated(portal, (nga, MORNINGS), (other, MORNINGS), (BINH, EVENINGS)))
    assert set(rows.values_list("person_id", "licence_serial")) == before
    assert rows.count() == 3
    assert judged_again(portal) == (0, 0, 0)
    elsewhere = SAO_MAI.replace("Sao Mai,00777", "Ban Mai,00778")
    line = f"Trần Thị Nga,,{elsewhere},{MORNINGS}"
    portal.confirm(portal.hand_in("79", [("pk2.csv", f"{UNDATED}{line}\n".encode())]))
    assert rows.values("person_id").distinct().count() == 4
