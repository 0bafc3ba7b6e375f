"""What people say of one column is heard, and every other column is read as it was before."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_sheets import AN, BINH, HEAD, HEADINGS, Page, codes, column, workbook

from lieny.registry.intake.headings import LEFT_OUT, choose, heading_words
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.reading_group import read_group

OFFICIAL = [*HEAD, HEADINGS, AN, BINH, [3, "Phạm Văn Vi", *BINH[2:]]]
FLAT_HEADINGS = [
    *("STT", "Họ và tên", "Số CCHN", "Ngày cấp", "Nơi cấp", "Ngày sinh", "Cơ sở"),
    *("Giấy phép hoạt động", "Thời gian làm việc", "Vị trí chuyên môn", "Ghi chú"),
]
FLAT_ROW = [
    *(1, "Nguyễn Văn An", "000123/HCM-CCHN", "01/02/2015", "Sở Y tế TP.HCM", "12/03/1980"),
    *("Phòng khám Sao Mai", "00777/HCM-GPHĐ", "T2-T6: 17h-20h", "Bác sĩ", "mới"),
]
FLAT = [
    FLAT_HEADINGS,
    *([number, *FLAT_ROW[1:2], f"{number:06}/HCM-CCHN", *FLAT_ROW[3:]] for number in range(1, 5)),
]
SHEETS = {"official": (OFFICIAL, HEADINGS), "flat": (FLAT, FLAT_HEADINGS)}


@pytest.fixture(autouse=True)
def nothing_said():
    yield
    choose({})


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read a sheet with what people said of its headings."""
    folder = tmp_path_factory.mktemp("said")
    for name, (rows, _) in SHEETS.items():
        (folder / f"{name}.xlsx").write_bytes(workbook(Page(rows)))

    def of(name, said):
        choose({heading_words(heading): field for heading, field in said.items()})
        return read_group([(0, folder / f"{name}.xlsx")], Limits())

    return of


def taken(batch):
    """Give the field of each column of the table; the head of a list counts as a table before."""
    told = batch.headings.to_pylist()
    last = max((one["table"] for one in told), default=0)
    return {one["column"]: one["field"] for one in told if one["table"] == last}


def raw(batch, without=()):
    """Give what was read of each row, as it stands in the cells of the other columns."""
    table = batch.registrations
    names = [
        name
        for name in table.column_names
        if name.startswith("raw_") and name.removeprefix("raw_") not in without
    ]
    return table.select(["row", *names]).to_pylist()


@pytest.mark.parametrize("name", SHEETS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_leaving_columns_out_changes_no_other_column(read, name, data):
    headings = SHEETS[name][1]
    out = data.draw(st.sets(st.sampled_from(headings), max_size=len(headings) - 2))
    whole, part = read(name, {}), read(name, dict.fromkeys(out, LEFT_OUT))
    places = {headings.index(heading) + 1 for heading in out}
    before = taken(whole)
    assert taken(part) == {c: field for c, field in before.items() if c not in places}
    assert column(part, "kind", "files") == column(whole, "kind", "files")
    gone = {before[place] for place in places & before.keys()}
    persons = {"name", "licence"} - gone
    if persons:
        assert raw(part, gone) == raw(whole, gone)
    for field in gone & {"name", "licence", "time", "scope", "position"}:
        assert set(part.registrations[f"raw_{field}"].to_pylist()) <= {None}


@pytest.mark.parametrize("heading", HEADINGS)
def test_no_column_left_out_makes_two_tables_of_one(read, heading):
    assert "tables-side-by-side" not in codes(read("official", {heading: LEFT_OUT}))


@pytest.mark.parametrize("name", SHEETS)
def test_a_table_whose_every_column_is_said_away_is_a_table_still(read, name):
    """Whoever said so can take it back: the sheet still has headings to correct."""
    headings = SHEETS[name][1]
    batch = read(name, dict.fromkeys(headings, "note"))
    assert column(batch, "kind", "files") == column(read(name, {}), "kind", "files")


def test_a_heading_of_no_known_words_makes_a_table_when_people_say_what_it_is(read, tmp_path):
    path = tmp_path / "kin.xlsx"
    path.write_bytes(workbook(Page([["Mục một", "Mục hai", "Mục ba"], ["A", "1", "B"]])))
    choose({"muc mot": "name", "muc hai": "licence", "muc ba": "facility_name"})
    said = {1: "name", 2: "licence", 3: "facility_name"}
    assert taken(read_group([(0, path)], Limits())) == said
    choose({})
    assert taken(read_group([(0, path)], Limits())) == {}
