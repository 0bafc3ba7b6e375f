"""The score of a list: its parts, its bounds, and what moves it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lieny.law.book import Book
from lieny.registry.rules.dated_terms import NoTermsHold
from lieny.registry.rules.list_quality import (
    Band,
    FileMeasure,
    QualityTerms,
    band_of,
    days_late,
    quality_score,
    quality_terms,
)

DAY = date(2026, 11, 2)
TERMS = quality_terms(DAY)
LAW = Book.load()


@st.composite
def measures(draw):
    rows = draw(st.integers(0, 500))
    cells = rows * draw(st.integers(1, 12))
    return FileMeasure(
        rows,
        draw(st.integers(0, rows)),
        cells,
        draw(st.integers(0, cells)),
        draw(st.none() | st.integers(0, 90)),
    )


def plainly(files):
    """The same score in exact fractions, one file after the other."""
    rows = whole = cells = unread = read = weight = kept = Fraction(0)
    for one in files:
        rows += one.rows
        whole += one.rows_whole
        cells += one.cells
        unread += one.cells_unread
        read += 1 if one.rows else 0
        if one.days_late is not None:
            weight += max(1, one.rows)
            kept += max(1, one.rows) * max(Fraction(0), 1 - Fraction(one.days_late, 30))
    readable = read / len(files)
    first = (whole / rows if rows else 0) * readable
    second = ((cells - unread) / cells if cells else 0) * readable
    if not weight:
        return 100 * (5 * first + 3 * second) / 8
    return 100 * (5 * first + 3 * second + 2 * kept / weight) / 10


@given(st.lists(measures(), min_size=1, max_size=6))
def test_the_score_is_the_weighted_sum_of_its_parts(files):
    exact = plainly(files)
    score = quality_score(files, TERMS)
    assert abs(score.points - exact) <= Fraction(1, 2) + Fraction(1, 10**6)
    assert 0 <= score.points <= 100


def test_a_list_without_fault_received_in_time_has_a_hundred_points():
    score = quality_score([FileMeasure(40, 40, 240, 0, 0)], TERMS)
    assert (score.points, score.band, score.time) == (100, Band.GOOD, 1.0)


def test_a_list_of_ten_rows_with_one_flawed_cell_fifteen_days_late():
    # 50 × 9/10 + 30 × 59/60 + 20 × 15/30 = 45 + 29.5 + 10 = 84.5
    score = quality_score([FileMeasure(10, 9, 60, 1, 15)], TERMS)
    assert (score.points, score.band) == (85, Band.FAIR)


def test_a_file_of_which_nothing_could_be_read_has_no_points_for_its_rows():
    assert quality_score([FileMeasure(0, 0, 0, 0, None)], TERMS).points == 0
    # Half of the files: (50 × 1/2 + 30 × 1/2) of the 80 that rows and cells share.
    both = [FileMeasure(10, 10, 60, 0, None), FileMeasure(0, 0, 0, 0, None)]
    assert quality_score(both, TERMS).points == 50


def test_no_file_has_no_score():
    assert quality_score([], TERMS) is None


@given(st.lists(measures(), min_size=1, max_size=4), st.data())
def test_mending_one_row_or_cell_or_day_never_lowers_the_score(files, data):
    index = data.draw(st.integers(0, len(files) - 1))
    one = files[index]
    better = []
    if one.rows_whole < one.rows:
        better.append(replace(one, rows_whole=one.rows_whole + 1))
    if one.cells_unread:
        better.append(replace(one, cells_unread=one.cells_unread - 1))
    if one.days_late:
        better.append(replace(one, days_late=one.days_late - 1))
    assume(better)
    before = quality_score(files, TERMS).points
    for mended in better:
        after = quality_score([*files[:index], mended, *files[index + 1 :]], TERMS).points
        assert after >= before


def test_the_term_is_that_of_the_law_and_its_last_day_is_in_time():
    listed = date(2026, 10, 1)
    received = [days_late(listed, day, law=LAW) for day in (listed, date(2026, 10, 11))]
    assert received == [0, 0]
    assert days_late(listed, date(2026, 10, 12), law=LAW) == 1
    assert days_late(listed, date(2026, 9, 1), law=LAW) == 0  # dated ahead
    assert days_late(None, DAY, law=LAW) is None
    assert days_late(date(2023, 12, 31), DAY, law=LAW) is None  # no such law on that day


def test_the_bands_begin_at_their_bounds():
    assert [band_of(points, TERMS) for points in (100, 90, 89, 70, 69, 0)] == [
        Band.GOOD, Band.GOOD, Band.FAIR, Band.FAIR, Band.POOR, Band.POOR,
    ]  # fmt: skip


def test_terms_hold_from_their_day_on():
    assert quality_terms(date(2024, 1, 1)) == TERMS
    with pytest.raises(NoTermsHold):
        quality_terms(date(2023, 12, 31))


def test_weights_that_are_no_whole_and_counts_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="weights"):
        QualityTerms(DAY, 0.5, 0.3, 0.3, 30, 90, 70)
    with pytest.raises(ValueError, match="larger"):
        FileMeasure(3, 4, 0, 0, None)
    with pytest.raises(ValueError, match="in time"):
        FileMeasure(3, 3, 6, 0, -1)
