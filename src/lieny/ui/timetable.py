"""Lịch tuần: the week timetable of a person as an inline picture, and what it says in words.

Seven columns of days; in each, one lane a registration. Working hours have most of the height,
the night is folded above and below. The same picture stands in pages, reports and letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from lieny.ui.dates import Language
from lieny.ui.provinces import province_key
from lieny.ui.tokens import province_css, stylesheet
from lieny.ui.week_lanes import EVENING, HOUR, LETTERS, MORNING, TimetableLane, timetable_words
from lieny.ui.words import DAY_NAMES
from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet

LEFT, TOP, DAY_WIDTH, DAY_GAP = 26, 30, 60, 3
WIDTH = LEFT + 7 * DAY_WIDTH + 1
MOST_LETTERS = 12  # narrower lanes have no room for a letter; the list beside still has it

Scale = Callable[[int], float]
Box = tuple[float, float, float, float]


def week_timetable(
    lanes: Sequence[TimetableLane],
    *,
    overlap: WeeklySet = EMPTY,
    possible_overlap: WeeklySet = EMPTY,
    label: str = "",
    whole_day: bool = False,
) -> Markup:
    """Draw the week for a page that holds `timetable_symbols` and the design system's styles.

    Args:
        lanes: registrations, in the order of their letters.
        overlap: minutes to outline as definitely overlapping.
        possible_overlap: minutes to outline as possibly overlapping (dashed).
        label: what a screen reader says; the words beside the picture say the hours.
        whole_day: all 24 hours at one scale, instead of the folded night.
    """
    scale, height = (_whole_day, _WHOLE_HEIGHT) if whole_day else (_folded, _FOLDED_HEIGHT)
    frame = "w-whole" if whole_day else "w-folded"
    parts = [
        f'<svg class=week viewBox="0 0 {WIDTH} {height}" role=img aria-label="{escape(label)}">',
        f'<use href="#{frame}"/><use href="#w-vi" lang=vi /><use href="#w-en" lang=en />',
        f'<use href="#w-letters{len(lanes)}"/>' if 1 < len(lanes) <= MOST_LETTERS else "",
        *_lane_paths(lanes, scale),
        *_outlines(lanes, overlap, possible_overlap - overlap, scale),
    ]
    return Markup("".join(parts) + "</svg>")  # noqa: S704  numbers, and text escaped above


def timetable_symbols(provinces: Iterable[str | None]) -> Markup:
    """Draw once for a page what its timetables share: frame, day names, letters, hatching.

    Args:
        provinces: codes of the provinces whose lanes the page draws.
    """
    drawn = {
        "w-folded": _frame(_folded, _FOLDED_HEIGHT),
        "w-whole": _frame(_whole_day, _WHOLE_HEIGHT),
        **{f"w-{language.value}": _day_names(language) for language in Language},
        **{f"w-letters{lanes}": _letters(lanes) for lanes in range(2, MOST_LETTERS + 1)},
    }
    symbols = "".join(
        f'<symbol id="{name}" overflow="visible">{picture}</symbol>'
        for name, picture in drawn.items()
    )
    return Markup(  # noqa: S704  made of numbers and fixed words
        '<svg class="symbols" width="0" height="0" aria-hidden="true">'
        f"<defs>{_hatches(provinces)}</defs>{symbols}</svg>"
    )


def hatch_css(provinces: Iterable[str | None]) -> str:
    """Write the rules that hatch what is possible in the colour of its province."""
    keys = sorted({province_key(code) for code in provinces})
    return "".join(f".w-q.{key}{{fill:url(#hatch-{key})}}" for key in keys)


def standalone_timetable(
    lanes: Sequence[TimetableLane],
    *,
    overlap: WeeklySet = EMPTY,
    possible_overlap: WeeklySet = EMPTY,
    language: Language = Language.VI,
) -> Markup:
    """Draw the week as a picture of its own, with its words, for letters and e-mail."""
    words = timetable_words(lanes, overlap=overlap, language=language)
    codes = [lane.province for lane in lanes]
    height = _FOLDED_HEIGHT + 16 * len(words) + 8
    said = "".join(
        f'<text class="w-said" x="4" y="{_FOLDED_HEIGHT + 16 * (number + 1)}">{escape(line)}</text>'
        for number, line in enumerate(words)
    )
    style = stylesheet("tokens") + stylesheet("timetable") + province_css(codes) + hatch_css(codes)
    body = [_frame(_folded, _FOLDED_HEIGHT), _day_names(language), _letters(len(lanes))]
    body += _lane_paths(lanes, _folded)
    body += _outlines(lanes, overlap, possible_overlap - overlap, _folded)
    return Markup(  # noqa: S704  numbers, and text escaped above
        f'<svg xmlns="http://www.w3.org/2000/svg" class="week" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label="{escape("; ".join(words))}">'
        f"<style>{style}</style><defs>{_hatches(codes)}</defs>{''.join(body)}{said}</svg>"
    )


def _folded(minute: int) -> float:
    """Place a minute of the day: two units an hour at night, twelve from 06:00 to 21:00."""
    early = min(minute, MORNING) / 30
    work = max(0, min(minute, EVENING) - MORNING) / 5
    late = max(0, minute - EVENING) / 30
    return TOP + early + work + late


def _whole_day(minute: int) -> float:
    return TOP + minute / 6


_FOLDED_HEIGHT = round(_folded(DAY)) + 2
_WHOLE_HEIGHT = round(_whole_day(DAY)) + 2


def _frame(scale: Scale, height: int) -> str:
    right = LEFT + 7 * DAY_WIDTH
    bottom = scale(DAY)
    hours = range(2, 24, 2) if height == _WHOLE_HEIGHT else (6, 8, 10, 12, 14, 16, 18, 20)
    lines = "".join(f"M{LEFT} {_number(scale(hour * HOUR))}H{right}" for hour in hours)
    days = "".join(f"M{LEFT + day * DAY_WIDTH} {TOP}V{_number(bottom)}" for day in range(1, 7))
    labels = "".join(
        f'<text class="w-hour" x="{LEFT - 4}" y="{_number(scale(hour * HOUR) + 3.3)}">{hour}</text>'
        for hour in hours
    )
    night = "".join(
        f"M{LEFT} {_number(scale(start))}H{right}V{_number(scale(end))}H{LEFT}z"
        for start, end in ((0, MORNING), (EVENING, DAY))
    )
    ground = f"M{LEFT} {TOP}H{right}V{_number(bottom)}H{LEFT}z"
    return (
        f'<path class="w-ground" d="{ground}"/><path class="w-night" d="{night}"/>'
        f'<path class="w-rules" d="{lines}{days}"/>{labels}'
    )


def _day_names(language: Language) -> str:
    middle = DAY_WIDTH / 2
    return "".join(
        f'<text class="w-day" x="{_number(LEFT + day * DAY_WIDTH + middle)}" y="13">{name}</text>'
        for day, name in enumerate(DAY_NAMES[language])
    )


def _hatches(provinces: Iterable[str | None]) -> str:
    """Draw a hatching for each province, tinted and lined in its colour."""
    keys = sorted({province_key(code) for code in provinces})
    return "".join(
        f'<pattern id="hatch-{key}" class="{key}" width="5" height="5" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect class="w-tint" width="5" height="5"/><path class="w-hatch" d="M0 0v5"/></pattern>'
        for key in keys
    )


def _letters(lanes: int) -> str:
    """Name the lanes of every day by letter; one text element places each letter of its own."""
    if not 1 < lanes <= MOST_LETTERS:
        return ""
    width = (DAY_WIDTH - 2 * DAY_GAP) / lanes
    starts = [LEFT + day * DAY_WIDTH + DAY_GAP for day in range(7)]
    middles = [_number(start + (lane + 0.5) * width) for start in starts for lane in range(lanes)]
    places = " ".join(middles)
    return f'<text class="w-letters" x="{places}" y="25">{LETTERS[:lanes] * 7}</text>'


def _lane_paths(lanes: Sequence[TimetableLane], scale: Scale) -> Iterator[str]:
    for index, lane in enumerate(lanes):
        key = province_key(lane.province)
        if lane.definite:
            outline = _path(_boxes(lane.definite, scale, index, len(lanes)))
            yield f'<path class="w-d {key}" d="{outline}"/>'
        if lane.possible:
            outline = _path(_boxes(lane.possible, scale, index, len(lanes)))
            yield f'<path class="w-q {key}" d="{outline}"/>'


def _outlines(
    lanes: Sequence[TimetableLane], overlap: WeeklySet, possible: WeeklySet, scale: Scale
) -> Iterator[str]:
    """Frame each overlap from the first to the last lane that has a part in it."""
    for minutes, kind in ((overlap, "o"), (possible, "m")):
        drawn = []
        for interval in minutes.intervals:
            first, last = _lanes_meeting(lanes, WeeklySet((interval,)))
            drawn.append(_path(_boxes(WeeklySet((interval,)), scale, first, len(lanes), last)))
        if drawn:
            yield f'<path class="w-{kind}" d="{"".join(drawn)}"/>'


def _lanes_meeting(lanes: Sequence[TimetableLane], minutes: WeeklySet) -> tuple[int, int]:
    meeting = [
        index
        for index, lane in enumerate(lanes)
        if lane.definite & minutes or lane.possible & minutes
    ]
    return (meeting[0], meeting[-1]) if meeting else (0, len(lanes) - 1)


def _boxes(
    minutes: WeeklySet, scale: Scale, lane: int, lanes: int, last: int | None = None
) -> Iterator[Box]:
    """Give left, top, width and height of each day's pieces, from `lane` to the `last` lane."""
    one = (DAY_WIDTH - 2 * DAY_GAP) / lanes
    width = one * (1 + (lane if last is None else last) - lane)
    for start, end in minutes.intervals:
        begin = start
        while begin < end:
            day = begin // DAY
            finish = min(end, (day + 1) * DAY)
            top, bottom = scale(begin - day * DAY), scale(finish - day * DAY)
            left = LEFT + day * DAY_WIDTH + DAY_GAP + lane * one
            yield left, top, width, bottom - top
            begin = finish


def _path(boxes: Iterator[Box]) -> str:
    return "".join(
        f"M{_number(left)} {_number(top)}h{_number(width)}v{_number(height)}H{_number(left)}z"
        for left, top, width, height in boxes
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
