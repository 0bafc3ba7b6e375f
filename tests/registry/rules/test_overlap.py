"""R01 and R02: hours that overlap for sure, hours that may, and all that only looks like it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.law.book import Book
from lieny.registry.rules.facts import Dossier, FacilityFacts, Region, Role
from lieny.registry.rules.r01_overlap import overlap
from lieny.registry.rules.r02_possible_overlap import possible_overlap
from lieny.registry.rules.sign import Certainty, EvidenceRow, EvidenceTable, Severity
from lieny.vocabulary.weekly_set import DAY, EMPTY, WEEK, WeeklySet, WeeklyTime

UNBROKEN = "T2-T6 07:30-16:30"
OFFICE = "T2-T6 07:30-11:30, T2-T6 13:00-16:30"
EVENING = "T2-T6 17:00-20:00"


def both(desk, *roles, region=None):
    region = region or desk.region()
    person = desk.person(*roles)
    return overlap(person, region), possible_overlap(person, region)


def test_definite_hours_at_two_places_are_a_definite_sign(desk):
    here, there = desk.role(desk.A, OFFICE), desk.role(desk.B, "T3 07:30-11:30")
    (sign,), asked = both(desk, here, there)
    assert asked == ()
    assert (sign.rule, sign.severity, sign.certainty) == ("R01", Severity.HIGH, Certainty.DEFINITE)
    assert sign.overlap == WeeklySet(((DAY + 450, DAY + 690),))
    assert sign.overlap.minutes == 240
    assert sign.evidence == tuple(
        EvidenceRow(EvidenceTable.REGISTRATION, role.row) for role in (here, there)
    )
    assert [(p.instrument, p.article) for p in sign.provisions] == [
        ("15/2023/QH15", "Điều 36 khoản 1"),
        ("15/2023/QH15", "Điều 7 khoản 5"),
        ("90/2026/NĐ-CP", "Điều 38 khoản 4 điểm a"),
    ]
    assert "Bệnh viện A" in sign.said.vi
    assert "T3 07:30–11:30" in sign.said.vi
    assert "4 giờ/tuần" in sign.said.vi
    assert "4 h a week" in sign.said.en
    assert sign.question is None


@pytest.mark.parametrize(
    ("begins", "rules"), [("07:44", ["R01"]), ("07:45", ["R01"]), ("07:46", [])]
)
def test_fifteen_minutes_a_week_is_the_least_that_counts(desk, begins, rules):
    signs, asked = both(
        desk, desk.role(desk.A, "T4 07:00-08:00"), desk.role(desk.B, f"T4 {begins}-09:00")
    )
    assert [sign.rule for sign in (*signs, *asked)] == rules


def test_minutes_of_several_days_count_together(desk):
    signs, _ = both(
        desk, desk.role(desk.A, "T2-T4 07:00-08:00"), desk.role(desk.B, "T2-T4 07:55-09:00")
    )
    assert [sign.overlap.minutes for sign in signs] == [15]


def test_work_that_ends_when_other_work_begins_is_no_overlap(desk):
    assert both(desk, desk.role(desk.A, "T2-T6 07:30-17:00"), desk.role(desk.B, EVENING)) == (
        (),
        (),
    )


def test_a_night_shift_meets_the_next_morning_and_sunday_night_meets_monday(desk):
    signs, _ = both(desk, desk.role(desk.A, "CN 22:00-06:00"), desk.role(desk.B, "T2 05:30-07:30"))
    assert signs[0].overlap == WeeklySet(((330, 360),))


def test_one_facility_never_overlaps_itself(desk):
    assert both(desk, desk.role(desk.A, OFFICE), desk.role(desk.A, OFFICE)) == ((), ())


@pytest.mark.parametrize(
    "period",
    [
        {"valid_until": date(2026, 10, 31)},
        {"valid_from": date(2026, 11, 2)},
        {"valid_from": date(2026, 12, 1), "valid_until": date(2026, 1, 1)},
    ],
)
def test_a_registration_that_is_not_valid_on_the_day_does_not_count(desk, period):
    assert both(desk, desk.role(desk.A, OFFICE), desk.role(desk.B, OFFICE, **period)) == ((), ())


@pytest.mark.parametrize("day", ["valid_from", "valid_until"])
def test_the_first_and_the_last_day_of_validity_count(desk, day):
    role = desk.role(desk.B, OFFICE, **{day: date(2026, 11, 1)})
    signs, _ = both(desk, desk.role(desk.A, "T2 07:30-09:00"), role)
    assert len(signs) == 1


def test_a_place_that_is_not_known_is_left_out(desk):
    assert both(desk, desk.role(desk.A, OFFICE), desk.role(-1, OFFICE)) == ((), ())


def test_work_at_a_distance_overlaps_like_any_other(desk):
    signs, _ = both(desk, desk.role(desk.A, EVENING), desk.role(desk.B, EVENING, telehealth=True))
    assert signs[0].overlap.minutes == 900


def test_several_roles_at_one_place_give_one_sign_with_the_united_minutes(desk):
    signs, _ = both(
        desk,
        desk.role(desk.A, "T2 07:00-09:00"),
        desk.role(desk.A, "T3 07:00-09:00"),
        desk.role(desk.B, "T2-T3 08:00-10:00"),
    )
    assert [sign.overlap.minutes for sign in signs] == [120]
    assert len(signs[0].evidence) == 3


def test_three_places_give_a_sign_for_each_pair(desk):
    signs, _ = both(desk, *(desk.role(at, "T2 08:00-10:00") for at in (desk.A, desk.B, desk.C)))
    assert [sign.overlap.minutes for sign in signs] == [120, 120, 120]


# --- lunch ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lunch", ["11:30-13:00", "11:40-12:50"])
def test_an_overlap_that_only_lunch_makes_is_a_question(desk, lunch):
    hospital = desk.role(desk.A, UNBROKEN, unbroken_day=True)
    signs, (asked,) = both(desk, hospital, desk.role(desk.B, f"T2-T6 {lunch}"))
    assert signs == ()
    assert (asked.rule, asked.severity, asked.certainty) == (
        "R02",
        Severity.LOW,
        Certainty.POSSIBLE,
    )
    assert "nghỉ trưa" in asked.question.vi
    assert asked.question.vi.startswith("Bệnh viện A")


@pytest.mark.parametrize(("until", "is_sign"), [("13:02", False), ("13:03", True)])
def test_what_lunch_leaves_must_itself_reach_fifteen_minutes(desk, until, is_sign):
    hospital = desk.role(desk.A, UNBROKEN, unbroken_day=True)
    signs, asked = both(desk, hospital, desk.role(desk.B, f"T2-T6 11:30-{until}"))
    assert (bool(signs), bool(asked)) == (is_sign, not is_sign)


def test_a_sign_that_lunch_shortens_says_both_figures(desk):
    hospital = desk.role(desk.A, UNBROKEN, unbroken_day=True)
    (sign,), _ = both(desk, hospital, desk.role(desk.B, "T2 11:00-14:00"))
    assert sign.overlap.minutes == 180
    assert "3 giờ/tuần" in sign.said.vi
    assert "11:30–13:00 thì vẫn trùng 1 giờ 30 phút/tuần" in sign.said.vi


def test_lunch_is_not_supposed_where_the_day_is_written_in_two_spans(desk):
    hospital = desk.role(desk.A, "T2-T6 07:30-12:00, T2-T6 13:00-16:30")
    signs, _ = both(desk, hospital, desk.role(desk.B, "T2-T6 11:30-13:00"))
    assert [sign.overlap.minutes for sign in signs] == [150]


def test_lunch_is_taken_only_out_of_spans_that_run_across_it(desk):
    role = desk.role(desk.A, "T2 07:30-16:30, T3 11:30-20:00", unbroken_day=True)
    signs, _ = both(desk, role, desk.role(desk.B, "T2-T3 11:30-13:00"))
    assert [sign.overlap.minutes for sign in signs] == [180]


# --- what is never definite ----------------------------------------------------------------


def test_an_assignment_is_asked_about_under_the_exemption(desk):
    signs, (asked,) = both(
        desk, desk.role(desk.A, OFFICE), desk.role(desk.B, "T3 07:30-11:30", assignment=True)
    )
    assert signs == ()
    assert [p.article for p in asked.provisions] == ["Điều 36 khoản 1", "Điều 36 khoản 3"]
    assert "quyết định số nào" in asked.question.vi


@pytest.mark.parametrize(("passed", "rule"), [(0, "R01"), (1, "R01"), (2, "R02"), (3, "R02")])
def test_a_row_that_two_later_lists_leave_out_is_only_asked_about(desk, passed, rule):
    old = desk.role(desk.A, OFFICE, newer_submissions=passed)
    signs, asked = both(desk, old, desk.role(desk.B, "T3 07:30-11:30"))
    assert [sign.rule for sign in (*signs, *asked)] == [rule]


def test_a_stale_row_on_which_r19_asks_is_not_asked_about_again(desk):
    old = desk.role(desk.A, OFFICE, newer_submissions=2, listed_on=date(2025, 1, 1))
    new = desk.role(desk.B, "T2-T6 07:00-17:00", listed_on=date(2026, 6, 1))
    assert both(desk, old, new) == ((), ())


@pytest.mark.parametrize(
    ("until", "rule"), [(date(2026, 11, 5), "R02"), (date(2026, 11, 6), "R01")]
)
def test_a_move_with_ten_days_of_both_is_only_asked_about(desk, until, rule):
    old = desk.role(desk.A, OFFICE, valid_from=date(2020, 1, 1), valid_until=until)
    new = desk.role(desk.B, OFFICE, valid_from=date(2026, 10, 26))
    signs, asked = both(desk, old, new)
    assert [sign.rule for sign in (*signs, *asked)] == [rule]


@pytest.mark.parametrize(
    ("since", "rule"), [(date(2026, 10, 22), "R02"), (date(2026, 10, 21), "R01")]
)
def test_a_full_week_begun_ten_days_ago_may_be_a_move_not_yet_reported(desk, since, rule):
    old = desk.role(desk.A, "T2-T6 07:30-16:30", valid_from=date(2020, 1, 1))
    new = desk.role(desk.B, "T2-T6 07:30-16:30", valid_from=since)
    signs, asked = both(desk, old, new)
    assert [sign.rule for sign in (*signs, *asked)] == [rule]


@pytest.mark.parametrize(
    ("hours", "rule"),
    [(OFFICE, "R02"), ("T2-T5 07:30-11:30, T2-T5 13:00-16:30", "R01")],
)
def test_a_week_of_thirty_seven_hours_begun_yesterday_may_be_a_move_too(desk, hours, rule):
    old = desk.role(desk.A, hours, valid_from=date(2020, 1, 1))
    new = desk.role(desk.B, hours, valid_from=date(2026, 10, 31))
    signs, asked = both(desk, old, new)
    assert [sign.rule for sign in (*signs, *asked)] == [rule]


def test_an_evening_begun_yesterday_is_no_move(desk):
    old = desk.role(desk.A, "T2-T6 07:30-18:00", valid_from=date(2020, 1, 1))
    signs, _ = both(desk, old, desk.role(desk.B, EVENING, valid_from=date(2026, 10, 31)))
    assert [sign.overlap.minutes for sign in signs] == [300]


# --- questions -----------------------------------------------------------------------------


def test_hours_that_may_meet_are_one_yes_or_no_question(desk):
    vague = desk.role(desk.A, maybe=OFFICE, raw_time="Giờ hành chính", office_hours=True)
    signs, (asked,) = both(desk, desk.role(desk.B, "T3 07:30-09:00"), vague)
    assert signs == ()
    assert asked.overlap == WeeklySet(((DAY + 450, DAY + 540),))
    assert asked.question.vi == (
        "Bệnh viện A: Nguyễn Văn An có làm việc tại cơ sở vào T3 07:30–09:00 không?"
    )
    assert "“Giờ hành chính”" in asked.said.vi
    assert asked.vanishes_if.vi.startswith("Không còn nếu")


def test_office_hours_do_not_meet_an_evening_clinic(desk):
    vague = desk.role(desk.A, maybe=OFFICE, raw_time="HC")
    assert both(desk, vague, desk.role(desk.B, EVENING)) == ((), ())


def test_definite_and_possible_minutes_together_are_asked_about_below_the_threshold(desk):
    here = desk.role(desk.A, "T2 07:00-08:00", maybe="T3 07:00-08:00")
    there = desk.role(desk.B, "T2-T3 07:50-09:00")
    signs, asked = both(desk, here, there)
    assert signs == ()
    assert [sign.overlap.minutes for sign in asked] == [20]


def test_less_than_fifteen_possible_minutes_are_not_asked_about(desk):
    assert both(
        desk, desk.role(desk.A, maybe="T2 07:00-08:00"), desk.role(desk.B, "T2 07:46-09:00")
    ) == ((), ())


def test_a_text_that_fixes_no_hours_is_asked_about(desk):
    silent = desk.role(desk.A, raw_time="Theo ca")
    signs, (asked,) = both(desk, silent, desk.role(desk.B, EVENING))
    assert signs == ()
    assert asked.overlap is None
    assert asked.question.vi == (
        "Bệnh viện A: Nguyễn Văn An làm việc những ngày nào trong tuần, từ mấy giờ đến mấy giờ?"
    )


def test_two_texts_that_fix_no_hours_are_asked_about(desk):
    roles = desk.role(desk.A, raw_time="Theo ca"), desk.role(desk.B, raw_time="Trực")
    signs, asked = both(desk, *roles)
    assert (signs, [sign.overlap for sign in asked]) == ((), [None])


def test_a_cell_without_hours_is_not_asked_about(desk):
    blank = desk.role(desk.A)
    assert both(desk, blank, desk.role(desk.B, OFFICE)) == ((), ())
    assert both(desk, blank, desk.role(desk.B, raw_time="Theo ca")) == ((), ())
    assert both(desk, blank, desk.role(desk.B)) == ((), ())


def test_somebody_away_on_leave_is_not_asked_about(desk):
    assert both(desk, desk.role(desk.A, away=True), desk.role(desk.B, OFFICE)) == ((), ())


def test_a_pair_with_a_definite_sign_has_no_question_beside_it(desk):
    here = desk.role(desk.A, "T2 07:00-10:00", maybe="T3 07:00-10:00")
    signs, asked = both(desk, here, desk.role(desk.B, "T2-T3 07:00-10:00"))
    assert ([sign.overlap.minutes for sign in signs], asked) == ([180], ())


# --- law and assumptions -------------------------------------------------------------------


def test_in_2023_the_decree_of_2016_is_named(desk):
    signs, _ = both(
        desk,
        desk.role(desk.A, OFFICE),
        desk.role(desk.B, OFFICE),
        region=desk.region(date(2023, 6, 15)),
    )
    assert [(p.instrument, p.article) for p in signs[0].provisions] == [
        ("109/2016/NĐ-CP", "Điều 12"),
        ("40/2009/QH12", "Điều 6"),
    ]


def test_the_operator_may_choose_another_threshold(desk):
    region = desk.region(parameters={"practice.no-overlap.least_minutes": 300})
    assert (
        both(desk, desk.role(desk.A, OFFICE), desk.role(desk.B, "T3 07:30-11:30"), region=region)[0]
        == ()
    )


@pytest.mark.parametrize(
    ("here", "there", "assumption"),
    [
        (
            "T2-T6 07:30-17:00",
            "T2-T6 16:30-20:00",
            "Không còn nếu giờ làm tại Phòng khám B thực tế bắt đầu từ 17:00.",
        ),
        (
            "T2-T6 07:30-17:00",
            "T2-T6 05:00-08:00",
            "Không còn nếu giờ làm tại Phòng khám B thực tế kết thúc lúc 07:30.",
        ),
        (
            "T2-T6 07:30-17:00",
            "T3 08:00-10:00",
            "Không còn nếu thực tế không làm tại Bệnh viện A hoặc Phòng khám B vào T3 08:00–10:00.",
        ),
        (
            "T2-T3 07:30-17:00",
            "T2 16:30-20:00, T3 16:00-20:00",
            "Không còn nếu giờ làm tại Phòng khám B thực tế bắt đầu từ 17:00.",
        ),
    ],
)
def test_a_sign_tells_the_least_change_under_which_it_vanishes(desk, here, there, assumption):
    (sign,), _ = both(desk, desk.role(desk.A, here), desk.role(desk.B, there))
    assert sign.vanishes_if.vi == assumption


WEEKLY = st.lists(
    st.tuples(st.integers(0, WEEK // 5 - 1), st.integers(1, 100)), min_size=0, max_size=4
).map(lambda spans: WeeklySet.of((a * 5, a * 5 + n * 5) for a, n in spans))
PLACES = {
    at: FacilityFacts(id=at, name=f"Cơ sở {at}", province="79", evidence=(at,)) for at in (1, 2)
}


@given(sure=st.tuples(WEEKLY, WEEKLY), maybe=st.tuples(WEEKLY, WEEKLY))
def test_at_most_one_of_both_rules_speaks_and_its_minutes_are_exact(sure, maybe):
    roles = tuple(
        Role(row=at, facility=at, name="An", time=WeeklyTime(s, m - s), time_determined=not m)
        for at, s, m in zip((1, 2), sure, maybe, strict=True)
    )
    region = Region(as_of=date(2026, 11, 1), law=Book.load(), facilities=PLACES)
    person = Dossier(person=1, name="An", roles=roles)
    signs, asked = overlap(person, region), possible_overlap(person, region)
    both_sure = sure[0] & sure[1]
    reach = (sure[0] | maybe[0]) & (sure[1] | maybe[1])
    assert [s.overlap for s in signs] == ([both_sure] if both_sure.minutes >= 15 else [])
    assert not (signs and asked)
    if reach.minutes >= 15 and not signs:
        assert [s.overlap for s in asked] == [reach]
    assert all(s.certainty is Certainty.POSSIBLE for s in asked)
    assert EMPTY not in [s.overlap for s in (*signs, *asked)]


def test_full_time_without_hours_means_the_opening_hours_unless_the_place_copied_the_words(desk):
    def judged(raw_time, **place):
        region = desk.region(date(2026, 11, 1), desk.place(desk.B, **place))
        told = desk.role(desk.B, OFFICE, full_time=True, raw_time=raw_time)
        return both(desk, desk.role(desk.A, "T3 07:30-11:30"), told, region=region)

    (sign,), asked = judged("Cơ hữu")
    assert (sign.overlap.minutes, asked) == (240, ())
    signs, (question,) = judged("Cơ hữu", template_full_time=True)
    assert signs == ()
    assert "“Cơ hữu”" in question.said.vi
    # Hours that somebody typed are theirs, whatever the other rows of the place say.
    (sign,), asked = judged("Cơ hữu, T2-T6 7h30-16h30", template_full_time=True)
    assert asked == ()


def test_the_operator_may_take_the_words_of_full_time_for_a_question(desk):
    region = desk.region(parameters={"practice.full-time.words": "question"})
    told = desk.role(desk.B, OFFICE, full_time=True, raw_time="Toàn thời gian (T2-T6)")
    signs, (question,) = both(desk, desk.role(desk.A, "T3 07:30-11:30"), told, region=region)
    assert signs == ()
    assert question.certainty is Certainty.POSSIBLE
