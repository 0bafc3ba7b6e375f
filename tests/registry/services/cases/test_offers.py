"""Every act of the state machine is offered on a page to everybody who may do it."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from lieny.people.rules.office import OfficeRole, Standing
from lieny.registry.rules.case_actor import OFFICES, WRITTEN_DOWN
from lieny.registry.rules.case_acts import PERMITS, Act
from lieny.registry.rules.case_file import CaseFile, CaseState, Office, Outcome, Party
from lieny.registry.rules.sign import Severity
from lieny.registry.services.cases.offers import ORDER, offers, permitted

AT = datetime(2026, 11, 2, tzinfo=UTC)
LATER = AT + timedelta(days=60)  # terms have run out
PROVINCES = {Party.LEAD: "79", Party.PEER: "75"}
ROLES = {
    office: [role for role, held in OFFICES.items() if held is office]
    for office in (Office.OFFICER, Office.HEAD)
}
OF_CHECKER = {act for act, permit in PERMITS.items() if permit.parties == {Party.SYSTEM}}
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
        if act in OF_CHECKER:
            continue
        if act in WRITTEN_DOWN:  # what comes in on paper an officer of either department writes
            parties, offices = PROVINCES, [Office.OFFICER]
        else:
            parties, offices = permit.parties, permit.offices
        for state, party, office in product(sorted(permit.states), parties, offices):
            for role in ROLES[office]:
                yield act, state, party, role


def test_the_order_of_acts_leaves_none_out():
    assert set(ORDER) == set(Act) - OF_CHECKER
    assert len(ORDER) == len(set(ORDER))


def test_every_act_is_offered_to_everybody_who_may_do_it():
    missing, offered = [], set()
    for act, state, party, role in ways():
        standings = [Standing(role, PROVINCES[party])]
        case = case_for(act, state)
        shown = {one.act for one in offers(case, standings, at=LATER) if one.lacks is None}
        if act in shown:
            offered.add(act)
        if permitted(case, act, standings) is not (act in shown):
            missing.append((act.value, state.value, party.value, role.value))
    assert missing == []
    assert offered == set(ORDER)


def test_no_act_is_offered_to_whom_the_table_refuses_it():
    for act in ORDER:
        for state in PERMITS[act].states:
            case = case_for(act, state)
            for role in OfficeRole:
                for standing in (Standing(role, "80"), Standing(role, "79", "00123")):
                    assert offers(case, [standing], at=LATER) == ()


@pytest.mark.parametrize("act", sorted(WRITTEN_DOWN))
def test_the_facility_too_may_write_what_an_officer_writes_down(act):
    assert PERMITS[act].parties == {Party.FACILITY, Party.PRACTITIONER}
