"""Case lists and counts become series; nothing is lost on the way."""

from collections import Counter
from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.surveillance.engine.preparation.calendar import Calendar, date_of
from lieny.surveillance.engine.preparation.faults import SeriesFault
from lieny.surveillance.engine.preparation.reporting import (
    missing_share,
    reporting_between,
    without_report,
)
from lieny.surveillance.engine.preparation.series import Absent, SeriesPlan, series
from lieny.surveillance.engine.preparation.strata import age_groups

MONDAY = date(2026, 6, 1)
WEEKS = SeriesPlan(day="onset", first=MONDAY, last=date(2026, 6, 28), strata=("commune", "sex"))


def table(*rows, names=("onset", "commune", "sex")):
    return pa.table({name: pa.array([row[n] for row in rows]) for n, name in enumerate(names)})


def counts(made):
    return dict(zip(made.panel.units, made.panel.observed.T.tolist(), strict=True))


def test_cases_are_counted_by_week_and_strata_with_explicit_zeros():
    made = series(
        table(
            (date(2026, 6, 1), "A", "F"),
            (date(2026, 6, 7), "A", "F"),
            (date(2026, 6, 8), "A", "M"),
            (date(2026, 6, 28), "B", "F"),
        ),
        WEEKS,
    )
    assert counts(made) == {"A/F": [2, 0, 0, 0], "A/M": [0, 1, 0, 0], "B/F": [0, 0, 0, 1]}
    assert made.keys["commune"].to_pylist() == ["A", "A", "B"]
    assert made.panel.frequency == 52
    assert date_of(made.panel.epoch[0]) == MONDAY


def test_an_unknown_value_is_a_stratum_of_its_own():
    made = series(
        table(
            (date(2026, 6, 1), None, "F"),
            (date(2026, 6, 1), " ", "F"),
            (date(2026, 6, 1), "A", None),
        ),
        WEEKS,
    )
    assert counts(made) == {"A/unknown": [1, 0, 0, 0], "unknown/F": [2, 0, 0, 0]}
    assert made.keys["commune"].to_pylist() == ["A", None]


def test_cases_without_a_day_or_beside_the_days_are_counted_with_their_series():
    made = series(
        table((None, "A", "F"), (date(2026, 5, 31), "A", "F"), (date(2026, 6, 29), "B", "F")),
        WEEKS,
    )
    assert made.keys.select(["unit", "undated", "outside"]).to_pylist() == [
        {"unit": "A/F", "undated": 1.0, "outside": 1.0},
        {"unit": "B/F", "undated": 0.0, "outside": 1.0},
    ]
    assert made.panel.observed.sum() == 0


def test_half_a_week_at_either_end_is_not_made():
    plan = SeriesPlan(day="onset", first=date(2026, 6, 2), last=date(2026, 6, 20))
    made = series(table((date(2026, 6, 3), "A", "F"), (date(2026, 6, 8), "A", "F")), plan)
    assert [date_of(start) for start in made.panel.epoch] == [date(2026, 6, 8)]
    assert made.panel.units == ("*",)
    assert made.panel.observed.tolist() == [[1.0]]
    assert made.keys["outside"].to_pylist() == [1.0]


def test_wanted_series_are_there_without_a_case():
    wanted = pa.table({"sex": ["F", "M"], "commune": ["Z", "A"]})
    made = series(table((date(2026, 6, 1), "A", "F")), WEEKS, wanted=wanted)
    assert counts(made) == {"A/F": [1, 0, 0, 0], "A/M": [0] * 4, "Z/F": [0] * 4}


def test_unknown_numbers_are_unknown_beside_wanted_series_too():
    cases = pa.table(
        {"onset": [MONDAY] * 2, "commune": ["A", "A"], "sex": pa.array([1.0, float("nan")])}
    )
    wanted = pa.table({"commune": ["B"], "sex": ["1"]})
    made = series(cases, WEEKS, wanted=wanted)
    assert made.panel.units == ("A/1", "A/unknown", "B/1")
    assert made.panel.observed.sum(0).tolist() == [1, 1, 0]


def test_timestamps_serve_as_days_but_not_moments_with_a_zone():
    night = datetime(2026, 6, 7, 23, 59)  # noqa: DTZ001
    cases = pa.table(
        {"onset": pa.array([night], pa.timestamp("us")), "commune": ["A"], "sex": ["F"]}
    )
    assert counts(series(cases, WEEKS)) == {"A/F": [1, 0, 0, 0]}
    zoned = cases.set_column(0, "onset", cases["onset"].cast(pa.timestamp("us", "UTC")))
    with pytest.raises(SeriesFault, match="tz=UTC"):
        series(zoned, WEEKS)


