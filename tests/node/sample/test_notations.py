"""Texts for weekly hours: a plain table of what each notation writes, read by a human once."""

import pytest

from lieny.node.sample import week
from lieny.node.sample.draw import stream
from lieny.node.sample.hours import exactly, in_notation, is_unbroken, written
from lieny.node.sample.notations import BY_NAME, NOTATIONS

OFFICE = (((1, 2, 3, 4, 5), ((420, 690), (810, 1020))),)
SPAN = (((1, 2, 3, 4, 5), ((450, 990),)),)
EVENINGS = (((1, 3, 5), ((1080, 1230),)),)
TWO_GROUPS = (((1, 2, 3, 4, 5), ((1050, 1200),)), ((6, 7), ((450, 690),)))
DAILY = (((1, 2, 3, 4, 5, 6, 7), ((420, 690), (810, 1020))),)
NIGHTS = (((1, 4), ((1140, 1860),)),)

TABLE = [
    ("plain", OFFICE, "T2-T6: 07h00-11h30, 13h30-17h00"),
    ("plain", TWO_GROUPS, "T2-T6: 17h30-20h00; T7, CN: 07h30-11h30"),
    ("colons", OFFICE, "07:00 - 11:30, 13:30 - 17:00 T2-T6"),
    ("long", TWO_GROUPS, "Thứ 2 đến thứ 6: 17h30 - 20h; thứ 7, chủ nhật: 7h30 - 11h30"),
    ("southern", SPAN, "T2-T6: 7g30 - 16g30"),
    ("brackets", OFFICE, "07.00 - 11.30; 13.30 - 17.00 (T2-T6)"),
    ("packed", TWO_GROUPS, "17h30-20h00(T2-T6);07h30-11h30(T7, CN)"),
    ("lines", TWO_GROUPS, "T2 -> T6: 17h30 - 20h00\nT7, CN: 07h30 - 11h30"),
    ("sentence", SPAN, "Từ 7 giờ 30 phút đến 16 giờ 30 phút, từ thứ Hai đến thứ Sáu hàng tuần"),
    ("from-to", SPAN, "Từ 7h30 đến 16h30, thứ 2 đến thứ 6"),
    ("bare-words", SPAN, "Thứ hai, ba, tư, năm, sáu: 7h30-16h30"),
    ("halves", OFFICE, "Sáng: 07h00 - 11h30, Chiều: 13h30 - 17h00 từ thứ 2 đến thứ 6"),
    ("lunch", OFFICE, "T2-T6: 07h00-17h00 (nghỉ trưa 11h30-13h30)"),
    ("daily", DAILY, "7h - 11h30 và 13h30 - 17h hằng ngày"),
    ("except", SPAN, "7h30-16h30 các ngày trừ T7, CN"),
    ("after-office", EVENINGS, "Ngoài giờ HC: 18h - 20h30 T2, T4, T6"),
    ("evening-list", EVENINGS, "Tối 2-4-6: 18h-20h30"),
    ("bare-list", EVENINGS, "2-4-6 (18h-20h30)"),
    ("comma-list", EVENINGS, "Thứ 2, 4, 6 từ 18g đến 20g30"),
    ("clock-words", EVENINGS, "6h chiều - 8h30 tối T2, T4, T6"),
    ("clock-words", SPAN, "7h30 sáng - 4h30 chiều T2-T6"),
    ("four-digits", SPAN, "0730-1630 T2-T6"),
    ("day-off", SPAN, "T2-T6: 7h30-16h30; T7, CN nghỉ"),
    ("english", SPAN, "Mon-Fri 07:30-16:30"),
    ("letter-o", SPAN, "7h3O-16h3O T2-T6"),
    ("without-marks", SPAN, "tu 7h30 den 16h30 thu 2 den thu 6"),
    ("overnight", NIGHTS, "Ca đêm 19h00 - 07h00 hôm sau, thứ 2, thứ 5"),
    ("full-time", OFFICE, "Toàn thời gian (7h-11h30; 13h30-17h; T2-T6)"),
]


@pytest.mark.parametrize(("name", "groups", "text"), TABLE)
def test_each_notation_says_the_hours_it_is_given(name, groups, text):
    assert BY_NAME[name].fits(groups)
    assert BY_NAME[name].write(groups) == text


def test_the_table_knows_every_notation():
    assert {name for name, _, _ in TABLE} == set(BY_NAME)


def test_hours_carry_exactly_the_minutes_of_their_groups():
    hours = in_notation("plain", TWO_GROUPS)
    assert week.minutes(hours.definite) == 5 * 150 + 2 * 240
    assert week.by_day(hours.definite)[0] == (1, "17:30", "20:00")
    assert week.by_day(hours.definite)[-1] == (7, "07:30", "11:30")
    assert hours.possible == 0


def test_a_notation_that_cannot_say_the_hours_gives_way_to_the_plain_one():
    assert in_notation("overnight", OFFICE).text == "T2-T6: 07h00-11h30, 13h30-17h00"


def test_one_span_across_midday_is_unbroken_and_a_written_break_is_not():
    assert is_unbroken(SPAN)
    assert not is_unbroken(OFFICE)
    assert not is_unbroken((((1,), ((691, 1000),)),))
    assert exactly(SPAN, "x").unbroken


def test_every_drawn_text_comes_from_a_notation_that_fits():
    random = stream("notations")
    for groups in (OFFICE, SPAN, EVENINGS, TWO_GROUPS, DAILY, NIGHTS):
        possible = {notation.write(groups) for notation in NOTATIONS if notation.fits(groups)}
        assert {written(random, groups).text for _ in range(60)} <= possible
