"""Scores over time: each dot at its day and height, dates that do not touch, escaped text."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.ui.score_plot import (
    BOTTOM,
    DATE_ROOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    ScorePoint,
    interval_bar,
    score_plot,
    score_spark,
)

DAY = date(2026, 1, 1)


def dots(drawn):
    return [(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)]


def points(*given_):
    return [ScorePoint(DAY + timedelta(days=days), score, "x") for days, score in given_]


def test_a_hundred_is_on_top_nothing_at_the_bottom_and_half_of_the_time_in_the_middle():
    found = dots(score_plot(points((0, 100), (50, 0), (100, 50)), bounds=(70, 90), label="x"))
    middle = TOP + (HEIGHT - TOP - BOTTOM) / 2
    assert found == [
        (LEFT, TOP),
        (LEFT + (WIDTH - LEFT - RIGHT) / 2, HEIGHT - BOTTOM),
        (WIDTH - RIGHT, middle),
    ]


def test_scores_of_one_day_stand_beside_each_other():
    found = dots(score_plot(points((0, 80), (0, 90)), bounds=(), label="x"))
    assert found[0][0] < found[1][0]


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 100)), min_size=1, max_size=60))
def test_dots_stay_inside_and_dates_never_touch(given_):
    drawn = score_plot(points(*sorted(given_)), bounds=(70, 90), label="x")
    assert len(dots(drawn)) == len(given_)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in dots(drawn))
    named = sorted(float(x) for x in re.findall(r'class="q-date" x="([\d.]+)"', drawn))
    assert named
    gaps = [after - before for before, after in pairwise(named)]
    assert all(gap >= DATE_ROOM - 0.11 for gap in gaps)


def test_the_small_line_ends_with_the_latest_score():
    drawn = score_spark([0, 100], label="0, 100")
    assert dots(drawn) == [(100.0, 4.0)]
    assert 'd="M4 22L100 4"' in drawn
    assert score_spark([], label="") == ""
    assert "q-line" not in score_spark([50], label="50")


def test_an_interval_lies_between_its_ends_with_its_floor():
    drawn = interval_bar(0.25, 0.75, at=0.5, floor=0.4, label="x")
    assert 'd="M53 13H147"' in drawn
    assert dots(drawn) == [(100.0, 13.0)]
    assert 'class="q-floor-mark" d="M81.2 3V23"' in drawn
    assert dots(interval_bar(0, 1, at=None, floor=0.4, label="x")) == []


def test_text_is_escaped_and_what_is_no_score_is_refused():
    drawn = score_plot([ScorePoint(DAY, 5, "<script>")], bounds=(), label='"><script>')
    assert "<script>" not in drawn
    assert score_plot([], bounds=(), label="x") == ""
    with pytest.raises(ValueError, match="no score"):
        ScorePoint(DAY, 101, "x")
    with pytest.raises(ValueError, match="interval"):
        interval_bar(0.9, 0.1, at=None, floor=0.4, label="x")
