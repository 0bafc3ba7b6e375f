"""R03, R04, R05 and R19: full time, posts and stale rows, by the law of the day."""

from datetime import date

import pytest

from lieny.registry.rules.r03_full_time import full_time_twice
from lieny.registry.rules.r04_chief import chief_of_two
from lieny.registry.rules.r05_unit_head import head_of_two
from lieny.registry.rules.r19_stale import stale_role
from lieny.registry.rules.sign import Certainty, Severity
from lieny.vocabulary.position import Position

DEFINITE, POSSIBLE = Certainty.DEFINITE, Certainty.POSSIBLE
OFFICE = "T2-T6 07:00-11:30, T2-T6 13:30-17:00"
EVENING = "T2-T6 17:00-20:00"
WORDS = {"full_time": True, "raw_time": "Toàn thời gian"}


def verdicts(rule, desk, *roles, region=None):
    signs = rule(desk.person(*roles), region or desk.region())
    return [(sign.severity, sign.certainty) for sign in signs]


# --- R03 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("_case", "first", "second"),
    [
        ("by words in both", {"hours": "", **WORDS}, {"hours": "", **WORDS}),
        ("by hours in both", {"hours": OFFICE}, {"hours": "T2-T6 07:30-16:30"}),
        ("words here, hours there", {"hours": "", **WORDS}, {"hours": OFFICE}),
    ],
)
def test_full_time_at_two_places_is_definite(desk, _case, first, second):
    roles = desk.role(desk.A, **first), desk.role(desk.B, **second)
    assert verdicts(full_time_twice, desk, *roles) == [(Severity.HIGH, DEFINITE)]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("T2-T6 08:00-16:00", [(Severity.HIGH, DEFINITE)]),  # exactly forty hours
        ("T2-T5 08:00-16:00, T6 08:00-15:59", []),
        ("T2-T6 06:00-14:00", []),  # half an hour a day lies before the band
        ("T4-CN 08:00-18:00", []),  # fifty hours, thirty of them Monday to Friday
    ],
)
def test_forty_hours_in_the_weekday_band_are_full_time(desk, hours, expected):
    roles = desk.role(desk.A, **{"hours": "", **WORDS}), desk.role(desk.B, hours)
    assert verdicts(full_time_twice, desk, *roles) == expected


def test_full_time_and_an_evening_clinic_are_nothing(desk):
    roles = desk.role(desk.A, OFFICE), desk.role(desk.B, EVENING)
    assert verdicts(full_time_twice, desk, *roles) == []


def test_three_places_are_one_sign(desk):
    roles = [desk.role(at, "", **WORDS) for at in (1, 2, 3)]
    (sign,) = full_time_twice(desk.person(*roles), desk.region())
    assert "3 cơ sở: Bệnh viện A; Phòng khám B; Phòng khám C" in sign.said.vi
    assert [p.instrument for p in sign.provisions] == ["96/2023/NĐ-CP"]


@pytest.mark.parametrize(
    ("_case", "old", "new", "expected"),
    [
        ("ten days of both", date(2026, 11, 5), date(2026, 10, 26), POSSIBLE),
        ("eleven days of both", date(2026, 11, 6), date(2026, 10, 26), DEFINITE),
        ("begun ten days ago", None, date(2026, 10, 22), POSSIBLE),
        ("begun eleven days ago", None, date(2026, 10, 21), DEFINITE),
        ("begun long ago", None, date(2024, 1, 1), DEFINITE),
    ],
)
def test_a_move_reported_late_is_a_question(desk, _case, old, new, expected):
    roles = (
        desk.role(desk.A, "", **WORDS, valid_from=date(2019, 1, 1), valid_until=old),
        desk.role(desk.B, "", **WORDS, valid_from=new),
    )
    assert verdicts(full_time_twice, desk, *roles) == [(Severity.HIGH, expected)]


def test_three_working_days_over_tet_are_a_move_too(desk):
    region = desk.region(date(2026, 2, 25))
    old = desk.role(desk.A, "", **WORDS, valid_from=date(2019, 1, 1))
    assert verdicts(
        full_time_twice, desk, old, desk.role(desk.B, "", **WORDS, valid_from=date(2026, 2, 13)),
        region=region,
    ) == [(Severity.HIGH, POSSIBLE)]  # fmt: skip
    assert verdicts(
        full_time_twice, desk, old, desk.role(desk.B, "", **WORDS, valid_from=date(2026, 2, 12)),
        region=region,
    ) == [(Severity.HIGH, DEFINITE)]  # fmt: skip


def test_words_that_a_small_place_writes_against_every_name_are_a_question(desk):
    region = desk.region(date(2026, 11, 1), desk.place(2, template_full_time=True))
    home = desk.role(desk.A, OFFICE)
    by_words = desk.role(desk.B, "", **WORDS)
    by_hours = desk.role(desk.B, OFFICE, full_time=True)
    assert verdicts(full_time_twice, desk, home, by_words, region=region) == [
        (Severity.HIGH, POSSIBLE)
    ]
    assert verdicts(full_time_twice, desk, home, by_hours, region=region) == [
        (Severity.HIGH, DEFINITE)
    ]


