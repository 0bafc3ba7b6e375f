"""R07: hành nghề trong thời gian bị đình chỉ."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, LicenceFacts, LicenceStatus, Region, Role
from lieny.registry.rules.licence_use import is_holder, is_surely_holder, numbers_in_use
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import is_passed_over, status_on
from lieny.registry.rules.wording import (
    licences_as_evidence,
    place_names,
    roles_as_evidence,
    said_day,
)

TOPIC = "licence.suspension"
DAYS_A_MONTH = 31


def suspended_licence_in_use(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See an active registration on a day, first and last included, of a suspension.

    Law: licence.suspension (15/2023/QH15 Điều 34; before 2024 40/2009/QH12 Điều 29).
    Reading: a suspension without an end lasts while the register says so, at most 24 months with
        certainty. A partial suspension, a decision that is appealed or stayed, a number read with
        a guess and a row that later lists leave out give a question.
    """
    signs = []
    for use in numbers_in_use(dossier, region):
        for row in use.rows:
            if status_on(row, region.as_of) is not LicenceStatus.SUSPENDED:
                continue
            if is_holder(row, dossier, use.roles):
                firm = use.is_exact and is_surely_holder(row, dossier, use.roles)
                firm = firm and _is_firm(row, use.roles, region)
                signs.append(_sign(dossier, row, use.roles, region, is_sure=firm))
    return tuple(signs)


def _is_firm(row: LicenceFacts, roles: tuple[Role, ...], region: Region) -> bool:
    if row.partial or row.stayed or all(is_passed_over(role, region) for role in roles):
        return False
    if row.status_until is not None or row.status_from is None:
        return True
    most = number(region, TOPIC, "most_months") * DAYS_A_MONTH
    return (region.as_of - row.status_from).days <= most


def _sign(
    dossier: Dossier, row: LicenceFacts, roles: tuple[Role, ...], region: Region, *, is_sure: bool
) -> Sign:
    places = place_names(region, list(dict.fromkeys(role.facility for role in roles)))
    name, licence = dossier.name, row.number.canonical
    start = said_day(row.status_from)
    end = said_day(row.status_until)
    part = Bilingual("một phần ", "in part ") if row.partial else Bilingual("", "")
    return Sign(
        rule="R07",
        severity=Severity.CRITICAL,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(*roles), *licences_as_evidence(row)),
        provisions=laws(region, TOPIC, "licence.required", "penalty.licence"),
        said=Bilingual(
            f"{name} đang đăng ký hành nghề tại {places} bằng số {licence}; sổ của nơi cấp ghi bị "
            f"đình chỉ {part.vi}từ {start.vi} đến {end.vi}.",
            f"{name} is registered at {places} under {licence}; the issuer's register says that it "
            f"is suspended {part.en}from {start.en} until {end.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu thời hạn đình chỉ đã hết, quyết định đã được gỡ bỏ, hoặc người này "
            "không hành nghề tại cơ sở trong thời gian đó.",
            "Vanishes if the suspension is over or lifted, or the person did not practise at the "
            "facility during it.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"Nơi cấp {licence}: việc đình chỉ gồm những kỹ thuật nào, còn hiệu lực đến ngày nào?",
            f"Issuer of {licence}: which techniques are suspended, and until when?",
        ),
    )
