"""Dossiers and regions: what rules are told of persons, numbers and places, row by row."""

from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pytest

from lieny.law.book import Book
from lieny.registry.columns import tables
from lieny.registry.engine.facilities import link_facilities
from lieny.registry.engine.licence_keys import list_coverage
from lieny.registry.engine.screen_input import BandColumns, ScreenInput
from lieny.registry.engine.sweep import OVERLAPS
from lieny.registry.rules.facts import LicenceStatus
from lieny.registry.services.dossiers import build_dossiers, build_region
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.scope import Scope
from lieny.vocabulary.title import Title
from lieny.vocabulary.weekly_set import WeeklySet

AS_OF = date(2026, 11, 1)
HOURS = WeeklySet.of([(450, 690)])


def table(schema, rows):
    def column(field):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        return pa.array([row.get(field.name) for row in rows], kind).cast(field.type)

    return pa.Table.from_arrays([column(field) for field in schema], schema=schema)


def licence(serial, issuer="HCM", kind="CCHN", status="exact"):
    return {
        "licence_serial": serial, "licence_issuer": issuer, "licence_type": kind,
        "licence_status": status,
    }  # fmt: skip


def named(name):
    return {"name": name.title(), "name_folded": name}


def row(name="nguyen van an", serial=100, place=0, **facts):
    return {
        "file": 0, "table": 0, "row": 1, "facility": place, **named(name), **licence(serial),
        "definite": HOURS.to_bytes(), "time_status": "determined", "raw_time": "7h30-11h30 T2",
        "other_licences": [], **facts,
    }  # fmt: skip


def register(name, serial, **facts):
    return {"file": 1, "table": 0, "row": 1, **named(name), **licence(serial), **facts}


def clinic(at, **facts):
    return {
        "file": 2, "table": 0, "row": at, "source": "register", "name": f"Phòng khám {at}",
        "name_folded": f"phong kham {at}", "licence_serial": at + 1, "licence_issuer": "HCM",
        "province_given": "79", "status": "active", **facts,
    }  # fmt: skip


def ground(
    rows, registers=(), *, persons=None, holders=None, places=None, parameters=None,
    activities=(), **arrays
):  # fmt: skip
    facilities = table(tables.FACILITIES, places or [clinic(at) for at in range(3)])
    links = link_facilities(facilities, as_of=AS_OF, file_provinces=["79"] * 3)
    regs = table(tables.REGISTRATIONS, rows)
    count = len(rows)
    given = ScreenInput(
        registrations=regs,
        licences=table(tables.LICENCES, registers),
        facilities=facilities,
        entities=links.entities,
        activities=table(tables.ACTIVITIES, activities),
        trainees=table(tables.TRAINEES, []),
        registration_person=np.array(persons or range(count), np.int32),
        licence_person=np.array(holders or range(50, 50 + len(registers)), np.int32),
        person_count=100,
        place=links.entity[regs["facility"].to_numpy()],
        facility_place=links.entity,
        current=arrays.get("current", np.ones(count, np.bool_)),
        passed_over=arrays.get("passed_over", np.zeros(count, np.int32)),
        active=arrays.get("active", np.ones(count, np.bool_)),
        overlaps=OVERLAPS.empty_table(),
        bands=arrays.get("bands", BandColumns.none(count)),
    )
    return build_region(given, as_of=AS_OF, law=Book.load(), parameters=parameters)


def dossiers(made, *persons):
    return list(build_dossiers(made, np.array(persons, np.int32)))


def test_a_row_becomes_a_role():
    cells = row(
        title="BAC_SY", position="CHIEF", raw_position="Phó phụ trách chuyên môn", unit="Khoa Nhi",
        scopes="DENTISTRY|INTERNAL", time_flags="full_time|unbroken_day",
        raw_licence="000100/HCM-CCHN cấp lại 2019",
        other_licences=[
            {"serial": 7, "issuer": "BD", "type": "GPHN", "status": "exact"},
            {"serial": 9, "issuer": "BD", "type": "GPHN", "status": "masked"},
        ],
    )  # fmt: skip
    (dossier,) = dossiers(ground([cells], passed_over=np.array([2], np.int32)), 0)
    (role,) = dossier.roles
    assert role.time.definite == HOURS
    assert (role.time_determined, role.full_time, role.unbroken_day) == (True, True, True)
    assert role.acting
    assert role.title is Title.PHYSICIAN
    assert role.scopes == (Scope.DENTISTRY, Scope.INTERNAL)
    assert role.unit_scopes == (Scope.PAEDIATRICS,)
    assert role.newer_submissions == 2
    assert role.reissued
    assert role.licences == (
        LicenceNumber(100, "HCM", LicenceType.CERTIFICATE),
        LicenceNumber(7, "BD", LicenceType.LICENCE),
    )
    assert role.licence_exact


