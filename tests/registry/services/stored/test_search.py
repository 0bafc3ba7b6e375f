"""Persons and places are found as people type them, within the walls, in Vietnamese order."""

import random

import pytest
from django.db import connection

from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import Facility, Person, Registration, SourceFile, Submission
from lieny.registry.services.search import (
    facility_is_meant,
    find_persons,
    held_here,
)
from lieny.registry.services.search_places import find_facilities
from lieny.vocabulary.text import fold

from datetime import UTC, datetime  # isort: skip

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)
# As a dictionary orders them: letters first (a ă â, d đ, o ô ơ), then tones of the earliest letter.
IN_ORDER = [
    "An", "Án", "Anh", "Ánh", "Ăn", "Ân", "Ấn", "Bảo", "Bão", "Bạo", "Dung", "Dũng", "Đan",
    "Đào", "Em", "Ên", "Hà", "Hạ Long", "Hoa", "Hòa", "Hoà Bình", "Hoàn", "Lê An", "Lệ An",
    "Lê Ân", "Nguyễn Thị A", "Nguyễn Văn A", "Ong", "Ông", "Ơn", "Thu", "Thư", "Thừa", "Uy",
    "Ưng", "Vy", "Ý",
]  # fmt: skip
PEOPLE = [
    ("Nguyễn Văn An", 1980, ["79"]),
    ("Nguyễn Văn Ân", 1985, ["75", "79"]),
    ("Nguyễn Thị Hoàng Oanh", 1990, ["79"]),
    ("Trần Đình Phúc", None, ["75"]),
    ("Lê Thị Hồng Gấm", 1971, ["79"]),
]


@pytest.fixture
def people(portal):
    for name, year, provinces in PEOPLE:
        Person.objects.using("owner").create(
            name=name, name_folded=fold(name), birth_year=year, provinces=provinces,
            first_seen_at=AT,
        )  # fmt: skip
    return portal


def names(found):
    return [one.name for one in found]


def test_names_stand_in_vietnamese_order_however_they_are_composed(portal):
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT name FROM unnest(%s::text[]) AS name ORDER BY lieny_sort_key(name) COLLATE "C"',
            [shuffled],
        )
        assert [name for (name,) in cursor.fetchall()] == IN_ORDER
        cursor.execute("SELECT lieny_sort_key(%s) = lieny_sort_key(%s)", ["Hoà", "HOÀ"])
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nguyen thi hoang oanh", "Nguyễn Thị Hoàng Oanh"),
        ("Oanh Hoàng Nguyễn", "Nguyễn Thị Hoàng Oanh"),
        ("Ng. Th. Hoàng Oanh", "Nguyễn Thị Hoàng Oanh"),
        ("nguyen thi hoang oamh", "Nguyễn Thị Hoàng Oanh"),
        ("le thj hong gam", "Lê Thị Hồng Gấm"),
        ("Nguyễn Văn An 1985", "Nguyễn Văn Ân"),
    ],
)
def test_a_person_is_found_without_marks_in_any_order_cut_or_mistyped(people, typed, first):
    with within(people.boundary("79")):
        assert names(find_persons(typed))[0] == first


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Trần Thị Mỹ Lý", "Trần Thị Mĩ Lí"),
        ("Trần Thị Mĩ Lí", "tran thi my ly"),
        ("Đỗ Quý Vy", "do qui vy"),
        ("H'Hen Niê", "h hen nie"),
        ("H'Hen Niê", "H’Hen Niê"),
    ],
)
def test_a_final_y_and_an_apostrophe_hide_nobody(people, name, typed):
    Person.objects.using("owner").create(
        name=name, name_folded=fold(name), provinces=["79"], first_seen_at=AT
    )
    with within(people.boundary("79")):
        (found,) = find_persons(typed)
        assert (found.name, found.likeness) == (name, 1.0)


def test_the_whole_name_comes_first_however_many_names_hold_it(people):
    Person.objects.using("owner").bulk_create(
        Person(name=f"Lý An {number}", name_folded=f"ly an {number}", provinces=["79"],
               first_seen_at=AT)
        for number in range(1_100)
    )  # fmt: skip
    Person.objects.using("owner").create(
        name="An Lý", name_folded="an ly", provinces=["79"], first_seen_at=AT
    )
    with within(people.boundary("79")):
        found = find_persons("ly an")
        assert (found[0].name, found[0].likeness, len(found)) == ("An Lý", 1.0, 50)


def test_only_provinces_that_hold_a_row_now_find_a_person(people):
    an = Person.objects.using("owner").get(name="Nguyễn Văn Ân")
    an.provinces = ["75"]
    an.save(using="owner", update_fields=["provinces"])
    with within(people.boundary("79")):
        assert names(find_persons("Nguyễn Văn Ân 1985")) == []
    with within(Boundary(people.user.pk, ("75", "79"))):
        assert names(find_persons("Nguyễn Văn")) == ["Nguyễn Văn An", "Nguyễn Văn Ân"]
        assert names(find_persons("Nguyễn Văn An 1985")) == ["Nguyễn Văn Ân"]


