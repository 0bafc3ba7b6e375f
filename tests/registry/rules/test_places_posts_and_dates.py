"""R09, R15 to R18 and R20 to R25: places, posts, activities, notices, education, load, travel."""

from datetime import date, datetime

import pytest

from lieny.registry.rules.facts import Activity, FacilityStatus, Trainee
from lieny.registry.rules.r09_facility import facility_not_licensed
from lieny.registry.rules.r15_scope import outside_scope
from lieny.registry.rules.r16_title import title_mismatch
from lieny.registry.rules.r17_activity import activity_outside
from lieny.registry.rules.r18_late_notice import late_notice
from lieny.registry.rules.r20_cme import education_short
from lieny.registry.rules.r21_no_practice import no_practice
from lieny.registry.rules.r22_load import implausible_load
from lieny.registry.rules.r23_travel import straight_km, travel_too_short
from lieny.registry.rules.r24_mentor import too_many_trainees
from lieny.registry.rules.r25_uncovered import open_without_cover
from lieny.registry.rules.rule_words import rule_title
from lieny.registry.rules.sign import Certainty, EvidenceTable, Severity
from lieny.vocabulary.facility_form import FacilityForm
from lieny.vocabulary.position import Position
from lieny.vocabulary.scope import Scope
from lieny.vocabulary.title import Title

DEFINITE, POSSIBLE = Certainty.DEFINITE, Certainty.POSSIBLE
AS_OF = date(2026, 11, 1)
OFFICE = "T2-T6 07:00-11:30, T2-T6 13:30-17:00"
CCHN = "000123/HCM-CCHN"


def weigh(signs):
    return [(sign.severity, sign.certainty) for sign in signs]


HIGH, MEDIUM, LOW, INFO = (
    [(severity, DEFINITE)]
    for severity in (Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO)
)
HIGH_ASKED, MEDIUM_ASKED, LOW_ASKED, INFO_ASKED = (
    [(severity, POSSIBLE)]
    for severity in (Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO)
)


def between(event, received):
    return {"event_on": date.fromisoformat(event), "received_on": date.fromisoformat(received)}


def begun(since, received):
    return {"valid_from": date.fromisoformat(since), "received_on": date.fromisoformat(received)}


# --- R09 -----------------------------------------------------------------------------------


def at_place(desk, region_facts=None, role=None, **facts):
    region = desk.region(AS_OF, desk.place(desk.B, **facts), **(region_facts or {}))
    person = desk.person(role or desk.role(desk.B, OFFICE))
    return facility_not_licensed(person, region)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"status": FacilityStatus.ACTIVE}, []),
        ({"status": FacilityStatus.REVOKED}, HIGH),
        ({"status": FacilityStatus.SUSPENDED}, HIGH),
        ({"status": FacilityStatus.CLOSED}, HIGH),
        ({"status": FacilityStatus.REVOKED, "status_from": date(2026, 11, 1)}, HIGH),
        ({"status": FacilityStatus.REVOKED, "status_from": date(2026, 11, 2)}, []),
        ({"status": FacilityStatus.SUSPENDED, "status_until": AS_OF}, HIGH),
        ({"status": FacilityStatus.SUSPENDED, "status_until": date(2026, 10, 31)}, []),
    ],
)
def test_a_place_that_may_not_operate(desk, facts, expected):
    assert weigh(at_place(desk, **facts)) == expected


LOADED = {"facility_register_loaded": frozenset({"79"}), "facility_coverage": {"79": 0.95}}


