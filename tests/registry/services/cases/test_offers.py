"""Every act of the state machine is offered on a page to everybody who may do it."""

import pytest
from case_ways import LATER, OF_A_QUESTION, OF_CHECKER, PROVINCES, case_for, ways

from lieny.people.rules.office import OfficeRole, Standing
from lieny.registry.rules.case_actor import WRITTEN_DOWN
from lieny.registry.rules.case_acts import PERMITS, Act
from lieny.registry.rules.case_file import Party
from lieny.registry.services.cases.offers import ORDER, offers, permitted


def test_the_order_of_acts_leaves_none_out():
    assert set(ORDER) == set(Act) - OF_CHECKER - OF_A_QUESTION
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
