"""R11: một số giấy phép, hai người."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, OtherHolder, Region, Role
from lieny.registry.rules.licence_use import may_be_mistyped
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import (
    Bilingual,
    Certainty,
    EvidenceRow,
    EvidenceTable,
    Severity,
    Sign,
)
from lieny.registry.rules.standing import active_roles, is_passed_over
from lieny.registry.rules.wording import place_name, roles_as_evidence

TOPIC = "licence.one"
MOST_NAMED = 5
NEARLY_THE_SAME = 0.85
FILLER_FROM = 20  # so many strangers share a number that somebody copied down a column


def shared_number(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a number under which somebody else works too; one sign a person.

    Law: licence.one (15/2023/QH15 Điều 27 khoản 1; before 2024 40/2009/QH12 Điều 25).
    Reading: serial, issuer and type must all be the same: CCHN and GPHN are two series. Two
        persons for certain when the names differ (similarity below 0.6) and the births do not
        agree, or when birth or personal number differ and the names are not nearly the same. A
        number that may be a typing slip (the own number of either is one digit away), one read with
        a guess, and a changed name give a question, and so does a number that twenty others share.
        Of somebody with the same name and number of whom nothing differs there is nothing to ask.
    """
    signs = []
    for role in active_roles(dossier, region):
        others = tuple(
            other
            for other in dossier.other_holders.get(role.row, ())
            if not _is_namesake_without_difference(other)
        )
        if others and role.licences:
            signs.append(_sign(dossier, role, others, region))
    signs.sort(key=lambda sign: sign.certainty is not Certainty.DEFINITE)
    return tuple(signs[:1])


def _is_namesake_without_difference(other: OtherHolder) -> bool:
    """Test for a row that is the person's own but for a slip that kept it unlinked."""
    return other.similarity >= 1 and not other.birth_differs and not other.cccd_differs


def _is_another_person(other: OtherHolder, region: Region) -> bool:
    least = number(region, TOPIC, "least_similarity")
    differs = other.birth_differs or other.cccd_differs
    if other.similarity < least:
        return differs or not other.birth_agrees
    if other.similarity < NEARLY_THE_SAME:
        return differs
    return other.birth_differs and other.cccd_differs


def _sign(dossier: Dossier, role: Role, others: tuple[OtherHolder, ...], region: Region) -> Sign:
    persons = [
        other for other in others if _is_another_person(other, region) and not other.may_be_mistyped
    ]
    is_sure = (
        bool(persons)
        and len(others) < FILLER_FROM
        and role.licence_exact
        and not may_be_mistyped(role, role.licences[0], dossier)
        and not is_passed_over(role, region)
    )
    named = persons or list(others)
    names = "; ".join(dict.fromkeys(other.name for other in named[:MOST_NAMED]))
    if len(named) > MOST_NAMED:
        names += f" … (+{len(named) - MOST_NAMED})"
    licence, place = role.licences[0].canonical, place_name(region, role.facility)
    return Sign(
        rule="R11",
        severity=Severity.CRITICAL,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(role), *_evidence(named)),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"Số {licence} mà {dossier.name} dùng tại {place} cũng đứng tên {names}.",
            f"Number {licence}, used by {dossier.name} at {place}, also stands for {names}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu một bên ghi nhầm số, hoặc là cùng một người đã đổi họ tên.",
            "Vanishes if one side mistyped the number, or it is one person who changed name.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{place}: xin bản chụp giấy phép {licence} của {dossier.name} và ngày sinh, số định "
            f"danh để phân biệt với {names}.",
            f"{place}: please send a copy of {licence} of {dossier.name} with birth date and "
            f"personal number, to tell apart from {names}.",
        ),
    )


def _evidence(others: list[OtherHolder]) -> tuple[EvidenceRow, ...]:
    rows: list[EvidenceRow] = []
    for other in others:
        if other.evidence_registration is not None:
            rows.append(EvidenceRow(EvidenceTable.REGISTRATION, other.evidence_registration))
        if other.evidence_licence is not None:
            rows.append(EvidenceRow(EvidenceTable.LICENCE, other.evidence_licence))
    return tuple(dict.fromkeys(rows))