@pytest.mark.parametrize(
    ("_case", "region_facts", "facts", "expected"),
    [
        ("no register of the province", {}, {"operating_licence": "1/HCM-GPHĐ"}, []),
        ("another province", LOADED, {"province": "75", "operating_licence": "1/HCM-GPHĐ"}, []),
        ("whole number", LOADED, {"operating_licence": "00001/HCM-GPHĐ"}, HIGH),
        ("digits only", LOADED, {"operating_licence": "00001"}, HIGH_ASKED),
        ("no number", LOADED, {}, HIGH_ASKED),
        ("on register", LOADED, {"registered": True}, []),
        ("a blank cell", LOADED, {"nameless": True}, []),
        ("a number alone", LOADED, {"nameless": True, "operating_licence": "1/HCM-GPHĐ"}, HIGH),
        (
            "an incomplete register",
            {**LOADED, "facility_coverage": {"79": 0.94}},
            {"operating_licence": "1/HCM-GPHĐ"},
            HIGH_ASKED,
        ),
    ],
)
def test_a_place_that_no_register_knows(desk, _case, region_facts, facts, expected):
    assert weigh(at_place(desk, region_facts, **facts)) == expected


def test_the_kind_of_sign_is_called_by_what_holds_of_every_such_place(desk):
    (missing,) = at_place(desk, LOADED, operating_licence="00001/HCM-GPHĐ")
    assert missing.said.vi.endswith("cơ sở này không có trong sổ cơ sở của tỉnh.")
    title = rule_title(missing.rule)
    assert title.vi == "Giấy phép hoạt động của cơ sở cần làm rõ"
    assert title.en == "Facility's operating licence to be clarified"


def test_a_place_sign_points_to_the_row_and_to_the_place(desk):
    (sign,) = at_place(desk, status=FacilityStatus.REVOKED, status_from=date(2026, 2, 3))
    assert [e.table for e in sign.evidence] == [EvidenceTable.REGISTRATION, EvidenceTable.FACILITY]
    assert "đã bị thu hồi giấy phép hoạt động, 03/02/2026" in sign.said.vi


def test_a_row_that_later_lists_leave_out_makes_a_closed_place_a_question(desk):
    role = desk.role(desk.B, OFFICE, newer_submissions=2)
    assert weigh(at_place(desk, role=role, status=FacilityStatus.CLOSED)) == HIGH_ASKED


# --- R15 -----------------------------------------------------------------------------------


def posted(desk, scopes, *, rows=(), **facts):
    role = desk.role(desk.A, licences=CCHN, scopes=scopes, **facts)
    return outside_scope(desk.person(role, licences=rows), desk.region())


DENTIST, CHILDREN, INTERNAL = (Scope.DENTISTRY,), (Scope.PAEDIATRICS,), (Scope.INTERNAL,)


@pytest.mark.parametrize(
    ("_case", "scopes", "facts", "expected"),
    [
        ("a dentist for children", DENTIST, {"post_scopes": CHILDREN}, MEDIUM),
        ("a dentist in a children's unit", DENTIST, {"unit_scopes": CHILDREN}, MEDIUM_ASKED),
        ("the post decides", DENTIST, {"post_scopes": DENTIST, "unit_scopes": CHILDREN}, []),
        ("within the scope", CHILDREN, {"post_scopes": CHILDREN}, []),
        ("a branch of it", INTERNAL, {"post_scopes": (Scope.CARDIOLOGY,)}, []),
        ("a general scope", (Scope.GENERAL,), {"post_scopes": DENTIST}, []),
        ("two scopes", (*DENTIST, *CHILDREN), {"post_scopes": CHILDREN}, []),
        ("a technique", DENTIST, {"post_scopes": (Scope.ULTRASOUND,)}, []),
        ("an emergency", DENTIST, {"post_scopes": (Scope.EMERGENCY,)}, []),
        ("one of two wanted", CHILDREN, {"post_scopes": (*CHILDREN, *DENTIST)}, []),
        ("by reference", DENTIST, {"post_scopes": CHILDREN, "scope_by_reference": True}, []),
        ("no scope known", (), {"post_scopes": CHILDREN}, []),
        ("no post known", DENTIST, {}, []),
        ("a nurse", (Scope.NURSING,), {"post_scopes": CHILDREN, "title": Title.NURSE}, []),
        ("an assignment", DENTIST, {"post_scopes": CHILDREN, "assignment": True}, []),
        ("left out", DENTIST, {"post_scopes": CHILDREN, "newer_submissions": 2}, MEDIUM_ASKED),
    ],
)  # fmt: skip
def test_posts_and_scopes(desk, _case, scopes, facts, expected):
    assert weigh(posted(desk, scopes, **facts)) == expected


