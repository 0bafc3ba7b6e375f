"""Rows that mean one facility become one; rows that only look alike stay apart."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.registry.columns.tables import FACILITIES
from lieny.registry.engine.facilities import ENTITIES, FacilityLinks, link_facilities
from lieny.vocabulary.text import fold

Row = dict[str, object]

AS_OF = date(2026, 11, 1)
SAI_GON, TAN_DINH, DI_AN = "26740", "26737", "25942"  # communes of TP. Hồ Chí Minh since the merger
TAM_DUC = "Phòng khám đa khoa Tâm Đức"


def facilities(rows: list[Row]) -> pa.Table:
    """Fill in what a row leaves out: it is the n-th row of file 0, from a list."""
    filled = []
    for number, row in enumerate(rows, 1):
        full: Row = dict.fromkeys(FACILITIES.names)
        full |= {"file": 0, "table": 0, "row": number, "source": "list"} | row
        for text in ("name", "address"):
            given_text = full[text]
            full[f"{text}_folded"] = fold(given_text) if isinstance(given_text, str) else None
        filled.append(full)
    return pa.table([_column(filled, field) for field in FACILITIES], schema=FACILITIES)


def _column(rows: list[Row], field: pa.Field) -> pa.Array:
    values = [row[field.name] for row in rows]
    if pa.types.is_dictionary(field.type):
        return pa.array(values, field.type.value_type).dictionary_encode()
    return pa.array(values, field.type)


def linked(
    *rows: Row, as_of: date = AS_OF, files: tuple[str | None, ...] = ("79",)
) -> FacilityLinks:
    return link_facilities(facilities(list(rows)), as_of=as_of, file_provinces=files)


def groups(*rows: Row, files: tuple[str | None, ...] = ("79",)) -> list[int]:
    return linked(*rows, files=files).entity.tolist()


def licence(serial: int, issuer: str | None = "HCM") -> Row:
    return {"licence_serial": serial, "licence_issuer": issuer}


# What joins


def test_the_same_facility_with_its_full_and_its_bare_number_is_one() -> None:
    both = linked(
        {"name": TAM_DUC, "raw_licence": "01111", **licence(1111, None)},
        {"name": "PKĐK TÂM ĐỨC", "raw_licence": "01111/HCM-GPHĐ", **licence(1111)},
    )
    assert both.entity.tolist() == [0, 0]
    assert both.entities["operating_licence"].to_pylist() == ["01111/HCM-GPHĐ"]


def test_a_bare_number_does_not_join_another_name() -> None:
    rows = {"name": TAM_DUC, **licence(1111)}, {"name": "Nha khoa Kim", **licence(1111, None)}
    assert groups(*rows) == [0, 1]


def test_a_bare_number_that_two_issuers_of_the_province_gave_stays_open() -> None:
    assert groups(
        {"name": TAM_DUC, "commune_given": SAI_GON, **licence(12)},
        {"name": TAM_DUC, "commune_given": DI_AN, **licence(12, "BD")},
        {"name": TAM_DUC, **licence(12, None)},
    ) == [0, 1, 2]


def test_the_same_operating_licence_is_one_place_under_any_spelling_of_the_name() -> None:
    rows = (
        {"name": "TTYT TP Dĩ An", **licence(7, "BD")},
        {"name": "Bệnh viện Dĩ An", **licence(7, "BD")},
    )
    assert groups(*rows) == [0, 0]


@pytest.mark.parametrize("code", ["79010", "8930001234567"])
def test_the_same_facility_code_is_one_place(code: str) -> None:
    rows = {"name": "Bệnh viện Quận 1", "code": code}, {"name": "BV Sài Gòn", "code": code}
    assert groups(*rows) == [0, 0]


@pytest.mark.parametrize(
    ("_case", "a", "b"),
    [
        ("abbreviated", "Phòng khám đa khoa Tâm Đức", "PKĐK TÂM ĐỨC"),
        ("owner said", TAM_DUC, "PKĐK Tâm Đức thuộc Công ty TNHH Y tế Tâm Đức"),
        ("y and i", "Phòng khám Bác sĩ Mỹ", "PK BS. Mĩ"),
        ("branch number", "Nha khoa Kim - CN 2", "Nha khoa Kim – Chi nhánh số 02"),
        ("roman branch", "Nha khoa Kim cơ sở II", "NHA KHOA KIM CƠ SỞ 2"),
        ("station of an upgraded commune", "Trạm y tế xã Dĩ An", "TYT Phường Dĩ An"),
    ],
)
def test_writings_of_one_name_in_one_commune_are_one(_case: str, a: str, b: str) -> None:
    assert groups({"name": a, "commune_given": DI_AN}, {"name": b, "commune_given": DI_AN}) == [
        0,
        0,
    ]


def test_one_address_under_its_old_and_its_new_commune_is_one_place() -> None:
    # The old ward Tân Đông Hiệp (25948) was divided between the new wards 25945 and Dĩ An.
    before = {"name": TAM_DUC, "province_given": "74", "commune_given": "25948"}
    since = {"name": TAM_DUC, "province_given": "79", "commune_given": DI_AN}
    assert groups(
        {**before, "address": "Số 5, đường Lê Lợi, P. Tân Đông Hiệp, TP. Dĩ An, Bình Dương"},
        {**since, "address": "5 Lê Lợi, phường Dĩ An, TP.HCM"},
    ) == [0, 0]


def test_a_divided_commune_says_too_little_to_choose_between_two_places_of_the_name() -> None:
    before = {"name": TAM_DUC, "province_given": "74", "commune_given": "25948"}
    since = {"name": TAM_DUC, "province_given": "79", "commune_given": DI_AN}
    other = {"name": TAM_DUC, "province_given": "79", "commune_given": "25945"}
    assert groups(before, before, since) == [0, 0, 0]
    assert groups(before, before, since, other) == [0, 0, 1, 2]


def test_an_old_and_a_new_operating_licence_of_one_place_are_one() -> None:
    rows = [
        {"name": TAM_DUC, "commune_given": SAI_GON, **licence(100)},
        {"name": TAM_DUC, "commune_given": SAI_GON, **licence(9200)},
    ]
    assert groups(*rows) == [0, 0]


def test_a_number_of_binh_duong_reprinted_by_the_city_is_a_new_name_not_a_new_place() -> None:
    old = {"name": TAM_DUC, "commune_given": DI_AN, "province_given": "74", **licence(12, "BD")}
    new = {"name": TAM_DUC, "commune_given": DI_AN, "province_given": "79", **licence(12, "HCM")}
    assert groups(old, new) == [0, 0]


def test_a_renamed_facility_with_a_reprinted_number_at_one_address_is_one() -> None:
    at = {"address": "500 Đại lộ Độc Lập, P. Dĩ An"}
    old = {"name": "Phòng khám Sóng Thần", "province_given": "74", **licence(12, "BD"), **at}
    new = {"name": "Phòng khám Độc Lập", "province_given": "79", **licence(12, "HCM"), **at}
    assert groups(old, new) == [0, 0]


def test_a_list_that_does_not_say_where_joins_the_only_place_of_the_name() -> None:
    known = {"name": TAM_DUC, "commune_given": SAI_GON, "source": "register", **licence(1111)}
    assert groups(known, {"name": "PKĐK Tâm Đức"}) == [0, 0]
    assert groups(known, {"name": "PKĐK Tâm Đức", "file": 1}, files=("79", None)) == [0, 0]


def test_a_file_that_repeats_a_facility_in_the_same_words_means_one() -> None:
    assert groups(
        {"name": TAM_DUC, "commune_given": SAI_GON},
        {"name": TAM_DUC, "commune_given": TAN_DINH},
        {"name": TAM_DUC},
        {"name": TAM_DUC},
    ) == [0, 1, 2, 2]


def test_a_code_whose_rows_differ_in_everything_proves_only_the_same_name() -> None:
    code = {"code": "79010"}
    rows = [
        {"name": "Bệnh viện Sài Gòn", "commune_given": SAI_GON, **licence(1), **code},
        {"name": "Phòng khám Tân Định", "commune_given": TAN_DINH, **licence(2), **code},
        {"name": "BV Sài Gòn", **code},
    ]
    assert groups(*rows) == [0, 1, 0]
    renamed = {"name": "Bệnh viện Bến Nghé", "commune_given": SAI_GON, **licence(2), **code}
    assert groups(rows[0], renamed) == [0, 0]


# What stays apart


def test_the_same_number_of_two_issuers_is_two_places() -> None:
    rows = {"name": TAM_DUC, **licence(12, "BD")}, {"name": "Nha khoa Kim", **licence(12, "HCM")}
    assert groups(*rows) == [0, 1]


def test_binh_duong_is_not_binh_dinh() -> None:
    rows = {"name": None, **licence(12, "BD")}, {"name": None, **licence(12, "BĐ")}
    assert groups(*rows) == [0, 1]


@pytest.mark.parametrize(
    ("_case", "a", "b"),
    [
        ("branch and head", "Nha khoa Kim", "Nha khoa Kim - CN 2"),
        ("two branches", "Nha khoa Kim - CN 2", "Nha khoa Kim - CN 3"),
        ("hospital and clinic", "Bệnh viện Tâm Đức", "Phòng khám Tâm Đức"),
        ("health centre and station", "TTYT Dĩ An", "Trạm y tế Dĩ An"),
    ],
)
def test_names_that_differ_in_what_matters_are_two(_case: str, a: str, b: str) -> None:
    assert groups({"name": a, "commune_given": DI_AN}, {"name": b, "commune_given": DI_AN}) == [
        0,
        1,
    ]


def test_branches_of_one_name_with_addresses_and_licences_of_their_own_are_two() -> None:
    first = {"name": "Nha khoa Kim", "commune_given": SAI_GON, "address": "5 Lê Lợi", **licence(1)}
    other = {"name": "Nha khoa Kim", "commune_given": SAI_GON, "address": "9 Lê Lai", **licence(2)}
    assert groups(first, other) == [0, 1]


def test_the_same_name_in_two_communes_or_provinces_is_two() -> None:
    assert groups(
        {"name": TAM_DUC, "commune_given": SAI_GON},
        {"name": TAM_DUC, "commune_given": TAN_DINH},
        {"name": TAM_DUC, "province_given": "75", "commune_given": "26041"},
    ) == [0, 1, 2]


def test_the_same_name_in_two_provinces_without_addresses_is_two() -> None:
    rows = {"name": TAM_DUC, "province_given": "75"}, {"name": TAM_DUC, "province_given": "80"}
    assert groups(*rows) == [0, 1]


def test_a_list_that_does_not_say_where_joins_none_of_two() -> None:
    assert groups(
        {"name": TAM_DUC, "commune_given": SAI_GON},
        {"name": TAM_DUC, "commune_given": TAN_DINH},
        {"name": TAM_DUC, "file": 1},
        files=("79", "79"),
    ) == [0, 1, 2]


def test_a_list_with_another_number_does_not_join_the_only_place_of_the_name() -> None:
    known = {"name": TAM_DUC, "commune_given": SAI_GON, **licence(1111)}
    assert groups(known, {"name": TAM_DUC, **licence(2222)}) == [0, 1]


def test_a_name_that_borrows_words_of_a_specialty_is_a_name_all_the_same() -> None:
    for name in ("Phòng khám đa khoa Hồng Phúc", "Phòng khám Tâm Phúc"):
        address = "139 Nguyễn Trãi, TP. Vũng Tàu"
        listed = {"name": name, "address": address, "province_given": "79"}
        known = {**listed, **licence(150, "BRVT"), "commune_given": SAI_GON}
        assert groups(known, {**listed, "file": 1}, files=("79", "79")) == [0, 0]
    for name in ("Phòng khám Tai Mũi Họng", "Phòng khám Phục hồi chức năng"):
        rows = [{"name": name, "province_given": "79", "file": n} for n in (0, 1)]
        assert groups(*rows, files=("79", "79")) == [0, 1]


def test_a_name_that_only_says_what_is_done_there_joins_nothing_by_itself() -> None:
    rows = [
        {"name": "Phòng khám Nội tổng hợp", "commune_given": SAI_GON, "file": n} for n in (0, 1)
    ]
    assert groups(*rows, files=("79", "79")) == [0, 1]
    at = [{**row, "address": "12 Lê Lợi"} for row in rows]
    assert groups(*at, files=("79", "79")) == [0, 0]


def test_blank_names_never_join() -> None:
    assert groups({"name": None}, {"name": None}, {"name": ""}, {"name": "  "}) == [0, 1, 2, 3]


def test_two_rows_of_a_register_with_the_same_words_are_two() -> None:
    row = {"name": "Phòng khám Nội", "source": "register"}
    assert groups(row, row) == [0, 1]


# Which province


@pytest.mark.parametrize(
    ("_case", "row", "file", "as_of", "expected"),
    [
        ("old code today", {"province_given": "74"}, "79", AS_OF, "79"),
        ("old code before", {"province_given": "74"}, "79", date(2025, 6, 30), "74"),
        ("new code before the merger", {"province_given": "79"}, None, date(2025, 6, 30), "79"),
        ("old Tây Ninh", {"province_given": "72"}, None, AS_OF, "80"),
        ("address before issuer", {"province_given": "75", **licence(1, "LA")}, "79", AS_OF, "75"),
        ("issuer before file", licence(1, "LA"), "79", AS_OF, "80"),
        ("issuer before the merger", licence(1, "BP"), "79", date(2025, 6, 30), "70"),
        ("file last", {}, "72", AS_OF, "80"),
        ("a ministry has no province", licence(1, "BYT"), None, AS_OF, None),
        ("a commune that was Bình Dương's", {"province_given": "79", "commune_given": DI_AN}, None,
         date(2025, 6, 30), "74"),
        ("nothing says it", {}, None, AS_OF, None),
    ],
)  # fmt: skip
def test_the_province_comes_from_the_best_witness(
    _case: str, row: Row, file: str | None, as_of: date, expected: str | None
) -> None:
    found = linked({"name": TAM_DUC, **row}, as_of=as_of, files=(file,))
    assert found.entities["province"].to_pylist() == [expected]


def test_the_register_outweighs_many_lists_about_the_province() -> None:
    found = linked(
        {"name": "A", "province_given": "75", **licence(1)},
        {"name": "A", "province_given": "75", **licence(1)},
        {"name": "A", "province_given": "79", "source": "register", **licence(1)},
    )
    assert found.entities["province"].to_pylist() == ["79"]


# What is known


def registered(status: str | None, since: date | None = None, until: date | None = None) -> Row:
    return {
        "source": "register",
        "name": TAM_DUC,
        "commune_given": SAI_GON,
        "status": status,
        "status_from": since,
        "status_until": until,
    }


def standing(*rows: Row, as_of: date = AS_OF) -> tuple[object, object, object, object]:
    found = linked(*rows, as_of=as_of).entities.to_pylist()
    assert len(found) == 1
    fields = ("status", "status_from", "status_until", "operating_licence")
    status, since, until, number = (found[0][field] for field in fields)
    return status, since, until, number


def test_a_place_licensed_anew_after_a_revocation_is_active() -> None:
    assert standing(
        {**registered("revoked", date(2025, 3, 1)), **licence(100)},
        {**registered("active", date(2025, 3, 15)), **licence(9200)},
        {"name": TAM_DUC, "commune_given": SAI_GON, **licence(100)},
    ) == ("active", None, None, "09200/HCM-GPHĐ")


def test_a_revoked_place_stays_revoked_until_the_new_licence_begins() -> None:
    old = {**registered("revoked", date(2025, 3, 1)), **licence(100)}
    new = {**registered("active", date(2025, 6, 15)), **licence(9200)}
    revoked = ("revoked", date(2025, 3, 1), None, "00100/HCM-GPHĐ")
    assert standing(old, new, as_of=date(2025, 6, 14)) == revoked
    assert standing(old, new, as_of=date(2025, 6, 15))[0] == "active"


def test_the_latest_word_on_one_licence_counts() -> None:
    rows = (
        {**registered("active", date(2020, 1, 1)), **licence(100)},
        {**registered("revoked", date(2025, 3, 1)), **licence(100)},
    )
    assert standing(*rows)[:2] == ("revoked", date(2025, 3, 1))
    assert standing(*reversed(rows))[:2] == ("revoked", date(2025, 3, 1))
    undated = {**registered("active"), **licence(100)}
    assert standing(undated, {**registered("revoked"), **licence(100)})[0] == "revoked"


@pytest.mark.parametrize(
    ("_case", "status", "since", "until", "expected"),
    [
        ("begins today", "revoked", AS_OF, None, "revoked"),
        ("begins tomorrow", "revoked", date(2026, 11, 2), None, "active"),
        ("over yesterday", "suspended", date(2026, 1, 1), date(2026, 10, 31), "active"),
        ("last day", "suspended", date(2026, 1, 1), AS_OF, "suspended"),
        ("closed without a day", "closed", None, None, "closed"),
        ("no status", None, None, None, "active"),
    ],
)
def test_a_status_counts_from_its_first_to_its_last_day(
    _case: str, status: str | None, since: date | None, until: date | None, expected: str
) -> None:
    assert standing({**registered(status, since, until), **licence(1)})[0] == expected


def test_a_place_that_no_register_knows_has_no_status() -> None:
    found = linked({"name": TAM_DUC, "status": "active"}).entities.to_pylist()[0]
    assert (found["status"], found["known_to_register"]) == (None, False)


def test_the_register_speaks_for_name_form_hours_and_coordinates() -> None:
    monday = bytes([0, 0, 60, 0])
    found = linked(
        {"name": "PKĐK Tâm Đức", "form": "CLINIC", "longitude": 1.0, "latitude": 2.0, **licence(5)},
        {"name": TAM_DUC, "form": "POLYCLINIC", "longitude": 106.7, "latitude": 10.8,
         "source": "register", **licence(5)},
        {"name": "PKĐK Tâm Đức", "open_hours": monday, **licence(5)},
    ).entities.to_pylist()  # fmt: skip
    assert found == [
        {
            "entity": 0, "name": TAM_DUC, "province": "79", "commune": None, "form": "POLYCLINIC",
            "operating_licence": "00005/HCM-GPHĐ", "status": "active", "status_from": None,
            "status_until": None, "known_to_register": True, "open_hours": monday,
            "longitude": 106.7, "latitude": 10.8, "rows": [1, 0, 2],
        }
    ]  # fmt: skip


def test_coordinates_come_in_pairs() -> None:
    rows = [
        {**licence(5), "longitude": 106.7},
        {**licence(5), "longitude": 106.8, "latitude": 10.9},
    ]
    found = linked(*rows).entities.to_pylist()[0]
    assert (found["longitude"], found["latitude"]) == (106.8, 10.9)


def test_no_rows_give_no_places() -> None:
    none = link_facilities(facilities([]), as_of=AS_OF, file_provinces=[])
    assert (none.entity.tolist(), none.entities.num_rows) == ([], 0)
    assert none.entities.schema == ENTITIES


# Whatever the rows

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(
                ["", TAM_DUC, "PKĐK Tâm Đức", "Nha khoa Kim", "Phòng khám Nội"]
            ),
            "source": st.sampled_from(["list", "register"]),
            "file": st.integers(0, 2),
            "licence_serial": st.sampled_from([None, 1, 2]),
            "licence_issuer": st.sampled_from([None, "HCM", "BD", "ĐNAI"]),
            "code": st.sampled_from([None, None, None, "79010"]),
            "address": st.sampled_from([None, "5 Lê Lợi", "9 Lê Lai, P. Dĩ An", "ấp 3"]),
            "province_given": st.sampled_from([None, "74", "79", "75"]),
            "commune_given": st.sampled_from([None, SAI_GON, DI_AN]),
            "status": st.sampled_from([None, "active", "revoked"]),
            "status_from": st.sampled_from([None, date(2025, 1, 1), date(2027, 1, 1)]),
        }
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, random=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows: list[Row], random: object) -> None:
    numbered = [{**row, "row": number} for number, row in enumerate(rows, 1)]
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    files = ("79", None, "75")
    straight = linked(*numbered, files=files)
    shuffled = linked(*(numbered[i] for i in order), files=files)
    assert [straight.entity[i] for i in order] == shuffled.entity.tolist()
    described = straight.entities.drop_columns(["rows"])
    assert described.equals(shuffled.entities.drop_columns(["rows"]))
    moved = [[order[i] for i in rows] for rows in shuffled.entities["rows"].to_pylist()]
    assert moved == straight.entities["rows"].to_pylist()


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_places_and_rows_agree_and_equal_licences_are_one_place(rows: list[Row]) -> None:
    found = linked(*rows, files=("79", None, "75"))
    places = found.entities["rows"].to_pylist()
    assert sorted(row for place in places for row in place) == list(range(len(rows)))
    assert all(found.entity[row] == n for n, place in enumerate(places) for row in place)
    by_licence: dict[object, set[int]] = {}
    for row, place in zip(rows, found.entity.tolist(), strict=True):
        if row["licence_serial"] and row["licence_issuer"]:
            key = row["licence_serial"], row["licence_issuer"]
            by_licence.setdefault(key, set()).add(place)
    assert all(len(same) == 1 for same in by_licence.values())
