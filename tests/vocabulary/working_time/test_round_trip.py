"""Schedules that are made at random and written down in many notations come back to the minute."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet
from lieny.vocabulary.working_time import TimeStatus, read_working_time

Days = tuple[int, ...]
Hours = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The same hours on several days."""

    days: Days
    hours: Hours


WORDS = ("", "hai", "ba", "tư", "năm", "sáu", "bảy")
ENGLISH = ("", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def is_run(days: Days) -> bool:
    return len(days) >= 2 and days[-1] - days[0] == len(days) - 1


def t_number(day: int) -> str:
    return "CN" if day == 7 else f"T{day + 1}"


def full_number(day: int) -> str:
    return "chủ nhật" if day == 7 else f"thứ {day + 1}"


def full_word(day: int) -> str:
    return "Chủ nhật" if day == 7 else f"thứ {WORDS[day]}"


def english(day: int) -> str:
    return ENGLISH[day]


def bare_after_first(days: Days) -> str:
    """Thứ 2, 4 và 6"""
    shown = [full_number(days[0]), *("CN" if day == 7 else str(day + 1) for day in days[1:])]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " và " + shown[-1]


def words_after_first(days: Days) -> str:
    """Thứ hai, tư, sáu"""
    rest = ("chủ nhật" if day == 7 else WORDS[day] for day in days[1:])
    return ", ".join([full_word(days[0]), *rest])


def listed(name: Callable[[int], str], comma: str) -> Callable[[Days], str]:
    return lambda days: comma.join(name(day) for day in days)


def ranged(name: Callable[[int], str], dash: str) -> Callable[[Days], str]:
    def write(days: Days) -> str:
        return (
            f"{name(days[0])}{dash}{name(days[-1])}" if is_run(days) else listed(name, ", ")(days)
        )

    return write


DAY_NOTATIONS = [
    listed(t_number, ", "),
    listed(t_number, ","),
    listed(t_number, " + "),
    listed(full_number, ", "),
    listed(full_word, ", "),
    ranged(t_number, "-"),
    ranged(t_number, " → "),
    ranged(full_number, " đến "),
    ranged(full_number, " - "),
    ranged(full_word, " tới "),
    ranged(full_word, " – "),
    bare_after_first,
    words_after_first,
]

CLOCKS: list[Callable[[int, int], str]] = [
    lambda h, m: f"{h}h{m:02d}" if m else f"{h}h",
    lambda h, m: f"{h:02d}h{m:02d}",
    lambda h, m: f"{h}g{m:02d}" if m else f"{h}g",
    lambda h, m: f"{h:02d}:{m:02d}",
    lambda h, m: f"{h}:{m:02d}",
    lambda h, m: f"{h:02d}.{m:02d}",
    lambda h, m: f"{h} giờ {m:02d}" if m else f"{h} giờ",
    lambda h, m: f"{h} giờ {m:02d} phút" if m else f"{h} giờ",
    lambda h, m: f"{h}h{m:02d}'",
    lambda h, m: f"{h:02d}h{m:02d}ph",
]
JOINERS = ["-", " - ", " – ", " đến ", " tới ", "→"]
ANDS = [", ", " và ", " & "]
SHAPES: list[Callable[[str, str], str]] = [
    lambda days, hours: f"{days}: {hours}",
    lambda days, hours: f"{days} {hours}",
    lambda days, hours: f"{days} ({hours})",
    lambda days, hours: f"{hours} ({days})",
    lambda days, hours: f"{hours} {days}",
]


def plain(text: str) -> str:
    return text


def unaccented(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def wide(text: str) -> str:
    return "  " + text.replace(" ", "   ") + " ."


DIRT = [plain, plain, unaccented, decomposed, str.upper, wide]


@st.composite
def hours_of_a_day(draw: st.DrawFn) -> Hours:
    edges = draw(st.lists(st.integers(20, 88), unique=True, min_size=2, max_size=6))
    even = sorted(edges)[: len(edges) // 2 * 2]
    return tuple((15 * a, 15 * b) for a, b in zip(even[::2], even[1::2], strict=True))


@st.composite
def schedules(draw: st.DrawFn) -> list[Group]:
    order = draw(st.permutations(range(1, 8)))
    cuts = sorted(draw(st.lists(st.integers(1, 7), unique=True, min_size=1, max_size=3)))
    groups = []
    for begin, end in zip([0, *cuts], cuts, strict=False):
        groups.append(Group(tuple(sorted(order[begin:end])), draw(hours_of_a_day())))
    return groups


def week_of(groups: list[Group]) -> WeeklySet:
    return WeeklySet.of(
        ((day - 1) * DAY + start, (day - 1) * DAY + end)
        for group in groups
        for day in group.days
        for start, end in group.hours
    )


def written_hours(hours: Hours, clock: Callable[[int, int], str], joiner: str, also: str) -> str:
    return also.join(
        f"{clock(*divmod(start, 60))}{joiner}{clock(*divmod(end, 60))}" for start, end in hours
    )


def assert_reads_back(text: str, groups: list[Group]) -> None:
    reading = read_working_time(text)
    assert reading.time.definite.by_day() == week_of(groups).by_day(), text
    assert reading.time.possible == EMPTY, text
    assert reading.status is TimeStatus.DETERMINED, text


@settings(max_examples=250)
@given(
    groups=schedules(),
    days_as=st.sampled_from(DAY_NOTATIONS),
    clock=st.sampled_from(CLOCKS),
    joiner=st.sampled_from(JOINERS),
    also=st.sampled_from(ANDS),
    shape=st.sampled_from(SHAPES),
    between=st.sampled_from(["; ", "\n", ". "]),
    dirt=st.sampled_from(DIRT),
)
def test_a_schedule_reads_back_from_any_mix_of_notations(
    *, groups, days_as, clock, joiner, also, shape, between, dirt
) -> None:
    # Without marks "hai, tu 7h" is Monday and Wednesday, or Monday from seven.
    assume(dirt is not unaccented or days_as is not words_after_first or shape is SHAPES[0])
    parts = [
        shape(days_as(group.days), written_hours(group.hours, clock, joiner, also))
        for group in groups
    ]
    assert_reads_back(dirt(between.join(parts)), groups)


@given(schedules(), st.sampled_from(["-", " - ", " to "]), st.booleans())
def test_a_schedule_written_in_english_reads_back(groups, joiner, days_last) -> None:
    shape = SHAPES[4] if days_last else SHAPES[1]
    parts = [
        shape(
            ranged(english, joiner.strip() if joiner != " to " else " to ")(group.days),
            written_hours(group.hours, lambda h, m: f"{h}:{m:02d}", joiner, ", "),
        )
        for group in groups
    ]
    assert_reads_back("; ".join(parts), groups)


def half_past(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    twelve = hour if hour <= 12 else hour - 12
    return f"{twelve}h{rest:02d}" if rest else f"{twelve}h"


quarters = st.integers(24, 47).map(lambda quarter: quarter * 15)


@given(
    days=st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
    morning=st.lists(quarters, unique=True, min_size=2, max_size=2).map(sorted),
    begin=st.integers(52, 64).map(lambda quarter: quarter * 15),
    length=st.integers(1, 16).map(lambda quarter: quarter * 15),
    days_as=st.sampled_from(DAY_NOTATIONS),
    twelve=st.booleans(),
    days_last=st.booleans(),
)
def test_morning_and_afternoon_words_turn_twelve_hour_clocks(
    *, days, morning, begin, length, days_as, twelve, days_last
) -> None:
    afternoon = (begin, min(begin + length, 18 * 60))
    name = half_past if twelve else on_24
    hours = (
        f"sáng {on_24(morning[0])}-{on_24(morning[1])}, "
        f"chiều {name(afternoon[0])}-{name(afternoon[1])}"
    )
    text = f"{hours} ({days_as(days)})" if days_last else f"{days_as(days)}: {hours}"
    assert_reads_back(text, [Group(days, (tuple(morning), afternoon))])


def on_24(minute: int) -> str:
    return CLOCKS[0](*divmod(minute, 60))


@given(
    st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
    st.integers(20, 23),
    st.integers(1, 7),
    st.sampled_from(DAY_NOTATIONS),
    st.sampled_from(["hôm sau", "sáng hôm sau", "ngày hôm sau", "(hôm sau)"]),
)
def test_a_night_ends_on_the_next_day_and_sunday_night_on_monday(
    days, start, end, days_as, next_day
) -> None:
    text = f"{days_as(days)}: {start}h - {end}h {next_day}"
    assert_reads_back(text, [Group(days, ((start * 60, (24 + end) * 60),))])


@given(schedules(), st.sampled_from(DAY_NOTATIONS), st.sampled_from(["trừ", "nghỉ", "không làm"]))
def test_a_day_taken_out_by_name_leaves_the_others(groups, days_as, without) -> None:
    days, hours = groups[0].days, groups[0].hours
    text = f"{written_hours(hours, CLOCKS[0], '-', ', ')} ({without} {days_as(days)})"
    rest = tuple(day for day in range(1, 8) if day not in days)
    if not {6, 7}.isdisjoint(days):
        if rest:
            assert_reads_back(text, [Group(rest, hours)])
        return
    # Whether a clinic that is closed on Wednesday works on Sunday nobody has said.
    reading = read_working_time(text)
    weekdays = tuple(day for day in rest if day < 6)
    assert reading.time.definite == week_of([Group(weekdays, hours)])
    assert reading.time.possible == week_of([Group((6, 7), hours)])
    assert reading.status is (TimeStatus.PARTIAL if weekdays else TimeStatus.UNDETERMINED)


@given(schedules(), st.sampled_from(DAY_NOTATIONS), st.data())
def test_a_break_inside_the_hours_is_taken_out(groups, days_as, drawn) -> None:
    days = groups[0].days
    pause = drawn.draw(st.sampled_from([(660, 780), (690, 810), (720, 780)]))
    shown = "-".join(CLOCKS[0](*divmod(minute, 60)) for minute in pause)
    text = f"{days_as(days)}: 7h - 17h (nghỉ trưa {shown})"
    assert_reads_back(text, [Group(days, ((420, pause[0]), (pause[1], 1020)))])
