"""Dòng thời gian giấy phép: when licences were issued, ran, were suspended; roles beneath them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from lieny.ui.provinces import province_key

LEFT, RIGHT, TOP, LANE, WIDTH = 4, 636, 22, 26, 640
LETTER = 6.2  # a letter of a label is about so wide
ON_A_PHONE = 15 / 11  # letters are larger there (styles/licence.css), the picture is not
YEARS_SHOWN = 10  # at most so many years have a name on the axis


@dataclass(frozen=True, slots=True)
class TimelineSpan:
    """One stretch of time: a licence, a stop of it, or a role.

    Attributes:
        label: written on it; words beside the picture say it too.
        kind: "licence", "stopped" (suspended, revoked, expired) or "role".
        begin: first day; None when not known.
        end: last day; None while it runs.
        lane: row of the picture, from 0.
        province: of a role, which gives the colour; "" for a licence.
    """

    label: str
    kind: str
    begin: date | None
    end: date | None
    lane: int
    province: str = ""


def licence_timeline(spans: Sequence[TimelineSpan], *, today: date, label: str) -> Markup:
    """Draw spans over the years; `label` is what a screen reader says.

    What has no first day begins at the left edge with a broken side; what runs goes on to the
    right edge. Today is a line.
    """
    if not spans:
        return Markup("")
    known = [day for span in spans for day in (span.begin, span.end) if day] + [today]
    first, last = min(known).year, max(known).year + 1
    scale = _Scale(first, last)
    lanes = 1 + max(span.lane for span in spans)
    height = TOP + lanes * LANE + 4
    body = [*_axis(scale, height), *(_span(span, scale) for span in spans)]
    now = scale.at(today)
    body.append(f'<path class="t-now" d="M{now} {TOP - 4}V{height}"/>')
    return Markup(  # noqa: S704  numbers, and text escaped
        f'<svg class="years" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(label)}">{"".join(body)}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def at(self, day: date) -> str:
        """Place a day between the edges."""
        begin, end = date(self.first, 1, 1).toordinal(), date(self.last, 1, 1).toordinal()
        share = (day.toordinal() - begin) / (end - begin)
        return f"{LEFT + share * (RIGHT - LEFT):.1f}".removesuffix(".0")


def _axis(scale: _Scale, height: int) -> Iterator[str]:
    step = max(1, -(-(scale.last - scale.first) // YEARS_SHOWN))
    for year in range(scale.first, scale.last, step):
        x = scale.at(date(year, 1, 1))
        yield f'<path class="t-rule" d="M{x} {TOP - 4}V{height}"/>'
        yield f'<text class="t-year" x="{float(x) + 3:.1f}" y="13">{year}</text>'


def _span(span: TimelineSpan, scale: _Scale) -> str:
    x = LEFT if span.begin is None else float(scale.at(span.begin))
    end = RIGHT if span.end is None else float(scale.at(span.end))
    y = TOP + span.lane * LANE
    width = max(2.0, end - x)
    broken = " t-broken" if span.begin is None else ""
    key = f" {province_key(span.province)}" if span.province else ""
    title = f"<title>{escape(span.label)}</title>"
    return (
        f'<rect class="t-{span.kind}{broken}{key}" x="{x:.1f}" y="{y + 3}" width="{width:.1f}" '
        f'height="{LANE - 8}" rx="3">{title}</rect>{_label(span, x, y)}'
    )


def _label(span: TimelineSpan, x: float, y: int) -> str:
    """Write the label before the span where there is room, else on it."""
    room = len(span.label) * LETTER * ON_A_PHONE
    if span.kind == "stopped":
        return ""  # lies on its licence, whose line has the words
    if x > room:
        place = f'x="{x - 5:.1f}" text-anchor="end" class="t-label"'
    else:
        place = f'x="{x + 6:.1f}" class="t-label{" t-on" if span.kind == "role" else ""}"'
    return f'<text {place} y="{y + 16}">{escape(span.label)}</text>'
