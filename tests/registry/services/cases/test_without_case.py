"""Signs without a case: a line of each person, and one of each place that all its people share."""

import pytest
from case_ground import AT, put
from django.core.paginator import Paginator

from lieny.registry.models import Case, Facility, StoredSign
from lieny.registry.services.cases.inbox import Asked
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.waiting import MOST_LISTED, Waiting, waiting
from lieny.registry.services.cases.without_case import Counted, WithoutCase

SAO_MAI, AN_BINH = "79:00123/HCM-GPHĐ", "79:00777/HCM-GPHĐ"


def listed(ground, asked=None, name="hoa", first=0, end=30):
    asked = asked or Asked()
    with ground.as_(name):
        return waiting(WithoutCase(asked)[first:end], asked)


def counted(ground, asked=None, name="hoa"):
    with ground.as_(name):
        return WithoutCase(asked or Asked()).counted


def told(lines):
    """Each line in short: of a person name, severity and rules; of a place who is there."""
    return [
        (one.subject.name, one.severity, one.subject.rules)
        if isinstance(one, Waiting)
        else (one.name, one.severity, one.people, [person.name for person in one.persons])
        for one in lines
    ]


def missing(ground, name, place=SAO_MAI, provinces=("79",), **values):
    """A person registered at a place that its province's register does not know."""
    person = ground.new_person(name, list(provinces))
    ground.new_sign(
        person, "R09", provinces=("79",), facilities=[place], minutes=None, overlap=None, **values
    )
    return person


@pytest.fixture
def places(ground):
    """Three people of one place and one of another; the first has a sign of another kind too."""
    put(Facility, province="79", key="00777/HCM-GPHĐ", name="Phòng khám An Bình",
        name_folded="phong kham an binh")  # fmt: skip
    people = [missing(ground, name) for name in ("Ung Văn Gi", "Đỗ Đê", "Ân Thị Ca")]
    people.append(missing(ground, "Lê Văn Bê", AN_BINH, severity="critical"))
    ground.new_sign(people[0], "R06", provinces=("79",), severity="critical")
    ground.new_sign(people[0], "R02", provinces=("79",), severity="low")
    return people


def test_signs_are_listed_by_person_the_most_severe_first(ground):
    other = ground.new_person("Ung Văn Gi", ["79"])
    ground.new_sign(other, "R06", provinces=("79",), severity="critical")
    ground.new_sign(other, "R02", provinces=("79",), severity="low")
    low = ground.new_person("Đỗ Đê", ["79"])
    ground.new_sign(low, "R02", provinces=("79",), severity="low")
    with ground.as_("hoa"):
        open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)
    lines = listed(ground)
    assert told(lines) == [
        ("Ung Văn Gi", "critical", ("R06", "R02")), ("Đỗ Đê", "low", ("R02",)),
    ]  # fmt: skip
    assert [(one.person.pk, one.signs, one.place) for one in lines] == [
        (other.pk, 2, ""), (low.pk, 1, ""),
    ]  # fmt: skip
    assert told(listed(ground, Asked(rule="R02", words="đê"))) == [("Đỗ Đê", "low", ("R02",))]
    assert listed(ground, name="tay") == []


def test_people_of_one_place_are_one_line_and_their_other_signs_stay(ground, places):
    lines = listed(ground)
    assert told(lines) == [
        ("Ung Văn Gi", "critical", ("R06", "R02")),
        ("Lê Văn Bê", "critical", ("R09",)),  # the only one there: nothing to fold
        ("Nguyễn Văn An", "high", ("R01",)),
        ("Phòng khám Sao Mai", "high", 3, ["Ân Thị Ca", "Đỗ Đê", "Ung Văn Gi"]),
    ]
    assert [one.place for one in lines] == ["", "Phòng khám An Bình", "", SAO_MAI]
    assert lines[1].person.pk == places[3].pk
    assert (lines[1].subject.provinces, lines[3].province) == (("79",), "79")
    assert (lines[3].unlisted, lines[3].unknown) == (0, 0)
    assert counted(ground) == Counted(people=3, places=1)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(severity="critical"), ["Ung Văn Gi", "Lê Văn Bê"]),
        (Asked(severity="high"), ["Nguyễn Văn An", "Phòng khám Sao Mai"]),
        (Asked(rule="R09"), ["Lê Văn Bê", "Phòng khám Sao Mai"]),
        (Asked(rule="R01"), ["Nguyễn Văn An"]),
        (Asked(province="75"), ["Nguyễn Văn An"]),
        (Asked(words="bê"), ["Lê Văn Bê"]),
        (Asked(place=SAO_MAI), ["Ung Văn Gi", "Đỗ Đê", "Ân Thị Ca"]),
        (Asked(place=SAO_MAI, words="ca"), ["Ân Thị Ca"]),
        (Asked(place="79:không có"), []),
    ],
)
def test_filters_narrow_lines_of_both_kinds_and_count_what_is_listed(
    ground, places, asked, expected
):
    lines = listed(ground, asked)
    assert [one.subject.name if isinstance(one, Waiting) else one.name for one in lines] == expected
    assert sum(counted(ground, asked)) == len(expected)