@pytest.mark.parametrize(
    ("cell", "numbers", "exact"),
    [
        (licence(100), 1, True),
        (licence(100, status="fuzzy"), 1, False),
        (licence(100, status="masked"), 0, True),
        (licence(100, issuer=None), 0, True),
        (licence(100, kind=None), 0, True),
        (licence(None), 0, True),
    ],
)
def test_only_whole_numbers_are_numbers(cell, numbers, exact):
    (dossier,) = dossiers(ground([row(**cell)]), 0)
    assert len(dossier.roles[0].licences) == numbers
    assert dossier.roles[0].licence_exact is exact


@pytest.mark.parametrize(
    ("raw_time", "flags", "silent"),
    [("theo ca", "shift_rotation", False), ("", "", True), (None, "", True), ("  ", "", True),
     ("Từ 1/8/2024", "date_only", True), ("nt", "ditto", True)],
)  # fmt: skip
def test_a_cell_that_gives_no_hours_is_silent(raw_time, flags, silent):
    cells = row(definite=None, time_status="undetermined", raw_time=raw_time, time_flags=flags)
    (dossier,) = dossiers(ground([cells]), 0)
    assert dossier.roles[0].no_hours_given is silent


def test_a_person_has_the_current_rows_and_the_longest_marked_name():
    rows = [row(name="NGUYEN VAN AN"), row(place=1), row(place=2)]
    rows[1]["name"] = "Nguyễn Văn An"
    made = ground(rows, persons=[4, 4, 4], current=np.array([True, True, False]))
    (dossier,) = dossiers(made, 4)
    assert [role.row for role in dossier.roles] == [0, 1]
    assert dossier.name == "Nguyễn Văn An"


def test_register_rows_come_by_number_and_by_person():
    registers = [register("tran thi binh", 100), register("nguyen van an", 555)]
    made = ground([row()], registers, holders=[9, 0])
    (dossier,) = dossiers(made, 0)
    assert [one.number.serial for one in dossier.licences] == [555]
    assert [one.holder_folded for one in dossier.register_of[0]] == ["tran thi binh"]


def test_a_register_row_of_the_same_name_one_slip_away_is_shown():
    registers = [
        register("nguyen van an", 101),
        register("nguyen van an", 109, licence_issuer="BD"),
        register("nguyen van an", 555),
        register("tran thi binh", 102),
    ]
    (dossier,) = dossiers(ground([row()], registers), 0)
    assert [one.number.serial for one in dossier.namesakes[0]] == [101]


@pytest.mark.parametrize(
    ("status", "words", "expected", "stayed", "reissued"),
    [
        ("revoked", "Thu hồi", LicenceStatus.REVOKED, False, False),
        ("revoked", "Thu hồi, đang khiếu nại", LicenceStatus.REVOKED, True, False),
        ("replaced", "Đã cấp lại số mới", LicenceStatus.REPLACED, False, True),
        ("replaced", "Đang hiệu lực (cấp lại)", LicenceStatus.ACTIVE, False, True),
        (None, None, LicenceStatus.ACTIVE, False, False),
    ],
)
def test_the_words_of_a_status_are_heeded(status, words, expected, stayed, reissued):
    registers = [register("nguyen van an", 100, status=status, raw_status=words)]
    (dossier,) = dossiers(ground([row()], registers, holders=[0]), 0)
    (fact,) = dossier.licences
    assert (fact.status, fact.stayed, fact.reissued) == (expected, stayed, reissued)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (None, (False, False, False)),
        ("Hợp đồng dài hạn", (False, False, False)),
        ("Cử luân phiên theo QĐ 45/QĐ-SYT", (True, False, False)),
        ("Nghỉ thai sản", (False, True, False)),
        ("Cấp lại lần 2", (False, False, True)),
    ],
)
def test_a_note_beside_a_registration_is_heeded(note, expected):
    (dossier,) = dossiers(ground([row(raw_note=note)]), 0)
    (role,) = dossier.roles
    assert (role.assignment, role.away, role.reissued) == expected


