"""Which department leads a case: the issuer's for a licence, the later registration's for time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lieny.registry.rules.sign import Severity

# Signs about the licence itself (registry §4): the department that issued it, or its successor.
OF_LICENCE = frozenset({"R06", "R07", "R08", "R10", "R11", "R12", "R13", "R14", "R20", "R21"})
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Concern:
    """One sign as far as it decides who leads.

    Attributes:
        rule: "R01" … "R25".
        severity: of the sign.
        issuer: province of the department answerable for the licence; None when not known.
        registrations: province and first day (None when not given) of each registration it
            rests on.
    """

    rule: str
    severity: Severity
    issuer: str | None
    registrations: tuple[tuple[str, date | None], ...]


@dataclass(frozen=True, slots=True)
class Departments:
    """Các Sở của một hồ sơ."""

    lead: str
    peers: frozenset[str]


class NobodyConcerned(ValueError):
    """No sign names a province: the case cannot be given to a department."""


def departments_of(concerns: Sequence[Concern]) -> Departments:
    """Choose the lead by the most severe sign; all other provinces named are peers.

    A sign about the licence is led by the issuer's department; one about time or position by that
    of the later registration, an undated one counting as earliest; equal days by province code.

    Raises:
        NobodyConcerned: no province is named.
    """
    for concern in sorted(concerns, key=lambda one: (_ORDER.index(one.severity), one.rule)):
        lead = _lead_of(concern)
        if lead is not None:
            return Departments(lead, _all_of(concerns) - {lead})
    raise NobodyConcerned


def _lead_of(concern: Concern) -> str | None:
    if concern.rule in OF_LICENCE and concern.issuer is not None:
        return concern.issuer
    if not concern.registrations:
        return concern.issuer
    latest = max(concern.registrations, key=lambda one: (one[1] or date.min, one[0]))
    return latest[0]


def _all_of(concerns: Sequence[Concern]) -> frozenset[str]:
    named = {province for concern in concerns for province, _ in concern.registrations}
    return frozenset(named | {one.issuer for one in concerns if one.issuer is not None})