def test_a_scope_on_register_counts_beside_that_of_the_list(desk):
    children = desk.licence(CCHN, scopes=CHILDREN)
    by_reference = desk.licence(CCHN, scope_by_reference=True)
    assert posted(desk, DENTIST, rows=(children,), post_scopes=CHILDREN) == ()
    assert posted(desk, DENTIST, rows=(by_reference,), post_scopes=CHILDREN) == ()
    assert weigh(posted(desk, (), rows=(children,), post_scopes=DENTIST)) == MEDIUM


# --- R16 -----------------------------------------------------------------------------------


def titled(desk, needed, title, *, held=None, rows=(), **facts):
    role = desk.role(desk.A, licences=CCHN, post_title=needed, title=title, **facts)
    register = rows or ((desk.licence(CCHN, title=held),) if held else ())
    return title_mismatch(desk.person(role, licences=register), desk.region())


P, Y, N, M, T = (
    Title.PHYSICIAN,
    Title.ASSISTANT_PHYSICIAN,
    Title.NURSE,
    Title.MIDWIFE,
    Title.TECHNICIAN,
)


@pytest.mark.parametrize(
    ("needed", "title", "held", "expected"),
    [
        (P, Y, None, MEDIUM),
        (P, Y, Y, MEDIUM),
        (P, None, Y, MEDIUM),
        (P, P, Y, MEDIUM_ASKED),  # list and register disagree
        (P, Y, P, []),  # the register knows better
        (P, P, None, []),
        (P, None, None, []),  # a degree is no title
        (T, N, None, MEDIUM),
        (N, T, None, MEDIUM),
        (N, M, None, []),  # they stand in for one another
        (N, P, None, []),  # a physician may
        (Y, N, None, MEDIUM),
        (None, N, None, []),
        (P, Title.OTHER, None, []),
    ],
)
def test_posts_and_titles(desk, needed, title, held, expected):
    assert weigh(titled(desk, needed, title, held=held)) == expected


def test_another_licence_with_another_title_makes_it_a_question(desk):
    rows = (desk.licence(CCHN, title=Y), desk.licence("000465/HCM-GPHN", title=P))
    assert weigh(titled(desk, P, Y, rows=rows)) == MEDIUM_ASKED
    assert titled(desk, P, Y, assignment=True) == ()


def test_a_title_sign_names_both(desk):
    (sign,) = titled(desk, P, Y)
    assert "vị trí dành cho bác sỹ, nhưng chức danh là y sỹ" in sign.said.vi
    assert [p.article for p in sign.provisions] == ["Điều 26 khoản 1"]


# --- R17 -----------------------------------------------------------------------------------


def at(text, place=2, row=1):
    return Activity(row, place, datetime.fromisoformat(text))


def active(desk, *moments, roles=None, region=None):
    roles = roles if roles is not None else [desk.role(desk.B, "T2-T6 17:00-20:00")]
    activities = tuple(
        moment if isinstance(moment, Activity) else at(moment, row=n)
        for n, moment in enumerate(moments)
    )
    return activity_outside(desk.person(*roles, activities=activities), region or desk.region())


SATURDAY = "T7 07:00-09:00"
TWO_MORNINGS = ("2026-10-05 09:00", "2026-10-06 09:00")


def test_activity_in_unregistered_hours_on_two_days_is_definite(desk):
    (sign,) = active(desk, *TWO_MORNINGS)
    assert weigh([sign]) == HIGH
    assert [e.table for e in sign.evidence] == [EvidenceTable.ACTIVITY] * 2 + [
        EvidenceTable.REGISTRATION
    ]
    assert "2 dấu vết hoạt động trong 2 ngày" in sign.said.vi


