"""The map of provinces."""

import re
from datetime import date

import pytest

from lieny.ui.province_outlines import chart_on
from lieny.ui.region_map import (
    HEIGHT,
    INSET,
    TALLEST,
    WIDTH,
    Spot,
    region_map,
    shade_of,
    shade_ranges,
)

TODAY, BEFORE = date(2026, 11, 1), date(2025, 6, 30)


def test_the_map_is_that_of_the_day() -> None:
    assert len(chart_on(TODAY).outlines) == 34
    assert len(chart_on(BEFORE).outlines) == 63


@pytest.mark.parametrize(
    ("count", "most", "shade"),
    [
        (0, 0, 0),
        (0, 9, 0),
        (1, 100, 1),
        (25, 100, 1),
        (26, 100, 2),
        (100, 100, 4),
        (1, 1, 4),
        (1, 3, 2),
    ],
)
def test_only_nothing_has_no_shade(count: int, most: int, shade: int) -> None:
    assert shade_of(count, most) == shade


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 7, 100, 101])
def test_the_legend_says_the_shade_of_every_count_once(most: int) -> None:
    said = {
        count: shade
        for shade, first, last in shade_ranges(most)
        for count in range(first, last + 1)
    }
    assert said == {count: shade_of(count, most) for count in range(1, most + 1)}


def test_provinces_are_named_with_their_counts_and_hoang_sa_and_truong_sa_are_there() -> None:
    svg = region_map({"79": 12, "75": 7, "80": 0}, {("75", "79"): 7}, day=TODAY, label="<Bản đồ>")
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert {"TP. Hồ Chí Minh 12", "Đồng Nai 7", "Tây Ninh 0"} <= set(texts)
    assert texts[-4:] == ["QĐ. Hoàng Sa", "(Đà Nẵng)", "QĐ. Trường Sa", "(Khánh Hòa)"]
    assert svg.count('class="tie"') == 1
    assert 'aria-label="&lt;Bản đồ&gt;"' in svg


def test_before_the_merger_old_names_are_used() -> None:
    svg = region_map({"80": 1, "74": 1}, {("74", "80"): 1}, day=BEFORE)
    assert "Long An 1" in svg
    assert "Bình Dương 1" in svg


def test_named_provinces_lie_within_the_picture_and_not_under_the_inset() -> None:
    for codes in (["79"], ["79", "75", "80"], ["01", "79", "96"], ["46", "48"]):
        svg = region_map(dict.fromkeys(codes, 1), {}, day=TODAY)
        hubs = re.findall(r'class="hub" cx="(-?\d+)" cy="(-?\d+)"', svg)
        assert len(hubs) == len(codes)
        height = re.search(rf'viewBox="0 0 {WIDTH} (\d+)"', svg)
        assert height is not None
        assert HEIGHT <= int(height[1]) <= TALLEST
        for x, y in hubs:
            assert 0 < int(x) < WIDTH - INSET[0]
            assert 0 < int(y) < int(height[1])


def test_a_tie_to_a_place_that_is_not_on_the_map_is_left_out() -> None:
    svg = region_map({"79": 1, "74": 1}, {("74", "79"): 1}, day=TODAY)
    assert 'class="tie"' not in svg


def test_the_map_of_the_country_is_small() -> None:
    counts = {outline.code: 1 for outline in chart_on(TODAY).outlines}
    assert len(region_map(counts, {}, day=TODAY)) < 60_000


def test_names_never_cover_one_another() -> None:
    counts = {outline.code: number for number, outline in enumerate(chart_on(TODAY).outlines)}
    svg = region_map(counts, {}, day=TODAY)
    labels = [
        (int(x), int(y))
        for x, y in re.findall(r'<text x="(\d+)" y="(-?\d+)">[^<]+ \d+</text>', svg)
    ]
    assert len(labels) > 15
    crowded = [
        (one, other)
        for one in labels
        for other in labels
        if one < other and abs(one[0] - other[0]) < 90 and abs(one[1] - other[1]) < 16
    ]
    assert crowded == []
    # Those with the most signs are named first.
    assert "Cà Mau 33" in svg


def test_provinces_and_ties_lead_somewhere_by_pointer_alone() -> None:
    svg = region_map(
        {"79": 12, "75": 7},
        {("75", "79"): 7},
        day=TODAY,
        link=lambda codes: f"/d?tinh={','.join(codes)}&x",
    )
    links = re.findall(r'<a href="([^"]+)" tabindex="-1" aria-label="[^"]+: \d+">', svg)
    assert sorted(links) == ["/d?tinh=75&amp;x", "/d?tinh=75,79&amp;x", "/d?tinh=79&amp;x"]
    assert "<title>Đồng Nai – TP. Hồ Chí Minh: 7</title>" in svg
    assert "<a " not in region_map({"79": 1}, {}, day=TODAY)


def test_a_place_is_marked_with_its_letter_where_it_lies() -> None:
    west = Spot("A", (106.6, 10.8), "p79", "Phòng khám <1>")
    east = Spot("B", (107.2, 11.2), "p75", "Bệnh viện 2")
    svg = region_map({"79": 1, "75": 1}, {}, day=TODAY, spots=[west, east])
    marked = re.findall(
        r'class="spot (\w+)"><title>([^<]+)</title><circle cx="(\d+)" cy="(\d+)" r="9"/>'
        r"<text [^>]*>(\w)</text>",
        svg,
    )
    assert [(key, name, letter) for key, name, _, _, letter in marked] == [
        ("p79", "Phòng khám &lt;1&gt;", "A"),
        ("p75", "Bệnh viện 2", "B"),
    ]
    (ax, ay), (bx, by) = ((int(one[2]), int(one[3])) for one in marked)
    assert ax < bx
    assert ay > by  # farther north is higher