@pytest.mark.parametrize("excuse", [{"assignment": True}, {"away": True}, {"newer_submissions": 2}])
def test_an_excused_place_is_no_second_full_time_place(desk, excuse):
    roles = desk.role(desk.A, OFFICE), desk.role(desk.B, OFFICE, **excuse)
    assert verdicts(full_time_twice, desk, *roles) == []


def test_in_2023_full_time_is_judged_by_the_decree_of_2016(desk):
    roles = [desk.role(at, OFFICE) for at in (1, 2)]
    (sign,) = full_time_twice(desk.person(*roles), desk.region(date(2023, 6, 15)))
    assert [p.instrument for p in sign.provisions] == ["109/2016/NĐ-CP"]


# --- R04, R05 ------------------------------------------------------------------------------


def chief(desk, place, hours="", **facts):
    return desk.role(place, hours, position=Position.CHIEF, **facts)


HIGH = [(Severity.HIGH, DEFINITE)]
ASK = [(Severity.HIGH, POSSIBLE)]
ALLOWED = [(Severity.INFO, POSSIBLE)]
IN_WORDS = {"hours": "", "office_hours": True}
MORNING = "T2 08:00-09:00"


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2023, 12, 31), HIGH), (date(2024, 1, 1), ALLOWED)]
)
def test_a_second_post_in_the_evening_was_a_sign_until_2023_and_is_allowed_since(
    desk, day, expected
):
    roles = chief(desk, desk.A, OFFICE), chief(desk, desk.B, EVENING)
    assert verdicts(chief_of_two, desk, *roles, region=desk.region(day)) == expected


def test_the_signs_of_both_years_name_the_law_of_their_day(desk):
    person = desk.person(chief(desk, desk.A, OFFICE), chief(desk, desk.B, EVENING))
    (old,) = chief_of_two(person, desk.region(date(2023, 6, 15)))
    (new,) = chief_of_two(person, desk.region())
    assert [(p.instrument, p.article) for p in old.provisions] == [
        ("109/2016/NĐ-CP", "Điều 12 khoản 1")
    ]
    assert [(p.instrument, p.article) for p in new.provisions] == [
        ("96/2023/NĐ-CP", "Điều 27 khoản 2")
    ]
    assert "được phép" in new.said.vi


@pytest.mark.parametrize(
    ("_case", "places", "first", "second", "expected"),
    [
        ("both in office hours", (1, 2), "T2-T4 07:30-11:30", "T5-T6 07:30-11:30", HIGH),
        ("overlap in the evening", (2, 3), EVENING, "T2 18:00-21:00", HIGH),
        ("two hospitals", (1, 4), OFFICE, EVENING, HIGH),
        ("both outside office hours", (2, 3), EVENING, "T7 07:30-11:30", ALLOWED),
        ("at noon", (1, 2), OFFICE, "T2-T6 11:30-13:00", ALLOWED),
        ("from half past four", (1, 2), "T2-T6 07:30-16:30", "T2-T6 16:30-20:00", ALLOWED),
        ("the evening begins in the office afternoon", (1, 2), OFFICE, "T3 16:16-19:00", HIGH),
        ("Saturday is not an office day", (1, 2), OFFICE, "T7 07:30-16:30", ALLOWED),
    ],
)
def test_two_posts_since_2024(desk, _case, places, first, second, expected):
    roles = chief(desk, places[0], first), chief(desk, places[1], second)
    assert verdicts(chief_of_two, desk, *roles) == expected


@pytest.mark.parametrize(("begins", "expected"), [("16:16", ALLOWED), ("16:15", HIGH)])
def test_a_quarter_of_an_hour_of_office_time_a_week_is_the_least(desk, begins, expected):
    roles = (
        chief(desk, desk.B, "T5-T6 07:30-11:30"),
        chief(desk, desk.C, f"T3 {begins}-19:00"),
    )
    assert verdicts(chief_of_two, desk, *roles) == expected


def test_three_posts_are_to_be_reviewed_even_outside_office_hours(desk):
    roles = (
        chief(desk, desk.A, OFFICE),
        chief(desk, desk.B, EVENING),
        chief(desk, desk.C, "T7 07:30-11:30"),
    )
    (sign,) = chief_of_two(desk.person(*roles), desk.region())
    assert (sign.severity, sign.certainty) == (Severity.HIGH, DEFINITE)
    assert "cần xem xét" in sign.said.vi


@pytest.mark.parametrize(
    ("_case", "first", "second", "expected"),
    [
        ("nothing told", {"hours": ""}, {"hours": ""}, ASK),
        ("one tells nothing", {"hours": OFFICE}, {"hours": ""}, ASK),
        ("an evening is enough", {"hours": "", "maybe": OFFICE}, {"hours": EVENING}, ALLOWED),
        ("office hours in words at both", IN_WORDS, IN_WORDS, HIGH),
        ("full time in words at both", {"hours": "", **WORDS}, {"hours": "", **WORDS}, HIGH),
        ("perhaps a morning", {"hours": OFFICE}, {"hours": EVENING, "maybe": MORNING}, ASK),
    ],
)  # fmt: skip
def test_unknown_hours_of_posts(desk, _case, first, second, expected):
    roles = chief(desk, desk.A, **first), chief(desk, desk.B, **second)
    assert verdicts(chief_of_two, desk, *roles) == expected