@pytest.mark.parametrize(
    ("_case", "moments", "expected"),
    [
        ("within the hours", ("2026-10-05 18:00", "2026-10-06 19:59"), []),
        ("half an hour early", ("2026-10-05 16:31", "2026-10-06 16:31"), []),
        ("more than half an hour early", ("2026-10-05 16:30", "2026-10-06 16:30"), HIGH),
        ("half an hour late", ("2026-10-05 20:29", "2026-10-06 20:29"), []),
        ("more than half an hour late", ("2026-10-05 20:30", "2026-10-06 20:30"), HIGH),
        ("on one day only", ("2026-10-05 09:00", "2026-10-05 09:30"), HIGH_ASKED),
        ("after the day of the check", ("2026-11-02 09:00", "2026-11-03 09:00"), []),
        ("a batch of five in a minute", ("2026-10-05 09:00",) * 5, []),
        ("four in a minute are no batch", ("2026-10-05 09:00",) * 4, HIGH_ASKED),
    ],
)  # fmt: skip
def test_activity_and_hours(desk, _case, moments, expected):
    assert weigh(active(desk, *moments)) == expected


@pytest.mark.parametrize(
    ("_case", "roles", "expected"),
    [
        ("no registration there", [(1, OFFICE, {})], HIGH),
        ("ended before", [(2, OFFICE, {"valid_until": date(2026, 10, 4)})], HIGH),
        ("not determined", [(2, SATURDAY, {"time_determined": False})], HIGH_ASKED),
        ("no hours known", [(2, "", {})], []),
        ("on call", [(2, SATURDAY, {"on_call": True})], HIGH_ASKED),
        ("sent elsewhere", [(1, OFFICE, {"assignment": True})], HIGH_ASKED),
    ],
)  # fmt: skip
def test_activity_and_registrations(desk, _case, roles, expected):
    made = [desk.role(place, hours, **facts) for place, hours, facts in roles]
    assert weigh(active(desk, *TWO_MORNINGS, roles=made)) == expected


def test_an_account_used_at_two_places_within_the_hour_is_a_question(desk):
    elsewhere = at("2026-10-05 10:00", place=1, row=50)
    roles = [desk.role(desk.B, "T7 07:00-09:00"), desk.role(desk.A, OFFICE)]
    assert weigh(active(desk, *TWO_MORNINGS, elsewhere, roles=roles)) == HIGH_ASKED


def test_a_place_whose_list_was_not_given_is_a_question(desk):
    region = desk.region(AS_OF, desk.place(desk.B, listed=False))
    roles = [desk.role(desk.A, OFFICE)]
    found = active(desk, *TWO_MORNINGS, roles=roles, region=region)
    assert weigh(found) == HIGH_ASKED


def test_a_place_told_by_its_name_alone_is_a_question(desk):
    moments = [
        Activity(n, 2, datetime.fromisoformat(text), named_only=True)
        for n, text in enumerate(TWO_MORNINGS)
    ]
    assert weigh(active(desk, *moments)) == HIGH_ASKED


def test_activity_names_the_law_of_its_own_day(desk):
    (sign,) = active(desk, "2023-06-05 09:00", "2023-06-06 09:00")
    assert [p.instrument for p in sign.provisions] == ["40/2009/QH12"]


# --- R18 -----------------------------------------------------------------------------------


HEAP = {"backlog": True}


def noticed(desk, region=None, **facts):
    return late_notice(desk.person(desk.role(desk.A, OFFICE, **facts)), region or desk.region())


