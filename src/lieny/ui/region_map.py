"""Bản đồ vùng: provinces shaded by how many signs they share with others, and the ties between.

An inline picture without tiles or network; Hoàng Sa and Trường Sa stand in an inset. A table with
the same numbers belongs beside it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

from lieny.ui.province_outlines import Chart, Outline, Point, centroid, chart_on
from lieny.ui.provinces import province_name

WIDTH, HEIGHT, TALLEST = 480, 400, 720
SHADES = 4
MARGIN = 0.16  # of the shown provinces' extent, on each side
NARROWEST = 1.6  # degrees: one small province alone would hide where it is
BEND = 0.16  # of a tie, so that one that leads past a province's middle is seen to
MOST_TIES = 30  # more lines than this is a tangle; the table has them all
INSET = (104, 124)
VIEWS_KEPT = 256
ARCHIPELAGO = "Quần đảo"
LABEL_WIDTH, LABEL_HEIGHT = 96, 17

Link = Callable[[Sequence[str]], str]  # one code or two: the address behind them


@dataclass(frozen=True, slots=True)
class Spot:
    """A place within a province: the letter by which the page calls it.

    Attributes:
        letter: of the place.
        at: degrees east and north.
        key: class of its province, which gives the colour.
        name: of the place, for whoever points at it.
    """

    letter: str
    at: Point
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class View:
    """From degrees to the picture: a plane map true at its middle latitude."""

    west: float
    north: float
    units: float  # a degree of latitude
    squeeze: float  # a degree of longitude in degrees of latitude
    height: int  # of the picture: the whole country is twice as tall as wide

    def place(self, point: Point) -> Point:
        """Give x and y in the picture."""
        x = (point[0] - self.west) * self.squeeze * self.units
        return x, (self.north - point[1]) * self.units


def shade_of(count: int, most: int) -> int:
    """Give the shade, 0 to 4, of a count beside the largest count; 0 only for none."""
    return math.ceil(SHADES * count / most) if count and most else 0


def shade_ranges(most: int) -> list[tuple[int, int, int]]:
    """List (shade, first count, last count) of the shades that counts up to `most` can have."""
    by_shade: dict[int, list[int]] = {}
    for shade in range(1, SHADES + 1):
        first = math.floor((shade - 1) * most / SHADES) + 1
        last = math.floor(shade * most / SHADES)
        if first <= last:
            by_shade[shade] = [first, last]
    return [(shade, first, last) for shade, (first, last) in by_shade.items()]


def region_map(  # noqa: PLR0913 - what is drawn, on which map, what it opens
    counts: Mapping[str, int],
    ties: Mapping[tuple[str, str], int],
    *,
    day: date,
    label: str = "",
    link: Link | None = None,
    spots: Sequence[Spot] = (),
) -> Markup:
    """Draw the provinces around those that are counted.

    Args:
        counts: signs of each province that concern another province too; a province with 0 is
            named on the map without a shade.
        ties: signs between two provinces.
        day: chooses the map, 63 provinces or 34.
        label: what a screen reader says.
        link: gives the address behind one province or two; for pointers alone, because the table
            beside the map has the same links.
        spots: places to be marked.
    """
    chart = chart_on(day)
    outlines = {outline.code: outline for outline in chart.outlines}
    named = [code for code in counts if code in outlines]
    view = _view_of([outlines[code] for code in named] or chart.outlines)
    most = max(counts.values(), default=0)
    role = "group" if link else "img"  # a picture with links is not one thing
    opening = (
        f'<svg class="map" viewBox="0 0 {WIDTH} {view.height}" role="{role}" '
        f'aria-label="{escape(label)}">'
    )
    parts = [opening]
    for code, path in _lands(day, view):
        shade = shade_of(counts.get(code, 0), most)
        if code in counts:
            land = f'<path class="land s{shade} on" d="{path}"/>'
            said = f"{escape(province_name(code, day))}: {counts[code]}"
            parts.append(_linked(land, link, (code,), said))
        else:
            parts.append(f'<path class="land" d="{path}"/>')
    middles = {code: view.place(centroid(outlines[code].mainland)) for code in named}
    parts += _ties(ties, middles, day, link)
    parts += _labels(middles, counts, day)
    parts += _spots(spots, view)
    parts += _inset(chart, counts, view.height, day)
    return Markup("".join(parts) + "</svg>")  # noqa: S704  numbers, and text escaped


def _view_of(shown: Iterable[Outline]) -> View:
    points = [point for outline in shown for point in outline.mainland]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    across = max((east - west) * squeeze, NARROWEST) * (1 + 2 * MARGIN)
    tall = max(north - south, NARROWEST) * (1 + 2 * MARGIN)
    free = WIDTH - INSET[0]  # the inset covers no named province
    height = round(min(max(HEIGHT, tall * free / across), TALLEST))
    units = min(free / across, height / tall)
    return View(
        west=(west + east) / 2 - free / units / squeeze / 2,
        north=(south + north) / 2 + height / units / 2,
        units=units,
        squeeze=squeeze,
        height=height,
    )


@lru_cache(maxsize=VIEWS_KEPT)
def _lands(day: date, view: View) -> tuple[tuple[str, str], ...]:
    """Draw the provinces that a view shows; the same few views are asked for all the time."""
    drawn = ((outline.code, _outline_path(outline, view)) for outline in chart_on(day).outlines)
    return tuple((code, path) for code, path in drawn if path)


def _outline_path(outline: Outline, view: View) -> str:
    """Draw rings in whole units, relative, without the points that fall together."""
    drawn = []
    for ring in outline.rings:
        placed = [tuple(map(round, view.place(point))) for point in ring]
        if not _touches_picture(placed, view.height):
            continue
        steps = []
        (x, y), *rest = placed
        start = f"M{x} {y}l"
        for next_x, next_y in rest:
            if (next_x, next_y) != (x, y):
                steps.append(f"{next_x - x} {next_y - y}")
                x, y = next_x, next_y
        if len(steps) > 1:
            drawn.append(start + " ".join(steps).replace(" -", "-") + "z")
    return "".join(drawn)


def _touches_picture(placed: list[tuple[int, ...]], height: int) -> bool:
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    return max(xs) > 0 and min(xs) < WIDTH and max(ys) > 0 and min(ys) < height


def _ties(
    ties: Mapping[tuple[str, str], int],
    middles: Mapping[str, Point],
    day: date,
    link: Link | None,
) -> Iterator[str]:
    drawable = [(pair, count) for pair, count in ties.items() if set(pair) <= middles.keys()]
    drawable.sort(key=lambda tie: (-tie[1], tie[0]))
    most = max((count for _, count in drawable), default=1)
    for pair, count in drawable[:MOST_TIES]:
        (ax, ay), (bx, by) = middles[pair[0]], middles[pair[1]]
        cx, cy = (ax + bx) / 2 + (by - ay) * BEND, (ay + by) / 2 - (bx - ax) * BEND
        width = 1.2 + 5 * math.sqrt(count / most)
        way = f"M{ax:.0f} {ay:.0f}Q{cx:.0f} {cy:.0f} {bx:.0f} {by:.0f}"
        names = " – ".join(escape(province_name(code, day)) for code in pair)
        drawn = f'<path class="tie" stroke-width="{width:.1f}" d="{way}"/>'
        # A thin line is hard to hit: a wide one that nobody sees lies over it.
        hit = f'<title>{names}: {count}</title><path class="hit" d="{way}"/>' if link else ""
        yield _linked(drawn + hit, link, pair, f"{names}: {count}")


def _linked(drawn: str, link: Link | None, codes: Sequence[str], said: str) -> str:
    """Wrap what is drawn; the keyboard goes through the table instead."""
    if link is None:
        return drawn
    return f'<a href="{escape(link(codes))}" tabindex="-1" aria-label="{said}">{drawn}</a>'


def _labels(middles: Mapping[str, Point], counts: Mapping[str, int], day: date) -> Iterator[str]:
    """Name the provinces, most signs first; a name without room is left to the table."""
    placed: list[Point] = []
    for code, middle in sorted(middles.items(), key=lambda one: (-counts[one[0]], one[0])):
        yield f'<circle class="hub" cx="{middle[0]:.0f}" cy="{middle[1]:.0f}" r="3"/>'
        free = _free_place(middle, placed)
        if free is not None:
            placed.append(free)
            name = escape(province_name(code, day))
            yield f'<text x="{free[0]:.0f}" y="{free[1] - 8:.0f}">{name} {counts[code]}</text>'


def _spots(spots: Sequence[Spot], view: View) -> Iterator[str]:
    for spot in spots:
        x, y = view.place(spot.at)
        yield (
            f'<g class="spot {escape(spot.key)}"><title>{escape(spot.name)}</title>'
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="9"/>'
            f'<text x="{x:.0f}" y="{y + 4:.0f}">{escape(spot.letter)}</text></g>'
        )


def _free_place(wanted: Point, placed: list[Point]) -> Point | None:
    """Move a label a little down or up until it covers no other."""
    x, y = wanted
    for step in (0.0, 0.5, 1.0, 1.5, -0.5, -1.0):
        moved = y + step * LABEL_HEIGHT
        if not any(
            abs(x - other_x) < LABEL_WIDTH and abs(moved - other_y) < LABEL_HEIGHT
            for other_x, other_y in placed
        ):
            return x, moved
    return None


def _inset(chart: Chart, counts: Mapping[str, int], bottom: int, day: date) -> Iterator[str]:
    """Draw Hoàng Sa above Trường Sa in the lower right corner, each with its province's shade."""
    width, height = INSET
    left, top = WIDTH - width - 6, bottom - height - 6
    most = max(counts.values(), default=0)
    yield '<g class="far">'
    yield f'<rect class="inset" x="{left}" y="{top}" width="{width}" height="{height}" rx="4"/>'
    far = [islands for islands in chart.archipelagos if islands.name.startswith(ARCHIPELAGO)]
    for number, islands in enumerate(far):
        shade = shade_of(counts.get(islands.province, 0), most)
        box_top = top + number * height / len(far)
        middle = left + width / 2
        name = escape(islands.name.replace(ARCHIPELAGO, "QĐ."))
        province = escape(province_name(islands.province, day))
        yield f'<text class="fine" x="{middle:.0f}" y="{box_top + 14:.0f}">{name}</text>'
        yield f'<text class="faint" x="{middle:.0f}" y="{box_top + 25:.0f}">({province})</text>'
        for x, y in _spread(islands.points, left + 14, box_top + 30, width - 28, 26):
            yield f'<circle class="islet s{shade}" cx="{x:.0f}" cy="{y:.0f}" r="2.2"/>'
    yield "</g>"


def _spread(
    points: tuple[Point, ...], left: float, top: float, width: float, height: float
) -> Iterator[Point]:
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    units = min(width / max(east - west, 0.1), height / max(north - south, 0.1))
    for x, y in points:
        yield (
            left + width / 2 + (x - (west + east) / 2) * units,
            top + height / 2 - (y - (south + north) / 2) * units,
        )