def test_a_note_beside_a_licence_tells_of_a_reissue_and_of_an_appeal():
    notes = ("Cấp lại do mất", "Đang khiếu nại quyết định", "Hồ sơ đủ")
    registers = [
        register("nguyen van an", 100 + at, raw_note=note) for at, note in enumerate(notes)
    ]
    (dossier,) = dossiers(ground([row()], registers, holders=[0, 0, 0]), 0)
    facts = {fact.number.serial: (fact.reissued, fact.stayed) for fact in dossier.licences}
    assert facts == {100: (True, False), 101: (False, True), 102: (False, False)}


def test_others_who_work_under_the_number_are_shown_to_each():
    rows = [
        row(birth_on=date(1980, 3, 4), cccd="079080000001"),
        row("tran thi binh", birth_on=date(1971, 12, 30), cccd="079171000002", place=1),
        row("le van cuong", serial=200, place=2),
    ]
    one, other, third = dossiers(ground(rows), 0, 1, 2)
    (seen,) = one.other_holders[0]
    assert (seen.person, seen.name, seen.evidence_registration) == (1, "Tran Thi Binh", 1)
    assert (seen.birth_differs, seen.cccd_differs, seen.birth_agrees) == (True, True, False)
    assert seen.similarity < 0.6
    assert not seen.may_be_mistyped
    assert [holder.person for holder in other.other_holders[1]] == [0]
    assert third.other_holders == {}


def test_another_whose_own_number_is_one_slip_away_may_have_mistyped_it():
    rows = [row(), row("tran thi binh", place=1), row("tran thi binh", serial=101, place=2)]
    (one,) = dossiers(ground(rows, persons=[0, 1, 1]), 0)
    assert [holder.may_be_mistyped for holder in one.other_holders[0]] == [True]


def test_a_filler_number_is_told_of_twenty_others_only():
    rows = [row(f"nguoi thu {n}", place=n % 3) for n in range(60)]
    (one,) = dossiers(ground(rows), 0)
    assert len(one.other_holders[0]) == 20


def test_an_inactive_row_shares_nothing():
    rows = [row(), row("tran thi binh", place=1)]
    (one,) = dossiers(ground(rows, active=np.array([True, False])), 0)
    assert one.other_holders == {}


def test_bands_are_given_where_neighbours_are_known():
    days = np.array([15_000, 15_000], np.int64)
    bands = BandColumns(days, days + 100, np.array([12, 0], np.int32))
    one, other = dossiers(ground([row(), row(serial=5)], bands=bands), 0, 1)
    assert (one.bands[0].earliest, one.bands[0].latest) == (date(2011, 1, 26), date(2011, 5, 6))
    assert other.bands == {}


def test_the_coverage_of_a_register_leaves_out_the_missing_number_itself():
    rows = [row(f"nguoi {n}", serial=n + 1) for n in range(22)]
    registers = [register(f"nguoi {n}", n + 1) for n in range(21)]
    coverage = ground(rows, registers).region.register_coverage
    assert coverage == {("HCM", "CCHN"): 1.0}
    fewer = ground(rows[:20], registers[:19]).region.register_coverage
    assert fewer == {}  # nineteen others are too few
    holes = ground(rows, registers[:20]).region.register_coverage
    assert holes == {("HCM", "CCHN"): 20 / 21}


def test_lists_reach_the_holders_whom_they_name():
    registers = [register("a b", n + 1) for n in range(4)]
    registers[3]["status"] = "revoked"
    made = ground([row(serial=1)], registers, holders=[0, 60, 61, 62])
    assert list_coverage(made.given, made.keys) == {("HCM", "CCHN"): 1 / 3}


