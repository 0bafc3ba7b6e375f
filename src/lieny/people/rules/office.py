"""Who somebody is in the portal, and how they stand to what they act on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class OfficeRole(StrEnum):
    """Vai trò: the office in which a person acts."""

    LICENSING_OFFICER = "licensing-officer"
    INSPECTOR = "inspector"
    HEAD_OF_DEPARTMENT = "head-of-department"
    FACILITY_USER = "facility-user"
    REGIONAL_COORDINATOR = "regional-coordinator"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    VISITOR = "visitor"  # nobody signed in


class Relation(StrEnum):
    """Quan hệ: how an office stands to a record."""

    OWN_PROVINCE = "own-province"  # the record belongs to the department's own province
    OWN_FACILITY = "own-facility"  # the record belongs to the facility that the user works for
    MATCH = "match"  # another province's record, linked to a person of one's own province
    CASE = "case"  # another province's record, in a case that one's own province takes part in
    PUBLIC = "public"  # the part that everybody may see


@dataclass(frozen=True)
class Standing:
    """Tư cách: one office held at one place on the day of the question.

    Attributes:
        role: the office.
        province: code of the province of the department or facility; None for the whole region.
        facility: the facility's key for somebody who works there; None in a department.
    """

    role: OfficeRole
    province: str | None = None
    facility: str | None = None


VISITOR = Standing(OfficeRole.VISITOR)


@dataclass(frozen=True)
class Record:
    """Hồ sơ được hỏi: what the question is about, as far as boundaries go.

    Attributes:
        province: code of the province that keeps it; None when no province does.
        facility: key of the facility that it tells of.
        matched: provinces that hold a linked row of the same person.
        in_case: provinces that take part in a case about it.
    """

    province: str | None = None
    facility: str | None = None
    matched: frozenset[str] = field(default_factory=frozenset)
    in_case: frozenset[str] = field(default_factory=frozenset)


def relations_between(standing: Standing, record: Record) -> frozenset[Relation]:
    """List every relation in which an office stands to a record.

    Design: somebody who works for a facility has no part in the province's own relations, and the
        public part is there for everybody.
    """
    found = {Relation.PUBLIC}
    if standing.facility is not None:
        if standing.facility == record.facility and standing.province == record.province:
            found.add(Relation.OWN_FACILITY)
        return frozenset(found)
    if standing.province is None:
        # An office of the whole region sees what provinces have between them, nobody's own.
        if len(record.in_case) > 1:
            found.add(Relation.CASE)
        return frozenset(found)
    if standing.province == record.province:
        found.add(Relation.OWN_PROVINCE)
    elif standing.province in record.matched:
        found.add(Relation.MATCH)
    if standing.province != record.province and standing.province in record.in_case:
        found.add(Relation.CASE)
    return frozenset(found)