@pytest.mark.parametrize(
    ("_case", "facts", "expected"),
    [
        ("the tenth day", between("2026-10-01", "2026-10-11"), []),
        ("the eleventh", between("2026-10-01", "2026-10-12"), LOW),
        ("no receipt", {"event_on": date(2026, 10, 1)}, []),
        ("received later", between("2026-10-01", "2026-11-02"), []),
        ("begun, by the registration", begun("2026-10-01", "2026-10-12"), LOW),
        ("begun more than a year before", begun("2025-10-01", "2026-10-02"), []),
        ("begun a year before", begun("2025-10-02", "2026-10-02"), LOW),
        ("an old row sent again", begun("2026-03-01", "2026-10-02") | HEAP, []),
        ("a backlog of events", between("2026-03-01", "2026-10-02") | HEAP, LOW_ASKED),
        ("no day at all", {"received_on": date(2026, 10, 2)}, []),
    ],
)  # fmt: skip
def test_notice_of_joining(desk, _case, facts, expected):
    assert weigh(noticed(desk, **facts)) == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [(date(2026, 10, 7), []), (date(2026, 10, 8), LOW)],
)
def test_leaving_is_counted_in_working_days(desk, received, expected):
    left = date(2026, 10, 2)  # a Friday: Monday, Tuesday, Wednesday are in time
    by_row = noticed(desk, valid_until=left, received_on=received)
    by_event = noticed(desk, valid_until=left, event_on=left, received_on=received)
    assert weigh(by_row) == weigh(by_event) == expected


def test_leaving_over_tet_has_time_until_three_working_days_have_passed(desk):
    left = date(2026, 2, 13)
    assert noticed(desk, valid_until=left, received_on=date(2026, 2, 25)) == ()
    (sign,) = noticed(desk, valid_until=left, received_on=date(2026, 2, 26))
    assert "quá 3 ngày làm việc" in sign.said.vi
    assert [p.article for p in sign.provisions] == ["Điều 27 khoản 12"]


def test_a_late_notice_names_the_penalty_of_its_day(desk):
    (sign,) = noticed(desk, event_on=date(2026, 6, 1), received_on=date(2026, 7, 1))
    assert [p.article for p in sign.provisions] == [
        "Điều 29 khoản 1 điểm c",
        "Điều 39 khoản 2 điểm a",
    ]


# --- R20 -----------------------------------------------------------------------------------


def trained(desk, hours, since=None, *, in_list=None, as_of=AS_OF, **facts):
    role = desk.role(desk.A, OFFICE, cme_hours=in_list, **facts)
    row = desk.licence(CCHN, cme_hours=hours, cme_from=since)
    return education_short(desk.person(role, licences=(row,)), desk.region(as_of))


@pytest.mark.parametrize(
    ("hours", "since", "expected"),
    [
        (119.5, date(2021, 10, 31), MEDIUM),
        (120.0, date(2021, 10, 31), []),
        (0.0, date(2021, 10, 31), MEDIUM),
        (None, date(2021, 10, 31), []),  # no figure is not zero
        (119.5, date(2021, 11, 3), []),  # not yet over
        (29.0, date(2024, 4, 1), INFO_ASKED),  # half over, less than half of the pace
        (60.0, date(2024, 4, 1), []),
        (0.0, date(2024, 6, 1), []),  # not half over
        (60.0, None, INFO_ASKED),
        (120.0, None, []),
    ],
)
def test_hours_of_education(desk, hours, since, expected):
    assert weigh(trained(desk, hours, since)) == expected


def test_the_source_that_credits_most_counts(desk):
    assert trained(desk, 60.0, date(2021, 1, 1), in_list=130.0) == ()
    assert weigh(trained(desk, None, in_list=60.0)) == INFO_ASKED


@pytest.mark.parametrize(
    "title", [Title.TRADITIONAL_PRACTITIONER, Title.FAMILY_REMEDY_HOLDER, Title.PHARMACIST]
)
def test_exempt_titles_owe_no_education(desk, title):
    assert trained(desk, 0.0, date(2021, 1, 1), title=title) == ()


