"""The licence timeline: days in their places, open ends to the edge, text that cannot break out."""

import re
from datetime import date

from lieny.ui.licence_timeline import LEFT, RIGHT, TimelineSpan, licence_timeline

TODAY = date(2026, 7, 2)


def rectangles(drawn):
    found = re.findall(r'<rect class="([^"]+)" x="([\d.]+)" y="(\d+)" width="([\d.]+)"', drawn)
    return [(kind, float(x), int(y), float(width)) for kind, x, y, width in found]


def test_a_span_stands_where_its_days_are():
    """Four years, 2023 to 2026, over 632 units: two whole years are half of it."""
    span = TimelineSpan("x", "licence", date(2023, 1, 1), date(2025, 1, 1), 0)
    ((kind, x, _, width),) = rectangles(licence_timeline([span], today=TODAY, label=""))
    days = (date(2025, 1, 1) - date(2023, 1, 1)).days / (date(2027, 1, 1) - date(2023, 1, 1)).days
    assert (kind, x) == ("t-licence", LEFT)
    assert abs(width - days * (RIGHT - LEFT)) < 0.11


def test_open_ends_reach_the_edges_and_an_unknown_beginning_is_broken():
    span = TimelineSpan("x", "role", None, None, 1, "79")
    ((kind, x, _, width),) = rectangles(licence_timeline([span], today=TODAY, label=""))
    assert (kind, x, width) == ("t-role t-broken p79", LEFT, RIGHT - LEFT)


def test_lanes_lie_under_each_other():
    spans = [TimelineSpan("x", "role", TODAY, None, lane, "75") for lane in range(3)]
    rows = [y for _, _, y, _ in rectangles(licence_timeline(spans, today=TODAY, label=""))]
    assert rows == sorted(set(rows))
    assert len(rows) == 3


def test_text_is_escaped_and_nothing_is_drawn_of_nothing():
    span = TimelineSpan("<script>", "licence", TODAY, None, 0)
    drawn = licence_timeline([span], today=TODAY, label='"><script>')
    assert "<script>" not in drawn
    assert licence_timeline([], today=TODAY, label="x") == ""


def test_a_label_stands_before_its_span_only_where_it_fits_with_the_letters_of_a_phone():
    number = "001199/LA-GPHN"

    def label(begin):
        old = TimelineSpan("x", "role", date(2015, 1, 1), None, 1, "79")
        span = TimelineSpan(number, "licence", begin, None, 0)
        drawn = licence_timeline([span, old], today=TODAY, label="")
        return re.search(rf"<text ([^>]*)>{number}<", drawn)[1]

    before, close = label(date(2022, 1, 1)), label(date(2016, 9, 1))
    assert 'text-anchor="end"' in before
    assert float(re.search(r'x="([\d.]+)"', before)[1]) > len(number) * 15 * 0.55
    # Some 90 units from the edge it fits a desk, not a phone.
    assert "text-anchor" not in close
    assert 80 < float(re.search(r'x="([\d.]+)"', close)[1]) < 120
