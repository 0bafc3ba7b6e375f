"""The picture of the week and its words."""

import re
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from lieny.ui.dates import Language
from lieny.ui.timetable import (
    DAY_GAP,
    DAY_WIDTH,
    LEFT,
    TOP,
    standalone_timetable,
    timetable_symbols,
    week_timetable,
)
from lieny.ui.week_lanes import (
    TimetableLane,
    has_night_hours,
    lane_letter,
    overlap_words,
    timetable_words,
)
from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet

SVG = "{http://www.w3.org/2000/svg}"
MORNINGS = WeeklySet.of((day * DAY + 450, day * DAY + 690) for day in range(5))
TUESDAY = WeeklySet(((DAY + 480, DAY + 660),))
NIGHT = WeeklySet(((DAY + 1320, 2 * DAY + 360),))


def lane(
    definite: WeeklySet, possible: WeeklySet = EMPTY, province: str | None = "79"
) -> TimetableLane:
    return TimetableLane("Bệnh viện <A>", province, "TP. Hồ Chí Minh", definite, possible)


def boxes(svg: str, kind: str) -> list[tuple[float, float, float, float]]:
    """Left, top, width, height of what a class draws."""
    number = r"(-?[\d.]+)"
    shape = re.compile(rf"M{number} {number}h{number}v{number}H{number}z")
    paths = re.findall(rf'<path class="{kind}[^"]*" d="([^"]*)"', svg)
    found = []
    for path in paths:
        assert shape.sub("", path) == ""
        for left, top, width, height, back in shape.findall(path):
            assert back == left
            found.append((float(left), float(top), float(width), float(height)))
    return found


def test_a_lane_stands_in_its_day_at_its_hours() -> None:
    svg = week_timetable([lane(MORNINGS), lane(TUESDAY, province="75")])
    inner = DAY_WIDTH - 2 * DAY_GAP
    # 06:00 stands twelve units below the top, and an hour of the working day is twelve units.
    top, height = TOP + 12 + 1.5 * 12, 4 * 12
    first = [(LEFT + day * DAY_WIDTH + DAY_GAP, top, inner / 2, height) for day in range(5)]
    second = (LEFT + DAY_WIDTH + DAY_GAP + inner / 2, TOP + 12 + 2 * 12, inner / 2, 3 * 12)
    assert boxes(svg, "w-d p79") == first
    assert boxes(svg, "w-d p75") == [second]


def test_the_overlap_is_outlined_across_all_lanes_of_the_day() -> None:
    svg = week_timetable(
        [lane(MORNINGS), lane(TUESDAY)], overlap=TUESDAY, possible_overlap=TUESDAY | NIGHT
    )
    left, inner = LEFT + DAY_WIDTH + DAY_GAP, DAY_WIDTH - 2 * DAY_GAP
    assert boxes(svg, "w-o") == [(left, TOP + 12 + 2 * 12, inner, 36)]
    # What is already certain is not drawn as possible too; a night is split at midnight.
    assert boxes(svg, "w-m") == [
        (left, TOP + 12 + 180 + 2, inner, 4),
        (left + DAY_WIDTH, TOP, inner, 12),
    ]


def test_the_outline_leaves_out_lanes_that_have_no_part_in_it() -> None:
    lanes = [lane(EMPTY, NIGHT), lane(MORNINGS), lane(TUESDAY)]
    svg = week_timetable(lanes, overlap=TUESDAY)
    one = (DAY_WIDTH - 2 * DAY_GAP) / 3
    ((left, _, width, _),) = boxes(svg, "w-o")
    assert (left, width) == (LEFT + DAY_WIDTH + DAY_GAP + one, 2 * one)


def test_possible_hours_are_hatched_and_definite_ones_are_solid() -> None:
    svg = week_timetable([lane(TUESDAY, NIGHT)])
    assert len(boxes(svg, "w-d p79")) == 1
    assert len(boxes(svg, "w-q p79")) == 2


def test_night_hours_are_noticed_only_before_six_and_after_twenty_one() -> None:
    until_nine = WeeklySet(((6 * 60, 21 * 60),))
    assert not has_night_hours([lane(until_nine)])
    assert has_night_hours([lane(WeeklySet(((6 * 60 - 1, 7 * 60),)))])
    assert has_night_hours([lane(EMPTY, WeeklySet(((20 * 60, 21 * 60 + 1),)))])


def test_the_whole_day_gives_every_hour_the_same_height() -> None:
    svg = week_timetable([lane(NIGHT)], whole_day=True)
    assert [(top, height) for _, top, _, height in boxes(svg, "w-d")] == [
        (TOP + 220, 20),
        (TOP, 60),
    ]


def test_words_say_each_lane_and_the_sum_of_the_overlap() -> None:
    lanes = [lane(MORNINGS), lane(EMPTY, NIGHT), lane(EMPTY)]
    assert timetable_words(lanes, overlap=TUESDAY) == [
        "A · Bệnh viện <A> (TP. Hồ Chí Minh): T2–T6 07:30–11:30",
        "B · Bệnh viện <A> (TP. Hồ Chí Minh): có thể T3 22:00–06:00 hôm sau",
        "C · Bệnh viện <A> (TP. Hồ Chí Minh): không có giờ nào",
        "Trùng: T3 08:00–11:00 = 3 giờ/tuần",
    ]
    assert overlap_words(TUESDAY, Language.EN) == "Overlap: Tue 08:00–11:00 = 3 h a week"


def test_the_picture_for_a_letter_is_whole_in_itself() -> None:
    picture = standalone_timetable([lane(MORNINGS, NIGHT), lane(TUESDAY, province=None)])
    root = ET.fromstring(picture)  # noqa: S314  our own picture
    assert root.tag == f"{SVG}svg"
    days = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "w-day"]
    assert days == ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
    assert "Bệnh viện <A>" in "".join(root.itertext())
    assert {pattern.get("id") for pattern in root.iter(f"{SVG}pattern")} == {
        "hatch-p00",
        "hatch-p79",
    }
    assert not list(root.iter(f"{SVG}use"))


def test_everything_that_a_picture_uses_is_among_the_symbols() -> None:
    symbols = timetable_symbols(["79", None])
    names = set(re.findall(r'id="([\w-]+)"', symbols))
    for lanes in range(1, 15):
        for whole in (False, True):
            svg = week_timetable([lane(MORNINGS)] * lanes, whole_day=whole)
            assert set(re.findall(r'href="#([\w-]+)"', svg)) <= names
    assert {"hatch-p79", "hatch-p00"} <= names


def test_labels_cannot_break_out_of_the_picture() -> None:
    assert '"><script>' not in week_timetable([lane(MORNINGS)], label='"><script>')


def test_lanes_are_named_by_letters_then_by_numbers() -> None:
    assert [lane_letter(index) for index in (0, 1, 25, 26)] == ["A", "B", "Z", "27"]


minutes = st.lists(
    st.tuples(st.integers(0, 7 * DAY - 1), st.integers(1, DAY)).map(lambda a: (a[0], a[0] + a[1])),
    min_size=1,
    max_size=5,
).map(WeeklySet.of)


@given(minutes)
def test_no_minute_is_lost_between_the_set_and_the_picture(hours: WeeklySet) -> None:
    svg = week_timetable([lane(hours)], whole_day=True)
    # An hour is ten units; pieces are rounded to a tenth of a unit each.
    drawn = sum(height for *_, height in boxes(svg, "w-d"))
    assert abs(drawn * 6 - hours.minutes) <= 0.4 * len(hours.by_day())
