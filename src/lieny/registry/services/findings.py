"""From signs to findings: addressed to persons and provinces, resting on cells, as cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lieny.registry.rules.facts import Dossier, Region
from lieny.registry.rules.sign import Certainty, EvidenceRow, EvidenceTable, Severity, Sign
from lieny.registry.services.evidence import EvidenceBook
from lieny.registry.services.result import Finding, Lane, PersonFindings, PersonRef

SEVERITY_ORDER = {severity: order for order, severity in enumerate(Severity)}
CERTAINTY_ORDER = {Certainty.DEFINITE: 0, Certainty.POSSIBLE: 1}


@dataclass(frozen=True, slots=True)
class Judged:
    """One dossier with the signs that the rules saw in it; never without a sign."""

    dossier: Dossier
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class JudgedPlace:
    """One facility with the signs about itself."""

    place: int
    signs: tuple[Sign, ...]


def urgency(sign: Sign) -> tuple[int, int, str]:
    """Order signs: severity, then definite before possible, then rule."""
    return SEVERITY_ORDER[sign.severity], CERTAINTY_ORDER[sign.certainty], sign.rule


def open_cases(
    judged: Sequence[Judged], region: Region, book: EvidenceBook, person_ids: Sequence[str]
) -> tuple[PersonFindings, ...]:
    """Make one case a person, in the order given.

    Args:
        judged: dossiers with signs.
        region: the facilities and the day.
        book: finds cells; rows are fetched here, in bulk.
        person_ids: stable id by person number.
    """
    book.fetch(_rows_needed(judged, region))
    return tuple(_case(one, region, book, person_ids[one.dossier.person]) for one in judged)


def facility_case(
    facility: int, signs: Sequence[Sign], region: Region, book: EvidenceBook
) -> PersonFindings:
    """Make a case of a facility itself (rule R25): the facility stands where a person would."""
    facts = region.facilities[facility]
    book.fetch(row for sign in signs for row in sign.evidence)
    subject = PersonRef(f"facility-{facility}", facts.name, ())
    findings = tuple(_finding(sign, subject, book) for sign in sorted(signs, key=urgency))
    return PersonFindings(subject, findings, ())


def in_order(cases: Iterable[PersonFindings]) -> tuple[PersonFindings, ...]:
    """Put the most urgent case first."""
    return tuple(sorted(cases, key=_case_urgency))


def _case_urgency(case: PersonFindings) -> tuple[int, int, str, str]:
    first = case.findings[0]
    severity, certainty = SEVERITY_ORDER[first.severity], CERTAINTY_ORDER[first.certainty]
    return severity, certainty, first.rule, case.person.id


def _rows_needed(judged: Iterable[Judged], region: Region) -> Iterable[EvidenceRow]:
    for one in judged:
        for sign in one.signs:
            yield from sign.evidence
        for role in one.dossier.roles:
            if role.is_active_on(region.as_of):
                yield EvidenceRow(EvidenceTable.REGISTRATION, role.row)


def _case(one: Judged, region: Region, book: EvidenceBook, person_id: str) -> PersonFindings:
    dossier = one.dossier
    person = PersonRef(person_id, dossier.name, _licences(dossier))
    findings = [_finding(sign, person, book) for sign in sorted(one.signs, key=urgency)]
    lanes = tuple(
        Lane(
            facility=region.facilities[role.facility].name,
            province=region.facilities[role.facility].province,
            position=role.position.value if role.position else None,
            definite=role.time.definite,
            possible=role.time.possible,
            raw_time=role.raw_time,
            valid_from=role.valid_from,
            valid_until=role.valid_until,
            evidence=book.cell(EvidenceRow(EvidenceTable.REGISTRATION, role.row)),
        )
        for role in dossier.roles
        if role.is_active_on(region.as_of)
    )
    return PersonFindings(person, tuple(findings), lanes)


def _finding(sign: Sign, person: PersonRef, book: EvidenceBook) -> Finding:
    evidence = tuple(book.cell(row) for row in sign.evidence)
    # A register row speaks for its department: a licence revoked in one province and used in
    # another concerns both.
    named = tuple(dict.fromkeys(cell.province for cell in evidence if cell.province))
    return Finding(
        rule=sign.rule,
        severity=sign.severity,
        certainty=sign.certainty,
        person=person,
        provinces=named,
        cross_province=len(named) > 1,
        minutes_per_week=sign.overlap.minutes if sign.overlap is not None else None,
        overlap=sign.overlap,
        law=sign.provisions,
        evidence=evidence,
        said=sign.said,
        vanishes_if=sign.vanishes_if,
        question=sign.question,
    )


def _licences(dossier: Dossier) -> tuple[str, ...]:
    numbers = [number for role in dossier.roles for number in role.licences]
    numbers += [licence.number for licence in dossier.licences]
    return tuple(sorted({number.canonical for number in numbers}))
