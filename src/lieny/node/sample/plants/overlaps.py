"""R01 and R02: the same person at the same hours at two facilities, for sure or perhaps."""

from __future__ import annotations

from lieny.node.sample import expected, hours, premises, vague, week
from lieny.node.sample.plants.ground import CLINIC, Ground
from lieny.node.sample.subjects import Hours
from lieny.node.sample.week import EVERY_DAY, MONDAY_TO_FRIDAY, MONDAY_TO_SATURDAY

CLASHES: tuple[tuple[week.Groups, week.Groups], ...] = (
    (week.OFFICE, (((2,), ((450, 690),)),)),
    (week.OFFICE, (((1, 3, 5), ((900, 1140),)),)),
    (((MONDAY_TO_SATURDAY, ((420, 690), (780, 1020))),), (((6,), ((480, 690),)),)),
    (((MONDAY_TO_FRIDAY, ((450, 990),)),), (((1, 4), ((840, 1020),)),)),
    (((MONDAY_TO_FRIDAY, ((1020, 1200),)),), (((2, 4), ((1080, 1260),)),)),
)
NIGHT: week.Groups = (((5,), ((1140, 1860),)),)  # Friday 19:00 to Saturday 07:00
SATURDAY_EARLY: week.Groups = (((6,), ((360, 660),)),)
SUNDAY_NIGHT: week.Groups = (((7,), ((1320, 1800),)),)  # into Monday
MONDAY_EARLY: week.Groups = (((1,), ((330, 450),)),)
WEEKDAY_EVENING: week.Groups = ((MONDAY_TO_FRIDAY, ((1080, 1200),)),)
SATURDAY: week.Groups = (((6,), ((450, 690),)),)


def _pair(g: Ground, first: week.Groups, second: week.Groups) -> None:
    who = g.person()
    here = g.facility(office=True)
    there = g.facility(away_from=here, office=False)
    a = g.post(who, here, first)
    b = g.post(who, there, second)
    g.scene.expect(expected.overlap(a, b, g.name))


def across_provinces(g: Ground) -> None:
    """Explicit hours that clash between two provinces."""
    _pair(g, *g.random.choice(CLASHES))


def merged_provinces(g: Ground) -> None:
    """Hồ Chí Minh and Bình Dương: two departments before July 2025, one since."""
    if not {"79", "74"} <= set(g.scene.plan.provinces):
        return
    who = g.person()
    first, second = g.random.choice(CLASHES)
    here = premises.found(g.scene, g.random, CLINIC, "79")
    there = premises.found(g.scene, g.random, CLINIC, "74")
    for place in (here, there):
        place.staffed, place.channel = False, "flat"
    a = g.post(who, here, first)
    b = g.post(who, there, second)
    g.scene.expect(expected.overlap(a, b, g.name))


def outside_the_region(g: Ground) -> None:
    """Office hours in the city, a clinic in a province that gives no registers."""
    if g.scene.plan.nation:
        return
    who = g.person()
    here = g.facility(office=True)
    there = premises.found(g.scene, g.random, CLINIC, "82")
    there.staffed, there.channel, there.in_register = False, "form", False
    a = g.post(who, here, week.OFFICE)
    b = g.post(who, there, (((2, 4), ((480, 660),)),))
    g.scene.expect(expected.overlap(a, b, g.name))
    for row in (a, b):
        g.sign("R09", "allowed", [row])


def night_shift(g: Ground) -> None:
    """A night that ends at seven, a clinic that opens at six."""
    _pair(g, NIGHT, SATURDAY_EARLY)


def week_end(g: Ground) -> None:
    """A night that runs from Sunday into Monday."""
    _pair(g, SUNDAY_NIGHT, MONDAY_EARLY)


def fifteen_minutes(g: Ground) -> None:
    """The least that counts."""
    _pair(g, (((3,), ((450, 675),)),), (((3,), ((660, 900),)),))


def full_time_with_hours(g: Ground) -> None:
    """`Toàn thời gian (7h-11h30; …)` against a weekday morning."""
    who = g.person()
    here = g.facility(office=True)
    there = g.facility(away_from=here, office=False)
    time = hours.in_notation("full-time", week.OFFICE)
    a = g.post(who, here, time)
    b = g.post(who, there, (((4,), ((450, 690),)),))
    g.scene.expect(expected.overlap(a, b, g.name))


