"""Files are counted when they are read, and each list belongs to the one who sent it."""

import pytest
from stored_lists import BINH, CLINIC, CUC, DOCTOR, HEADINGS, HOSPITAL, OANH, official_list

from lieny.people.services.boundary import within
from lieny.registry.models import FileQuality, SourceFile
from lieny.registry.services.quality.kind_words import kind_words
from lieny.registry.services.quality.measuring import measure_unmeasured
from lieny.registry.services.quality.senders import SenderKey, kinds_of_list, senders

EVENINGS = "T2-T6: 17h-20h"
FLAWED = [
    (OANH, EVENINGS),
    (BINH, "khi nào rảnh"),
    ((CUC[0], "không nhớ", CUC[2]), EVENINGS),
]


def of(submission):
    return FileQuality.objects.using("owner").get(file__submission=submission)


def test_a_list_is_counted_as_a_plain_reader_counts_it(portal):
    sent = portal.hand_in("79", [("a.xlsx", official_list(HOSPITAL, FLAWED, month=10))])
    kept = of(sent)
    # Three rows of six columns; in two rows one cell each could not be read.
    assert (kept.rows, kept.rows_whole) == (3, 1)
    assert (kept.cells, kept.cells_unread) == (3 * len(HEADINGS), 2)
    assert kept.kinds == {"time-unreadable": 1, "licence-unreadable": 1}
    assert kept.days_late == 31 - 10  # dated 1 October, received 1 November, ten days are in time
    assert DOCTOR


def test_a_list_without_fault_has_every_row_whole(portal):
    rows = [(OANH, EVENINGS), (BINH, EVENINGS)]
    sent = portal.hand_in("79", [("a.xlsx", official_list(HOSPITAL, rows, month=11))])
    kept = of(sent)
    assert (kept.rows, kept.rows_whole, kept.cells_unread, kept.kinds) == (2, 2, 0, {})
    assert kept.days_late == 0


def test_a_file_that_nobody_can_read_has_no_rows_and_no_points(portal):
    sent = portal.hand_in("79", [("a.xlsx", b"PK\x03\x04 broken")])
    kept = of(sent)
    assert (kept.rows, kept.refused, kept.days_late) == (0, 1, None)
    with within(portal.boundary("79")):
        (sender,) = senders()
    assert sender.latest.score.points == 0


def test_what_was_read_before_is_counted_by_night_to_the_same_numbers(portal):
    sent = portal.hand_in("79", [("a.xlsx", official_list(HOSPITAL, FLAWED))])
    before = of(sent)
    with portal.as_owner():
        FileQuality.objects.all().delete()
        assert measure_unmeasured() == 1
        assert measure_unmeasured() == 0
    after = of(sent)
    for name in ("rows", "rows_whole", "cells", "cells_unread", "days_late", "kinds", "refused"):
        assert getattr(after, name) == getattr(before, name), name


@pytest.fixture
def handed(portal):
    """Two lists of a hospital, the later one better; one of a clinic in the next province."""
    first = portal.hand_in("79", [("a.xlsx", official_list(HOSPITAL, FLAWED, month=10))])
    portal.confirm(first)
    better = [(OANH, EVENINGS), (BINH, EVENINGS), (CUC, EVENINGS)]
    second = portal.hand_in("79", [("b.xlsx", official_list(HOSPITAL, better, month=11))])
    portal.confirm(second)
    portal.confirm(portal.hand_in("75", [("c.xlsx", official_list(CLINIC, FLAWED))]))
    return first, second


def test_lists_that_name_one_facility_are_its_own_and_its_trend_is_told(portal, handed):
    with within(portal.boundary("79")):
        (sender,) = senders()
        assert sender.name == HOSPITAL["facility"]
        assert sender.key.facility is not None
        assert [one.submission for one in sender.lists] == [one.pk for one in handed]
        # 100 × (0.5 × 1/3 + 0.3 × 16/18 + 0.2 × (1 − 21/30)) = 16.67 + 26.67 + 6 = 49.3
        assert sender.trend == (49, 100)
        assert sender.change == 51
        kinds = kinds_of_list(sender.lists[0])
        assert sorted((code, count) for code, count, _ in kinds) == [
            ("licence-unreadable", 1), ("time-unreadable", 1),
        ]  # fmt: skip
        assert senders(sender.key)[0].trend == (49, 100)
        assert senders(SenderKey(facility=10**9)) == []


def test_a_province_sees_its_own_senders_alone(portal, handed):
    with within(portal.boundary("75")):
        assert [one.name for one in senders()] == [CLINIC["facility"]]
    with within(portal.boundary("80")):
        assert senders() == []


def test_a_list_that_was_withdrawn_counts_no_more(portal, handed):
    portal.withdraw(handed[1])
    with within(portal.boundary("79")):
        (sender,) = senders()
        assert sender.trend == (49,)
        assert sender.change is None


def test_files_that_name_no_facility_yet_are_the_department_s(portal):
    portal.hand_in("79", [("a.xlsx", official_list(HOSPITAL, FLAWED))])
    with within(portal.boundary("79")):
        (sender,) = senders()
        assert sender.key.organisation == portal.department("79").pk
        assert SourceFile.objects.count() == 1


def test_a_kind_is_worded_without_what_a_cell_held():
    problem, advice = kind_words("time-unreadable")
    assert problem.vi == "Không hiểu thời gian đăng ký hành nghề."
    assert advice.vi.startswith("Ghi thứ và giờ rõ ràng")
    assert kind_words("file-missing")[0].vi == "Không mở được tệp."
    assert kind_words("no-longer-known")[0].vi == "no-longer-known"
