"""R19: đăng ký có thể đã cũ: a row that its facility no longer renews, a new place elsewhere."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.settings import laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import (
    CURRENT_LIST,
    active_roles,
    is_full_time,
    is_passed_over,
)
from lieny.registry.rules.wording import place_name, roles_as_evidence, said_day


def stale_role(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a registration that later lists leave out while a newer full-time place is elsewhere.

    Law: practice.current-list (15/2023/QH15 Điều 38: the list is sent anew at every change).
    Reading: two later lists without the name, and a later full-time registration at another
        facility. It is a question of data quality; time rules treat the row as doubtful.
    """
    active = active_roles(dossier, region)
    signs = []
    for role in active:
        newer = _newer_elsewhere(role, active, region)
        if newer is not None:
            signs.append(_sign(dossier, role, newer, region))
    return tuple(signs)


def stale_rows(dossier: Dossier, region: Region) -> frozenset[int]:
    """Give the rows on which `stale_role` asks.

    Law: practice.current-list (15/2023/QH15 Điều 38).
    """
    if not any(role.newer_submissions for role in dossier.roles):
        return frozenset()
    active = active_roles(dossier, region)
    return frozenset(role.row for role in active if _newer_elsewhere(role, active, region))


def _newer_elsewhere(role: Role, active: tuple[Role, ...], region: Region) -> Role | None:
    if not is_passed_over(role, region):
        return None
    for other in active:
        if (
            other.facility != role.facility
            and not is_passed_over(other, region)
            and is_full_time(other, region)
            and _began_later(other, role)
        ):
            return other
    return None


def _began_later(other: Role, role: Role) -> bool:
    """Compare days of work where both tell them, else what is known with the day of the list.

    Whoever began elsewhere after a list was written stands in that list from before.
    """
    if other.valid_from is not None and role.valid_from is not None:
        return other.valid_from > role.valid_from
    if other.valid_from is not None and role.listed_on is not None:
        return other.valid_from > role.listed_on
    if other.listed_on is not None and role.listed_on is not None:
        return other.listed_on > role.listed_on
    return False


def _sign(dossier: Dossier, role: Role, newer: Role, region: Region) -> Sign:
    old, new = place_name(region, role.facility), place_name(region, newer.facility)
    listed, since = said_day(role.listed_on), said_day(newer.valid_from or newer.listed_on)
    times, name = role.newer_submissions, dossier.name
    return Sign(
        rule="R19",
        severity=Severity.INFO,
        certainty=Certainty.POSSIBLE,
        evidence=roles_as_evidence(role, newer),
        provisions=laws(region, CURRENT_LIST),
        said=Bilingual(
            f"{name} có tên trong danh sách {listed.vi} của {old} nhưng {times} danh sách sau "
            f"không còn tên; đã đăng ký toàn thời gian tại {new} từ {since.vi}.",
            f"{name} is named in the list of {listed.en} of {old} but not in {times} later lists; "
            f"registered full time at {new} since {since.en}.",
        ),
        vanishes_if=Bilingual(
            f"Không còn nếu {old} xác nhận {name} vẫn đang hành nghề tại cơ sở.",
            f"Vanishes if {old} confirms that {name} still practises there.",
        ),
        question=Bilingual(
            f"{old}: {name} đã thôi hành nghề tại cơ sở chưa, từ ngày nào?",
            f"{old}: has {name} stopped practising at the facility, and on which day?",
        ),
    )
