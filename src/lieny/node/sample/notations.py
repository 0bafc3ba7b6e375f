"""Notations of weekly hours, as met in lists; each says exactly the groups it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lieny.node.sample.week import EVERY_DAY, MONDAY_TO_FRIDAY, Group, Groups

Span = tuple[int, int]
NOON = 12 * 60
EVENING = 17 * 60
MIDNIGHT = 24 * 60
WORDS = {1: "Hai", 2: "Ba", 3: "Tư", 4: "Năm", 5: "Sáu", 6: "Bảy", 7: "Chủ nhật"}
ENGLISH = {1: "Mon", 2: "Tue", 3: "Wed", 4: "Thu", 5: "Fri", 6: "Sat", 7: "Sun"}


@dataclass(frozen=True, slots=True)
class Notation:
    """A way to write hours, and which hours can be written so."""

    name: str
    fits: Callable[[Groups], bool]
    write: Callable[[Groups], str]
    weight: float = 1.0


def is_run(days: tuple[int, ...]) -> bool:
    """Test for three or more days in a row."""
    return len(days) > 2 and days == tuple(range(days[0], days[-1] + 1))


def short_day(day: int) -> str:
    """T2 … T7, CN."""
    return "CN" if day == 7 else f"T{day + 1}"


def short_days(days: tuple[int, ...], dash: str = "-", comma: str = ", ") -> str:
    """`T2-T6`, or `T2, T4, T6`."""
    if is_run(days):
        return f"{short_day(days[0])}{dash}{short_day(days[-1])}"
    return comma.join(map(short_day, days))


def long_day(day: int) -> str:
    """thứ 2 … thứ 7, chủ nhật."""
    return "chủ nhật" if day == 7 else f"thứ {day + 1}"


def long_days(days: tuple[int, ...], to: str = " đến ") -> str:
    """`thứ 2 đến thứ 6`, or `thứ 2, thứ 4, thứ 6`."""
    if is_run(days):
        return f"{long_day(days[0])}{to}{long_day(days[-1])}"
    return ", ".join(map(long_day, days))


def edge(minute: int, form: str) -> str:
    """Write a minute of the day; `form` is one of 07h30, 7h30, 07:30, 7g30, 07.30, 0730, giờ."""
    hour, rest = divmod(minute, 60)
    if form in ("7h30", "7g30"):
        return f"{hour}{form[1]}{rest:02d}" if rest else f"{hour}{form[1]}"
    if form == "giờ":
        return f"{hour} giờ {rest:02d} phút" if rest else f"{hour} giờ"
    return f"{hour:02d}{form[2:-2]}{rest:02d}"


def spans_text(spans: tuple[Span, ...], form: str, dash: str = "-", comma: str = ", ") -> str:
    """Write spans with one form of the hour."""
    return comma.join(f"{edge(start, form)}{dash}{edge(end, form)}" for start, end in spans)


def _days_first(form: str, dash: str, days: Callable[[tuple[int, ...]], str]) -> Callable[..., str]:
    def write(groups: Groups) -> str:
        text = "; ".join(f"{days(d)}: {spans_text(s, form, dash)}" for d, s in groups)
        return text[0].upper() + text[1:]

    return write


def _hours_first(form: str, dash: str, comma: str, frame: str) -> Callable[..., str]:
    def write(groups: Groups) -> str:
        return "; ".join(
            frame.format(hours=spans_text(s, form, dash, comma), days=short_days(d))
            for d, s in groups
        )

    return write


def _packed(groups: Groups) -> str:
    return ";".join(f"{spans_text(s, '07h30', '-', ',')}({short_days(d)})" for d, s in groups)


def _lines(groups: Groups) -> str:
    return "\n".join(f"{short_days(d, ' -> ')}: {spans_text(s, '07h30', ' - ')}" for d, s in groups)


def _sentence(groups: Groups) -> str:
    ((days, ((start, end),)),) = groups
    return (
        f"Từ {edge(start, 'giờ')} đến {edge(end, 'giờ')}, "
        f"từ thứ {WORDS[days[0]]} đến thứ {WORDS[days[-1]]} hàng tuần"
    )


def _from_to(groups: Groups) -> str:
    ((days, ((start, end),)),) = groups
    return f"Từ {edge(start, '7h30')} đến {edge(end, '7h30')}, {long_days(days)}"


def _bare_words(groups: Groups) -> str:
    ((days, spans),) = groups
    words = [WORDS[day].lower() for day in days]
    return f"Thứ {', '.join(words)}: {spans_text(spans, '7h30')}"


def _halves(groups: Groups) -> str:
    ((days, (morning, afternoon)),) = groups
    return (
        f"Sáng: {spans_text((morning,), '07h30', ' - ')}, "
        f"Chiều: {spans_text((afternoon,), '07h30', ' - ')} từ {long_days(days)}"
    )


def _lunch(groups: Groups) -> str:
    ((days, ((start, noon), (after, end))),) = groups
    return (
        f"{short_days(days)}: {edge(start, '07h30')}-{edge(end, '07h30')} "
        f"(nghỉ trưa {edge(noon, '07h30')}-{edge(after, '07h30')})"
    )


def _daily(groups: Groups) -> str:
    ((_, spans),) = groups
    return f"{spans_text(spans, '7h30', ' - ', ' và ')} hằng ngày"


def _except(groups: Groups) -> str:
    ((days, spans),) = groups
    off = [short_day(day) for day in EVERY_DAY if day not in days]
    return f"{spans_text(spans, '7h30')} các ngày trừ {', '.join(off)}"


def _after_office(groups: Groups) -> str:
    return f"Ngoài giờ HC: {_hours_first('7h30', ' - ', ', ', '{hours} {days}')(groups)}"


def _evening_list(groups: Groups) -> str:
    ((days, spans),) = groups
    numbers = "-".join(str(day + 1) for day in days)
    return f"Tối {numbers}: {spans_text(spans, '7h30')}"


def _bare_list(groups: Groups) -> str:
    ((days, spans),) = groups
    return f"{'-'.join(str(day + 1) for day in days)} ({spans_text(spans, '7h30')})"


def _comma_list(groups: Groups) -> str:
    ((days, ((start, end),)),) = groups
    numbers = ", ".join(str(day + 1) for day in days)
    return f"Thứ {numbers} từ {edge(start, '7g30')} đến {edge(end, '7g30')}"


def _clock_words(groups: Groups) -> str:
    ((days, ((start, end),)),) = groups
    return f"{_spoken(start)} - {_spoken(end)} {short_days(days)}"


def _spoken(minute: int) -> str:
    if minute <= NOON:
        return f"{edge(minute, '7h30')} sáng"
    return f"{edge(minute - NOON, '7h30')} {'tối' if minute > 18 * 60 else 'chiều'}"


def _overnight(groups: Groups) -> str:
    ((days, ((start, end),)),) = groups
    until = edge(end - MIDNIGHT, "07h30")
    return f"Ca đêm {edge(start, '07h30')} - {until} hôm sau, {long_days(days)}"


def _day_off(groups: Groups) -> str:
    text = "; ".join(f"{short_days(d)}: {spans_text(s, '7h30')}" for d, s in groups)
    worked = {day for days, _ in groups for day in days}
    off = [short_day(day) for day in EVERY_DAY if day not in worked]
    return f"{text}; {', '.join(off)} nghỉ"


def _full_time(groups: Groups) -> str:
    ((days, spans),) = groups
    return f"Toàn thời gian ({spans_text(spans, '7h30', '-', '; ')}; {short_days(days)})"


def _english(groups: Groups) -> str:
    ((days, spans),) = groups
    return f"{ENGLISH[days[0]]}-{ENGLISH[days[-1]]} {spans_text(spans, '07:30')}"


def _letter_o(groups: Groups) -> str:
    ((days, spans),) = groups
    return f"{spans_text(spans, '7h30').replace('h30', 'h3O')} {short_days(days)}"


def _without_marks(groups: Groups) -> str:
    ((days, ((start, end),)),) = groups
    return (
        f"tu {edge(start, '7h30')} den {edge(end, '7h30')} thu {days[0] + 1} den thu {days[-1] + 1}"
    )


def by_day(groups: Groups) -> bool:
    """No shift runs past midnight."""
    return all(end <= MIDNIGHT for _, spans in groups for _, end in spans)


def one(groups: Groups) -> bool:
    """One group of days, by day."""
    return len(groups) == 1 and by_day(groups)


def _single(groups: Groups) -> bool:
    return one(groups) and len(groups[0][1]) == 1


def _run_of_weekdays(group: Group) -> bool:
    return is_run(group[0]) and group[0][-1] < 7


def _split_day(groups: Groups) -> bool:
    return (
        one(groups) and len(groups[0][1]) == 2 and groups[0][1][0][1] <= NOON <= groups[0][1][1][0]
    )


def _late(groups: Groups) -> bool:
    return by_day(groups) and all(start >= EVENING for _, spans in groups for start, _ in spans)


def _scattered(groups: Groups) -> bool:
    return _single(groups) and groups[0][0] in ((1, 3, 5), (2, 4, 6))


def _two_days_off(groups: Groups) -> bool:
    return by_day(groups) and len({d for days, _ in groups for d in days}) in (5, 6)


NOTATIONS = (
    Notation("plain", by_day, _days_first("07h30", "-", short_days), 8),
    Notation("colons", by_day, _hours_first("07:30", " - ", ", ", "{hours} {days}"), 4),
    Notation("long", by_day, _days_first("7h30", " - ", long_days), 6),
    Notation("southern", by_day, _days_first("7g30", " - ", short_days), 2),
    Notation("brackets", by_day, _hours_first("07.30", " - ", "; ", "{hours} ({days})"), 1),
    Notation("packed", by_day, _packed),
    Notation("lines", by_day, _lines),
    Notation("sentence", lambda g: _single(g) and _run_of_weekdays(g[0]), _sentence),
    Notation("from-to", _single, _from_to, 3),
    Notation("bare-words", lambda g: one(g) and _run_of_weekdays(g[0]), _bare_words),
    Notation("halves", lambda g: _split_day(g) and is_run(g[0][0]), _halves, 3),
    Notation("lunch", _split_day, _lunch, 2),
    Notation("daily", lambda g: one(g) and g[0][0] == EVERY_DAY, _daily, 3),
    Notation("except", lambda g: one(g) and len(g[0][0]) in (5, 6), _except),
    Notation("after-office", _late, _after_office, 2),
    Notation("evening-list", lambda g: _scattered(g) and _late(g), _evening_list, 3),
    Notation("bare-list", _scattered, _bare_list, 2),
    Notation("comma-list", lambda g: _single(g) and max(g[0][0]) < 7, _comma_list),
    Notation(
        "clock-words",
        lambda g: _single(g) and g[0][1][0][1] != NOON and g[0][1][0][1] < 21 * 60,
        _clock_words,
        0.5,
    ),
    Notation(
        "four-digits",
        lambda g: one(g) and is_run(g[0][0]),
        _hours_first("0730", "-", ", ", "{hours} {days}"),
        0.5,
    ),
    Notation("day-off", _two_days_off, _day_off),
    Notation("english", lambda g: one(g) and g[0][0] == MONDAY_TO_FRIDAY, _english, 0.3),
    Notation("letter-o", lambda g: one(g) and "h30" in spans_text(g[0][1], "7h30"), _letter_o, 0.3),
    Notation("without-marks", lambda g: _single(g) and _run_of_weekdays(g[0]), _without_marks, 0.5),
    Notation(
        "overnight",
        lambda g: len(g) == 1 and len(g[0][1]) == 1 and g[0][1][0][1] > MIDNIGHT,
        _overnight,
    ),
)
FULL_TIME = Notation("full-time", one, _full_time)
BY_NAME = {notation.name: notation for notation in (*NOTATIONS, FULL_TIME)}
