"""Bands of issue dates: clean series raise nothing, forged dates stand out in any order."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from lieny.registry.engine.serial_bands import BANDS, LEAST_NEIGHBOURS, serial_bands

FIRST = date(2012, 3, 1)


def banded(rows):
    """`rows` are (serial, issuer, type, day)."""
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    kinds = (pa.int32(), pa.string(), pa.string(), pa.date32())
    return serial_bands(*(pa.array(c, k) for c, k in zip(columns, kinds, strict=True)))


def outside(rows):
    bands = banded(rows).to_pylist()
    return [
        k
        for k, ((*_, day), band) in enumerate(zip(rows, bands, strict=True))
        if day and band["earliest"] and not band["earliest"] <= day <= band["latest"]
    ]


def series(count, *, step=25, days=0.2, issuer="HCM", kind="CCHN", scatter=0, seed=1):
    rng = np.random.default_rng(seed)
    rows = []
    for k in range(count):
        serial = 1 + k * step
        due = serial // 20 * 20 * days + rng.normal(0, scatter)
        rows.append((serial, issuer, kind, FIRST + timedelta(int(due))))
    return rows


def test_a_real_forgery_stands_out_and_the_true_holder_does_not():
    rows = series(60, step=2)
    true, forged = (50, "HCM", "CCHN", date(2012, 4, 6)), (50, "HCM", "CCHN", date(2024, 10, 12))
    assert outside([*rows, true, forged]) == [61]


def test_a_number_is_judged_without_its_own_date():
    rows = series(40)
    rows[20] = (*rows[20][:3], date(2023, 1, 1))
    assert outside(rows) == [20]
    alone = banded(rows).to_pylist()[20]
    assert alone["neighbours"] == 16
    assert alone["latest"] < date(2014, 6, 1)


@pytest.mark.parametrize("scatter", [0, 40, 200])
@pytest.mark.parametrize("count", [30, 400, 5000])
def test_of_clean_series_not_one_in_a_hundred_is_outside(scatter, count):
    rows = series(count, scatter=scatter, days=4000 / (25 * count))
    assert len(outside(rows)) <= count // 100


def test_a_block_handed_out_half_a_year_late_stays_inside_with_its_neighbours_margin():
    rows = series(400, step=3)
    for k in range(200, 210):
        rows[k] = (*rows[k][:3], rows[k][3] + timedelta(150))
    bands = banded(rows).to_pylist()
    beyond = [(rows[k][3] - bands[k]["latest"]).days for k in range(200, 210)]
    assert max(beyond) <= 90  # the rule allows 180 days beyond the band


def test_a_few_forged_dates_do_not_bend_the_band_of_their_neighbours():
    rows = series(600, step=20)
    for k in (100, 103, 300, 500):
        rows[k] = (*rows[k][:3], date(2024, 6, 1))
    assert outside(rows) == [100, 103, 300, 500]


def test_what_every_sixth_number_of_an_issuer_shows_is_its_habit():
    rows = series(600, step=20)
    late = [(*row[:3], date(2023, 6, 1)) if k % 6 == 0 else row for k, row in enumerate(rows)]
    assert outside(late) == []
    few = [(*row[:3], date(2023, 6, 1)) if k % 60 == 30 else row for k, row in enumerate(rows)]
    assert outside(few) == list(range(30, 600, 60))


def test_an_early_date_on_a_number_beyond_all_known_ones_stands_out():
    assert outside([*series(300), (900_000, "HCM", "CCHN", date(2012, 5, 1))]) == [300]
    assert outside([*series(300), (900_000, "HCM", "CCHN", date(2026, 5, 1))]) == []


def test_issuers_and_types_are_series_of_their_own():
    rows = series(40) + [(s, "BD", k, d + timedelta(4000)) for s, _, k, d in series(40)]
    assert outside(rows) == []
    rows += [(1, "HCM", "GPHN", date(2025, 1, 1))]
    assert banded(rows).to_pylist()[-1] == {"earliest": None, "latest": None, "neighbours": None}


def test_too_few_neighbours_give_no_band():
    assert LEAST_NEIGHBOURS == 6
    assert banded(series(6))["neighbours"].null_count == 6
    assert banded(series(7))["neighbours"].to_pylist() == [6] * 7


def test_rows_that_lack_anything_take_no_part():
    rows = series(30)
    holes = [(None, "HCM", "CCHN", FIRST), (9, None, "CCHN", FIRST), (9, "HCM", None, FIRST),
             (9, "HCM", "CCHN", None)]  # fmt: skip
    bands = banded([*rows, *holes])
    assert bands.slice(0, 30).equals(banded(rows))
    assert bands.slice(30)["earliest"].null_count == 4


def test_nothing_gives_an_empty_table():
    assert banded([]).schema == BANDS
    assert banded([]).num_rows == 0


def test_repeated_and_shuffled_rows_get_the_same_bands():
    rows = series(200, scatter=60)
    order = np.random.default_rng(3).permutation(600)
    thrice = [rows[k % 200] for k in order]
    expected = banded(rows).to_pylist()
    assert banded(thrice).to_pylist() == [expected[k % 200] for k in order]