def test_in_2023_it_was_48_lessons_in_two_years(desk):
    day = date(2023, 6, 15)
    assert trained(desk, 48.0, date(2021, 6, 1), as_of=day) == ()
    (sign,) = trained(desk, 47.0, date(2021, 6, 1), as_of=day)
    assert weigh([sign]) == MEDIUM
    assert [p.instrument for p in sign.provisions] == ["22/2013/TT-BYT"]
    assert "yêu cầu 48 giờ trong 2 năm" in sign.said.vi


# --- R21 -----------------------------------------------------------------------------------


def idle(desk, *ends, issued=date(2015, 1, 1), coverage=1.0, **facts):
    roles = [desk.role(desk.A, OFFICE, valid_until=end) for end in ends]
    row = desk.licence(CCHN, issued_on=issued)
    region = desk.region(list_coverage={("HCM", "CCHN"): coverage})
    return no_practice(desk.person(*roles, licences=(row,), **facts), region)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((date(2024, 11, 1),), INFO_ASKED),
        ((date(2024, 11, 2),), []),
        ((date(2020, 1, 1), date(2024, 11, 2)), []),
        ((date(2020, 1, 1), None), []),
    ],
)
def test_24_months_without_a_registration_are_asked_about(desk, ends, expected):
    assert weigh(idle(desk, *ends)) == expected


def test_somebody_in_no_list_is_told_of_where_lists_reach_nearly_everybody(desk):
    assert weigh(idle(desk, coverage=0.9)) == INFO_ASKED
    assert idle(desk, coverage=0.89) == ()
    assert idle(desk, may_be_listed=True) == ()


def test_a_licence_younger_than_24_months_is_not_idle(desk):
    assert weigh(idle(desk, issued=date(2024, 11, 1))) == INFO_ASKED
    assert idle(desk, issued=date(2024, 11, 2)) == ()
    assert idle(desk, issued=None) == ()


# --- R22 -----------------------------------------------------------------------------------


def loaded(desk, *roles, region=None):
    return weigh(implausible_load(desk.person(*roles), region or desk.region()))


DAYS = "T2-CN 07:00-16:00"  # 63 hours


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("T7-CN 17:00-21:30", []),  # exactly 72 hours
        ("T7-CN 17:00-21:30, T2 17:00-17:01", INFO),
    ],
)
def test_more_than_72_hours_a_week_are_told(desk, second, expected):
    assert loaded(desk, desk.role(desk.A, DAYS), desk.role(desk.B, second)) == expected


ALL_DAY = "T2-CN 07:00-20:00"


def test_one_place_alone_is_a_question(desk):
    assert loaded(desk, desk.role(desk.B, ALL_DAY)) == INFO_ASKED


def test_two_rows_of_one_place_that_share_hours_count_once(desk):
    office, longer = "T2-T6 07:30-11:30, T2-T6 13:00-16:30", "T2-T6 07:00-11:30, T2-T6 13:00-17:00"
    assert loaded(desk, desk.role(desk.A, office), desk.role(desk.A, longer)) == []
    assert loaded(desk, desk.role(desk.A, office), desk.role(desk.B, longer)) == INFO


@pytest.mark.parametrize("habit", ["open_hours", "copied_hours"])
def test_hours_copied_from_the_place_do_not_count(desk, habit):
    role = desk.role(desk.B, ALL_DAY)
    region = desk.region(AS_OF, desk.place(desk.B, **{habit: role.time.definite}))
    assert loaded(desk, role, region=region) == []


@pytest.mark.parametrize("facts", [{"newer_submissions": 2}, {"assignment": True}])
def test_doubtful_rows_are_no_load(desk, facts):
    assert loaded(desk, desk.role(desk.A, DAYS), desk.role(desk.B, DAYS, **facts)) == []


def test_undetermined_hours_make_the_load_a_question(desk):
    roles = desk.role(desk.A, DAYS), desk.role(desk.B, DAYS, time_determined=False)
    assert loaded(desk, *roles) == INFO_ASKED


def test_more_than_six_places_are_told(desk):
    roles = [desk.role(place, "T7 07:00-08:00") for place in range(1, 8)]
    assert loaded(desk, *roles[:6]) == []
    assert loaded(desk, *roles) == INFO


