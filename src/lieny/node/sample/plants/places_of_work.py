"""R09, R22, R23, R25: the facility, the load, the way between, and the empty surgery."""

from __future__ import annotations

from datetime import timedelta

from lieny.node.sample import hours, places, trades, vague, week
from lieny.node.sample.plants.ground import Ground
from lieny.node.sample.scene import Expectation
from lieny.node.sample.subjects import Facility, Registration
from lieny.node.sample.week import EVERY_DAY, MONDAY_TO_FRIDAY


def _staff(g: Ground, place: Facility, count: int = 3) -> list[Registration]:
    return [g.post(g.person(), place) for _ in range(count)]


def closed_facility(g: Ground) -> None:
    """Staff registered at a clinic whose operating licence was withdrawn or suspended."""
    place = g.own()
    place.status = g.random.choice(("Thu hồi", "Đình chỉ hoạt động"))
    place.status_from = g.scene.day_before(g.random, 40, 400)
    for row in _staff(g, place):
        g.sign("R09", "definite", [row])


def unknown_facility(g: Ground) -> None:
    """An operating licence that the register does not hold."""
    place = g.own()
    place.in_register = False
    for row in _staff(g, place, 2):
        g.sign("R09", "any", [row])


def relicensed(g: Ground) -> None:
    """The list prints the old number; the same clinic was licensed anew."""
    old = g.own()
    old.status, old.status_from = "Thu hồi", g.scene.day_before(g.random, 100, 300)
    new = g.own(near=old)
    new.name, new.street, new.code = old.name, old.street, old.code
    new.latitude, new.longitude, new.located = old.latitude, old.longitude, old.located
    new.status_from = old.status_from + timedelta(1)
    for row in _staff(g, old, 2):
        g.trap("R09", [row])


def digits_only(g: Ground) -> None:
    """The operating licence printed without its issuer."""
    place = g.own()
    place.printed_licence = f"{place.serial:05d}"
    for row in _staff(g, place, 2):
        g.trap("R09", [row])


def heavy_week(g: Ground) -> None:
    """Seventy-six hours a week at three places next door to each other."""
    who = g.person()
    first = g.own()
    shifts: tuple[week.Groups, ...] = (
        ((MONDAY_TO_FRIDAY, ((360, 720),)),),
        ((MONDAY_TO_FRIDAY, ((780, 1080),)),),
        ((EVERY_DAY, ((1140, 1320),)),),
    )
    rows = [g.post(who, first, shifts[0])]
    rows += [g.post(who, g.own(near=first), shift) for shift in shifts[1:]]
    g.sign("R22", "any", rows)


def many_places(g: Ground) -> None:
    """An evening a week at each of seven places."""
    who = g.person()
    first = g.own()
    rows = []
    for day in EVERY_DAY:
        place = g.own(near=first)
        rows.append(g.post(who, place, (((day,), ((1080, 1200),)),)))
    g.sign("R22", "any", rows)


def copied_hours(g: Ground) -> None:
    """The clinic's opening hours copied into the doctor's cell."""
    place = g.own(channel="form")
    opening = hours.written(g.random, ((EVERY_DAY, ((360, 1260),)),))
    place.open_hours = opening
    row = g.post(g.person(), place, opening)
    row.position, row.position_text = "chief", trades.POSITIONS["chief"][0]
    g.trap("R22", [row])


def _far_apart(g: Ground) -> tuple[Facility, Facility] | None:
    for _ in range(20):
        here = g.own()
        there = g.own(away_from=here)
        here.located = there.located = True
        if 45 < places.kilometres(here.point, there.point) < 400:
            return here, there
        for place in (here, there):
            g.scene.facilities.remove(place)
    return None


def long_way(g: Ground) -> None:
    """Fifteen minutes for fifty kilometres."""
    pair = _far_apart(g)
    if pair is None:
        return
    who = g.person()
    rows = [
        g.post(who, pair[0], (((1, 3, 5), ((450, 690),)),)),
        g.post(who, pair[1], (((1, 3, 5), ((705, 900),)),)),
    ]
    g.sign("R23", "any", rows)


def nobody_travels(g: Ground) -> None:
    """Consultation from afar right after the surgery."""
    pair = _far_apart(g)
    if pair is None:
        return
    who = g.person()
    afar = hours.exactly(
        ((MONDAY_TO_FRIDAY, ((1140, 1260),)),), "Khám từ xa: 19h - 21h T2-T6", telehealth=True
    )
    rows = [
        g.post(who, pair[0], ((MONDAY_TO_FRIDAY, ((1020, 1135),)),)),
        g.post(who, pair[1], afar),
    ]
    g.trap("R23", rows)
    g.trap("R01", rows, expect="none")


def same_building(g: Ground) -> None:
    """From one door to the next in five minutes."""
    who = g.person()
    here = g.own()
    there = g.own(near=here)
    here.located = there.located = True
    there.street, there.latitude, there.longitude = here.street, here.latitude, here.longitude
    rows = [
        g.post(who, here, (((1, 3), ((450, 690),)),)),
        g.post(who, there, (((1, 3), ((695, 900),)),)),
    ]
    g.trap("R23", rows, expect="none")
    g.tolerate("R01 R02", rows)


def uncovered(g: Ground) -> None:
    """Open every day until eight, a doctor on weekday mornings only."""
    place = g.own("polyclinic", channel="form")
    opening = hours.written(g.random, ((EVERY_DAY, ((420, 1200),)),))
    place.open_hours = opening
    doctor = g.person()
    row = g.post(doctor, place, ((MONDAY_TO_FRIDAY, ((420, 690),)),))
    row.position, row.position_text = "chief", trades.POSITIONS["chief"][0]
    shifts: list[week.Groups] = [
        ((days, ((420, 690), (780, 1200))),) for days in ((1, 2, 3, 4), (5, 6, 7))
    ]
    rows = [row, *(g.post(g.person("nurse"), place, shift) for shift in shifts)]
    sign = Expectation("R25", "any", g.name, None, rows, facilities=[place])
    g.scene.expect(sign)


def perhaps_covered(g: Ground) -> None:
    """The only doctor's hours are not given: nobody knows."""
    place = g.own(channel="form")
    place.open_hours = hours.written(g.random, ((EVERY_DAY, ((420, 1200),)),))
    rows = [g.post(g.person(), place, vague.shifts("Theo ca")) for _ in range(2)]
    rows[0].position, rows[0].position_text = "chief", trades.POSITIONS["chief"][0]
    allowed = Expectation("R25", "allowed", g.name, None, rows, facilities=[place], trap=True)
    g.scene.expect(allowed)


PLANTS = {
    "facility-closed": closed_facility,
    "facility-unknown": unknown_facility,
    "trap-relicensed": relicensed,
    "trap-digits-only": digits_only,
    "heavy-week": heavy_week,
    "many-places": many_places,
    "trap-copied-hours": copied_hours,
    "long-way": long_way,
    "trap-nobody-travels": nobody_travels,
    "trap-same-building": same_building,
    "uncovered": uncovered,
    "trap-perhaps-covered": perhaps_covered,
}
