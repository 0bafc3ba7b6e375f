"""R03, R04, R05: full time, chief or head of a unit at two facilities."""

from __future__ import annotations

from datetime import timedelta

from lieny.node.sample import trades, vague, week
from lieny.node.sample.plants.ground import CLINIC, Ground
from lieny.node.sample.subjects import Facility, Person, Registration
from lieny.node.sample.week import MONDAY_TO_FRIDAY

MORNINGS: week.Groups = (((1, 2, 3), ((450, 690),)),)
OTHER_MORNINGS: week.Groups = (((4, 5), ((450, 690),)),)
EVENINGS: week.Groups = ((MONDAY_TO_FRIDAY, ((1080, 1230),)),)
LATER: week.Groups = (((6, 7), ((480, 690),)),)


def _two(g: Ground, form: str = CLINIC) -> tuple[Facility, Facility]:
    here = g.own(form)
    return here, g.own(form, away_from=here)


def _chief(g: Ground, who: Person, place: Facility, groups: week.Groups) -> Registration:
    row = g.post(who, place, groups)
    row.position = "chief"
    row.position_text = g.random.choice(trades.POSITIONS["chief"])
    return row


def _head(g: Ground, who: Person, place: Facility, groups: week.Groups) -> Registration:
    row = g.post(who, place, groups)
    row.position = "head"
    row.position_text = g.random.choice(trades.POSITIONS["head"]).format(unit="Nội")
    row.unit = "Khoa Nội tổng hợp"
    return row


def full_time_by_words(g: Ground) -> None:
    """`Toàn thời gian` in both lists."""
    who = g.person()
    rows = []
    for place in _two(g, "polyclinic"):
        text = g.random.choice(("Toàn thời gian", "Toàn thời gian cơ hữu"))
        rows.append(g.post(who, place, vague.full_time(text)))
        rows[-1].valid_from = g.scene.day_before(g.random, 200, 900)
    g.sign("R03", "any", rows)


def full_time_by_hours(g: Ground) -> None:
    """Forty hours of office time in both lists; they overlap as well."""
    who = g.person()
    rows = []
    for place in _two(g, "polyclinic"):
        rows.append(g.post(who, place, week.OFFICE))
        rows[-1].valid_from = g.scene.day_before(g.random, 200, 900)
    g.sign("R03", "any", rows)


def transfer(g: Ground) -> None:
    """Began last week; the old employer still has days to report the leave."""
    who = g.person()
    who.spoken_for = True
    old, new = _two(g, "polyclinic")
    old.channel = new.channel = "form"
    new.listed_on = g.scene.as_of - timedelta(2)
    since = g.scene.as_of - timedelta(4)
    rows = [
        g.post(who, old, vague.full_time("Toàn thời gian")),
        g.post(who, new, vague.full_time(f"Toàn thời gian từ {since:%d/%m/%Y}")),
    ]
    rows[1].valid_from = since
    g.trap("R03", rows)
    g.sign("R02", "allowed", rows)
    g.tolerate("R01", rows)


def template(g: Ground) -> None:
    """A clinic that wrote `Cơ hữu` against every name, visiting doctors too."""
    copied = g.own("polyclinic", channel="form")
    for _ in range(9):
        g.post(g.person(), copied, vague.full_time("Cơ hữu"))
    who = g.person()
    who.spoken_for = True
    home = g.own("polyclinic", away_from=copied)
    rows = [
        g.post(who, home, vague.full_time("Toàn thời gian")),
        g.post(who, copied, vague.full_time("Cơ hữu")),
    ]
    g.trap("R03", rows)
    g.sign("R02", "allowed", rows)


def chief_in_office_hours(g: Ground) -> None:
    """Chief of two clinics, both in administrative hours, though never at once."""
    who = g.person(specialty="internal")
    here, there = _two(g)
    rows = [
        _chief(g, who, here, MORNINGS),
        _chief(g, who, there, OTHER_MORNINGS),
    ]
    g.sign("R04", "any", rows)


def chief_overlapping(g: Ground) -> None:
    """Chief of two clinics at the same hours."""
    who = g.person(specialty="internal")
    here, there = _two(g)
    rows = [
        _chief(g, who, here, EVENINGS),
        _chief(g, who, there, EVENINGS),
    ]
    g.sign("R04", "any", rows)