# --- R23 -----------------------------------------------------------------------------------

HERE = {"latitude": 10.0, "longitude": 106.0}


def travelling(desk, km, first, second, *, there=None, **facts):
    north = {"latitude": 10.0 + km / 111.194927, "longitude": 106.0}
    region = desk.region(
        AS_OF, desk.place(desk.A, **HERE), desk.place(desk.B, **{**north, **(there or {})})
    )
    roles = desk.role(desk.A, first), desk.role(desk.B, second, **facts)
    return travel_too_short(desk.person(*roles), region)


def test_distance_on_the_sphere(desk):
    here, there = desk.place(1, **HERE), desk.place(2, latitude=11.0, longitude=106.0)
    assert straight_km(here, there) == pytest.approx(111.194927, abs=1e-5)
    assert straight_km(here, desk.place(3)) is None
    assert straight_km(desk.place(3), here) is None


@pytest.mark.parametrize(
    ("km", "begins", "expected"),
    [
        # 60 km: 78 km of road, 117 minutes, 140.4 with a fifth to spare
        (60, "18:50", LOW_ASKED),
        (60, "19:10", LOW_ASKED),  # 130 minutes: 10.4 are missing
        (60, "19:11", []),  # 9.4 are missing
        (4.9, "17:00", []),  # too near to matter
        (5.1, "17:00", LOW_ASKED),
    ],
)
def test_less_time_than_the_road_takes_is_asked_about(desk, km, begins, expected):
    found = travelling(desk, km, "T2 07:00-17:00", f"T2 {begins}-21:00")
    assert weigh(found) == expected


def test_the_way_back_counts_and_the_night_over_sunday_too(desk):
    assert weigh(travelling(desk, 60, "T2 12:00-17:00", "T2 07:00-11:00")) == LOW_ASKED
    assert weigh(travelling(desk, 60, "CN 20:00-00:00", "T2 00:30-05:00")) == LOW_ASKED
    assert travelling(desk, 600, "T2 07:00-11:00", "T2 15:01-17:00") == ()  # not one journey


@pytest.mark.parametrize(
    ("there", "facts"),
    [
        ({}, {"telehealth": True}),
        ({}, {"assignment": True}),
        ({}, {"newer_submissions": 2}),
        ({"approximate_position": True}, {}),
        ({"latitude": None}, {}),
    ],
)
def test_what_says_nothing_about_travel(desk, there, facts):
    assert travelling(desk, 60, "T2 07:00-17:00", "T2 17:30-20:00", there=there, **facts) == ()


def test_a_travel_question_names_road_and_times(desk):
    (sign,) = travelling(desk, 60, "T2 07:00-17:00", "T2 17:30-20:00")
    assert "rời Bệnh viện A và bắt đầu tại Phòng khám B sau 30 phút (T2)" in sign.said.vi
    assert "khoảng 78 km cần khoảng 2 giờ 20 phút" in sign.said.vi
    assert [p.instrument for p in sign.provisions] == ["15/2023/QH15"]


# --- R24 -----------------------------------------------------------------------------------


def mentoring(desk, trainees, as_of=AS_OF):
    person = desk.person(desk.role(desk.A, OFFICE), trainees=tuple(trainees))
    return weigh(too_many_trainees(person, desk.region(as_of)))


def trainee(at, since=date(2026, 5, 1), until=date(2026, 12, 31), name=None):
    return Trainee(at, name or f"hoc vien {at}", since, until)


def test_six_trainees_at_once_are_too_many(desk):
    assert mentoring(desk, [trainee(n) for n in range(5)]) == []
    assert mentoring(desk, [trainee(n) for n in range(6)]) == MEDIUM


