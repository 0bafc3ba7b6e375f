"""R12: một người, hai giấy phép còn hiệu lực."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from lieny.registry.rules.facts import Dossier, LicenceFacts, LicenceStatus, Region, Role
from lieny.registry.rules.licence_use import is_one_slip_away, numbers_in_use
from lieny.registry.rules.settings import laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import is_live, is_passed_over, status_on
from lieny.registry.rules.wording import licences_as_evidence, roles_as_evidence
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.title import Title

TOPIC = "licence.one"
OTHER_SERVICES = frozenset({"BQP", "BCA"})  # army and police number their own
OTHER_TITLES = frozenset({Title.TRADITIONAL_PRACTITIONER, Title.FAMILY_REMEDY_HOLDER})


@dataclass(frozen=True, slots=True)
class _Held:
    """One number of the person with what shows that it is held."""

    number: LicenceNumber
    roles: tuple[Role, ...]
    rows: tuple[LicenceFacts, ...]

    def is_known_live(self, region: Region) -> bool:
        return any(is_live(row, region.as_of) for row in self.rows)


def two_licences(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See two live practising licences of one type in one person's hands.

    Law: licence.one (15/2023/QH15 Điều 27 khoản 1; before 2024 40/2009/QH12 Điều 25).
    Reading: a certificate and a licence together are a conversion; licences of pharmacy never
        count. Two numbers of one issuer may be a reissue: definite only if the register holds both
        as live. Army, police and traditional practitioners may hold another: a question.
    """
    held = _held(dossier, region)
    pairs = [pair for pair in combinations(held, 2) if _are_two(*pair)]
    if not pairs:
        return ()
    pairs.sort(key=lambda pair: not _is_sure(pair[0], pair[1], dossier, region))
    return (_sign(dossier, *pairs[0], region),)


def _held(dossier: Dossier, region: Region) -> list[_Held]:
    """Give the numbers in use or on register, less those that registers know to have ended."""
    roles: dict[LicenceNumber, list[Role]] = {}
    for use in numbers_in_use(dossier, region):
        firm = [r for r in use.roles if r.licence_exact and not is_passed_over(r, region)]
        if firm:
            roles[use.number] = firm
    rows: dict[LicenceNumber, list[LicenceFacts]] = {}
    for row in dossier.licences:
        if row.number.type.is_practising:
            rows.setdefault(row.number, []).append(row)
    held = [
        _Held(number, tuple(roles.get(number, ())), tuple(rows.get(number, ())))
        for number in sorted({*roles, *rows})
    ]
    return [one for one in held if not one.rows or one.is_known_live(region)]


def _are_two(one: _Held, other: _Held) -> bool:
    """Test that the two are of one series and not one number, mistyped once."""
    if one.number.type is not other.number.type:
        return False
    if one.number.serial == other.number.serial and not (one.rows and other.rows):
        return False  # the issuer written in two ways
    return not is_one_slip_away(one.number, other.number) or bool(one.rows and other.rows)


def _is_sure(one: _Held, other: _Held, dossier: Dossier, region: Region) -> bool:
    if {one.number.issuer, other.number.issuer} & OTHER_SERVICES:
        return False
    titles = {role.title for role in (*one.roles, *other.roles)}
    titles |= {row.title for row in (*one.rows, *other.rows)}
    if titles & OTHER_TITLES or _speaks_of_reissue(one, other, dossier, region):
        return False
    if one.is_known_live(region) and other.is_known_live(region):
        return True
    same_issuer = one.number.issuer == other.number.issuer
    return not same_issuer and bool(one.roles) and bool(other.roles)


def _speaks_of_reissue(one: _Held, other: _Held, dossier: Dossier, region: Region) -> bool:
    if any(role.reissued for role in (*one.roles, *other.roles)):
        return True
    if any(row.reissued for row in (*one.rows, *other.rows)):
        return True
    return any(status_on(row, region.as_of) is LicenceStatus.REPLACED for row in dossier.licences)


def _sign(dossier: Dossier, one: _Held, other: _Held, region: Region) -> Sign:
    is_sure = _is_sure(one, other, dossier, region)
    first, second, name = one.number.canonical, other.number.canonical, dossier.name
    return Sign(
        rule="R12",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(
            *roles_as_evidence(*one.roles, *other.roles),
            *licences_as_evidence(*one.rows, *other.rows),
        ),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{name} có hai số cùng loại chưa thấy ghi hết hiệu lực: {first} và {second}.",
            f"{name} has two numbers of one type, neither of which is known to have ended: "
            f"{first} and {second}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu số sau là cấp lại của số trước, hoặc là của hai người trùng họ tên.",
            "Vanishes if the one was issued in place of the other, or they belong to namesakes.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"Nơi cấp {first} và {second}: số nào còn hiệu lực, số kia đã được cấp lại hoặc thu "
            f"hồi từ ngày nào?",
            f"Issuers of {first} and {second}: which is valid, and since when was the other "
            f"replaced or revoked?",
        ),
    )