def test_no_case_at_all_is_a_series_of_zeros():
    plan = SeriesPlan(day="onset", first=MONDAY, last=date(2026, 6, 28))
    assert series(pa.table({"onset": pa.array([], pa.date32())}), plan).panel.observed.sum() == 0


def test_values_that_hold_a_slash_do_not_run_together():
    made = series(table((MONDAY, "a/b", "c"), (MONDAY, "a", "b/c")), WEEKS)
    assert set(made.panel.units) == {"a\\/b/c", "a/b\\/c"}


def test_dictionaries_numbers_and_texts_serve_as_strata():
    cases = pa.table(
        {
            "onset": ["2026-06-01", "2026-06-02", "2026-06-02"],
            "commune": pa.array(["A", "A", None]).dictionary_encode(),
            "sex": pa.array([1.0, float("nan"), 1.0]),
        }
    )
    assert set(series(cases, WEEKS).panel.units) == {"A/1", "A/unknown", "unknown/1"}


MONTHS = SeriesPlan(
    day="month",
    first=date(2026, 1, 1),
    last=date(2026, 4, 30),
    strata=("place",),
    calendar=Calendar.MONTH,
    count="cases",
)


def test_a_null_count_is_a_missing_report_and_an_absent_row_is_what_the_plan_says():
    told = table(
        (date(2026, 1, 1), "A", 5),
        (date(2026, 2, 15), "A", None),
        (date(2026, 3, 1), "A", 2),
        (date(2026, 3, 9), "A", 3),
        names=("month", "place", "cases"),
    )
    zero = series(told, MONTHS).panel.observed[:, 0]
    assert np.array_equal(zero, [5, np.nan, 5, 0], equal_nan=True)
    gaps = series(told, SeriesPlan(**(_fields(MONTHS) | {"absent": Absent.MISSING})))
    assert np.array_equal(gaps.panel.observed[:, 0], [5, np.nan, 5, np.nan], equal_nan=True)


def _fields(plan):
    return {name: getattr(plan, name) for name in plan.__slots__}


def test_a_missing_report_beside_cases_keeps_the_cases_and_is_counted():
    told = table(
        (date(2026, 1, 1), "A", 5),
        (date(2026, 1, 2), "A", None),
        names=("month", "place", "cases"),
    )
    made = series(told, MONTHS)
    assert made.panel.observed[0, 0] == 5
    assert made.reported_anyway == 1


def made_two():
    return series(table((MONDAY, "A", "F"), (MONDAY, "A", "M"), (MONDAY, "B", "F")), WEEKS)


def test_a_week_without_report_is_missing_for_every_series_of_the_place():
    silent = pa.table({"commune": ["A", "A"], "week": ["2026-06-10", "2026-06-01"]})
    made = without_report(made_two(), silent, "week")
    got = counts(made)
    assert np.array_equal(got["A/F"], [1, np.nan, 0, 0], equal_nan=True)  # week 1 has a case
    assert np.array_equal(got["A/M"], [1, np.nan, 0, 0], equal_nan=True)
    assert got["B/F"] == [1, 0, 0, 0]
    assert made.reported_anyway == 2
    assert missing_share(made)["missing"].to_pylist() == [0.25, 0.25, 0]


def test_a_week_without_any_report_is_missing_everywhere():
    made = without_report(made_two(), pa.table({"week": [date(2026, 6, 15)]}), "week")
    assert np.isnan(made.panel.observed).sum(0).tolist() == [1, 1, 1]


def test_outside_its_days_of_reporting_a_place_is_missing_not_zero():
    reporting = pa.table(
        {
            "commune": ["B", "B"],
            "from": pa.array([date(2026, 6, 1), date(2026, 6, 16)]),
            "to": pa.array([date(2026, 6, 7), None], pa.date32()),
        }
    )
    got = counts(reporting_between(made_two(), reporting, "from", "to"))
    # reported in the first week and from Tuesday of the third on: the third week is not whole
    assert np.array_equal(got["B/F"], [1, np.nan, np.nan, 0], equal_nan=True)
    assert got["A/F"] == [1, 0, 0, 0]


cells = st.one_of(st.none(), st.sampled_from(["A", "B", "a/b", "unknown", ""]))
day = st.one_of(st.none(), st.dates(date(2026, 5, 20), date(2026, 7, 10)))


