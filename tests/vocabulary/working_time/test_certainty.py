"""Whatever is typed: the parser never breaks, and never knows hours that the text does not give."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet
from lieny.vocabulary.working_time import (
    FacilityHours,
    TimeFlag,
    TimeStatus,
    read_facility_hours,
    read_working_time,
    time_reading_as_json,
)

WITHOUT_CLOCK = [
    *("T2-T6", "thứ 2", "thứ 7 và CN", "2-4-6", "chủ nhật", "hàng ngày", "cuối tuần", "sáng"),
    *("chiều", "tối", "buổi sáng", "cả ngày", "giờ hành chính", "HC", "ngoài giờ", "cơ hữu"),
    *("toàn thời gian", "bán thời gian", "theo ca", "3 ca 4 kíp", "theo lịch trực", "trực 24/24"),
    *("40h/tuần", "8 giờ/ngày", "2 buổi/tuần", "12 tháng", "từ 01/01/2024", "từ 2019 đến nay"),
    *("nghỉ CN", "trừ thứ 7", "nghỉ thai sản", "như trên", "nt", "//", "cách tuần", "từ", "đến"),
    *("theo hợp đồng", "tại phòng khám", "45292", "QĐ 123/QĐ-SYT", "linh hoạt", "xyz", "khoảng"),
]
PIECES = [
    *WITHOUT_CLOCK,
    *("7h", "7h30-11h30", "13:00 - 17:00", "0730", "7.5", "25h", "17h-", "-20h", "12h trưa", "7"),
    *("5h chiều", "hôm sau", "(", ")", "[", "hoặc", "/", "→", "&nbsp;", "\n", "T8", "rưỡi", "kém"),
    *("24/7", "99/99/2024", "31/02/2024", "0h", "24h", "24h30", "h", "g", ":", "½", "²", "٣h", "O"),
]
mixtures = st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
letters = st.text(
    alphabet=st.sampled_from(
        string.printable + "ứủậđÐơưăâêôạảãàáờ→–—÷…’″&;\u0300\u0301\u00a0\ufeff"
    ),
    max_size=60,
)


@settings(max_examples=250)
@given(st.one_of(mixtures, letters, st.text(max_size=80)))
def test_no_text_breaks_the_parser_and_every_reading_can_be_shown(text: str) -> None:
    reading = read_working_time(text)
    shown = time_reading_as_json(reading)
    assert shown["text"] == text
    assert shown["status"] in {"determined", "partial", "undetermined", "invalid"}
    assert (reading.status is TimeStatus.DETERMINED) <= bool(reading.time.definite)
    assert reading.time.definite & reading.time.possible == EMPTY
    assert shown["definite"] == [list(row) for row in reading.time.definite.by_day()]
    assert read_working_time(text) == reading


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WITHOUT_CLOCK), max_size=6), st.sampled_from([", ", " ", "; "]))
def test_without_a_clock_and_without_facility_hours_nothing_is_definite(parts, between) -> None:
    text = between.join(parts)
    assert read_working_time(text).time.definite == EMPTY, text


SETTLED = ["T2-T6 7h30-16h30", "7h-11h, 13h-17h thứ 2, 4, 6", "Tối 3-5-7: 17h30-20h30"]


@pytest.mark.parametrize("settled", SETTLED)
@pytest.mark.parametrize(
    "doubt", ["cách tuần", "2 tuần/lần", "tuần 1, 3", "tuần chẵn", "theo lịch hẹn", "luân phiên"]
)
def test_a_doubt_over_the_whole_text_leaves_it_possible(settled: str, doubt: str) -> None:
    for text in (f"{settled} ({doubt})", f"{settled}, {doubt}"):
        plain, doubted = read_working_time(settled), read_working_time(text)
        assert plain.status is TimeStatus.DETERMINED
        assert doubted.time.definite == EMPTY, text
        assert doubted.time.possible == plain.time.definite, text


@pytest.mark.parametrize("settled", SETTLED)
@pytest.mark.parametrize("extra", ["trực theo lịch", "nghỉ bù sau trực", "trực theo phân công"])
def test_a_roster_beside_fixed_hours_keeps_them_and_says_there_is_more(
    settled: str, extra: str
) -> None:
    plain, more = read_working_time(settled), read_working_time(f"{settled}; {extra}")
    assert more.time.definite == plain.time.definite
    assert more.status is TimeStatus.PARTIAL


def days(first: int, last: int, *hours: tuple[int, int]) -> WeeklySet:
    return WeeklySet.of(
        ((day - 1) * DAY + start, (day - 1) * DAY + end)
        for day in range(first, last + 1)
        for start, end in hours
    )


WEEKDAYS = FacilityHours(open=days(1, 5, (450, 690), (780, 990)))
LONG = FacilityHours(open=days(1, 6, (420, 1200)) | days(7, 7, (420, 690)))


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("Giờ hành chính", days(1, 5, (450, 690), (780, 990))),
        ("HC", days(1, 5, (450, 690), (780, 990))),
        ("Toàn thời gian", days(1, 5, (450, 690), (780, 990))),
        ("Cả ngày", days(1, 5, (450, 690), (780, 990))),
        ("Theo giờ hoạt động của phòng khám", days(1, 5, (450, 690), (780, 990))),
        ("Sáng", days(1, 5, (450, 690))),
        ("Chiều thứ 3, thứ 5", days(2, 2, (780, 990)) | days(4, 4, (780, 990))),
        ("T2-T4", days(1, 3, (450, 690), (780, 990))),
        ("8h-11h", days(1, 5, (480, 660))),
    ],
)
def test_hours_of_the_facility_settle_a_text_that_refers_to_them(text, definite) -> None:
    alone = read_working_time(text)
    assert alone.time.definite == EMPTY
    reading = read_working_time(text, facility=WEEKDAYS)
    assert reading.time.definite.by_day() == definite.by_day()
    assert reading.time.possible == EMPTY
    assert reading.status is TimeStatus.DETERMINED


@pytest.mark.parametrize("text", ["Theo giờ mở cửa của cơ sở", "Theo giờ hoạt động của phòng khám"])
def test_opening_hours_of_seven_days_are_taken_whole_where_the_text_refers_to_them(text) -> None:
    assert read_working_time(text, facility=LONG).time.definite == LONG.open


@pytest.mark.parametrize(
    "text", ["Theo ca", "Trực theo lịch", "Nghỉ thai sản", "40h/tuần", "nt", "", "Bán thời gian"]
)
def test_hours_of_the_facility_settle_nothing_that_does_not_refer_to_them(text: str) -> None:
    assert read_working_time(text, facility=WEEKDAYS).time.definite == EMPTY


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Thứ 2 đến thứ 6: 7h30-11h30, 13h00-16h30", days(1, 5, (450, 690), (780, 990))),
        ("Từ 7h00 đến 20h00 hàng ngày", days(1, 7, (420, 1200))),
        ("24/24", days(1, 7, (0, DAY))),
    ],
)
def test_opening_hours_of_a_facility_are_read_from_its_header(text: str, opening) -> None:
    facility = read_facility_hours(text)
    assert facility is not None
    assert facility.open == opening


@pytest.mark.parametrize("piece", ["theo so ", "-", "9", "T2 7h-11h; ", "((", "trừ T2,", "\u0301"])
def test_a_document_in_a_cell_is_not_read_as_hours(piece: str) -> None:
    reading = read_working_time(piece * 40_000)
    assert reading.status is TimeStatus.UNDETERMINED
    assert reading.flags == {TimeFlag.TOO_LONG}


def test_a_cell_of_many_pieces_is_read_while_one_waits() -> None:
    text = "; ".join(f"T{day}: 7h-11h, 13h-17h" for day in (2, 3, 4, 5, 6, 7)) + "; CN: 7h-11h"
    reading = read_working_time(text)
    assert reading.status is TimeStatus.DETERMINED
    assert reading.time.definite == days(1, 6, (420, 660), (780, 1020)) | days(7, 7, (420, 660))