def test_lawyers_who_read_one_post_only_may_choose_it(desk):
    region = desk.region(parameters={"practice.chief.reading": "one-post"})
    roles = chief(desk, desk.A, OFFICE), chief(desk, desk.B, EVENING)
    assert verdicts(chief_of_two, desk, *roles, region=region) == HIGH


@pytest.mark.parametrize("day", [date(2023, 6, 15), date(2026, 11, 1)])
def test_a_deputy_or_acting_chief_is_no_chief(desk, day):
    roles = chief(desk, desk.A, OFFICE), chief(desk, desk.B, OFFICE, acting=True)
    assert verdicts(chief_of_two, desk, *roles, region=desk.region(day)) == []


def test_two_posts_at_one_place_are_one(desk):
    roles = chief(desk, desk.A, OFFICE), chief(desk, desk.A, OFFICE)
    assert verdicts(chief_of_two, desk, *roles) == []


@pytest.mark.parametrize("day", [date(2023, 6, 15), date(2026, 11, 1)])
@pytest.mark.parametrize("doubt", [{"newer_submissions": 2}, {"assignment": True}])
def test_a_doubtful_post_is_a_question_under_either_law(desk, day, doubt):
    roles = chief(desk, desk.A, OFFICE), chief(desk, desk.B, OFFICE, **doubt)
    assert verdicts(chief_of_two, desk, *roles, region=desk.region(day)) == ASK


def test_a_chief_here_and_a_practitioner_there_are_nothing(desk):
    roles = (
        chief(desk, desk.A, OFFICE),
        desk.role(desk.B, OFFICE, position=Position.PRACTITIONER),
        desk.role(desk.C, OFFICE, position=Position.HEAD_UNIT),
    )
    assert verdicts(chief_of_two, desk, *roles) == []
    assert verdicts(head_of_two, desk, *roles) == []


def test_unit_heads_pass_the_same_test_with_medium_severity(desk):
    def heads(second):
        return verdicts(
            head_of_two, desk,
            desk.role(desk.A, OFFICE, position=Position.HEAD_UNIT),
            desk.role(desk.B, second, position=Position.HEAD_UNIT),
        )  # fmt: skip

    assert heads(OFFICE) == [(Severity.MEDIUM, DEFINITE)]
    assert heads(EVENING) == [(Severity.INFO, POSSIBLE)]
    assert heads("") == [(Severity.MEDIUM, POSSIBLE)]


# --- R19 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("passed", "expected"), [(1, 0), (2, 1), (3, 1)])
def test_two_later_lists_and_a_newer_full_time_place_make_a_row_stale(desk, passed, expected):
    old = desk.role(desk.A, OFFICE, newer_submissions=passed, listed_on=date(2025, 1, 1))
    new = desk.role(desk.B, OFFICE, listed_on=date(2026, 6, 1))
    signs = stale_role(desk.person(old, new), desk.region())
    assert [(s.severity, s.certainty) for s in signs] == [(Severity.INFO, POSSIBLE)] * expected
    assert [s.evidence[0].index for s in signs] == [old.row] * expected


@pytest.mark.parametrize(("began", "expected"), [(date(2025, 1, 2), 1), (date(2025, 1, 1), 0)])
def test_work_begun_elsewhere_after_the_old_list_is_newer_than_it(desk, began, expected):
    old = desk.role(desk.A, OFFICE, newer_submissions=2, listed_on=date(2025, 1, 1))
    new = desk.role(desk.B, OFFICE, valid_from=began)
    assert len(stale_role(desk.person(old, new), desk.region())) == expected


@pytest.mark.parametrize(
    ("_case", "new"),
    [
        ("not full time", {"hours": EVENING, "listed_on": date(2026, 6, 1)}),
        ("not newer", {"hours": OFFICE, "listed_on": date(2024, 6, 1)}),
        ("of the same day", {"hours": OFFICE, "listed_on": date(2025, 1, 1)}),
        ("without a date", {"hours": OFFICE}),
        (
            "left out itself",
            {"hours": OFFICE, "listed_on": date(2026, 6, 1), "newer_submissions": 2},
        ),
    ],
)  # fmt: skip
def test_a_row_is_not_stale_without_a_newer_full_time_place(desk, _case, new):
    old = desk.role(desk.A, OFFICE, newer_submissions=2, listed_on=date(2025, 1, 1))
    assert stale_role(desk.person(old, desk.role(desk.B, **new)), desk.region()) == ()


def test_days_of_work_tell_better_than_days_of_lists_which_is_newer(desk):
    old = desk.role(
        desk.A, OFFICE, newer_submissions=2, listed_on=date(2025, 1, 1), valid_from=date(2020, 1, 1)
    )
    new = desk.role(desk.B, OFFICE, listed_on=date(2024, 1, 1), valid_from=date(2025, 2, 1))
    assert len(stale_role(desk.person(old, new), desk.region())) == 1
