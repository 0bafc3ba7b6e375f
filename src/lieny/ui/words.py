"""Giờ trong tuần thành lời: weekly sets and minutes as an inspector would say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lieny.ui.dates import Language
from lieny.vocabulary.weekly_set import ALWAYS, DAY, WEEK, WeeklySet, clock

DAY_NAMES: dict[Language, tuple[str, ...]] = {
    Language.VI: ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
    Language.EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_NEXT_DAY = {Language.VI: "hôm sau", Language.EN: "next day"}
_WHOLE_DAY = {Language.VI: "cả ngày", Language.EN: "all day"}
_ALWAYS = {Language.VI: "suốt ngày đêm, cả tuần", Language.EN: "day and night, all week"}
_NEVER = {Language.VI: "không có giờ nào", Language.EN: "no hours"}
# Three days in a row read better as a range; two are named one by one.
_SHORTEST_RANGE = 3

Span = tuple[int, int]  # from and to, in minutes of the day it begins on; may pass 1440


def weekly_hours_in_words(hours: WeeklySet, language: Language = Language.VI) -> str:
    """Say a weekly set: `T2–T6 17:00–20:00, T7 07:30–11:30`.

    A shift of at most a day stays with the day on which it begins, `T2 22:00–06:00 hôm sau`, also
    when it runs from Sunday into Monday. Days with the same hours are said together.
    """
    if not hours:
        return _NEVER[language]
    if hours == ALWAYS:
        return _ALWAYS[language]
    days_by_spans: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in enumerate(_spans_by_day(hours)):
        if spans:
            days_by_spans.setdefault(tuple(spans), []).append(day)
    said = [
        f"{_days_in_words(days, language)} {_spans_in_words(spans, language)}"
        for spans, days in days_by_spans.items()
    ]
    return "; ".join(said) if any(", " in words for words in said) else ", ".join(said)


def weekly_minutes_in_words(minutes: int, language: Language = Language.VI) -> str:
    """Say minutes a week exactly: `4 giờ/tuần`, `4 giờ 30 phút/tuần`, `45 phút/tuần`."""
    if language is Language.VI:
        return f"{minutes_in_words(minutes, language)}/tuần"
    return f"{minutes_in_words(minutes, language)} a week"


def weekly_range_in_words(surely: int, at_most: int, language: Language = Language.VI) -> str:
    """Say minutes a week between what is certain and what is possible.

    `từ 15 giờ đến 40 giờ/tuần`; exactly where both are the same; where nothing is certain, `có thể
    đến 40 giờ/tuần`.
    """
    most = weekly_minutes_in_words(at_most, language)
    if surely == at_most:
        return most
    if not surely:
        return f"có thể đến {most}" if language is Language.VI else f"possibly up to {most}"
    least = minutes_in_words(surely, language)
    if language is Language.VI:
        return f"từ {least} đến {most}"
    return f"from {least} to {most}"


def minutes_in_words(minutes: int, language: Language = Language.VI) -> str:
    """Say minutes exactly: `4 giờ 30 phút`, `4 h 30 min`."""
    hour, minute = ("giờ", "phút") if language is Language.VI else ("h", "min")
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} {hour}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} {minute}")
    return " ".join(parts)


def _spans_by_day(hours: WeeklySet) -> list[list[Span]]:
    spans: list[list[Span]] = [[] for _ in range(7)]
    for start, end in _joined_over_sunday(hours.intervals):
        for begin, finish in _within_days(start, end):
            day = begin // DAY
            spans[day % 7].append((begin - day * DAY, finish - day * DAY))
    return [sorted(day) for day in spans]


def _joined_over_sunday(intervals: Sequence[Span]) -> list[Span]:
    """Give the night from Sunday to Monday, which the set keeps in two pieces, as one."""
    joined = list(intervals)
    if len(joined) > 1 and joined[0][0] == 0 and joined[-1][1] == WEEK:
        (_, monday), (sunday, _) = joined[0], joined[-1]
        if monday + WEEK - sunday <= DAY:
            joined = [*joined[1:-1], (sunday, WEEK + monday)]
    return joined


def _within_days(start: int, end: int) -> Iterable[Span]:
    """Keep what lasts at most a day in one piece; cut what is longer at each midnight."""
    if end - start <= DAY:
        yield start, end
        return
    begin = start
    while begin < end:
        finish = min(end, (begin // DAY + 1) * DAY)
        yield begin, finish
        begin = finish


def _spans_in_words(spans: Sequence[Span], language: Language) -> str:
    said = []
    for start, end in spans:
        if (start, end) == (0, DAY):
            said.append(_WHOLE_DAY[language])
        elif end <= DAY:
            said.append(f"{clock(start)}–{clock(end)}")
        else:
            said.append(f"{clock(start)}–{clock(end - DAY)} {_NEXT_DAY[language]}")
    return ", ".join(said)


def _days_in_words(days: Sequence[int], language: Language) -> str:
    names = DAY_NAMES[language]
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said: list[str] = []
    for run in runs:
        if len(run) >= _SHORTEST_RANGE:
            said.append(f"{names[run[0]]}–{names[run[-1]]}")
        else:
            said.extend(names[day] for day in run)
    return ", ".join(said)
