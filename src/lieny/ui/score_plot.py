"""Diễn biến điểm: scores from 0 to 100 over time, as a small line in a table and as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

HIGHEST = 100
SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 104, 26, 4
MOST_IN_A_SPARK = 12
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 200, 34, 16, 14, 26
DATES_NAMED = 5
DATE_ROOM = 74  # between the middles of two dates that do not touch


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """One score on a day; `label` is said of it where somebody points at it."""

    on: date
    score: int
    label: str

    def __post_init__(self) -> None:
        if not 0 <= self.score <= HIGHEST:
            raise ValueError(f"{self.score} is no score")


def score_spark(scores: Sequence[int], *, label: str) -> Markup:
    """Draw the last scores as a line with a dot at its end; one score alone is a dot.

    Args:
        scores: 0 to 100, the earliest first.
        label: what a screen reader says.
    """
    shown = scores[-MOST_IN_A_SPARK:]
    if not shown:
        return Markup("")
    inner = SPARK_WIDTH - 2 * SPARK_EDGE
    step = inner / max(1, len(shown) - 1)
    tall = SPARK_HEIGHT - 2 * SPARK_EDGE
    places = [
        (SPARK_EDGE + index * step, SPARK_EDGE + tall * (1 - score / HIGHEST))
        for index, score in enumerate(shown)
    ]
    if len(places) == 1:
        places = [(SPARK_EDGE + inner, places[0][1])]
    line = f'<path class="q-line" d="{_path(places)}"/>' if len(places) > 1 else ""
    x, y = places[-1]
    return Markup(  # noqa: S704  numbers, and text escaped
        f'<svg class="spark" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" role="img" '
        f'aria-label="{escape(label)}"><path class="q-floor" d="M{SPARK_EDGE} '
        f'{SPARK_HEIGHT - SPARK_EDGE}H{SPARK_WIDTH - SPARK_EDGE}"/>{line}'
        f'<circle class="q-dot" cx="{_n(x)}" cy="{_n(y)}" r="3"/></svg>'
    )


def score_plot(points: Sequence[ScorePoint], *, bounds: Sequence[int], label: str) -> Markup:
    """Draw scores over days, each a dot; `bounds` are lines between good, fair and poor.

    Several scores of one day stand beside each other in their order.
    """
    if not points:
        return Markup("")
    places = _places(points)
    body = [*_axis(bounds), *_dates(points, places)]
    if len(places) > 1:
        body.append(f'<path class="q-line" d="{_path(places)}"/>')
    body += [
        f'<circle class="q-dot" cx="{_n(x)}" cy="{_n(y)}" r="4"><title>{escape(point.label)}'
        f"</title></circle>"
        for point, (x, y) in zip(points, places, strict=True)
    ]
    return Markup(  # noqa: S704  numbers, and text escaped
        f'<svg class="scores" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(label)}">{"".join(body)}</svg>'
    )


def _places(points: Sequence[ScorePoint]) -> list[tuple[float, float]]:
    """Give each point its place: by day, and at least so far apart that both can be seen."""
    first, last = points[0].on.toordinal(), points[-1].on.toordinal()
    wide = WIDTH - LEFT - RIGHT
    if first == last:
        shares = [(index + 1) / (len(points) + 1) for index in range(len(points))]
    else:
        shares = [(point.on.toordinal() - first) / (last - first) for point in points]
    return [
        (LEFT + share * wide, _y(point.score)) for share, point in zip(shares, points, strict=True)
    ]


def _y(score: int) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - score / HIGHEST)


def _axis(bounds: Sequence[int]) -> Iterator[str]:
    for score in sorted({0, HIGHEST, *bounds}):
        y = _n(_y(score))
        kind = "q-bound" if score in bounds else "q-rule"
        yield f'<path class="{kind}" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>'
        yield f'<text class="q-mark" x="{LEFT - 6}" y="{float(y) + 4:.1f}">{score}</text>'


def _dates(points: Sequence[ScorePoint], places: Sequence[tuple[float, float]]) -> Iterator[str]:
    """Name some days on the axis, the last one always; none touches another."""
    step = max(1, len(points) // DATES_NAMED)
    wanted = sorted({0, len(points) - 1, *range(0, len(points), step)}, reverse=True)
    free = float("inf")
    for index in wanted:
        x = min(max(places[index][0], LEFT + DATE_ROOM / 2), WIDTH - DATE_ROOM / 2)
        if free - x < DATE_ROOM:
            continue
        free = x
        yield (
            f'<text class="q-date" x="{_n(x)}" y="{HEIGHT - 6}">{points[index].on:%d/%m/%Y}</text>'
        )


def _path(places: Sequence[tuple[float, float]]) -> str:
    first, *others = [f"{_n(x)} {_n(y)}" for x, y in places]
    return f"M{first}" + "".join(f"L{place}" for place in others)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


BAR_WIDTH, BAR_HEIGHT, BAR_EDGE = 200, 26, 6


def interval_bar(
    lower: float, upper: float, *, at: float | None, floor: float, label: str
) -> Markup:
    """Draw an interval of shares from 0 to 1, the share itself as a dot and a floor as a stroke."""
    if not 0 <= lower <= upper <= 1:
        raise ValueError(f"{lower} to {upper} is no interval of shares")

    def x(share: float) -> str:
        return _n(BAR_EDGE + share * (BAR_WIDTH - 2 * BAR_EDGE))

    middle = BAR_HEIGHT // 2
    dot = "" if at is None else f'<circle class="q-at" cx="{x(at)}" cy="{middle}" r="5"/>'
    return Markup(  # noqa: S704  numbers, and text escaped
        f'<svg class="bar" viewBox="0 0 {BAR_WIDTH} {BAR_HEIGHT}" role="img" '
        f'aria-label="{escape(label)}"><path class="q-floor" d="M{x(0)} {middle}H{x(1)}"/>'
        f'<path class="q-span" d="M{x(lower)} {middle}H{x(upper)}"/>{dot}'
        f'<path class="q-floor-mark" d="M{x(floor)} 3V{BAR_HEIGHT - 3}"/></svg>'
    )
