"""How somebody's offices stand to a case, and which permission each act asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lieny.people.rules.office import OfficeRole, Record, Standing
from lieny.registry.rules.case_acts import Act, acts_open_to
from lieny.registry.rules.case_file import Actor, CaseFile, Office, Party

OFFICES: Mapping[OfficeRole, Office] = {
    OfficeRole.LICENSING_OFFICER: Office.OFFICER,
    OfficeRole.INSPECTOR: Office.OFFICER,
    OfficeRole.HEAD_OF_DEPARTMENT: Office.HEAD,
}
# The table of permissions speaks of groups of acts (people/rules/permissions.toml).
PERMISSIONS: Mapping[Act, str] = {
    Act.SUPPRESS: "case.verify",
    Act.ASK_FACILITY: "case.ask-facility",
    Act.WITHDRAW: "case.ask-facility",
    Act.OPEN: "case.verify",
    Act.NOTIFY: "case.verify",
    Act.ACKNOWLEDGE: "case.verify",
    Act.HEAR: "case.ask-facility",
    Act.REPLY: "case.answer",
    Act.PROPOSE: "case.verify",
    Act.SIGN: "case.close",
    Act.OBJECT: "case.close",
    Act.ASK_MINISTRY: "case.close",
    Act.TAKE_MEASURE: "case.close",
    Act.PROPOSE_CLOSING: "case.verify",
    Act.REOPEN: "case.verify",
    Act.APPEAL: "case.answer",
    Act.SETTLE_APPEAL: "case.close",
}
# What reaches a department on paper is written down by its officer, in the name of who wrote it.
WRITTEN_DOWN = frozenset({Act.REPLY, Act.APPEAL})
WRITERS = (Party.PRACTITIONER, Party.FACILITY)


def record_of(case: CaseFile) -> Record:
    """Say whose record a case is: the lead's, and in a case with every department concerned."""
    return Record(province=case.lead, in_case=case.departments)


def actors_of(case: CaseFile, standings: Iterable[Standing]) -> tuple[Actor, ...]:
    """List as whom somebody may act: one actor an office at a department that was told of it."""
    found = [
        Actor(_party(case, standing.province), OFFICES[standing.role], standing.province)
        for standing in standings
        if standing.role in OFFICES and standing.province in case.told
    ]
    return tuple(dict.fromkeys(found))


def _party(case: CaseFile, department: str | None) -> Party:
    return Party.LEAD if department == case.lead else Party.PEER


def actor_for(case: CaseFile, act: Act, standings: Iterable[Standing]) -> Actor | None:
    """Choose the office in which the act is open now; else any of the case; None for none."""
    actors = actors_of(case, standings)
    able = [one for one in actors if act in acts_open_to(case, one.party, one.office)]
    return next(iter((*able, *actors)), None)
