"""R17, R24: what the optional tables tell, activity in time and trainees of a mentor."""

from __future__ import annotations

from datetime import datetime, timedelta

from lieny.node.sample import hours, names
from lieny.node.sample.plants.ground import Ground
from lieny.node.sample.scene import Expectation
from lieny.node.sample.subjects import Activity, Facility, Person, Registration, Trainee

TUESDAY = 2
MOST_TRAINEES = 5


def _on(g: Ground, weekday: int, clock: tuple[int, int]) -> datetime:
    """A moment on such a day of one of the last ten weeks."""
    back = (g.scene.as_of.isoweekday() - weekday) % 7 + 7 * g.random.randint(1, 10)
    day = g.scene.as_of - timedelta(back)
    return datetime(day.year, day.month, day.day, *clock)  # noqa: DTZ001 - local time of a list


def _doctor_at(g: Ground) -> Registration:
    place = g.own()
    return g.post(g.person(), place)


def _signs(g: Ground, who: Person, place: Facility, at: datetime) -> Activity:
    activity = Activity(who, place, at)
    g.scene.activities.append(activity)
    return activity


def _expect(g: Ground, expect: str, row: Registration, seen: list[Activity]) -> Expectation:
    expectation = g.sign("R17", expect, [row])
    expectation.witnesses = list(seen)
    expectation.facilities = [row.facility, *(activity.facility for activity in seen)]
    return expectation


def elsewhere(g: Ground) -> None:
    """Prescribes on a Tuesday morning at a place where nobody registered them."""
    row = _doctor_at(g)
    place = g.own(away_from=row.facility)
    g.post(g.person(), place)
    moments = [_on(g, TUESDAY, (9, minute)) for minute in (5, 25, 50)]
    seen = [_signs(g, row.person, place, at) for at in moments]
    _expect(g, "any", row, seen)


def out_of_hours(g: Ground) -> None:
    """Prescribes on a Sunday night at the office-hours post."""
    row = _doctor_at(g)
    moments = [_on(g, 7, (21, minute)) for minute in (10, 35, 55)]
    seen = [_signs(g, row.person, row.facility, at) for at in moments]
    _expect(g, "any", row, seen)


def within_hours(g: Ground) -> None:
    """Prescribes at the registered post in registered hours."""
    row = _doctor_at(g)
    seen = [
        _signs(g, row.person, row.facility, _on(g, day, (9, g.random.randint(0, 59))))
        for day in (1, 2, 3)
    ]
    _expect(g, "none", row, seen).trap = True


def batch_entry(g: Ground) -> None:
    """Twenty records with one and the same time: entered together at night."""
    row = _doctor_at(g)
    at = _on(g, TUESDAY, (23, 59))
    seen = [_signs(g, row.person, row.facility, at) for _ in range(20)]
    _expect(g, "allowed", row, seen).trap = True


def on_assignment(g: Ground) -> None:
    """Works where a decision sent them."""
    row = _doctor_at(g)
    row.person.spoken_for = True
    place = g.own("station", away_from=row.facility)
    text = f"Luân phiên theo QĐ {g.random.randint(100, 999)}/QĐ-SYT, T3 và T5 7h-16h"
    time = hours.exactly((((2, 4), ((420, 960),)),), text, assignment=True)
    sent = g.post(row.person, place, time)
    seen = [_signs(g, row.person, place, _on(g, TUESDAY, (9, 30)))]
    _expect(g, "allowed", sent, seen).trap = True
    g.trap("R01", [row, sent])
    g.sign("R02", "allowed", [row, sent])
    g.tolerate("R23", [row, sent])


def _teach(
    g: Ground, mentor: Registration, counts: tuple[int, int], *, ended: int = 0
) -> list[Activity | Trainee]:
    second = g.own(away_from=mentor.facility)
    taught: list[Activity | Trainee] = []
    for number in range(sum(counts)):
        place = mentor.facility if number < counts[0] else second
        begin = g.scene.day_before(g.random, 60, 150)
        until = begin + timedelta(365)
        if number < ended:
            begin, until = begin - timedelta(700), begin - timedelta(340)
        trainee = Trainee(
            names.draw_name(g.random, g.random.choice("MF")), mentor.person, place, begin, until
        )
        g.scene.trainees.append(trainee)
        taught.append(trainee)
    return taught


def too_many_trainees(g: Ground) -> None:
    """Four here and three in the next province, at once."""
    mentor = _doctor_at(g)
    taught = _teach(g, mentor, (4, 3))
    g.sign("R24", "any" if g.under_new_law else "tolerated", [mentor]).witnesses = taught


def trainees_gone(g: Ground) -> None:
    """Seven in all, three of whom ended long ago."""
    mentor = _doctor_at(g)
    taught = _teach(g, mentor, (4, 3), ended=3)
    g.trap("R24", [mentor], expect="none").witnesses = taught


def five_trainees(g: Ground) -> None:
    """As many as the law allows."""
    mentor = _doctor_at(g)
    taught = _teach(g, mentor, (MOST_TRAINEES - 2, 2))
    g.trap("R24", [mentor], expect="none").witnesses = taught


PLANTS = {
    "active-elsewhere": elsewhere,
    "active-out-of-hours": out_of_hours,
    "trap-within-hours": within_hours,
    "trap-batch-entry": batch_entry,
    "trap-on-assignment": on_assignment,
    "too-many-trainees": too_many_trainees,
    "trap-trainees-gone": trainees_gone,
    "trap-five-trainees": five_trainees,
}
