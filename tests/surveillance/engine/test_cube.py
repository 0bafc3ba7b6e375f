"""Totals at every level: a parent is the sum of its children."""

from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.surveillance.engine.preparation.cube import cube
from lieny.surveillance.engine.preparation.faults import SeriesFault
from lieny.surveillance.engine.preparation.series import SeriesPlan, series
from lieny.surveillance.engine.preparation.strata import TOTAL

COLUMNS = ("disease", "region", "province", "commune", "sex")
PLACES, SEX = ("region", "province", "commune"), ("sex",)
PLAN = SeriesPlan("onset", date(2026, 6, 1), date(2026, 6, 28), COLUMNS)
HOME = {"a1": ("S", "a"), "a2": ("S", "a"), "b1": ("S", "b"), "c1": ("N", "c")}


def cases(*rows):
    """Rows of (week, disease, commune, sex); the places above are those of the commune."""
    full = [
        (date(2026, 6, 1 + 7 * week), disease, *HOME.get(commune, ("S", "a")), commune, sex)
        for week, disease, commune, sex in rows
    ]
    names = ("onset", *COLUMNS)
    return pa.table({name: pa.array([row[n] for row in full]) for n, name in enumerate(names)})


MADE = series(
    cases(
        (0, "dengue", "a1", "F"),
        (0, "dengue", "a2", "M"),
        (1, "dengue", "b1", "F"),
        (2, "dengue", "c1", "M"),
        (2, "measles", "c1", "M"),
        (3, "dengue", None, "F"),
    ),
    PLAN,
)


def of(made, unit):
    return made.series.panel.observed[:, made.series.panel.units.index(unit)].tolist()


def test_totals_stand_beside_the_series_under_names_with_stars():
    made = cube(MADE, (PLACES, SEX))
    assert made.series.panel.units[:6] == MADE.panel.units
    assert of(made, "dengue/S/a/*/*") == [2, 0, 0, 1]  # the unknown commune belongs to a
    assert of(made, "dengue/S/*/*/F") == [1, 1, 0, 1]
    assert of(made, "dengue/*/*/*/*") == [2, 1, 1, 1]
    assert of(made, "measles/*/*/*/*") == [0, 0, 1, 0]
    levels = dict(zip(made.series.panel.units, made.series.keys["level"].to_pylist(), strict=True))
    assert levels["dengue/S/a/*/*"] == "disease+region+province"
    assert levels["dengue/S/a/a1/F"] == "disease+region+province+commune+sex"


def test_parents_point_one_level_up_in_each_dimension():
    made = cube(MADE, (PLACES, SEX))
    units = made.series.panel.units
    up = {
        unit: [units[p] if p >= 0 else None for p in row]
        for unit, row in zip(units, made.parents.tolist(), strict=True)
    }
    assert up["dengue/S/a/a1/F"] == ["dengue/S/a/*/F", "dengue/S/a/a1/*"]
    assert up["dengue/S/a/*/F"] == ["dengue/S/*/*/F", "dengue/S/a/*/*"]
    assert up["dengue/*/*/*/*"] == [None, None]


def test_without_a_kept_stratum_everything_comes_together():
    made = cube(MADE, (("disease",), PLACES, SEX))
    assert of(made, "*/*/*/*/*") == [2, 1, 2, 1]
    assert made.series.keys["level"].to_pylist()[-1] == "all"


def test_a_parent_of_a_missing_child_is_missing_unless_a_partial_sum_is_asked_for():
    observed = MADE.panel.observed.copy()
    at = MADE.panel.units.index("dengue/S/a/a1/F")
    observed[0, at] = np.nan
    gap = replace(MADE, panel=replace(MADE.panel, observed=observed))
    assert np.isnan(of(cube(gap, (PLACES, SEX)), "dengue/S/a/*/*")[0])
    assert of(cube(gap, (PLACES, SEX)), "dengue/S/a/*/*")[1:] == [0, 0, 1]
    assert of(cube(gap, (PLACES, SEX), partial=True), "dengue/S/a/*/*") == [1, 0, 0, 1]


rows = st.tuples(
    st.integers(0, 3),
    st.sampled_from(["dengue", "measles"]),
    st.sampled_from([*HOME, None]),
    st.sampled_from(["F", "M", None]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(rows, min_size=1, max_size=25))
def test_every_parent_is_the_sum_of_its_children_and_each_level_has_all_cases(drawn):
    made = cube(series(cases(*drawn), PLAN), (PLACES, SEX))
    observed = made.series.panel.observed
    for dimension in range(2):
        parent = made.parents[:, dimension]
        children = np.zeros_like(observed)
        np.add.at(children.T, parent[parent >= 0], observed[:, parent >= 0].T)
        has = np.isin(np.arange(len(parent)), parent)
        assert np.array_equal(children[:, has], observed[:, has])
    level = np.array(made.series.keys["level"].to_pylist())
    for name in set(level.tolist()):
        assert observed[:, level == name].sum() == len(drawn)
    stars = (np.array(made.series.keys["sex"].to_pylist(), dtype=object) == TOTAL).sum()
    assert stars == sum("sex" not in name.split("+") for name in level.tolist())


def test_cases_beside_the_days_are_summed_as_well():
    late = cases((0, "dengue", "a1", "F"), (0, "dengue", "b1", "M"))
    onset = pa.array([None, date(2027, 1, 1)], pa.date32())
    made = cube(series(late.set_column(0, "onset", onset), PLAN), (PLACES, SEX))
    row = made.series.panel.units.index("dengue/*/*/*/*")
    assert made.series.keys["undated"][row].as_py() == 1
    assert made.series.keys["outside"][row].as_py() == 1


def test_a_commune_in_two_provinces_is_refused():
    twice = cases((0, "dengue", "a1", "F"), (0, "dengue", "a1", "F"))
    twice = twice.set_column(3, "province", pa.array(["a", "b"]))
    with pytest.raises(SeriesFault) as caught:
        cube(series(twice, PLAN), (PLACES, SEX))
    assert (caught.value.code, caught.value.given) == ("not-nested", "a1")


def test_a_column_in_two_dimensions_is_refused():
    with pytest.raises(SeriesFault, match="twice"):
        cube(MADE, (SEX, SEX))
