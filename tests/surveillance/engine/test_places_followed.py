"""Places through the merger of 1 July 2025: who is followed, what breaks, and that sums stay."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from lieny.surveillance.engine.detected import NO_ANSWER, Span, Status
from lieny.surveillance.engine.ears import Ears, ears
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.preparation.breaks import declared_breaks, merger_breaks
from lieny.surveillance.engine.preparation.calendar import Calendar, day_number
from lieny.surveillance.engine.preparation.places import (
    divided_communes,
    follow_communes,
    follow_provinces,
)
from lieny.surveillance.engine.preparation.series import SeriesPlan, series
from lieny.vocabulary.place import commune, communes_after, communes_before, province_on
from lieny.vocabulary.place_table import PassageKind, crosswalk

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)
WHOLE = "00001"  # Phúc Xá went whole to Hồng Hà (00097)
WHOLE_NEW = "25760"  # of today, made of whole communes
DIVIDED = "00007"  # parts to 00008 and 00025


def test_the_examples_are_what_the_crosswalk_says():
    assert [(place.code, kind) for place, kind in communes_after(WHOLE)] == [
        ("00097", PassageKind.FULL)
    ]
    assert {place.code for place, kind in communes_after(DIVIDED)} == {"00008", "00025"}


def test_communes_follow_when_they_went_whole_and_are_unknown_when_divided():
    cases = pa.table(
        {
            "onset": [BEFORE, BEFORE, SINCE, SINCE, BEFORE, None, BEFORE],
            "place": [WHOLE, DIVIDED, "00008", WHOLE, "99999", WHOLE, None],
        }
    )
    got = follow_communes(cases, "place", "onset")
    # 00001 is no code of the new map
    assert got.table["commune"].to_pylist() == ["00097", None, "00008", None, None, None, None]
    assert got.table["province"].to_pylist() == ["01", "01", "01", None, None, None, None]
    assert (got.divided, got.unrecognised, got.unplaced) == (1, 2, 2)
    assert got.table.num_rows == 7


def test_a_province_given_beside_serves_where_the_commune_is_unknown():
    cases = pa.table({"onset": [BEFORE] * 2, "place": [None, WHOLE], "tinh": ["74", "74"]})
    got = follow_communes(cases, "place", "onset", province="tinh")
    assert got.table["province"].to_pylist() == ["79", "01"]


def test_codes_that_a_spreadsheet_made_numbers_of_are_read():
    cases = pa.table({"place": pa.array([1, 7]), "tinh": pa.array([1.0, 74.0])})
    assert follow_communes(cases, "place", BEFORE).table["commune"].to_pylist() == ["00097", None]
    assert follow_provinces(cases, "tinh", BEFORE).table["province"].to_pylist() == ["01", "79"]


def test_old_codes_in_a_new_list_are_read_on_the_map_that_is_named():
    cases = pa.table({"onset": [date(2026, 1, 1)], "place": [WHOLE]})
    assert follow_communes(cases, "place", BEFORE).table["commune"].to_pylist() == ["00097"]


def test_provinces_follow_to_the_one_they_joined_and_80_is_not_80():
    cases = pa.table(
        {"day": [BEFORE, BEFORE, BEFORE, SINCE, SINCE], "p": ["74", "72", "80", "80", "72"]}
    )
    got = follow_provinces(cases, "p", "day")
    # 80 was Long An, which went into the new Tây Ninh (80), as did old Tây Ninh (72)
    assert got.table["province"].to_pylist() == ["79", "80", "80", "80", None]
    assert (got.divided, got.unrecognised, got.unplaced) == (0, 1, 0)
    assert "commune" not in got.table.column_names


def test_every_old_commune_goes_where_the_vocabulary_says():
    after = crosswalk().after
    codes = sorted(after)
    got = follow_communes(pa.table({"place": codes}), "place", BEFORE)
    plain = []
    for code in codes:
        to = communes_after(code)
        plain.append(to[0][0].code if to[0][1] is PassageKind.FULL else None)
    assert got.table["commune"].to_pylist() == plain
    new = [commune(to[0][0], SINCE).province for to in (after[code] for code in codes)]
    assert got.table["province"].to_pylist() == new
    assert (got.divided, got.unrecognised) == (445, 0)


def test_a_commune_breaks_when_it_took_a_part_of_a_divided_one_and_only_then():
    broken = divided_communes()
    assert len(broken) == 418
    for new in {place.code for place in (commune(code, SINCE) for code in broken)} | {WHOLE_NEW}:
        parts = {kind for _, kind in communes_before(new)}
        assert (PassageKind.PART in parts) == (new in broken)


def weekly(cases, strata=("province", "commune")):
    plan = SeriesPlan(day="onset", first=date(2025, 6, 2), last=date(2025, 7, 27), strata=strata)
    return series(cases, plan)


def followed():
    cases = pa.table(
        {
            "onset": [date(2025, 6, 3), date(2025, 6, 3), date(2025, 7, 8), date(2025, 7, 8)],
            "place": [WHOLE, DIVIDED, "00008", WHOLE_NEW],
        }
    )
    return follow_communes(cases, "place", "onset").table


def test_the_sum_of_a_province_is_kept_through_the_merger():
    made = weekly(followed())
    ha_noi = np.array([p == "01" for p in made.keys["province"].to_pylist()])
    assert made.panel.observed[:, ha_noi].sum() == 3
    assert weekly(followed(), ("province",)).panel.observed[:, 0].sum() == 3
    assert province_on("01", SINCE).name == "Hà Nội"


def test_the_break_is_at_the_first_whole_week_after_the_merger():
    made = weekly(followed())
    since = dict(zip(made.keys["commune"].to_pylist(), merger_breaks(made).tolist(), strict=True))
    # weeks from 2 June: that of 30 June holds a day of the old map, that of 7 July is whole
    assert since["00008"] == 6
    assert made.panel.epoch[5] == day_number(date(2025, 7, 7))
    assert since[None] == 6
    assert since[WHOLE_NEW] == 0


def test_provinces_and_panels_of_one_map_have_no_break():
    assert not merger_breaks(weekly(followed(), ("province",))).any()
    plan = SeriesPlan("onset", date(2025, 5, 1), BEFORE, ("commune",), Calendar.MONTH)
    assert not merger_breaks(series(followed(), plan)).any()


def test_a_declared_break_holds_for_the_series_it_names():
    made = weekly(followed())
    named = pa.table({"commune": ["00008", "00008"], "from": [date(2025, 6, 11), date(2025, 6, 4)]})
    since = declared_breaks(made, named, "from")
    at = made.keys["commune"].to_pylist().index("00008")
    assert since[at] == 3  # the later one; the first week wholly after 11 June begins on the 16th
    assert since.sum() == 3
    with pytest.raises(ValueError, match="is missing"):
        declared_breaks(made, pa.table({"x": ["a"], "from": [SINCE]}), "from")


def test_a_panel_that_begins_after_the_merger_has_no_break():
    plan = SeriesPlan("onset", date(2025, 7, 7), date(2025, 7, 27), ("commune",))
    assert not merger_breaks(series(followed(), plan)).any()


def test_the_kernels_take_the_breaks_and_no_baseline_reaches_across_them():
    plan = SeriesPlan("onset", date(2025, 6, 2), date(2025, 9, 28), ("province", "commune"))
    made = series(followed(), plan)
    breaks = merger_breaks(made)
    got = ears(made.panel, Ears(), span=Span(8, 17), mode=Mode.R, breaks=breaks)
    at = made.keys["commune"].to_pylist().index("00008")
    whole = int(np.flatnonzero(breaks == 0)[0])
    # valid from week 6 on: the seven weeks of a baseline are there in week 13
    assert got.status[:, at].tolist() == [Status.BREAK] * 5 + [Status.OK] * 5
    assert got.alarm[:5, at].tolist() == [NO_ANSWER] * 5
    assert got.status[:, whole].tolist() == [Status.OK] * 10
