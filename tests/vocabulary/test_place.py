"""Provinces and communes on their days, and the way between the two maps."""

from __future__ import annotations

import csv
import importlib.util
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.place import (
    NEW_MAP_FROM,
    OLD_MAP_FROM,
    PassageKind,
    PlaceNotOnMap,
    commune,
    communes_after,
    communes_before,
    district,
    province_on,
    province_successor,
    provinces_on,
)
from lieny.vocabulary.place_table import communes, crosswalk, districts, province_versions

ROOT = Path(__file__).resolve().parents[2]
LAST_OLD_DAY = date(2025, 6, 30)
BEFORE, SINCE = date(2024, 1, 1), date(2026, 11, 1)


# Provinces


def test_there_are_63_provinces_until_30_june_2025_and_34_since() -> None:
    assert [len(provinces_on(day)) for day in (OLD_MAP_FROM, LAST_OLD_DAY)] == [63, 63]
    assert [len(provinces_on(day)) for day in (NEW_MAP_FROM, SINCE)] == [34, 34]
    assert provinces_on(date(2008, 7, 31)) == ()


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("80", LAST_OLD_DAY, "Tỉnh Long An"),
        ("80", NEW_MAP_FROM, "Tỉnh Tây Ninh"),
        ("72", LAST_OLD_DAY, "Tỉnh Tây Ninh"),
        ("52", NEW_MAP_FROM, "Tỉnh Gia Lai"),
        ("79", SINCE, "Thành phố Hồ Chí Minh"),
        ("46", date(2024, 12, 31), "Tỉnh Thừa Thiên Huế"),
        ("46", date(2025, 1, 1), "Thành phố Huế"),
        ("01", SINCE, "Thành phố Hà Nội"),
    ],
)
def test_a_code_names_a_province_only_with_its_day(code: str, day: date, name: str) -> None:
    assert province_on(code, day).full_name == name


@pytest.mark.parametrize(
    ("code", "day"),
    [("74", NEW_MAP_FROM), ("72", SINCE), ("99", SINCE), ("79", date(2008, 7, 31)), ("", SINCE)],
)
def test_a_code_that_is_not_on_the_map_of_the_day_is_refused(code: str, day: date) -> None:
    with pytest.raises(PlaceNotOnMap, match=day.isoformat()):
        province_on(code, day)


def test_code_and_first_day_are_a_key() -> None:
    every = [place.key for places in province_versions().values() for place in places]
    both = communes()
    every += [place.key for place in (*both.old.values(), *both.new.values())]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("code", ["01", "04", "11", "12", "14", "20", "22", "38", "40", "42"])
def test_a_province_that_the_merger_left_alone_stands_once(code: str) -> None:
    assert [place.valid_until for place in province_versions()[code]] == [None]


@pytest.mark.parametrize(
    ("_case", "code", "from_day", "to_day", "expected"),
    [
        ("Bình Dương today", "74", BEFORE, SINCE, "79"),
        ("Bình Dương on the first day", "74", BEFORE, NEW_MAP_FROM, "79"),
        ("Bình Dương on the last day", "74", BEFORE, LAST_OLD_DAY, "74"),
        ("Bà Rịa - Vũng Tàu", "77", BEFORE, SINCE, "79"),
        ("Bình Phước", "70", BEFORE, SINCE, "75"),
        ("old Tây Ninh took Long An's number", "72", BEFORE, SINCE, "80"),
        ("Long An", "80", BEFORE, SINCE, "80"),
        ("new Tây Ninh stays", "80", SINCE, SINCE, "80"),
        ("new Tây Ninh, looking back, was 72", "80", SINCE, BEFORE, "72"),
        ("new Gia Lai, looking back, was 64", "52", SINCE, BEFORE, "64"),
        ("an old number said today of an old day", "74", SINCE, BEFORE, "74"),
        ("the city before the merger stays", "79", SINCE, BEFORE, "79"),
        ("day of the code unknown, before", "80", None, BEFORE, "80"),
        ("day of the code unknown, today", "72", None, SINCE, "80"),
        ("Huế changed only its rank", "46", BEFORE, SINCE, "46"),
    ],
)
def test_successor(
    _case: str, code: str, from_day: date | None, to_day: date, expected: str
) -> None:
    assert province_successor(code, from_day=from_day, to_day=to_day) == expected


