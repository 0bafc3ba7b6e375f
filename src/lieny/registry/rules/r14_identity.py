"""R14: nhân thân khác với sổ của nơi cấp."""

from __future__ import annotations

from datetime import date

from lieny.registry.rules.facts import Dossier, LicenceFacts, Region, Role
from lieny.registry.rules.identity import (
    Likeness,
    compare_births,
    compare_names,
    compare_numbers,
)
from lieny.registry.rules.licence_use import may_be_mistyped
from lieny.registry.rules.settings import laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import active_roles, is_passed_over
from lieny.registry.rules.wording import (
    licences_as_evidence,
    place_name,
    roles_as_evidence,
    said_day,
)
from lieny.vocabulary.licence_number import LicenceNumber

TOPIC = "licence.content"


def identity_differs(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a number whose holder in the issuer's register is somebody else; one sign a number.

    Law: licence.content (15/2023/QH15 Điều 27 khoản 3; before 2024 40/2009/QH12 Điều 25).
    Reading: marks, a birth known by its year only, day and month exchanged and one typing slip are
        no difference. Another name that could be a change of name, a name that differs while birth
        or personal number agree, and a number read with a guess give a question.
    """
    signs: dict[LicenceNumber, Sign] = {}
    for role in active_roles(dossier, region):
        rows = dossier.register_of.get(role.row, ())
        for licence in role.licences:
            holders = [row for row in rows if row.number == licence]
            verdict = _verdict(role, holders)
            if verdict is None:
                continue
            sign = _sign(dossier, role, holders[0], verdict, region)
            known = signs.get(licence)
            if known is None or known.certainty is Certainty.POSSIBLE:
                signs[licence] = sign
    return tuple(signs.values())


def _verdict(role: Role, holders: list[LicenceFacts]) -> Certainty | None:
    """Judge against the register row that fits best: a number may have been given on."""
    judged = [_against(role, holder) for holder in holders]
    if not judged or None in judged:
        return None
    return Certainty.POSSIBLE if Certainty.POSSIBLE in judged else Certainty.DEFINITE


def _against(role: Role, holder: LicenceFacts) -> Certainty | None:
    names = compare_names(role.name_folded, holder.holder_folded)
    births = compare_births(role.birth_on, role.birth_year, holder.birth_on, holder.birth_year)
    numbers = compare_numbers(role.cccd, holder.cccd)
    if names is Likeness.UNKNOWN:
        return None
    if names is Likeness.SAME:
        return _under_one_name(births, numbers)
    if numbers is Likeness.SAME:
        return Certainty.POSSIBLE
    if names is Likeness.UNSURE:
        if births is Likeness.SAME:
            return None if numbers is Likeness.UNKNOWN else Certainty.POSSIBLE
        return Certainty.DEFINITE if births is Likeness.DIFFERENT else Certainty.POSSIBLE
    return Certainty.POSSIBLE if births is Likeness.SAME else Certainty.DEFINITE


def _under_one_name(births: Likeness, numbers: Likeness) -> Certainty | None:
    if births is Likeness.DIFFERENT:
        if numbers is Likeness.SAME:
            return None
        return Certainty.DEFINITE
    if births is Likeness.UNSURE and numbers is Likeness.DIFFERENT:
        return Certainty.POSSIBLE
    return None


def _sign(
    dossier: Dossier, role: Role, holder: LicenceFacts, verdict: Certainty, region: Region
) -> Sign:
    firm = role.licence_exact and not is_passed_over(role, region)
    firm = firm and not may_be_mistyped(role, holder.number, dossier)
    is_sure = verdict is Certainty.DEFINITE and firm
    place, number = place_name(region, role.facility), holder.number.canonical
    given = _person(role.name, role.birth_on, role.birth_year)
    known = _person(holder.holder, holder.birth_on, holder.birth_year)
    return Sign(
        rule="R14",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(role), *licences_as_evidence(holder)),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"Danh sách của {place} ghi số {number} của {given.vi}; sổ của nơi cấp ghi {known.vi}.",
            f"The list of {place} gives {number} for {given.en}; the issuer's register gives "
            f"{known.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu số, họ tên hoặc ngày sinh ghi nhầm, hoặc người này đã đổi họ tên.",
            "Vanishes if number, name or birth date was mistyped, or the person changed name.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{place}: xin bản chụp giấy phép {number} của {dossier.name} để đối chiếu nhân thân.",
            f"{place}: please send a copy of {number} of {dossier.name}, to compare the identity.",
        ),
    )


def _person(name: str, born: date | None, year: int | None) -> Bilingual:
    if born is not None:
        day = said_day(born)
        return Bilingual(f"{name} (sinh {day.vi})", f"{name} (born {day.en})")
    if year is not None:
        return Bilingual(f"{name} (sinh năm {year})", f"{name} (born {year})")
    return Bilingual(name, name)
