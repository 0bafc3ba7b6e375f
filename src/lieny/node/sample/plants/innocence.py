"""Traps of R01 and R02: what only looks like being at two places at once."""

from __future__ import annotations

from datetime import timedelta

from lieny.node.sample import hours, vague, week
from lieny.node.sample.plants.ground import Ground
from lieny.node.sample.subjects import Person
from lieny.node.sample.week import MONDAY_TO_FRIDAY

UNBROKEN: week.Groups = ((MONDAY_TO_FRIDAY, ((450, 990),)),)
TUESDAY_MORNING: week.Groups = (((2,), ((450, 690),)),)


def _person(g: Ground) -> Person:
    who = g.person()
    who.spoken_for = True
    return who


def lunch(g: Ground) -> None:
    """One span over midday here, the lunch hour there: a break is not written, not absent."""
    who = _person(g)
    here = g.facility(office=True)
    there = g.own(near=here)
    midday: week.Groups = ((MONDAY_TO_FRIDAY, (g.random.choice(((690, 780), (700, 770))),)),)
    rows = [
        g.post(who, here, UNBROKEN),
        g.post(who, there, midday),
    ]
    g.trap("R01", rows)
    g.sign("R02", "allowed", rows)
    g.tolerate("R23", rows)


def assignment(g: Ground) -> None:
    """Rotation or support by decision needs no registration (Điều 36 khoản 3)."""
    who = _person(g)
    here = g.facility(office=True)
    there = g.own("station", away_from=here, channel="form")
    number = g.random.randint(100, 999)
    text, groups = g.random.choice(
        [
            (f"Luân phiên theo QĐ {number}/QĐ-SYT, T3 và T5 7h-16h", (((2, 4), ((420, 960),)),)),
            (
                "Tăng cường cho TYT xã theo kế hoạch, sáng T4 (7h30-11h30)",
                (((3,), ((450, 690),)),),
            ),
            (
                f"Chuyển giao kỹ thuật theo Quyết định số {number}/QĐ-BV: T3 7h30-11h30",
                (((2,), ((450, 690),)),),
            ),
        ]
    )
    rows = [
        g.post(who, here, week.OFFICE),
        g.post(who, there, hours.exactly(groups, text, assignment=True)),
    ]
    g.trap("R01", rows)
    g.sign("R02", "allowed", rows)
    g.tolerate("R23", rows)


def end_meets_start(g: Ground) -> None:
    """Work that ends at 17:00 does not overlap work that begins at 17:00 next door."""
    who = _person(g)
    here = g.own()
    there = g.own(near=here)
    rows = [
        g.post(who, here, week.OFFICE),
        g.post(who, there, ((MONDAY_TO_FRIDAY, ((1020, 1200),)),)),
    ]
    g.trap("R01", rows, expect="none")
    g.sign("R02", "none", rows)
    g.tolerate("R23", rows)


def ten_minutes(g: Ground) -> None:
    """Ten minutes a week are below the threshold."""
    who = _person(g)
    here = g.own()
    there = g.own(near=here)
    rows = [
        g.post(who, here, (((3,), ((450, 690),)),)),
        g.post(who, there, (((3,), ((680, 900),)),)),
    ]
    g.trap("R01", rows)
    g.sign("R02", "allowed", rows)
    g.tolerate("R23", rows)


def same_place(g: Ground) -> None:
    """One clinic under its old and its new operating licence."""
    who = _person(g)
    old = g.own("polyclinic")
    new = g.own("polyclinic", near=old)
    new.name, new.street = old.name, old.street
    new.latitude, new.longitude, new.located = old.latitude, old.longitude, old.located
    new.code = old.code
    rows = [g.post(who, place, week.OFFICE) for place in (old, new)]
    g.trap("R01", rows)
    g.sign("R02", "allowed", rows)
    g.trap("R03", rows)
    g.tolerate("R22 R23", rows)