def by_telephone(g: Ground) -> None:
    """Consultation from afar must not overlap either, though nobody travels."""
    who = g.person()
    here, there = g.own(), g.own()
    time = hours.exactly(WEEKDAY_EVENING, "Khám từ xa: 18h - 20h T2-T6", telehealth=True)
    a = g.post(who, here, time)
    b = g.post(who, there, (((2, 3), ((1050, 1170),)),))
    g.scene.expect(expected.overlap(a, b, g.name))


def three_posts(g: Ground) -> None:
    """Three facilities, each pair at the same hours."""
    who = g.person()
    here = g.facility(office=True)
    there = g.own(away_from=here)
    third = g.own(near=there)
    rows = [
        g.post(who, here, week.OFFICE),
        g.post(who, there, (((1, 3), ((480, 690),)),)),
        g.post(who, third, (((3, 5), ((420, 600),)),)),
    ]
    for a, b in ((0, 1), (0, 2), (1, 2)):
        g.scene.expect(expected.overlap(rows[a], rows[b], g.name))


def _question(g: Ground, *texts: Hours) -> None:
    who = g.person()
    rows = []
    place = None
    for time in texts:
        place = g.own(away_from=place)
        rows.append(g.post(who, place, time))
    g.sign("R02", "possible", rows)


def office_hours(g: Ground) -> None:
    """Office hours of an unknown house against a weekday morning."""
    exact = hours.written(g.random, (((2, 4), ((450, 690),)),))
    _question(g, vague.office(g.random.choice(vague.OFFICE_TEXTS)), exact)


def on_call(g: Ground) -> None:
    """On call here, evenings there."""
    exact = hours.written(g.random, WEEKDAY_EVENING)
    _question(g, vague.shifts(g.random.choice(vague.ON_CALL_TEXTS)), exact)


def rotating(g: Ground) -> None:
    """Rotating shifts here, Saturdays there."""
    exact = hours.written(g.random, SATURDAY)
    _question(g, vague.shifts(g.random.choice(vague.SHIFT_TEXTS)), exact)


def one_week_in_two(g: Ground) -> None:
    """Every other Saturday."""
    open_ = vague.recurring(SATURDAY, "T7: 7h30-11h30 (2 tuần/lần)")
    exact = hours.written(g.random, (((6,), ((480, 690),)),))
    _question(g, open_, exact)


def some_weeks_of_the_month(g: Ground) -> None:
    """The first and third Saturday of the month."""
    text = "Thứ 7 tuần thứ nhất và tuần thứ ba hàng tháng, 7h30-11h30"
    exact = hours.written(g.random, (((6,), ((480, 690),)),))
    _question(g, vague.recurring(SATURDAY, text), exact)


def days_without_hours(g: Ground) -> None:
    """`T7, CN` against Saturday morning."""
    exact = hours.written(g.random, SATURDAY)
    _question(g, vague.days_only((6, 7), "T7, CN"), exact)


def mornings(g: Ground) -> None:
    """`Sáng T2, T4, T6` against Monday morning."""
    exact = hours.written(g.random, (((1,), ((450, 690),)),))
    _question(g, vague.half_days((1, 3, 5), "Sáng T2, T4, T6"), exact)


def after_office(g: Ground) -> None:
    """`Ngoài giờ` against weekday evenings."""
    exact = hours.written(g.random, ((EVERY_DAY, ((1080, 1200),)),))
    _question(g, vague.after_office(g.random.choice(vague.AFTER_TEXTS)), exact)


PLANTS = {
    "overlap-across-provinces": across_provinces,
    "overlap-in-merged-provinces": merged_provinces,
    "overlap-outside-region": outside_the_region,
    "overlap-night-shift": night_shift,
    "overlap-around-week-end": week_end,
    "overlap-fifteen-minutes": fifteen_minutes,
    "overlap-full-time-with-hours": full_time_with_hours,
    "overlap-telehealth": by_telephone,
    "overlap-three-posts": three_posts,
    "question-office-hours": office_hours,
    "question-on-call": on_call,
    "question-rotating-shifts": rotating,
    "question-one-week-in-two": one_week_in_two,
    "question-weeks-of-month": some_weeks_of_the_month,
    "question-days-without-hours": days_without_hours,
    "question-mornings": mornings,
    "question-after-office": after_office,
}