def test_a_code_that_never_was_has_no_successor() -> None:
    with pytest.raises(PlaceNotOnMap, match="'03'"):
        province_successor("03", from_day=None, to_day=SINCE)


def test_the_63_provinces_became_the_34() -> None:
    after = Counter(
        province_successor(p.code, from_day=BEFORE, to_day=SINCE) for p in provinces_on(BEFORE)
    )
    assert set(after) == {place.code for place in provinces_on(SINCE)}
    assert sorted(after.values()) == [1] * 11 + [2] * 17 + [3] * 6


CODES = st.sampled_from(sorted(province_versions()))
DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))


@given(code=CODES, from_day=DAYS, to_day=DAYS)
def test_a_successor_stands_on_its_day_and_is_its_own_successor(
    code: str, from_day: date, to_day: date
) -> None:
    there = province_successor(code, from_day=from_day, to_day=to_day)
    assert province_on(there, to_day).code == there
    assert province_successor(there, from_day=to_day, to_day=to_day) == there


# Communes


def test_the_communes_are_10035_and_3321() -> None:
    both = communes()
    assert (len(both.old), len(both.new), len(districts())) == (10_035, 3_321, 696)
    kinds = Counter(place.type for place in both.new.values())
    assert kinds == {"Xã": 2_621, "Phường": 687, "Đặc khu": 13}


@pytest.mark.parametrize(
    ("code", "day", "name", "province"),
    [
        ("26740", SINCE, "Phường Sài Gòn", "79"),
        ("26740", BEFORE, "Phường Bến Nghé", "79"),
        ("25942", SINCE, "Phường Dĩ An", "79"),
        ("25942", BEFORE, "Phường Dĩ An", "74"),
        ("26506", SINCE, "Phường Vũng Tàu", "79"),
        ("26732", SINCE, "Đặc khu Côn Đảo", "79"),
        ("26041", SINCE, "Phường Trấn Biên", "75"),
        ("25210", SINCE, "Phường Đồng Xoài", "75"),
        ("27694", SINCE, "Phường Long An", "80"),
        ("25459", SINCE, "Phường Tân Ninh", "80"),
    ],
)
def test_a_commune_on_its_day(code: str, day: date, name: str, province: str) -> None:
    place = commune(code, day)
    assert (place.full_name, place.province) == (name, province)


@pytest.mark.parametrize(
    ("code", "day"),
    [("26732", BEFORE), ("26269", SINCE), ("26740", date(2008, 7, 31)), ("79", BEFORE)],
)
def test_a_commune_that_is_not_on_the_map_is_refused(code: str, day: date) -> None:
    with pytest.raises(PlaceNotOnMap, match=code):
        commune(code, day)


def test_a_district_is_of_the_old_map() -> None:
    trang_bom = district("737")
    assert (trang_bom.type, trang_bom.name, trang_bom.province) == ("Huyện", "Trảng Bom", "75")
    with pytest.raises(PlaceNotOnMap):
        district("999")


def test_a_divided_commune_gives_its_parts_the_default_first() -> None:
    after = communes_after("27016")
    assert [(place.name, kind) for place, kind in after] == [
        ("Tây Thạnh", PassageKind.PART),
        ("Tân Sơn Nhì", PassageKind.PART),
        ("Bình Hưng Hòa", PassageKind.PART),
    ]
    assert all(place.stands_on(SINCE) for place, _ in after)


def test_a_whole_commune_goes_to_one() -> None:
    assert [(place.code, kind.value) for place, kind in communes_after("25942")] == [
        ("25942", "full")
    ]


def test_a_new_commune_names_what_it_was_made_of() -> None:
    before = communes_before("26740")
    assert [(place.name, kind.value) for place, kind in before] == [
        ("Bến Nghé", "full"),
        ("Đa Kao", "part"),
        ("Nguyễn Thái Bình", "part"),
    ]