@settings(deadline=None)
@given(
    st.lists(st.tuples(day, cells, cells), max_size=40),
    st.lists(st.sampled_from(["commune", "sex"]), unique=True),
    st.sampled_from(list(Calendar)),
)
def test_no_case_is_lost_in_any_stratification(rows, strata, calendar):
    cases = pa.table(
        {
            "onset": pa.array([row[0] for row in rows], pa.date32()),
            "commune": pa.array([row[1] for row in rows], pa.string()),
            "sex": pa.array([row[2] for row in rows], pa.string()),
        }
    )
    first, last = date(2026, 6, 1), date(2026, 7, 5)
    plan = SeriesPlan(day="onset", first=first, last=last, strata=tuple(strata), calendar=calendar)
    if not rows and strata:
        with pytest.raises(SeriesFault, match="no row"):
            series(cases, plan)
        return
    made = series(cases, plan)
    beside = [sum(made.keys[name].to_pylist()) for name in ("undated", "outside")]
    assert made.panel.observed.sum() + sum(beside) == len(rows)
    assert beside[0] == sum(row[0] is None for row in rows)
    # once more, row by row
    plain = Counter()
    for _onset, *values in rows:
        named = dict(zip(("commune", "sex"), values, strict=True))
        key = tuple(None if named[n] in {None, "", "unknown"} else named[n] for n in strata)
        plain[key] += 1
    keys = list(zip(*(made.keys[name].to_pylist() for name in strata), strict=True))
    total = made.panel.observed.sum(0) + made.keys["undated"].to_numpy()
    total += made.keys["outside"].to_numpy()
    if strata:
        assert dict(zip(keys, total.tolist(), strict=True)) == plain


def test_days_of_a_month_are_conserved_for_every_calendar():
    days = [date(2024, 2, 26) + timedelta(n) for n in range(7)]  # 29 February among them
    cases = pa.table({"onset": days})
    for calendar in Calendar:
        plan = SeriesPlan(day="onset", first=date(2024, 1, 1), last=date(2024, 3, 31))
        plan = SeriesPlan(**(_fields(plan) | {"calendar": calendar}))
        assert series(cases, plan).panel.observed.sum() == 7


def test_age_groups_take_both_bounds_and_leave_unknown_unknown():
    ages = pa.chunked_array([[0, 0.9, 1, 4, 5, 14.9, 15, 130, None]])
    got = age_groups(ages, (0, 1, 5, 15), "age").to_pylist()
    assert got == ["0", "0", "1-4", "1-4", "5-14", "5-14", "15+", "15+", None]


@pytest.mark.parametrize(
    ("code", "make", "where"),
    [
        ("column-missing", lambda: series(pa.table({"a": [1]}), WEEKS), "onset"),
        (
            "column-twice",
            lambda: series(table((MONDAY, "A", "F")), _with(strata=("sex", "sex"))),
            "sex",
        ),
        (
            "not-a-day",
            lambda: series(table(("2026-06-01", "A", "F"), ("2026-02-30", "A", "F")), WEEKS),
            "onset, 2",
        ),
        ("not-a-day", lambda: series(table((5, "A", "F")), WEEKS), "onset"),
        (
            "not-a-count",
            lambda: series(table((MONDAY, "A", 1.5), names=("month", "place", "cases")), MONTHS),
            "cases, 1",
        ),
        (
            "not-a-count",
            lambda: series(table((MONDAY, "A", -1), names=("month", "place", "cases")), MONTHS),
            "cases, 1",
        ),
        (
            "not-an-age",
            lambda: age_groups(pa.chunked_array([[3, 131]]), (0, 5), "age"),
            "age, 2",
        ),
        ("age-bounds", lambda: age_groups(pa.chunked_array([[3]]), (1, 5), "age"), "age"),
        ("value-reserved", lambda: series(table((MONDAY, "*", "F")), WEEKS), "commune, 1"),
        (
            "days-reversed",
            lambda: series(table((MONDAY, "A", "F")), _with(last=date(2026, 6, 6))),
            "onset",
        ),
    ],
)
def test_what_cannot_be_used_is_said_in_both_languages_with_its_place(code, make, where):
    with pytest.raises(SeriesFault) as caught:
        make()
    assert (caught.value.code, caught.value.where) == (code, where)
    assert caught.value.vietnamese in str(caught.value)
    assert caught.value.english in str(caught.value)
    assert "{" not in str(caught.value)


def _with(**changed):
    return SeriesPlan(**(_fields(WEEKS) | changed))


def test_more_cells_than_memory_holds_are_refused_before_they_are_made():
    cases = pa.table({"onset": [MONDAY] * 5000, "commune": [str(n) for n in range(5000)]})
    plan = SeriesPlan(
        day="onset",
        first=date(1800, 1, 1),
        last=date(2026, 6, 28),
        strata=("commune",),
        calendar=Calendar.DAY,
    )
    with pytest.raises(SeriesFault, match="more than 400,000,000"):
        series(cases, plan)
