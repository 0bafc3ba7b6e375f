"""R06: giấy phép đã bị thu hồi is still used."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, LicenceFacts, LicenceStatus, Region, Role
from lieny.registry.rules.licence_use import (
    has_other_live_licence,
    is_holder,
    is_surely_holder,
    later_licence,
    numbers_in_use,
)
from lieny.registry.rules.settings import laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import active_roles, is_passed_over, status_on
from lieny.registry.rules.wording import (
    licences_as_evidence,
    place_names,
    roles_as_evidence,
    said_day,
)

LAWS = ("licence.required", "licence.revocation", "penalty.licence")


def revoked_licence_in_use(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See an active registration under a licence that was revoked by the day of the check.

    Law: licence.required, licence.revocation (15/2023/QH15 Điều 19, Điều 35; before 2024
        40/2009/QH12), penalty.licence.
    Reading: the number must be exactly the revoked one and its holder may be this person by name;
        a number that belongs to somebody else is the matter of rules R11 and R14. A licence issued
        later, or the same number given again, ends the matter. A decision that is appealed or
        stayed, a number read with a guess, a row that later lists leave out, and a revoked licence
        of the person that no registration names give a question.
    """
    signs = []
    for use in numbers_in_use(dossier, region):
        for row in use.rows:
            if _is_revoked(row, region) and _still_matters(row, dossier, use.roles, region):
                firm = use.is_exact and _is_firm(row, use.roles, dossier, region)
                signs.append(_sign(dossier, row, use.roles, region, is_sure=firm))
    return tuple(signs) or _unnamed(dossier, region)


def _is_revoked(row: LicenceFacts, region: Region) -> bool:
    return status_on(row, region.as_of) is LicenceStatus.REVOKED


def _still_matters(
    row: LicenceFacts, dossier: Dossier, roles: tuple[Role, ...], region: Region
) -> bool:
    return is_holder(row, dossier, roles) and later_licence(dossier, row, region) is None


def _is_firm(row: LicenceFacts, roles: tuple[Role, ...], dossier: Dossier, region: Region) -> bool:
    """Test that nothing excuses it: no stay, no doubt of the holder, no newer number elsewhere."""
    if row.stayed or not is_surely_holder(row, dossier, roles):
        return False
    numbers = {number for role in roles for number in role.licences}
    newest = max((role.licence_issued_on for role in roles if role.licence_issued_on), default=None)
    for other in active_roles(dossier, region):
        issued = other.licence_issued_on
        is_other = bool(other.licences) and not numbers & set(other.licences)
        if is_other and issued is not None and (newest is None or issued > newest):
            return False
    return not all(is_passed_over(role, region) for role in roles)


def _unnamed(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """Ask about a revoked licence of a person whose registrations name no number."""
    roles = active_roles(dossier, region)
    if not roles or any(role.licences for role in roles):
        return ()
    for row in dossier.licences:
        if (
            _is_revoked(row, region)
            and row.number.type.is_practising
            and later_licence(dossier, row, region) is None
            and not has_other_live_licence(dossier, row, region)
        ):
            return (_sign(dossier, row, roles, region, is_sure=False),)
    return ()


def _sign(
    dossier: Dossier,
    row: LicenceFacts,
    roles: tuple[Role, ...],
    region: Region,
    *,
    is_sure: bool,
) -> Sign:
    places = place_names(region, list(dict.fromkeys(role.facility for role in roles)))
    name, number, day = dossier.name, row.number.canonical, said_day(row.status_from)
    stayed = Bilingual("", "")
    if row.stayed:
        stayed = Bilingual(
            " Quyết định đang được khiếu nại hoặc tạm hoãn thi hành.",
            " The decision is appealed or stayed.",
        )
    return Sign(
        rule="R06",
        severity=Severity.CRITICAL,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(*roles), *licences_as_evidence(row)),
        provisions=laws(region, *LAWS),
        said=Bilingual(
            f"{name} đang đăng ký hành nghề tại {places} bằng số {number}; sổ của nơi cấp ghi số "
            f"này đã bị thu hồi, {day.vi}.{stayed.vi}",
            f"{name} is registered at {places} under {number}; the issuer's register says that it "
            f"was revoked on {day.en}.{stayed.en}",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu người này đã được cấp lại giấy phép, quyết định thu hồi đã bị hủy hoặc "
            "tạm hoãn, hoặc đã thôi hành nghề tại cơ sở.",
            "Vanishes if a licence was issued again, the decision was annulled or stayed, or the "
            "person has left the facility.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"Nơi cấp {number}: quyết định thu hồi còn hiệu lực không, {name} đã được cấp giấy "
            f"phép khác chưa?",
            f"Issuer of {number}: does the revocation stand, and was another licence issued to "
            f"{name}?",
        ),
    )
