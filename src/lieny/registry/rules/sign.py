"""Dấu hiệu: what a rule says when it sees something. A sign is a question with evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lieny.law.provision import Provision
from lieny.vocabulary.weekly_set import WeeklySet


class Severity(StrEnum):
    """Mức độ, most urgent first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Certainty(StrEnum):
    """Definite: the evidence leaves no doubt of the fact. Possible: a question to ask."""

    DEFINITE = "definite"
    POSSIBLE = "possible"


class EvidenceTable(StrEnum):
    """Which table an evidence row stands in."""

    REGISTRATION = "registration"
    LICENCE = "licence"
    FACILITY = "facility"
    ACTIVITY = "activity"
    TRAINEE = "trainee"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One sentence in Vietnamese and English."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row of one of the run's tables (its index there)."""

    table: EvidenceTable
    index: int


@dataclass(frozen=True, slots=True)
class Sign:
    """Dấu hiệu của một quy tắc về một người hành nghề.

    Attributes:
        rule: "R01" … "R25".
        severity: how much it matters if it is confirmed.
        certainty: definite, or possible (a question).
        evidence: rows that it rests on, most telling first; never empty.
        provisions: law in force on the day of the event.
        said: what was seen, with names of facilities and hours, never "vi phạm".
        overlap: minutes of the week concerned, where the rule is about time.
        vanishes_if: the smallest assumption under which the sign would not stand, if any.
        question: what to ask the facility or department, if it is a question.
    """

    rule: str
    severity: Severity
    certainty: Certainty
    evidence: tuple[EvidenceRow, ...]
    provisions: tuple[Provision, ...]
    said: Bilingual
    overlap: WeeklySet | None = None
    vanishes_if: Bilingual | None = None
    question: Bilingual | None = None
