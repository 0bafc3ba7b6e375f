"""The picture of weeks."""

import re
from datetime import date, timedelta

import pytest

from lieny.ui.trend_chart import (
    BARS_FOOT,
    BARS_TOP,
    LINE_FOOT,
    LINE_TOP,
    TrendPoint,
    TrendWords,
    round_above,
    trend_chart,
)

WORDS = TrendWords("Đang còn", "Mới", "Không còn", "<26 tuần>")
MONDAY = date(2026, 6, 1)


def points(*weeks):
    return [
        TrendPoint(
            MONDAY + timedelta(weeks=place), came, went, stands, f"/w{place}", f"tuần {place}"
        )
        for place, (came, went, stands) in enumerate(weeks)
    ]


def heights(svg, kind):
    return [float(one) for one in re.findall(rf'class="{kind}"[^>]* height="([\d.]+)"', svg)]


@pytest.mark.parametrize(
    ("most", "end"),
    [(0, 1), (1, 1), (2, 2), (3, 5), (5, 5), (6, 10), (11, 20), (99, 100), (100, 100), (101, 200)],
)
def test_a_scale_ends_at_the_next_round_number(most, end):
    assert round_above(most) == end


def test_bars_are_as_high_as_their_counts_on_one_scale():
    svg = trend_chart(points((10, 0, 10), (5, 5, 10), (0, 2, 8)), WORDS)
    unit = (BARS_FOOT - BARS_TOP) / (10 + 5)
    assert heights(svg, "r-came") == pytest.approx([10 * unit, 5 * unit], abs=0.06)
    assert heights(svg, "r-went") == pytest.approx([5 * unit, 2 * unit], abs=0.06)


def test_the_line_is_at_what_stands_and_says_the_latest():
    svg = trend_chart(points((1, 0, 0), (1, 0, 50), (1, 0, 100)), WORDS)
    way = re.search(r'<polyline class="r-line" points="([^"]+)"', svg)[1]
    ys = [float(one.split(",")[1]) for one in way.split()]
    assert ys == pytest.approx([LINE_FOOT, (LINE_FOOT + LINE_TOP) / 2, LINE_TOP], abs=0.06)
    assert re.search(r'class="r-now"[^>]*>100<', svg)


def test_every_week_opens_its_list_by_pointer_and_words_are_escaped():
    svg = trend_chart(points((1, 0, 1), (0, 1, 0)), WORDS)
    assert re.findall(r'<a href="([^"]+)" tabindex="-1" aria-label="[^"]+">', svg) == ["/w0", "/w1"]
    assert 'aria-label="&lt;26 tuần&gt;"' in svg
    assert "<title>tuần 1</title>" in svg


def test_weeks_without_anything_are_drawn_and_no_weeks_are_nothing():
    svg = trend_chart(points((0, 0, 0)), WORDS)
    assert "nan" not in svg
    assert not heights(svg, "r-came") + heights(svg, "r-went")
    assert trend_chart([], WORDS) == ""
