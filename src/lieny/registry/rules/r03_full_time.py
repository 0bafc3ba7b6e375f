"""R03: toàn thời gian at two facilities."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.settings import laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import (
    FULL_TIME,
    active_roles,
    fills_the_week,
    is_full_time,
    is_in_transfer,
    is_passed_over,
    roles_by_place,
)
from lieny.registry.rules.wording import place_names, roles_as_evidence, work_in_words

TWO = 2


def full_time_twice(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See full-time registration at two or more facilities; one sign a person.

    Law: practice.full-time (96/2023/NĐ-CP Điều 27 khoản 2; before 2024 109/2016/NĐ-CP Điều 12).
    Reading: full time is what the list calls so, or 40 hours in the Monday-to-Friday band. A move
        reported up to 10 days or 3 working days late, a small place that calls all its rows full
        time, and a row that later lists leave out give a question. An assignment is not
        a second full-time place. A row on which rule R19 asks is left to it.
    """
    roles = active_roles(dossier, region)
    if len({role.facility for role in roles}) < TWO:
        return ()
    full = tuple(
        role
        for role in roles
        if not role.assignment and not role.away and is_full_time(role, region)
    )
    firm = tuple(role for role in full if not is_passed_over(role, region))
    best = _one_a_place(firm)
    if len(best) < TWO:
        return ()
    sure = _without_moves(tuple(role for role in best if not _is_template(role, region)), region)
    is_sure = len(sure) >= TWO
    return (_sign(dossier, sure if is_sure else best, region, is_sure=is_sure),)


def _one_a_place(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    return tuple(
        max(some, key=lambda role: role.time.definite.minutes)
        for some in roles_by_place(roles).values()
    )


def _is_template(role: Role, region: Region) -> bool:
    """Test whether only the wording of a whole small place says full time."""
    place = region.facilities[role.facility]
    return place.template_full_time and not fills_the_week(role, region)


def _without_moves(roles: tuple[Role, ...], region: Region) -> tuple[Role, ...]:
    """Leave out, of each two that may be one move, the earlier."""
    ordered = sorted(roles, key=lambda role: (role.valid_from is not None, role.valid_from))
    kept: list[Role] = []
    for role in reversed(ordered):
        if not any(is_in_transfer(role, later, region) for later in kept):
            kept.append(role)
    return tuple(sorted(kept, key=lambda role: role.row))


def _sign(dossier: Dossier, roles: tuple[Role, ...], region: Region, *, is_sure: bool) -> Sign:
    places = place_names(region, [role.facility for role in roles])
    hours = [work_in_words(role) for role in roles]
    name = dossier.name
    both = roles[0].time.definite & roles[1].time.definite
    return Sign(
        rule="R03",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=roles_as_evidence(*roles),
        provisions=laws(region, FULL_TIME),
        said=Bilingual(
            f"{name} đăng ký toàn thời gian tại {len(roles)} cơ sở: {places} "
            f"({'; '.join(one.vi for one in hours)}).",
            f"{name} is registered full time at {len(roles)} facilities: {places} "
            f"({'; '.join(one.en for one in hours)}).",
        ),
        overlap=both or None,
        vanishes_if=Bilingual(
            "Không còn nếu một trong các đăng ký đã chấm dứt hoặc thực tế là bán thời gian.",
            "Vanishes if one of the registrations has ended or is really part time.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{places}: {name} hiện làm toàn thời gian ở nơi nào, và thôi làm ở nơi kia từ ngày "
            f"nào?",
            f"{places}: where does {name} work full time now, and since when not at the other?",
        ),
    )