def test_somebody_in_no_list_may_be_a_row_without_a_number():
    registers = [register("nguyen van an", 555)]
    (idle,) = dossiers(ground([row(serial=None)], registers, holders=[7]), 7)
    assert (idle.roles, idle.may_be_listed) == ((), True)
    (idle,) = dossiers(ground([row(serial=100)], registers, holders=[7]), 7)
    assert not idle.may_be_listed
    guessed = row() | licence(555, status="fuzzy")
    (idle,) = dossiers(ground([guessed], registers, holders=[7]), 7)
    assert idle.may_be_listed


def test_rows_received_in_a_late_heap_are_marked():
    late = {"event_on": date(2026, 1, 5), "received_on": date(2026, 6, 1)}
    timely = {"event_on": date(2026, 5, 30), "received_on": date(2026, 6, 1)}
    five = dossiers(ground([row(**late) for _ in range(5)] + [row(**timely)] * 4), *range(9))
    assert [one.roles[0].backlog for one in five] == [True] * 9
    four = dossiers(ground([row(**late) for _ in range(4)]), *range(4))
    assert [one.roles[0].backlog for one in four] == [False] * 4
    even = dossiers(ground([row(**late)] * 5 + [row(**timely)] * 5), *range(10))
    assert not any(one.roles[0].backlog for one in even)


def test_places_tell_their_habits():
    full = {"time_flags": "full_time", "definite": None, "raw_time": "Cơ hữu"}
    rows = [row(place=0, **full)] * 3 + [row(place=1), row(place=1), row(place=1)] + [row(place=2)]
    facilities = ground(rows).region.facilities
    by_name = {place.name: place for place in facilities.values()}
    assert [by_name[f"Phòng khám {n}"].template_full_time for n in range(3)] == [True, False, False]
    assert [by_name[f"Phòng khám {n}"].copied_hours for n in range(3)] == [None, HOURS, None]
    assert all(place.listed and place.registered for place in by_name.values())


def test_a_place_with_sixteen_rows_writes_no_template():
    full = {"time_flags": "full_time", "definite": None}
    many = ground([row(**full)] * 16).region.facilities[0]
    few = ground([row(**full)] * 15).region.facilities[0]
    assert (few.template_full_time, many.template_full_time) == (True, False)


def test_three_places_at_one_point_stand_for_their_commune():
    point = {"longitude": 106.5, "latitude": 10.5}
    shared = ground([row()], places=[clinic(at, **point) for at in range(3)])
    two = ground([row()], places=[clinic(0, **point), clinic(1, **point), clinic(2)])
    assert [p.approximate_position for p in shared.region.facilities.values()] == [True] * 3
    assert not any(p.approximate_position for p in two.region.facilities.values())


def test_a_province_is_loaded_if_a_register_names_its_places():
    region = ground([row()]).region
    assert region.facility_register_loaded == {"79"}
    assert region.facility_coverage == {}  # three places are too few to measure
    loose = ground([row()], parameters={"facility.licence.least_facilities": 1}).region
    assert loose.facility_coverage == {"79": 1.0}


def signature(**facts):
    at = datetime(2026, 10, 5, 9)  # noqa: DTZ001 - local time
    return {"file": 3, "table": 0, "row": 2, **licence(100), "at": at, **facts}


def test_a_place_of_an_activity_is_found_by_code_or_number_before_its_name():
    def places_of(*given, places=None):
        (dossier,) = dossiers(ground([row()], activities=given, places=places), 0)
        return [(one.facility is not None, one.named_only) for one in dossier.activities]

    named_one = {"facility_name_folded": "phong kham 1"}
    numbered = {"facility_licence_serial": 2, "facility_licence_issuer": "HCM"}
    assert places_of(signature(**named_one)) == [(True, True)]
    assert places_of(signature(**numbered, **named_one)) == [(True, False)]
    assert places_of(signature(facility_name_folded="phong kham 9")) == [(False, True)]
    # A number that is told and not known is not overruled by a name.
    unknown = {"facility_licence_serial": 999, "facility_licence_issuer": "HCM"}
    assert places_of(signature(**unknown, **named_one)) == [(False, False)]
    twice = [clinic(0), clinic(1), clinic(5, name="Phòng khám 1", name_folded="phong kham 1")]
    assert places_of(signature(**named_one), places=twice) == [(False, True)]
