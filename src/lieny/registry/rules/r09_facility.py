"""R09: giấy phép hoạt động của cơ sở cần làm rõ: ended, suspended, or unknown to the register."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.registry.rules.facts import Dossier, FacilityFacts, FacilityStatus, Region, Role
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import (
    Bilingual,
    Certainty,
    EvidenceRow,
    EvidenceTable,
    Severity,
    Sign,
)
from lieny.registry.rules.standing import active_roles, is_passed_over, roles_by_place
from lieny.registry.rules.wording import roles_as_evidence, said_day

TOPIC = "facility.licence"

STATUS_WORDS = {
    FacilityStatus.REVOKED: Bilingual("đã bị thu hồi giấy phép hoạt động", "has lost its licence"),
    FacilityStatus.SUSPENDED: Bilingual("đang bị đình chỉ hoạt động", "is suspended"),
    FacilityStatus.CLOSED: Bilingual("đã chấm dứt hoạt động", "has closed"),
}


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a place may not operate."""

    said: Bilingual
    is_sure: bool


def facility_not_licensed(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See an active registration at a facility that may not operate on the day.

    Law: facility.licence (15/2023/QH15 Điều 48; before 2024 40/2009/QH12).
    Reading: a place licensed again under a new number is one place and operates. A place that no
        register knows is a sign only where the province's register was loaded, and definite only
        where that register knows at least 95 % of the other places and this one gives a complete
        operating number. A row that names no place at all says nothing.
    """
    signs = []
    for place, roles in roles_by_place(active_roles(dossier, region)).items():
        facility = region.facilities[place]
        standing = _standing(facility, region)
        if standing is not None:
            left = all(is_passed_over(role, region) for role in roles)
            reason = _Reason(standing.said, is_sure=standing.is_sure and not left)
            signs.append(_sign(dossier, facility, roles, reason, region))
    return tuple(signs)


def _standing(facility: FacilityFacts, region: Region) -> _Reason | None:
    """Say why the place may not operate; None if it may."""
    if facility.status is None:
        return _unknown(facility, region)
    if facility.status is FacilityStatus.ACTIVE:
        return None
    start, end = facility.status_from, facility.status_until
    if (start is not None and start > region.as_of) or (end is not None and end < region.as_of):
        return None
    words, day = STATUS_WORDS[facility.status], said_day(start)
    said = Bilingual(f"{words.vi}, {day.vi}", f"{words.en}, {day.en}") if start else words
    return _Reason(said, is_sure=True)


def _unknown(facility: FacilityFacts, region: Region) -> _Reason | None:
    if facility.registered or facility.province not in region.facility_register_loaded:
        return None
    if facility.nameless and not facility.operating_licence:
        return None  # a blank cell names no place that could be unknown
    covered = region.facility_coverage.get(facility.province, 0.0)
    is_sure = (
        covered >= number(region, TOPIC, "least_coverage")
        and facility.operating_licence is not None
        and "/" in facility.operating_licence
    )
    said = Bilingual(
        "không có trong sổ cơ sở của tỉnh", "does not stand in the province's register"
    )
    return _Reason(said, is_sure=is_sure)


def _sign(
    dossier: Dossier,
    facility: FacilityFacts,
    roles: tuple[Role, ...],
    reason: _Reason,
    region: Region,
) -> Sign:
    number_given = f" ({facility.operating_licence})" if facility.operating_licence else ""
    places = tuple(EvidenceRow(EvidenceTable.FACILITY, row) for row in facility.evidence)
    return Sign(
        rule="R09",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE if reason.is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(*roles), *places),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{dossier.name} đang đăng ký hành nghề tại {facility.name}{number_given}; cơ sở này "
            f"{reason.said.vi}.",
            f"{dossier.name} is registered at {facility.name}{number_given}, which "
            f"{reason.said.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu cơ sở đã được cấp lại giấy phép hoạt động, kể cả theo số mới.",
            "Vanishes if the facility was licensed again, even under a new number.",
        ),
        question=None
        if reason.is_sure
        else Bilingual(
            f"{facility.name}: số giấy phép hoạt động đầy đủ, ngày cấp và nơi cấp là gì?",
            f"{facility.name}: which operating licence, issued when and by whom?",
        ),
    )