@pytest.mark.parametrize(
    ("_case", "sixth", "expected"),
    [
        ("ended yesterday", trainee(9, until=date(2026, 10, 31)), []),
        ("ends today", trainee(9, until=AS_OF), MEDIUM),
        ("begins tomorrow", trainee(9, since=date(2026, 11, 2)), []),
        ("the same name again", trainee(9, name="hoc vien 1"), []),
        ("no end, begun this year", trainee(9, until=None), MEDIUM),
        ("no end, begun long ago", trainee(9, date(2025, 10, 24), None), MEDIUM_ASKED),
        ("no days at all", trainee(9, None, None), MEDIUM_ASKED),
    ],
)
def test_who_counts_as_a_trainee_of_today(desk, _case, sixth, expected):
    assert mentoring(desk, [*(trainee(n) for n in range(5)), sixth]) == expected


def test_before_2024_no_limit_is_known(desk):
    crowd = [trainee(n, date(2023, 1, 1), date(2023, 12, 31)) for n in range(9)]
    assert mentoring(desk, crowd, date(2023, 6, 15)) == []


# --- R25 -----------------------------------------------------------------------------------

OPEN = "T2-T6 07:00-17:00, T7 07:00-11:00"


def covered(desk, *roles, **facts):
    opened = desk.role(desk.B, OPEN).time.definite
    place = desk.place(desk.B, **{"open_hours": opened, **facts})
    return open_without_cover(place, roles, desk.region())


def chief(desk, hours=OFFICE, **facts):
    return desk.role(desk.B, hours, position=Position.CHIEF, **facts)


def test_open_hours_without_a_physician_are_asked_about(desk):
    (sign,) = covered(desk, chief(desk))
    assert weigh([sign]) == LOW_ASKED
    assert sign.overlap.by_day() == [(6, "07:00", "11:00")]  # noon is not counted
    assert sign.evidence[0].table is EvidenceTable.FACILITY
    assert "T7 07:00–11:00 (4 giờ/tuần)" in sign.said.vi


@pytest.mark.parametrize(
    ("hours", "expected"),
    [("T7 08:00-11:00", LOW_ASKED), ("T7 07:59-11:00", [])],
)
def test_an_hour_a_week_is_the_least(desk, hours, expected):
    found = covered(desk, chief(desk), desk.role(desk.B, hours))
    assert weigh(found) == expected


@pytest.mark.parametrize(
    ("_case", "facts", "expected"),
    [
        ("a nurse does not cover", {"title": Title.NURSE}, LOW_ASKED),
        ("a nurse by the post", {"title": None, "post_title": Title.NURSE}, LOW_ASKED),
        ("a nurse by the scope", {"title": None, "scopes": (Scope.NURSING,)}, LOW_ASKED),
        ("a scope by reference", {"title": None, "scope_by_reference": True}, LOW_ASKED),
        ("a physician covers", {}, []),
        ("somebody without a title may", {"title": None}, []),
        ("a traditional practitioner covers", {"title": Title.TRADITIONAL_PRACTITIONER}, []),
        ("undetermined hours of a physician", {"time_determined": False}, []),
        ("not valid any more", {"valid_until": date(2026, 10, 31)}, LOW_ASKED),
    ],
)  # fmt: skip
def test_who_covers(desk, _case, facts, expected):
    assert (
        weigh(covered(desk, chief(desk), desk.role(desk.B, "T7 07:00-11:00", **facts))) == expected
    )


def test_possible_hours_cover(desk):
    on_call = desk.role(desk.B, "T2 07:00-08:00", maybe="T7 07:00-11:00", time_determined=True)
    assert covered(desk, chief(desk), on_call) == ()


@pytest.mark.parametrize(
    "facts",
    [{"open_hours": None}, {"form": FacilityForm.OPTICAL}, {"form": FacilityForm.HEALTH_STATION}],
)
def test_places_that_are_not_judged(desk, facts):
    assert covered(desk, chief(desk), **facts) == ()


def test_a_list_without_its_chief_is_not_complete(desk):
    assert covered(desk, desk.role(desk.B, OFFICE)) == ()
    assert covered(desk) == ()
