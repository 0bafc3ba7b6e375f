"""The committed polygons are whole, small and name every province; the islands are on them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from lieny.vocabulary.place import provinces_on

FOLDER = Path(__file__).resolve().parents[2] / "src/lieny/ui/map_data"
MAPS = [("provinces63.json", date(2025, 6, 30)), ("provinces34.json", date(2025, 7, 1))]
Point = tuple[float, float]


def drawn(name: str) -> dict:
    return json.loads((FOLDER / name).read_text("utf-8"))


def is_inside(point: Point, ring: list[Point]) -> bool:
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > point[1]) != (by > point[1]):
            crossings += point[0] < (bx - ax) * (point[1] - ay) / (by - ay) + ax
    return crossings % 2 == 1


def province_at(name: str, point: Point) -> list[str]:
    return [
        shape["code"]
        for shape in drawn(name)["provinces"]
        if any(is_inside(point, ring) for ring in shape["paths"])
    ]


@pytest.mark.parametrize(("name", "day"), MAPS)
def test_every_province_of_the_map_is_drawn_under_its_name(name: str, day: date) -> None:
    shapes = drawn(name)["provinces"]
    assert [(s["code"], s["name"]) for s in shapes] == [(p.code, p.name) for p in provinces_on(day)]
    assert all(len(ring) >= 3 for shape in shapes for ring in shape["paths"])
    assert all(shape["paths"] for shape in shapes)


@pytest.mark.parametrize(("name", "day"), MAPS)
def test_a_label_stands_inside_its_province_and_no_other(name: str, day: date) -> None:
    for shape in drawn(name)["provinces"]:
        assert is_inside(shape["label"], shape["paths"][0])
        assert province_at(name, shape["label"]) == [shape["code"]]


@pytest.mark.parametrize(
    ("_case", "point", "before", "since"),
    [
        ("Biên Hòa", (106.85, 10.96), "75", "75"),
        ("Thủ Dầu Một", (106.66, 11.0), "74", "79"),
        ("Dinh Độc Lập", (106.695, 10.777), "79", "79"),
        ("Bà Rịa", (107.17, 10.5), "77", "79"),
        ("Tân An", (106.41, 10.54), "80", "80"),
        ("Tây Ninh", (106.1, 11.31), "72", "80"),
        ("Đồng Xoài", (106.89, 11.53), "70", "75"),
        ("Côn Đảo", (106.61, 8.715), "77", "79"),  # not Sóc Trăng's
        ("Hà Nội", (105.85, 21.03), "01", "01"),
        ("Hưng Yên", (106.06, 20.75), "33", "33"),
        ("Bắc Kạn", (105.83, 22.15), "06", "19"),
    ],
)
def test_known_places_lie_in_their_provinces(
    _case: str, point: Point, before: str, since: str
) -> None:
    assert province_at("provinces63.json", point) == [before]
    assert province_at("provinces34.json", point) == [since]


@pytest.mark.parametrize(
    ("name", "con_dao"), [("provinces63.json", "77"), ("provinces34.json", "79")]
)
def test_the_islands_are_on_every_map(name: str, con_dao: str) -> None:
    shown = drawn(name)
    islands = {island["name"]: island for island in shown["islands"]}
    assert {n: island["province"] for n, island in islands.items()} == {
        "Quần đảo Hoàng Sa": "48",
        "Quần đảo Trường Sa": "56",
        "Côn Đảo": con_dao,
    }
    west, south, east, north = shown["bbox"]
    for island in islands.values():
        assert island["points"]
        for x, y in [*island["points"], island["label"]]:
            assert west <= x <= east
            assert south <= y <= north


def test_neighbours_share_their_border() -> None:
    shapes = {shape["code"]: shape["paths"] for shape in drawn("provinces63.json")["provinces"]}
    corners = {code: {tuple(p) for ring in paths for p in ring} for code, paths in shapes.items()}
    assert len(corners["74"] & corners["75"]) > 20  # sông Đồng Nai
    assert not corners["74"] & corners["01"]


@pytest.mark.parametrize(("name", "day"), MAPS)
def test_a_map_is_small_enough_to_stand_in_a_page(name: str, day: date) -> None:
    assert (FOLDER / name).stat().st_size <= 90_000