def branch(g: Ground) -> None:
    """Two sites of one facility under one operating licence."""
    who = _person(g)
    main = g.own("polyclinic")
    site = g.own("polyclinic", near=main)
    site.name = f"{main.name} - cơ sở 2"
    site.serial, site.issuer, site.code, site.in_register = (
        main.serial, main.issuer, main.code, False,
    )  # fmt: skip
    rows = [
        g.post(who, main, week.OFFICE),
        g.post(who, site, TUESDAY_MORNING),
    ]
    g.trap("R01", rows)
    g.sign("R02", "allowed", rows)
    g.tolerate("R09 R23", rows)


def one_after_the_other(g: Ground) -> None:
    """Left in May, began elsewhere in June."""
    who = _person(g)
    here = g.own()
    there = g.own(away_from=here)
    rows = [
        g.post(who, here, week.OFFICE),
        g.post(who, there, week.OFFICE),
    ]
    change = g.scene.day_before(g.random, 60, 400)
    rows[0].valid_from = change - timedelta(900)
    rows[0].valid_until = change
    rows[1].valid_from = change + timedelta(1)
    g.trap("R01", rows, expect="none")
    g.trap("R03", rows, expect="none")
    g.sign("R02", "none", rows)


def not_yet(g: Ground) -> None:
    """Registered from next month on, when the other post ends."""
    who = _person(g)
    here = g.own()
    there = g.own(away_from=here)
    rows = [
        g.post(who, here, week.OFFICE),
        g.post(who, there, TUESDAY_MORNING),
    ]
    rows[0].valid_from = g.scene.day_before(g.random, 500, 900)
    rows[0].valid_until = g.scene.as_of + timedelta(g.random.randint(20, 60))
    rows[1].valid_from = rows[0].valid_until + timedelta(1)
    g.trap("R01", rows, expect="none")
    g.sign("R02", "none", rows)


def namesakes(g: Ground) -> None:
    """Two persons of one name born on one day, with licences and numbers of their own."""
    one, other = _person(g), _person(g)
    other.name, other.gender, other.birth_on = one.name, one.gender, one.birth_on
    here = g.own()
    there = g.own(away_from=here)
    for who, place in ((one, here), (other, there)):
        row = g.post(who, place, week.OFFICE)
        for rule in ("R01", "R03", "R12"):
            g.trap(rule, [row], expect="none")


def on_leave(g: Ground) -> None:
    """On maternity leave or away for study in one place, at work in the other."""
    who = _person(g)
    here = g.own()
    there = g.own(away_from=here)
    text = g.random.choice(("Nghỉ thai sản", "Đi học"))
    rows = [
        g.post(who, here, vague.empty(text)),
        g.post(who, there, week.OFFICE),
    ]
    g.trap("R01", rows)
    g.sign("R02", "allowed", rows)


def stale(g: Ground) -> None:
    """Missing from the last two lists of the old place, full time at a new one."""
    who = _person(g)
    old = g.own("polyclinic", channel="form")
    old.older_lists = 2
    new = g.own("polyclinic", away_from=old, channel="form")
    for place in (old, old, old, old, old, new, new):
        g.post(g.person(), place, week.OFFICE)
    left = g.post(who, old, week.OFFICE)
    left.submission = 2
    now = g.post(who, new, hours.in_notation("full-time", week.OFFICE))
    g.trap("R01", [left, now])
    g.trap("R03", [left, now])
    g.sign("R02", "allowed", [left, now])
    g.sign("R19", "any", [left, now])
    g.tolerate("R22 R23", [left, now])


PLANTS = {
    "trap-lunch": lunch,
    "trap-assignment": assignment,
    "trap-end-meets-start": end_meets_start,
    "trap-ten-minutes": ten_minutes,
    "trap-same-place": same_place,
    "trap-branch": branch,
    "trap-one-after-the-other": one_after_the_other,
    "trap-not-yet": not_yet,
    "trap-namesakes": namesakes,
    "trap-on-leave": on_leave,
    "stale-role": stale,
}
