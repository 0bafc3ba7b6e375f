"""Licence numbers rise with time and are never given twice, however many cells share a series."""

from datetime import date

import pytest

from lieny.node.sample.draw import stream
from lieny.node.sample.serials import BLOCK, Serials, SeriesExhausted

KEY = ("HCM", "CCHN")


def of_cell(cell, cells=3, blocks=4):
    return Serials(cell, cells, date(2026, 11, 1), {KEY: blocks})


def test_cells_never_give_the_same_number():
    random = stream("serials")
    given = []
    for cell in range(3):
        serials = of_cell(cell)
        given += [serials.take(random, *KEY)[0] for _ in range(4 * BLOCK)]
    assert sorted(given) == list(range(1, 3 * 4 * BLOCK + 1))


def test_a_later_number_is_never_issued_earlier():
    serials = of_cell(1)
    days = [serials.issued_on(serial, *KEY) for serial in range(1, 3 * 4 * BLOCK + 1)]
    assert days == sorted(days)
    assert days[0] == date(2012, 3, 1)
    assert days[-1] < date(2024, 1, 1)


def test_numbers_in_a_row_are_taken_out_of_the_series():
    random = stream("run")
    serials = of_cell(0)
    row = serials.run(random, *KEY, 10)
    assert row == list(range(row[0], row[0] + 10))
    rest = [serials.take(random, *KEY)[0] for _ in range(4 * BLOCK - 10)]
    assert not set(row) & set(rest)


def test_a_number_can_be_claimed_once_and_only_by_the_cell_that_owns_it():
    serials = of_cell(0)
    assert serials.claim(7, *KEY)
    assert not serials.claim(7, *KEY)
    assert not serials.claim(BLOCK + 1, *KEY)  # the next block is of the next cell


def test_an_exhausted_series_says_so():
    random = stream("end")
    serials = of_cell(2, blocks=1)
    for _ in range(BLOCK):
        serials.take(random, *KEY)
    with pytest.raises(SeriesExhausted, match="HCM-CCHN in cell 2 of 3"):
        serials.take(random, *KEY)
