"""Biểu đồ theo tuần: how many stand, and what came and went, as an inline picture.

Above, a line of what stands at the end of each week; below, bars upwards for what came and
downwards for what went, on one scale. A table with the same numbers belongs beneath.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

WIDTH, HEIGHT = 760, 300
LEFT, RIGHT = 44, WIDTH - 12
LINE_TOP, LINE_FOOT = 26, 110
BARS_TOP, BARS_FOOT = 150, 270
MOST_DAYS_NAMED = 9
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """What one week shows.

    Attributes:
        begins: its Monday.
        came, went: during it.
        stands: at its end.
        link: the address behind what came; "" for none.
        said: the week in words.
    """

    begins: date
    came: int
    went: int
    stands: int
    link: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class TrendWords:
    """What the parts of the picture are called."""

    stands: str
    came: str
    went: str
    label: str


def round_above(most: int) -> int:
    """Give the next of 1, 2, 5, 10, 20, 50, … that is not below a count: the end of a scale."""
    if most <= 1:
        return 1
    power: int = 10 ** math.floor(math.log10(most))
    return next(step * power for step in STEPS if step * power >= most)


def trend_chart(points: Sequence[TrendPoint], words: TrendWords) -> Markup:
    """Draw the weeks, the oldest at the left; without weeks, nothing."""
    if not points:
        return Markup()
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    role = "group" if any(point.link for point in points) else "img"
    parts = [f'<svg class="trend" {size} role="{role}" aria-label="{escape(words.label)}">']
    parts += _line(points, words)
    parts += _bars(points, words)
    parts += _days(points)
    return Markup("".join(parts) + "</svg>")  # noqa: S704  numbers, and text escaped


def _width(points: Sequence[TrendPoint]) -> float:
    return (RIGHT - LEFT) / len(points)


def _line(points: Sequence[TrendPoint], words: TrendWords) -> Iterator[str]:
    top = round_above(max(point.stands for point in points))
    yield _title(words.stands, LINE_TOP - 10)
    yield from _rule(LINE_TOP, str(top))
    yield from _rule(LINE_FOOT, "0")
    width = _width(points)
    places = [
        (LEFT + (place + 0.5) * width, LINE_FOOT - point.stands / top * (LINE_FOOT - LINE_TOP))
        for place, point in enumerate(points)
    ]
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    first, last = places[0][0], places[-1][0]
    yield (
        f'<polygon class="r-ground" points="{first:.1f},{LINE_FOOT} {way} '
        f'{last:.1f},{LINE_FOOT}"/><polyline class="r-line" points="{way}"/>'
    )
    x, y = places[-1]
    yield f'<circle class="r-dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
    above = y - 8 if y > LINE_TOP + 14 else y + 16
    yield f'<text class="r-now" x="{x:.1f}" y="{above:.1f}">{points[-1].stands}</text>'


def _bars(points: Sequence[TrendPoint], words: TrendWords) -> Iterator[str]:
    came = round_above(max(point.came for point in points))
    went = max(point.went for point in points)
    went = round_above(went) if went else 0
    unit = (BARS_FOOT - BARS_TOP) / (came + went)
    ground = BARS_TOP + came * unit
    yield _title(f"▲ {words.came}   ▼ {words.went}", BARS_TOP - 10)
    yield from _rule(BARS_TOP, str(came))
    yield from _rule(ground, "0")
    if went:
        yield from _rule(BARS_FOOT, str(went))
    width = _width(points)
    for place, point in enumerate(points):
        x, thick = LEFT + (place + 0.18) * width, width * 0.64
        up, down = point.came * unit, point.went * unit
        bars = f'<rect class="r-all" x="{x - 0.18 * width:.1f}" y="{BARS_TOP}" width="{width:.1f}" '
        bars += f'height="{BARS_FOOT - BARS_TOP}"/>'
        if point.came:
            bars += _bar("r-came", x, ground - up, thick, up)
        if point.went:
            bars += _bar("r-went", x, ground, thick, down)
        title = f"<title>{escape(point.said)}</title>" if point.said else ""
        linked = f'<a href="{escape(point.link)}" tabindex="-1" aria-label="{escape(point.said)}">'
        linked += f"{title}{bars}</a>"
        yield linked if point.link else f"<g>{title}{bars}</g>"


def _bar(kind: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    )


def _days(points: Sequence[TrendPoint]) -> Iterator[str]:
    every = math.ceil(len(points) / MOST_DAYS_NAMED)
    width = _width(points)
    for place in range(len(points) - 1, -1, -every):
        begins = points[place].begins
        x = LEFT + (place + 0.5) * width
        yield f'<text class="r-day" x="{x:.1f}" y="{HEIGHT - 10}">{begins:%d/%m}</text>'


def _rule(y: float, words: str) -> Iterator[str]:
    yield f'<path class="r-rule" d="M{LEFT} {y:.1f}H{RIGHT}"/>'
    yield f'<text class="r-count" x="{LEFT - 6}" y="{y + 4:.1f}">{words}</text>'


def _title(words: str, y: float) -> str:
    return f'<text class="r-title" x="{LEFT}" y="{y}">{escape(words)}</text>'