def test_who_is_equally_like_stands_in_vietnamese_order(people):
    for name in ("Bùi Thị Ánh", "Bùi Thị Ân", "Bùi Thị Anh"):
        Person.objects.using("owner").create(
            name=name, name_folded=fold(name), provinces=["79"], first_seen_at=AT
        )
    with within(people.boundary("79")):
        found = names(find_persons("bui thi anh"))
    assert found == ["Bùi Thị Anh", "Bùi Thị Ánh", "Bùi Thị Ân"]


def test_how_much_is_held_is_counted_within_ones_own_provinces(people):
    with within(people.boundary("79")):
        assert held_here() == (4, 0)
    with within(people.boundary("80")):
        assert held_here() == (0, 0)


def test_whom_the_wall_hides_is_not_found(people):
    with within(people.boundary("79")):
        assert names(find_persons("Trần Đình Phúc")) == []
    with within(people.boundary("75")):
        assert names(find_persons("Trần Đình Phúc")) == ["Trần Đình Phúc"]
    assert find_persons("Nguyễn Văn An") == ()


def test_the_keys_of_names_cannot_be_read_past_the_wall(people):
    with within(people.boundary("79")), connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('registry_personword', 'SELECT')")
        assert cursor.fetchone() == (False,)


def test_the_holder_of_a_licence_number_comes_first(people):
    submission = Submission.objects.using("owner").create(
        organisation=people.department("79"), province="79", handed_in_by=people.user,
        handed_in_at=AT,
    )  # fmt: skip
    source = SourceFile.objects.using("owner").create(
        submission=submission, province="79", name="a.xlsx", sha256="a" * 64, size=1, content=b"a"
    )
    holder = Person.objects.using("owner").get(name="Lê Thị Hồng Gấm")
    Registration.objects.using("owner").create(
        file=source, index=0, province="79", person=holder, name=holder.name, name_folded="",
        licence_serial=1234, licence_issuer="HCM", licence_type="CCHN", known_from=AT,
    )  # fmt: skip
    with within(people.boundary("79")):
        for typed in (
            "001234/HCM-CCHN", "1234", "Số 001234/HCM-CCHN", "cchn 1234", "1234/HCM", "Gấm 001234",
        ):  # fmt: skip
            (found,) = find_persons(typed)
            assert (found.name, found.exact) == ("Lê Thị Hồng Gấm", True)
        assert find_persons("001234/BĐ-CCHN") == ()
        # A number in a facility's name, or of its operating licence, is nobody's licence.
        for typed in ("pk dai phuoc 1234", "phòng khám số 1234", "001234/HCM-GPHĐ"):
            assert find_persons(typed) == ()


@pytest.mark.parametrize(
    "typed",
    [
        "Chợ Rẫy",
        "bv cho ray",
        "benh vien cho rẩy",
        "00012/BYT",
        "ray cho",
        "cho r",
        "bv chợ rãi",
        "bv choray",
    ],
)
def test_a_place_is_found_by_a_part_of_its_name_or_its_licence(people, typed):
    for number, name in ((12, "Bệnh viện Chợ Rẫy"), (13, "Phòng khám Sao Mai")):
        Facility.objects.using("owner").create(
            province="79", key=f"000{number}", name=name, name_folded=fold(name),
            operating_licence=f"000{number}/BYT-GPHĐ",
        )  # fmt: skip
    with within(people.boundary("75")):
        assert names(find_facilities(typed))[0] == "Bệnh viện Chợ Rẫy"


def test_a_facility_that_bears_every_word_typed_goes_before_the_likest_and_before_persons(people):
    for number, name in (
        (19, "Phòng khám 19 Đại Phước"),
        (20, "Nha khoa Phước Đại Nan"),
        (21, "Phòng khám Văn An"),
        (22, "Phòng khám Nam Long Đại Hòa Phước"),
    ):
        Facility.objects.using("owner").create(
            province="79", key=f"000{number}", name=name, name_folded=fold(name),
        )  # fmt: skip
    for name in ("Phạm Đại Phước", "Đại Phước"):
        Person.objects.using("owner").create(
            name=name, name_folded=fold(name), provinces=["79"], first_seen_at=AT
        )
    with within(people.boundary("79")):
        for typed, first in (
            ("dai phuoc 19", True),  # nobody is called 19
            ("pk đại phước", True),
            ("van an", True),  # a part of names alone
            ("dai phuoc", False),  # somebody's whole name
            ("an", False),  # one word alone
            ("nguyen van an 1985", False),
            ("dai phuoc 18", False),
        ):
            persons = find_persons(typed)
            places = find_facilities(typed, as_typed=bool(persons))
            assert facility_is_meant(typed, persons, places) is first, typed
        places = find_facilities("phuoc dai nam")
        assert places[0].likeness < places[1].likeness
        assert [(one.name, one.whole) for one in places] == [
            ("Phòng khám Nam Long Đại Hòa Phước", True),
            ("Nha khoa Phước Đại Nan", False),
        ]
