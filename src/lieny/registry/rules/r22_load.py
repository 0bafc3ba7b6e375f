"""R22: khối lượng giờ bất thường."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import active_roles, is_passed_over, roles_by_place
from lieny.registry.rules.wording import place_names, roles_as_evidence, said_weekly_minutes
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

TOPIC = "labour.load"


def implausible_load(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See more definite hours a week, or more facilities, than one person can carry.

    Law: labour.load (45/2019/QH14 Điều 105, Điều 107), advisory: the law on practice sets no limit.
    Reading: more than 72 hours a week in all, or more than six facilities; hours that two rows of
        one place share count once. Hours that are those of
        the facility, or that all rows of a place carry alike, were copied into the cell and do not
        count. Definite where several places with determined hours make it up; one place alone
        gives a question.
    """
    roles = tuple(
        role
        for role in active_roles(dossier, region)
        if not is_passed_over(role, region) and not role.assignment
    )
    by_place = roles_by_place(roles)
    own = tuple(role for role in roles if not _is_copied(role, region))
    minutes = sum(_hours_at(some).minutes for some in roles_by_place(own).values())
    too_long = minutes > number(region, TOPIC, "most_minutes")
    too_many = len(by_place) > number(region, TOPIC, "most_facilities")
    if not too_long and not too_many:
        return ()
    worked = own if too_long else roles
    several = len({role.facility for role in worked if role.time.definite}) > 1
    is_sure = too_many or (several and all(role.time_determined for role in worked))
    return (_sign(dossier, worked, minutes, region, is_sure=is_sure),)


def _hours_at(roles: Sequence[Role]) -> WeeklySet:
    """Give the hours at one place; two rows of the same hours there are worked once."""
    return reduce(or_, (role.time.definite for role in roles), EMPTY)


def _is_copied(role: Role, region: Region) -> bool:
    place = region.facilities[role.facility]
    return role.time.definite in {place.open_hours, place.copied_hours}


def _sign(
    dossier: Dossier, roles: tuple[Role, ...], minutes: int, region: Region, *, is_sure: bool
) -> Sign:
    places = list(roles_by_place(roles))
    named, name = place_names(region, places), dossier.name
    total = said_weekly_minutes(minutes)
    return Sign(
        rule="R22",
        severity=Severity.INFO,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=roles_as_evidence(*roles),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{name} đăng ký tổng cộng {total.vi} tại {len(places)} cơ sở: {named}.",
            f"{name} is registered for {total.en} in all at {len(places)} facilities: {named}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu giờ ghi là giờ mở cửa của cơ sở, không phải giờ làm của người này.",
            "Vanishes if the hours are those of the facility and not of this person.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{named}: giờ ghi cho {name} là giờ làm của người này hay giờ mở cửa của cơ sở?",
            f"{named}: are the hours given for {name} this person's or the facility's?",
        ),
    )
