"""Every way in which the table of acts lets somebody of a department take a step."""

from datetime import UTC, datetime, timedelta
from itertools import product

from lieny.registry.rules.case_actor import OFFICES, WRITTEN_DOWN
from lieny.registry.rules.case_acts import PERMITS, Act
from lieny.registry.rules.case_file import CaseFile, CaseState, Office, Outcome, Party
from lieny.registry.rules.sign import Severity

AT = datetime(2026, 11, 2, tzinfo=UTC)
LATER = AT + timedelta(days=60)  # terms have run out
PROVINCES = {Party.LEAD: "79", Party.PEER: "75"}
ROLES = {
    office: [role for role, held in OFFICES.items() if held is office]
    for office in (Office.OFFICER, Office.HEAD)
}
OF_CHECKER = {act for act, permit in PERMITS.items() if permit.parties == {Party.SYSTEM}}
# Offered beside the question that it takes back, not among the acts of the case.
OF_A_QUESTION = {Act.WITHDRAW}
WITH_OUTCOME = {CaseState.CONFIRMED, CaseState.ACTION, CaseState.CLOSED}


def case_for(act, state):
    """A case in which nothing but the table stands against the act."""
    proposed = act in {Act.SIGN, Act.OBJECT}
    return CaseFile(
        state=state,
        severity=Severity.HIGH,
        lead="79",
        peers=frozenset({"75"}),
        since=AT,
        proposed=Outcome.DATA_ERROR if proposed and state is CaseState.VERIFYING else None,
        proposed_at=AT if proposed else None,
        outcome=Outcome.CONFIRMED if state in WITH_OUTCOME else None,
        heard_at=AT,
        appealed=act is Act.SETTLE_APPEAL,
    )


def ways():
    """Each act with each state, party and role that the table opens it to."""
    for act, permit in PERMITS.items():
        if act in OF_CHECKER | OF_A_QUESTION:
            continue
        if act in WRITTEN_DOWN:  # what comes in on paper an officer of either department writes
            parties, offices = PROVINCES, [Office.OFFICER]
        else:
            parties, offices = permit.parties, permit.offices
        for state, party, office in product(sorted(permit.states), parties, offices):
            for role in ROLES[office]:
                yield act, state, party, role