def test_pages_are_of_lines_and_each_line_stands_on_one(ground, places):
    for number in range(4):
        missing(ground, f"Người {number}")
    whole = told(listed(ground))
    assert whole[3][2] == 7
    with ground.as_("hoa"):
        pages = Paginator(WithoutCase(Asked()), 3)
        assert (pages.count, pages.num_pages) == (4, 2)
        seen = [told(waiting(pages.page(number), Asked())) for number in (1, 2)]
    assert seen == [whole[:3], whole[3:]]


def test_who_has_a_case_is_no_more_counted_at_the_place(ground, places):
    with ground.as_("hoa"):
        open_case(places[1].pk, by=ground.users["hoa"].pk, at=AT)
    assert told(listed(ground, Asked(rule="R09")))[1] == (
        "Phòng khám Sao Mai", "high", 2, ["Ân Thị Ca", "Ung Văn Gi"],
    )  # fmt: skip
    ground.end(StoredSign.objects.using("owner").get(person=places[2], rule="R09"))
    assert told(listed(ground, Asked(rule="R09"))) == [
        ("Lê Văn Bê", "critical", ("R09",)), ("Ung Văn Gi", "high", ("R09",)),
    ]  # fmt: skip
    assert Case.objects.using("owner").count() == 1


def test_whom_the_reader_may_not_know_is_counted_and_listed_without_a_name(ground):
    """Persons of 75 with signs that concern 79: the list is as long as the number at the tab."""
    hidden = ground.new_person("KÍN-ĐÁO", ["75"])
    ground.new_sign(hidden, "R11", provinces=("75", "79"), severity="critical")
    missing(ground, "KÍN-ĐÁO một", provinces=("75",))
    missing(ground, "Đỗ Đê")
    missing(ground, "KÍN-ĐÁO hai", AN_BINH, provinces=("75",))
    lines = listed(ground)
    assert told(lines) == [
        ("", "critical", ("R11",)),
        ("Nguyễn Văn An", "high", ("R01",)),
        ("Phòng khám Sao Mai", "high", 2, ["Đỗ Đê"]),
        ("", "high", ("R09",)),
    ]
    assert [one.person for one in (lines[0], lines[3])] == [None, None]
    assert (lines[2].unknown, lines[2].unlisted) == (1, 0)
    assert lines[3].place == ""  # no place is known by that key
    assert sum(counted(ground)) == len(lines)


def test_of_a_large_place_the_first_are_listed_and_all_are_found_by_asking_for_it(ground):
    many = MOST_LISTED + 7
    for number in range(many):
        missing(ground, f"Người {number:03}")
    (line,) = listed(ground, Asked(rule="R09"))
    assert [one.name for one in line.persons] == [f"Người {n:03}" for n in range(MOST_LISTED)]
    assert (line.people, line.unlisted, line.unknown) == (many, 7, 0)
    whole = listed(ground, Asked(place=SAO_MAI), end=100)
    assert [one.subject.name for one in whole] == [f"Người {n:03}" for n in range(many)]
    assert counted(ground, Asked(place=SAO_MAI)) == Counted(people=many, places=0)


def test_a_sign_that_names_no_place_is_not_lost(ground):
    person = ground.new_person("Đỗ Đê", ["79"])
    ground.new_sign(person, "R09", provinces=("79",), facilities=[])
    (line,) = listed(ground, Asked(rule="R09"))
    assert (line.person.pk, line.place, line.subject.provinces) == (person.pk, "", ())
    other = ground.new_person("Ân Thị Ca", ["79"])
    ground.new_sign(other, "R09", provinces=("79",), facilities=[])
    assert told(listed(ground, Asked(rule="R09"))) == [("", "high", 2, ["Ân Thị Ca", "Đỗ Đê"])]


def test_a_page_asks_the_same_number_of_questions_for_few_lines_as_for_many(
    ground, places, django_assert_num_queries
):
    missing(ground, "Hai ở An Bình", AN_BINH)
    with ground.as_("hoa"):
        lines = list(WithoutCase(Asked())[0:30])
        assert [line.people for line in lines] == [1, 2, 1, 3]
        for page in (lines[:2], lines):
            with django_assert_num_queries(4):
                waiting(page, Asked())
