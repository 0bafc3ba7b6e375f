"""What a check gives back: findings with evidence to the cell, files with problems, rules not run.

The doors (`registry.cli`) render this and nothing else; design §4 fixes the JSON made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lieny.law.provision import Provision
from lieny.registry.rules.sign import Bilingual, Certainty, Severity
from lieny.vocabulary.weekly_set import WeeklySet


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Người hành nghề as named in findings."""

    id: str  # stable, without personal data
    name: str
    licences: tuple[str, ...]  # canonical: "000123/HCM-CCHN"


@dataclass(frozen=True, slots=True)
class EvidenceCell:
    """One row of a sender's sheet, with the cells that matter."""

    path: str
    sheet: str
    row: int  # 1-based, as the user sees it
    table: str  # EvidenceTable value
    raw: Mapping[str, str]  # the sheet's own heading → cell text
    columns: Mapping[str, int]  # heading → 1-based column
    facility: str | None = None
    province: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)  # heading → field ("time", "licence")


@dataclass(frozen=True, slots=True)
class Lane:
    """One registration in the week timetable of a person."""

    facility: str
    province: str | None
    position: str | None  # Position value
    definite: WeeklySet
    possible: WeeklySet
    raw_time: str
    valid_from: date | None
    valid_until: date | None
    evidence: EvidenceCell


@dataclass(frozen=True, slots=True)
class Finding:
    """A sign, addressed: who, where, by which law, resting on which cells."""

    rule: str
    severity: Severity
    certainty: Certainty
    person: PersonRef
    provinces: tuple[str, ...]  # NSO codes in force on as_of
    cross_province: bool
    minutes_per_week: int | None
    overlap: WeeklySet | None
    law: tuple[Provision, ...]
    evidence: tuple[EvidenceCell, ...]
    said: Bilingual
    vanishes_if: Bilingual | None
    question: Bilingual | None


@dataclass(frozen=True, slots=True)
class PersonFindings:
    """All findings of one person: one case. The lanes draw the week."""

    person: PersonRef
    findings: tuple[Finding, ...]  # most severe first
    lanes: tuple[Lane, ...]  # active registrations


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that could not be read as it stood."""

    sheet: str | None
    row: int | None
    column: str | None  # letter
    code: str
    refused: bool
    given: str
    problem: Bilingual
    advice: Bilingual


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    path: str
    sha256: str
    kind: str
    province: str | None
    rows: int
    accepted: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RuleNotRun:
    """A rule whose input nobody gave; silence about it would look like innocence."""

    rule: str
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class LinkQuestion:
    """Two rows that may be one person: the grey band, never merged without a human."""

    left: EvidenceCell
    right: EvidenceCell
    weight: float  # bits
    reasons: tuple[tuple[Bilingual, float], ...]  # comparison → bits


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Everything a check found."""

    as_of: date
    files: tuple[FileReport, ...]
    persons: int
    registrations: int
    seconds: float
    cases: tuple[PersonFindings, ...]  # most severe first
    not_run: tuple[RuleNotRun, ...]
    link_questions: tuple[LinkQuestion, ...]
    stages: Mapping[str, float]  # seconds per stage
    links: tuple[tuple[str, str, int, str], ...] = ()  # (path, sheet, row, person id), on request
    notes: tuple[Bilingual, ...] = ()  # what was not compared in full, and why

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, case by case."""
        return tuple(finding for case in self.cases for finding in case.findings)