def test_an_island_district_had_no_communes() -> None:
    islands = [code for code in communes().new if not communes_before(code)]
    assert sorted(commune(code, SINCE).name for code in islands) == [
        "Bạch Long Vĩ", "Côn Đảo", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn",
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["26732", "99999"])
def test_what_was_no_commune_has_no_passage(code: str) -> None:
    with pytest.raises(PlaceNotOnMap):
        communes_after(code)
    with pytest.raises(PlaceNotOnMap):
        communes_before("26269")


def test_both_directions_hold_the_same_passages() -> None:
    walk = crosswalk()
    onward = {(old, new, kind) for old, goes in walk.after.items() for new, kind in goes}
    back = {(old, new, kind) for new, of in walk.before.items() for old, kind in of}
    assert onward == back
    assert len(onward) == 10_569
    assert set(walk.after) == set(communes().old)


def test_a_passage_stays_inside_the_provinces_that_merged() -> None:
    both = communes()
    for old, goes in crosswalk().after.items():
        now = province_successor(both.old[old].province, from_day=BEFORE, to_day=SINCE)
        assert {both.new[new].province for new, _ in goes} == {now}


def test_a_commune_is_divided_exactly_when_it_goes_to_several() -> None:
    for goes in crosswalk().after.values():
        assert {kind for _, kind in goes} == {
            PassageKind.PART if len(goes) > 1 else PassageKind.FULL
        }


# Against the sources


def test_the_committed_tables_are_what_the_package_gives(tmp_path: Path) -> None:
    if importlib.util.find_spec("vietnamadminunits") is None:
        pytest.skip("vietnamadminunits is not installed")
    spec = importlib.util.spec_from_file_location("build_places", ROOT / "tools/build_places.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    tool.write(tmp_path)
    committed = ROOT / "src/lieny/vocabulary"
    for name in ("places_provinces.csv", "places_districts.csv"):
        assert (tmp_path / name).read_text("utf-8") == (committed / name).read_text("utf-8")
    for name in ("places_communes.parquet", "places_crosswalk.parquet"):
        assert pq.read_table(tmp_path / name).equals(pq.read_table(committed / name))


def test_the_tables_are_small_enough_to_ship() -> None:
    sizes = [path.stat().st_size for path in (ROOT / "src/lieny/vocabulary").glob("places_*")]
    assert len(sizes) == 4
    assert sum(sizes) < 600_000


# Passages in which the package takes a namesake in the same district for the commune meant, or
# leaves a strip of land out, and the statistics office's table says otherwise.
ONLY_OFFICIAL = {("00553", "00562"), ("01615", "01648"), ("02485", "02494"), ("09013", "09817")}
ONLY_OURS = {
    ("00556", "00562"), ("01651", "01648"), ("02482", "02494"), ("06079", "06184"),
    ("23053", "23041"), ("28036", "28087"), ("29902", "29869"), ("29908", "29869"),
}  # fmt: skip


def test_the_passages_agree_with_the_statistics_office() -> None:
    table = ROOT.parent / "shared/data/geo/commune_crosswalk_old_new.csv"
    if not table.exists():
        pytest.skip("the official table is not here")
    with table.open(encoding="utf-8") as rows:
        official = {
            (row["ma_xa_cu"], row["ma_xa_moi"]): row["kieu"]
            for row in csv.DictReader(rows)
            if row["ma_xa_cu"]
        }
    ours = {(old, new): k for old, goes in crosswalk().after.items() for new, k in goes}
    assert len(official) == 10_565
    assert len(ours.keys() & official.keys()) == 10_561
    assert official.keys() - ours.keys() == ONLY_OFFICIAL
    assert ours.keys() - official.keys() == ONLY_OURS
    differ = [
        edge
        for edge in ours.keys() & official.keys()
        if (ours[edge] is PassageKind.FULL) != (official[edge] == "FULL")
    ]
    # Where a namesake was added the true passage looks divided; of two communes the office calls
    # one passage whole although another took a part as well.
    assert len(differ) == 7
    namesakes = {old for old, _ in ONLY_OURS}
    assert {old for old, _ in differ} - namesakes == {"18796", "25822"}
