"""Screens lose nobody: judging everybody finds no more than judging those whom screens chose."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from lieny.law.book import Book
from lieny.registry.columns import tables
from lieny.registry.engine.facilities import link_facilities
from lieny.registry.engine.screen_input import BandColumns, ScreenInput, TablesOfUnequalLength
from lieny.registry.engine.screens import screen_persons
from lieny.registry.engine.screens_places import screen_facilities
from lieny.registry.engine.sweep import sweep
from lieny.registry.rules.rulebook import judge, judge_facility
from lieny.registry.services.dossiers import build_dossiers, build_region, facility_rosters
from lieny.vocabulary.weekly_set import DAY, WeeklySet

AS_OF = date(2026, 11, 1)
EPOCH = date(1970, 1, 1)
FIRST_MINUTE = datetime.fromisoformat("2026-10-05")


def hours(days, *spans):
    return WeeklySet.of((d * DAY + a, d * DAY + b) for d in days for a, b in spans).to_bytes()


WEEK = range(5)
PATTERNS = [
    (hours(WEEK, (450, 990)), b"", "determined", "unbroken_day"),
    (hours(WEEK, (420, 690), (810, 1020)), b"", "determined", ""),
    (hours(WEEK, (1020, 1200)), b"", "determined", ""),
    (hours((5, 6), (450, 690)), b"", "determined", ""),
    (hours(WEEK, (690, 780)), b"", "determined", ""),
    (hours((1,), (420, 960)), b"", "determined", "assignment"),
    (hours(range(7), (420, 1260)), b"", "determined", ""),
    (b"", hours(WEEK, (420, 690), (810, 1020)), "undetermined", "office_hours"),
    (b"", hours(WEEK, (420, 690), (810, 1020)), "undetermined", "full_time"),
    (b"", b"", "undetermined", "shift_rotation"),
    (hours((5,), (450, 690)), hours((2,), (450, 690)), "partial", "on_call"),
    (hours(WEEK, (1080, 1200)), b"", "determined", "telehealth"),
    (b"", b"", "undetermined", "away"),
]
POSTS = [
    (None, None), ("PRACTITIONER", "Bác sĩ khám bệnh"), ("PRACTITIONER", "KTV xét nghiệm"),
    ("PRACTITIONER", "Khám nhi"), ("CHIEF", "Chịu trách nhiệm chuyên môn"),
    ("HEAD_UNIT", "Trưởng khoa"), ("PRACTITIONER", "Điều dưỡng"),
]  # fmt: skip
TITLES = ["BAC_SY", "Y_SY", "DIEU_DUONG", "KY_THUAT_Y", "LUONG_Y", None]
SCOPES = ["DENTISTRY", "PAEDIATRICS", "GENERAL", "INTERNAL", "", None]
UNITS = [None, "Khoa Nội", "Khoa Nhi", "Khoa Khám bệnh"]
NAMES = ["nguyen van an", "tran thi binh", "le van cuong", "nguyen van am", "pham thi dung"]
ISSUERS = ["HCM", "BD", "LA"]


def table(schema, rows):
    columns = {
        field.name: pa.array([row.get(field.name) for row in rows], _plain(field.type))
        for field in schema
    }
    return pa.Table.from_arrays(
        [columns[field.name].cast(field.type) for field in schema], schema=schema
    )


def _plain(kind):
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def day_near(random, spread=900):
    return AS_OF + timedelta(days=random.randint(-spread, spread // 6))


def licence_cell(random, persons):
    kind = random.choice(["CCHN", "CCHN", "GPHN", "CCHN_DUOC"])
    return {
        "licence_serial": random.randint(1, persons),
        "licence_issuer": random.choice(ISSUERS),
        "licence_type": kind,
        "licence_status": random.choice(["exact"] * 8 + ["fuzzy", "masked"]),
        "licence_issued_on": random.choice([None, *[day_near(random, 4000)] * 3]),
    }


def person_cells(random):
    name = random.choice(NAMES)
    return {
        "name": name.title(),
        "name_folded": name,
        "birth_on": random.choice([None, date(1980, 3, 4), date(1981, 9, 9)]),
        "birth_year": random.choice([None, 1980, 1981]),
        "cccd": random.choice([None, "079080000001", "079180000002"]),
    }


def registration(random, at, places, persons):
    definite, possible, status, flags = random.choice(PATTERNS)
    position, words = random.choice(POSTS)
    since = random.choice([None, day_near(random)])
    received = random.random() < 0.2
    return {
        "file": at % 7, "table": 0, "row": at, "facility": random.randrange(places),
        **person_cells(random), **licence_cell(random, persons),
        "title": random.choice(TITLES), "position": position, "raw_position": words,
        "acting": random.random() < 0.1, "unit": random.choice(UNITS),
        "scopes": random.choice(SCOPES), "scope_by_reference": random.random() < 0.2,
        "definite": definite, "possible": possible, "time_status": status,
        "time_flags": flags, "raw_time": "giờ",
        "valid_from": since,
        "valid_until": random.choice([None, None, None, day_near(random)]),
        "listed_on": date(2026, 1, 1),
        "received_on": day_near(random, 60) if received else None,
        "event_on": day_near(random, 60) if received else None,
        "cme_hours": random.choice([None, None, 20.0, 150.0]),
        "other_licences": [
            {"serial": random.randint(1, persons), "issuer": "HCM", "type": "CCHN",
             "status": "exact"}
        ] if random.random() < 0.05 else [],
    }  # fmt: skip


def register_row(random, at, persons):
    return {
        "file": 8, "table": 0, "row": at, **person_cells(random),
        **licence_cell(random, persons), "title": random.choice(TITLES),
        "valid_until": random.choice([None, None, day_near(random, 1200)]),
        "scopes": random.choice(SCOPES), "scope_by_reference": random.random() < 0.1,
        "status": random.choice(["active"] * 5 + ["revoked", "suspended", "replaced", "expired"]),
        "status_from": random.choice([None, day_near(random)]),
        "status_until": random.choice([None, day_near(random)]),
        "raw_status": random.choice(["", "tạm hoãn thi hành", "đình chỉ một phần"]),
        "cme_hours": random.choice([None, None, 60.0]),
        "cme_from": random.choice([None, date(2021, 1, 1), date(2025, 1, 1)]),
    }  # fmt: skip


def facility(random, at):
    register = random.random() < 0.7
    return {
        "file": 9, "table": 0, "row": at, "source": "register" if register else "list",
        "name": f"Phòng khám Hoa Mai {at * 37}", "name_folded": f"phong kham hoa mai {at * 37}",
        "licence_serial": 100 + at, "licence_issuer": "HCM", "form": random.choice(
            ["GENERAL_HOSPITAL", "POLYCLINIC", "SPECIALIST_CLINIC", None]),
        "province_given": random.choice(["79", "74", None]),
        "open_hours": random.choice([None, hours(range(6), (420, 1200))]),
        "longitude": 106.0 + random.random(), "latitude": 10.0 + random.random(),
        "status": random.choice(["active"] * 5 + ["revoked", "closed"]) if register else None,
        "status_from": random.choice([None, day_near(random)]),
    }  # fmt: skip


def linked(random, rows, persons):
    """Most rows of a number are of one person, some of anybody."""
    serials = rows["licence_serial"].to_pylist()
    return np.array(
        [s - 1 if random.random() < 0.7 else random.randrange(persons) for s in serials], np.int32
    )


def region(seed, rows=160, persons=70, places=14, as_of=AS_OF):
    random = Random(seed)
    regs = table(
        tables.REGISTRATIONS, [registration(random, i, places, persons) for i in range(rows)]
    )
    lics = table(tables.LICENCES, [register_row(random, i, persons) for i in range(60)])
    facilities = table(tables.FACILITIES, [facility(random, i) for i in range(places)])
    links = link_facilities(facilities, as_of=as_of, file_provinces=["79"] * 10)
    witness = {"licence_issuer": "HCM", "licence_type": "CCHN"}
    activities = [
        {"row": i, "licence_serial": random.randint(1, persons), **witness, "facility_code": None,
         "facility_licence_serial": 100 + random.randrange(places),
         "facility_licence_issuer": "HCM",
         "at": FIRST_MINUTE + timedelta(minutes=random.randrange(20000))}
        for i in range(40)
    ]  # fmt: skip
    trainees = [
        {"row": i, "mentor_serial": 5 + i % 3, "mentor_issuer": "HCM", "mentor_type": "CCHN",
         "trainee_name_folded": f"hoc vien {i}", "valid_from": date(2026, 5, 1)}
        for i in range(21)
    ]  # fmt: skip
    person = linked(random, regs, persons)
    place = links.entity[regs["facility"].to_numpy()]
    place[::31] = -1
    current = np.array([random.random() < 0.95 for _ in range(rows)])
    begun = np.array([v is None or v <= as_of for v in regs["valid_from"].to_pylist()])
    lasts = np.array([v is None or v >= as_of for v in regs["valid_until"].to_pylist()])
    active = current & begun & lasts
    chunk = lambda name: regs[name].combine_chunks()  # noqa: E731
    unchunk = lambda column: column.chunk(0) if isinstance(column, pa.ChunkedArray) else column  # noqa: E731
    overlaps = sweep(
        person,
        place,
        *(unchunk(chunk(n)) for n in ("definite", "possible", "valid_from", "valid_until")),
        active & (place >= 0),
    )
    neighbours = np.array([random.choice([0, 20]) for _ in range(rows)], np.int32)
    earliest = np.full(rows, (date(2015, 1, 1) - EPOCH).days, np.int64)
    return ScreenInput(
        registrations=regs, licences=lics, facilities=facilities, entities=links.entities,
        activities=table(tables.ACTIVITIES, activities), trainees=table(tables.TRAINEES, trainees),
        registration_person=person,
        licence_person=linked(random, lics, persons),
        person_count=persons, place=place, facility_place=links.entity, current=current,
        passed_over=np.array([random.choice([0, 0, 0, 1, 2, 3]) for _ in range(rows)], np.int32),
        active=active, overlaps=overlaps,
        bands=BandColumns(earliest, earliest + 900, neighbours),
    )  # fmt: skip


def everybody(given):
    return np.arange(given.person_count, dtype=np.int32)


def judged(ground, persons):
    return {
        dossier.person: signs
        for dossier in build_dossiers(ground, persons)
        if (signs := judge(dossier, ground.region))
    }


def judged_with_screens(ground, chosen):
    """Ask each person only the rules that the screens name, on what these rules look at."""
    dossiers = build_dossiers(ground, chosen.persons, chosen.rules)
    return {
        dossier.person: signs
        for dossier, rules in zip(dossiers, chosen.rules.tolist(), strict=True)
        if (signs := judge(dossier, ground.region, rules))
    }


@pytest.mark.parametrize("seed", range(25))
def test_judging_everybody_finds_what_judging_the_screened_finds(seed):
    given = region(seed)
    ground = build_region(given, as_of=AS_OF, law=Book.load(), parameters=LOOSE)
    chosen = screen_persons(given, ground.keys, ground.region)
    assert judged(ground, everybody(given)) == judged_with_screens(ground, chosen)


@pytest.mark.parametrize("seed", range(4))
def test_screens_hold_under_the_law_of_2023_too(seed):
    given = region(100 + seed, as_of=date(2023, 6, 15))
    ground = build_region(given, as_of=date(2023, 6, 15), law=Book.load(), parameters=LOOSE)
    chosen = screen_persons(given, ground.keys, ground.region)
    assert judged(ground, everybody(given)) == judged_with_screens(ground, chosen)


# So few rows never fill a register or a province: measure them all the same.
LOOSE = {
    "licence.known.least_numbers": 1,
    "licence.known.least_coverage": 0.05,
    "facility.licence.least_facilities": 1,
    "licence.series.least_neighbours": 5,
}


def test_the_random_regions_raise_nearly_every_rule():
    seen = Counter()
    for seed in range(12):
        ground = build_region(region(seed), as_of=AS_OF, law=Book.load(), parameters=LOOSE)
        for signs in judged(ground, everybody(ground.given)).values():
            seen.update(sign.rule for sign in signs)
    missing = {f"R{n:02d}" for n in range(1, 25)} - set(seen)
    assert missing == set(), seen


def test_screens_leave_out_most_persons_of_an_innocent_region():
    given = region(5, rows=400, persons=400, places=40)
    ground = build_region(given, as_of=AS_OF, law=Book.load())
    chosen = screen_persons(given, ground.keys, ground.region)
    assert len(chosen.persons) < given.person_count
    asked = sum(rules.bit_count() for rules in chosen.rules.tolist())
    assert asked < 4 * len(chosen.persons)  # of 24 rules


def signs_of_places(ground, places):
    judged = {
        place: judge_facility(ground.region.facilities[place], roles, ground.region)
        for place, roles in facility_rosters(ground, places)
    }
    return {place: signs for place, signs in judged.items() if signs}


def test_judging_every_place_finds_what_judging_the_screened_places_finds():
    found, chosen, all_places = 0, 0, 0
    for seed in range(40):
        given = region(seed, rows=60)
        ground = build_region(given, as_of=AS_OF, law=Book.load())
        everywhere = np.arange(given.entities.num_rows, dtype=np.int32)
        screened = screen_facilities(given, ground.region)
        signs = signs_of_places(ground, everywhere)
        assert signs == signs_of_places(ground, screened)
        found, chosen, all_places = (
            found + len(signs), chosen + len(screened), all_places + len(everywhere),
        )  # fmt: skip
    assert 0 < found <= chosen < all_places


def test_no_place_is_screened_on_a_day_without_law():
    given = region(3, as_of=date(2005, 1, 1))
    ground = build_region(given, as_of=date(2005, 1, 1), law=Book.load())
    assert screen_facilities(given, ground.region).tolist() == []


def test_rosters_hold_the_active_roles_of_each_chosen_place():
    given = region(3)
    ground = build_region(given, as_of=AS_OF, law=Book.load())
    chosen = np.arange(given.entities.num_rows, dtype=np.int32)
    rosters = dict(facility_rosters(ground, chosen))
    for place, roles in rosters.items():
        expected = np.flatnonzero(given.active & (given.place == place)).tolist()
        assert sorted(role.row for role in roles) == expected
        judge_facility(ground.region.facilities[place], roles, ground.region)


def test_arrays_of_another_length_are_refused():
    given = region(1)
    fields = {name: getattr(given, name) for name in given.__slots__}
    with pytest.raises(TablesOfUnequalLength):
        ScreenInput(**{**fields, "place": given.place[:-1]})
