"""A file of series: what is usable goes in whole, what is wrong is named with its row."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.surveillance.columns.series import SeriesBlock
from lieny.surveillance.intake.series_file import SeriesUnusable, open_series
from lieny.surveillance.intake.series_problem import WORDING, SeriesProblem, SeriesProblemCode
from lieny.ui.dates import Language

HEADING = "unit,t,epoch,observed,population\n"


def read(
    path: Path, *, dated: bool = False, size: int = 100
) -> tuple[list[SeriesBlock], tuple[SeriesProblem, ...]]:
    with open_series(path, dated=dated) as series:
        return list(series.blocks(size)), series.problems


def written(folder: Path, text: str, name: str = "series.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_in_any_order_become_grids_in_the_order_of_first_appearance(tmp_path: Path):
    path = written(
        tmp_path, HEADING + "Xã Bình An,2,8,4,100\nA,1,1,0,\nXã Bình An,1,1,3,90\nA,2,8,,\n"
    )
    (block,), problems = read(path)
    assert problems == ()
    assert block.units == ("Xã Bình An", "A")
    assert block.grid.epoch.tolist() == [1, 8]
    np.testing.assert_array_equal(block.observed, [[3, 0], [4, np.nan]])
    assert block.population is not None
    np.testing.assert_array_equal(block.population, [[90, np.nan], [100, np.nan]])


def test_semicolons_a_byte_order_mark_and_written_dates_are_read(tmp_path: Path):
    path = written(tmp_path, "\ufeffUnit;T;Epoch;Observed\nA;1;2024-01-01;5\nA;2;2024-01-08;6\n")
    (block,), _ = read(path, dated=True)
    assert block.grid.epoch.tolist() == [19723, 19730]
    assert block.population is None


def test_parquet_gives_what_csv_gives(tmp_path: Path):
    rows = {"unit": ["A", "A", "B", "B"], "t": [1, 2, 1, 2], "epoch": [1, 2, 1, 2]}
    table = pa.table({**rows, "observed": [1.0, None, 3.0, 4.0]})
    pyarrow.parquet.write_table(table, tmp_path / "series.parquet")
    (block,), problems = read(tmp_path / "series.parquet")
    assert problems == ()
    np.testing.assert_array_equal(block.observed, [[1, 3], [np.nan, 4]])


GOOD = "good,1,1,1,\ngood,2,2,2,\ngood,3,3,3,\n"


@pytest.mark.parametrize(
    ("rows", "code", "row", "column", "said"),
    [
        ("x,1,1,năm,\nx,2,2,1,\nx,3,3,1,\n", "not-a-count", 5, "observed", "“năm”"),
        ("x,1,1,inf,\nx,2,2,1,\nx,3,3,1,\n", "not-a-count", 5, "observed", "“inf”"),
        ("x,1,1,0,\nx,2,2,-1,\nx,3,3,1,\n", "negative-count", 6, "observed", "-1"),
        ("x,1,1,0,\nx,1,1,0,\nx,2,2,1,\nx,3,3,1,\n", "duplicate-time", 6, "t", "t = 1"),
        ("x,1,1,0,\nx,3,3,0,\n", "gap", 6, None, "t = 2"),
        ("x,1.5,1,0,\n", "not-a-time", 5, "t", "“1.5”"),
        ("x,0,1,0,\n", "not-a-time", 5, "t", "“0”"),
        ("x,1,tuần 1,0,\n", "not-an-epoch", 5, "epoch", "“tuần 1”"),
        ("x,1,1,0,-5\n", "not-a-population", 5, "population", "“-5”"),
    ],
)
def test_a_faulty_unit_is_named_and_left_out_and_the_others_go_in(  # noqa: PLR0917 - one argument a thing that is said
    tmp_path: Path, rows: str, code: str, row: int, column: str | None, said: str
):
    path = written(tmp_path, HEADING + GOOD + rows)
    with open_series(path, dated=False) as series:
        assert series.units == ("good",)
        assert series.refused == 1
        (problem,) = series.problems
    assert (problem.code, problem.unit, problem.row) == (SeriesProblemCode(code), "x", row)
    assert problem.column == column
    assert problem.refuses
    assert said in problem.explain(Language.VI)
    assert said in problem.explain(Language.EN)
    assert f"dòng {row}" in problem.explain(Language.VI)


def test_a_unit_on_another_calendar_is_left_out(tmp_path: Path):
    path = written(tmp_path, HEADING + GOOD + "b,1,1,0,\nb,2,2,0,\nb,3,3,1,\nx,1,1,0,\nx,2,9,0,\n")
    _, problems = read(path)
    assert [(each.code, each.unit) for each in problems] == [
        (SeriesProblemCode.EPOCH_DISAGREES, "x")
    ]


def test_a_unit_that_begins_late_or_ends_early_goes_in_with_missing_weeks(tmp_path: Path):
    path = written(tmp_path, HEADING + GOOD + "late,3,3,7,\nearly,1,1,8,\n")
    (block,), problems = read(path)
    np.testing.assert_array_equal(block.observed[:, 1], [np.nan, np.nan, 7])
    np.testing.assert_array_equal(block.observed[:, 2], [8, np.nan, np.nan])
    assert [(each.code, each.unit, each.refuses) for each in problems] == [
        (SeriesProblemCode.ENDS_EARLY, "early", False)
    ]


def test_a_lost_week_of_all_units_is_said(tmp_path: Path):
    path = written(tmp_path, "unit,t,epoch,observed\nA,1,0,1\nA,2,7,1\nA,3,21,1\nA,4,28,1\n")
    assert [each.code for each in read(path, dated=True)[1]] == [SeriesProblemCode.UNEVEN_DAYS]
    assert read(path, dated=False)[1] == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("unit,t,epoch\nA,1,1\n", SeriesProblemCode.MISSING_COLUMN),
        ("unit,t,epoch,observed\n", SeriesProblemCode.EMPTY),
        ("unit,t,epoch,observed\nA,1,1,x\n", SeriesProblemCode.NOT_A_COUNT),
        ("unit,t,epoch,observed\nA,1,5,1\nA,2,4,1\n", SeriesProblemCode.EPOCH_FALLS),
    ],
)
def test_a_file_without_a_usable_series_is_refused_with_the_reason(
    tmp_path: Path, text: str, code: SeriesProblemCode
):
    with pytest.raises(SeriesUnusable) as refused:
        read(written(tmp_path, text))
    assert refused.value.problems[-1].code is code
    assert len(list(refused.value.explain(Language.VI))) == 2


def test_a_file_in_another_encoding_is_refused_without_quoting_it(tmp_path: Path):
    path = tmp_path / "series.csv"
    path.write_bytes("unit,t,epoch,observed\nXã é,1,1,3\n".encode("latin-1", "replace"))
    with pytest.raises(SeriesUnusable) as refused:
        read(path)
    said = " ".join(refused.value.explain(Language.EN))
    assert "UTF-8" in said
    assert "line 2" in said


def test_every_problem_is_worded_in_both_languages():
    assert set(WORDING) == set(SeriesProblemCode)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 9), st.integers(1, 5))
def test_blocks_of_any_size_hold_the_same_series(size: int, units: int):
    import tempfile  # noqa: PLC0415 - hypothesis and tmp_path do not mix

    rows = "".join(f"u{unit},{t},{t},{unit * t},\n" for unit in range(units) for t in (1, 2, 3))
    with tempfile.TemporaryDirectory() as folder:
        blocks, _ = read(written(Path(folder), HEADING + rows), size=size)
    assert sum((block.units for block in blocks), ()) == tuple(f"u{n}" for n in range(units))
    together = np.concatenate([block.observed for block in blocks], axis=1)
    np.testing.assert_array_equal(together, np.outer([1, 2, 3], np.arange(units)))