def chief_of_two_hospitals(g: Ground) -> None:
    """Chief of two hospitals, the second one at the weekend."""
    who = g.person()
    here, there = _two(g, "hospital")
    rows = [
        _chief(g, who, here, week.OFFICE),
        _chief(g, who, there, LATER),
    ]
    g.sign("R04", "any", rows)


def chief_of_three(g: Ground) -> None:
    """Chief of three clinics."""
    who = g.person(specialty="internal")
    here, there = _two(g)
    third = g.own(near=there)
    rows = [
        _chief(g, who, here, week.OFFICE),
        _chief(g, who, there, LATER),
        _chief(g, who, third, (((6, 7), ((840, 1020),)),)),
    ]
    g.sign("R04", "any", rows)


def permitted_chief(g: Ground) -> None:
    """Chief of a second clinic wholly outside administrative hours: allowed since 2024."""
    who = g.person(specialty="internal")
    here, there = _two(g)
    rows = [
        _chief(g, who, here, week.OFFICE),
        _chief(g, who, there, LATER),
    ]
    if g.under_new_law:
        g.trap("R04", rows)
    else:
        g.sign("R04", "any", rows)


def acting_chief(g: Ground) -> None:
    """Deputy here, chief there."""
    who = g.person(specialty="internal")
    here, there = _two(g)
    deputy = g.post(who, here, MORNINGS)
    deputy.position_text = "Phó phụ trách chuyên môn"
    rows = [deputy, _chief(g, who, there, OTHER_MORNINGS)]
    g.trap("R04", rows)


def chief_of_a_renamed_place(g: Ground) -> None:
    """Chief of one clinic that is listed under its old and its new operating licence."""
    who = g.person(specialty="internal")
    who.spoken_for = True
    old = g.own()
    new = g.own(near=old)
    new.name, new.street, new.code = old.name, old.street, old.code
    new.latitude, new.longitude, new.located = old.latitude, old.longitude, old.located
    rows = [_chief(g, who, place, week.OFFICE) for place in (old, new)]
    g.trap("R04", rows)
    g.trap("R01", rows)
    g.sign("R02", "allowed", rows)
    g.tolerate("R03 R22 R23", rows)


def head_of_two(g: Ground) -> None:
    """Head of a unit at two hospitals, both in administrative hours."""
    who = g.person(specialty="internal")
    here, there = _two(g, "hospital")
    rows = [
        _head(g, who, here, MORNINGS),
        _head(g, who, there, OTHER_MORNINGS),
    ]
    g.sign("R05", "any", rows)


def head_of_two_units(g: Ground) -> None:
    """Two units of one hospital: allowed."""
    who = g.person(specialty="internal")
    here = g.own("hospital")
    rows = [
        _head(g, who, here, MORNINGS),
        _head(g, who, here, OTHER_MORNINGS),
    ]
    rows[1].unit, rows[1].position_text = "Khoa Khám bệnh", "Phụ trách khoa Khám bệnh"
    g.trap("R05", rows)
    g.trap("R01", rows, expect="none")


def head_after_hours(g: Ground) -> None:
    """Head of a unit at a second polyclinic at weekends only."""
    who = g.person(specialty="internal")
    here, there = _two(g, "polyclinic")
    rows = [
        _head(g, who, here, week.OFFICE),
        _head(g, who, there, LATER),
    ]
    if g.under_new_law:
        g.trap("R05", rows)
    else:
        g.sign("R05", "any", rows)


PLANTS = {
    "full-time-by-words": full_time_by_words,
    "full-time-by-hours": full_time_by_hours,
    "trap-transfer": transfer,
    "trap-template": template,
    "chief-in-office-hours": chief_in_office_hours,
    "chief-overlapping": chief_overlapping,
    "chief-of-two-hospitals": chief_of_two_hospitals,
    "chief-of-three": chief_of_three,
    "trap-permitted-chief": permitted_chief,
    "trap-acting-chief": acting_chief,
    "trap-chief-of-renamed-place": chief_of_a_renamed_place,
    "head-of-two": head_of_two,
    "trap-two-units": head_of_two_units,
    "trap-head-after-hours": head_after_hours,
}
