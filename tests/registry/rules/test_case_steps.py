"""The life of a case: every legal step leads where the procedure says, every other is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.law.book import Book
from lieny.registry.rules.case_acts import PERMITS, Act, acts_open_to
from lieny.registry.rules.case_file import (
    Actor,
    CaseFile,
    CaseState,
    Measure,
    Office,
    Outcome,
    Party,
)
from lieny.registry.rules.case_step import Step, StepRefused, Why
from lieny.registry.rules.case_steps import take
from lieny.registry.rules.sign import Severity

LAW = Book.load()
S = CaseState
HCM, DN, TN = "79", "75", "80"
START = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)  # Monday 9:00 in Viet Nam


def actor(department=HCM, office=Office.OFFICER, party=Party.LEAD):
    return Actor(party, office, department)


HCM_OFFICER, HCM_HEAD = actor(), actor(office=Office.HEAD)
DN_OFFICER = actor(DN, party=Party.PEER)
DN_HEAD = actor(DN, Office.HEAD, Party.PEER)
FACILITY = Actor(Party.FACILITY, Office.NONE)
PERSON = Actor(Party.PRACTITIONER, Office.NONE)
SYSTEM = Actor(Party.SYSTEM, Office.NONE)


def case(state=S.DETECTED, **given_):
    values = {"severity": Severity.HIGH, "lead": HCM, "peers": frozenset({DN}), "since": START}
    return CaseFile(state=state, **(values | given_))


def walk(one, *steps):
    """Take steps (act, actor, days after the start, further arguments)."""
    for act, by, day, *more in steps:
        arguments = more[0] if more else {}
        step = Step(act, by, START + timedelta(days=day), **{"reason": "vì sao", **arguments})
        one = take(one, step, law=LAW)
    return one


UNTIL_VERIFYING = (
    (Act.OPEN, HCM_OFFICER, 0),
    (Act.NOTIFY, HCM_OFFICER, 0),
    (Act.ACKNOWLEDGE, DN_OFFICER, 1),
)


def why(one, act, by, day=0, **arguments):
    with pytest.raises(StepRefused) as refused:
        walk(one, (act, by, day, arguments))
    return refused.value.why


def test_a_case_goes_from_detection_to_closing_with_both_departments():
    one = walk(
        case(),
        (Act.ASK_FACILITY, HCM_OFFICER, 0),
        *UNTIL_VERIFYING,
        (Act.HEAR, DN_OFFICER, 1),
        (Act.PROPOSE, HCM_OFFICER, 11, {"outcome": Outcome.CONFIRMED}),
        (Act.SIGN, HCM_HEAD, 11),
        (Act.SIGN, DN_HEAD, 12),
    )
    assert (one.state, one.outcome, one.proposed, one.signed) == (
        S.CONFIRMED, Outcome.CONFIRMED, None, (),
    )  # fmt: skip
    one = walk(one, (Act.TAKE_MEASURE, HCM_HEAD, 13, {"measure": Measure.ADJUST_REGISTRATION}))
    assert (one.state, one.measure) == (S.ACTION, Measure.ADJUST_REGISTRATION)
    one = walk(one, (Act.PROPOSE_CLOSING, DN_OFFICER, 14), (Act.SIGN, DN_HEAD, 14))
    assert one.state is S.ACTION
    one = walk(one, (Act.SIGN, HCM_HEAD, 15))
    assert (one.state, one.outcome, one.since) == (
        S.CLOSED, Outcome.CONFIRMED, START + timedelta(days=15),
    )  # fmt: skip


def test_all_departments_must_have_acknowledged_before_anybody_verifies():
    one = walk(case(peers=frozenset({DN, TN})), *UNTIL_VERIFYING)
    assert (one.state, one.acknowledged) == (S.NOTIFIED, {HCM, DN})
    one = walk(one, (Act.ACKNOWLEDGE, actor(TN, party=Party.PEER), 2))
    assert (one.state, one.since) == (S.VERIFYING, START + timedelta(days=2))


def test_a_case_of_one_department_needs_no_acknowledgement_and_one_signature():
    one = walk(case(peers=frozenset()), *UNTIL_VERIFYING[:2])
    assert one.state is S.VERIFYING
    one = walk(
        one, (Act.PROPOSE, HCM_OFFICER, 1, {"outcome": Outcome.EXEMPT}), (Act.SIGN, HCM_HEAD, 1)
    )
    assert one.state is S.EXEMPT


def test_no_department_settles_a_case_alone():
    one = walk(
        case(), *UNTIL_VERIFYING, (Act.PROPOSE, HCM_OFFICER, 2, {"outcome": Outcome.DATA_ERROR}),
        (Act.SIGN, HCM_HEAD, 2),
    )  # fmt: skip
    assert one.state is S.VERIFYING
    assert one.lacks_signatures_of == {DN}
    assert why(one, Act.SIGN, HCM_HEAD, 3) is Why.SIGNED_ALREADY
    assert why(one, Act.SIGN, DN_OFFICER, 3) is Why.NOT_OPEN
    other = actor(TN, Office.HEAD, Party.PEER)
    assert why(one, Act.SIGN, other, 3) is Why.NOT_OPEN


@pytest.mark.parametrize(("day", "allowed"), [(7, False), (8, True)])
def test_nothing_is_confirmed_before_five_working_days_to_reply(day, allowed):
    # Asked on Monday 2 November 2026: the fifth working day is Monday 9 November.
    one = walk(case(), *UNTIL_VERIFYING[:2], (Act.HEAR, HCM_OFFICER, 0), UNTIL_VERIFYING[2])
    if allowed:
        one = walk(one, (Act.PROPOSE, HCM_OFFICER, day, {"outcome": Outcome.CONFIRMED}))
        assert one.proposed is Outcome.CONFIRMED
    else:
        refused = why(one, Act.PROPOSE, HCM_OFFICER, day, outcome=Outcome.CONFIRMED)
        assert refused is Why.TERM_RUNS


def test_nothing_is_confirmed_unheard_and_both_replies_end_the_wait():
    one = walk(case(), *UNTIL_VERIFYING)
    confirm = {"outcome": Outcome.CONFIRMED}
    assert why(one, Act.PROPOSE, HCM_OFFICER, 30, **confirm) is Why.NOT_HEARD
    one = walk(one, (Act.HEAR, HCM_OFFICER, 2), (Act.REPLY, FACILITY, 3))
    assert why(one, Act.PROPOSE, HCM_OFFICER, 3, **confirm) is Why.TERM_RUNS
    one = walk(one, (Act.REPLY, PERSON, 3), (Act.PROPOSE, HCM_OFFICER, 3, confirm))
    assert one.proposed is Outcome.CONFIRMED


def test_an_objection_takes_the_proposal_and_its_signatures_away():
    one = walk(
        case(), *UNTIL_VERIFYING, (Act.PROPOSE, HCM_OFFICER, 2, {"outcome": Outcome.EXEMPT}),
        (Act.SIGN, HCM_HEAD, 2), (Act.OBJECT, DN_HEAD, 3),
    )  # fmt: skip
    assert (one.state, one.proposed, one.signed) == (S.VERIFYING, None, ())
    assert why(one, Act.OBJECT, DN_HEAD, 4) is Why.NOTHING_PROPOSED


@pytest.mark.parametrize(("day", "allowed"), [(15, False), (16, True)])
def test_the_ministry_is_asked_only_after_ten_working_days(day, allowed):
    # Verifying since Tuesday 3 November 2026: the tenth working day is Tuesday 17 November.
    one = walk(case(), *UNTIL_VERIFYING)
    if allowed:
        assert walk(one, (Act.ASK_MINISTRY, DN_HEAD, day)) == one
    else:
        assert why(one, Act.ASK_MINISTRY, DN_HEAD, day) is Why.STILL_TALKING


CONFIRMED = case(
    S.CONFIRMED, outcome=Outcome.CONFIRMED, acknowledged=frozenset({HCM, DN}), heard_at=START
)


def test_a_complaint_stops_everything_until_it_is_settled():
    one = walk(CONFIRMED, (Act.APPEAL, PERSON, 1))
    assert one.appealed
    measure = {"measure": Measure.SANCTION}
    assert why(one, Act.TAKE_MEASURE, HCM_HEAD, 2, **measure) is Why.NOT_OPEN
    stands = walk(one, (Act.SETTLE_APPEAL, HCM_HEAD, 9, {"outcome": Outcome.CONFIRMED}))
    assert (stands.state, stands.appealed) == (S.CONFIRMED, False)
    anew = walk(one, (Act.SETTLE_APPEAL, HCM_HEAD, 9, {"outcome": Outcome.NOT_CONFIRMED}))
    assert (anew.state, anew.outcome, anew.appealed) == (S.VERIFYING, None, False)


def test_nobody_complains_of_what_was_not_confirmed():
    assert why(case(S.CLOSED, outcome=Outcome.EXEMPT), Act.APPEAL, PERSON) is Why.NOT_OPEN


def test_new_evidence_reopens_a_closed_case_where_all_know_of_it():
    closed = case(S.CLOSED, outcome=Outcome.EXEMPT, acknowledged=frozenset({HCM, DN}))
    one = walk(closed, (Act.REOPEN, DN_OFFICER, 40))
    assert (one.state, one.outcome) == (S.VERIFYING, None)
    assert walk(case(S.SUPPRESSED), (Act.REOPEN, HCM_OFFICER, 4)).state is S.OPEN


def test_the_checker_withdraws_only_what_people_have_not_decided():
    for state in (S.DETECTED, S.QUESTION, S.OPEN, S.NOTIFIED, S.VERIFYING):
        assert walk(case(state), (Act.SUPERSEDE, SYSTEM, 1)).state is S.SUPERSEDED
    assert why(CONFIRMED, Act.SUPERSEDE, SYSTEM) is Why.NOT_OPEN


@pytest.mark.parametrize("act", [Act.SUPPRESS, Act.OBJECT, Act.REOPEN, Act.PROPOSE, Act.SUPERSEDE])
def test_an_act_that_turns_a_case_needs_a_reason(act):
    by = SYSTEM if act is Act.SUPERSEDE else HCM_HEAD
    state = {Act.SUPPRESS: S.DETECTED, Act.REOPEN: S.CLOSED}.get(act, S.VERIFYING)
    assert why(case(state), act, by, reason="  ") is Why.NO_REASON


ACTORS = [
    HCM_OFFICER, HCM_HEAD, DN_OFFICER, DN_HEAD, FACILITY, PERSON, SYSTEM,
]  # fmt: skip


@pytest.mark.parametrize("state", list(S))
def test_every_cell_outside_the_table_is_refused_and_changes_nothing(state):
    outcome = Outcome.CONFIRMED if state in {S.CONFIRMED, S.ACTION} else None
    one = case(state, outcome=outcome)
    for act, by in product(Act, ACTORS):
        permit = PERMITS[act]
        inside = (
            state in permit.states and by.party in permit.parties and by.office in permit.offices
        )
        inside = inside and act is not Act.SETTLE_APPEAL  # nobody has complained
        assert (act in acts_open_to(one, by.party, by.office)) is inside, (act, by)
        if not inside:
            before = replace(one)
            assert why(one, act, by) is Why.NOT_OPEN, (act, by)
            assert one == before


steps = st.lists(
    st.builds(
        Step,
        act=st.sampled_from(Act),
        by=st.sampled_from(ACTORS),
        at=st.just(START),
        reason=st.just("vì sao"),
        outcome=st.sampled_from(Outcome),
        measure=st.sampled_from(Measure),
    ),
    max_size=60,
)


@settings(max_examples=300)
@given(steps)
def test_whatever_is_tried_no_case_is_decided_or_closed_without_both_heads(tried):
    one = case()
    signed: set[str] = set()
    for number, step in enumerate(tried):
        at = START + timedelta(days=number)
        before = one
        try:
            one = take(one, replace(step, at=at), law=LAW)
        except StepRefused:
            assert one == before
            continue
        if step.act in {Act.PROPOSE, Act.PROPOSE_CLOSING, Act.OBJECT, Act.APPEAL}:
            signed = set()
        if step.act is Act.SIGN:
            signed.add(step.by.department)
        decided = {S.CONFIRMED, S.EXEMPT, S.NOT_CONFIRMED, S.DATA_ERROR, S.CLOSED}
        if one.state in decided and one.state is not before.state:
            assert step.act is Act.SIGN
            assert signed == {HCM, DN}
            signed = set()


def test_a_case_refuses_a_lead_among_its_peers_and_a_measure_without_confirmation():
    with pytest.raises(ValueError, match="one lead"):
        case(peers=frozenset({HCM}))
    with pytest.raises(ValueError, match="measure"):
        case(S.EXEMPT, outcome=Outcome.EXEMPT, measure=Measure.SANCTION)
    with pytest.raises(ValueError, match="acts as"):
        Actor(Party.LEAD, Office.NONE, HCM)
    with pytest.raises(ValueError, match="acts as"):
        Actor(Party.FACILITY, Office.NONE, HCM)


def test_a_time_without_its_zone_is_refused():
    one = walk(case(), *UNTIL_VERIFYING, (Act.HEAR, HCM_OFFICER, 2))
    step = Step(
        Act.PROPOSE, HCM_OFFICER, datetime(2026, 12, 1), "vì sao", Outcome.CONFIRMED  # noqa: DTZ001
    )  # fmt: skip
    with pytest.raises(ValueError, match="zone"):
        take(one, step, law=LAW)


def test_a_case_of_seldom_confirmed_signs_is_taken_up_only_after_the_facility_was_asked():
    one = case(asks_first=True)
    assert why(one, Act.OPEN, HCM_OFFICER) is Why.ASK_FIRST
    asked = walk(one, (Act.ASK_FACILITY, HCM_OFFICER, 0))
    assert asked.state is S.QUESTION
    assert why(asked, Act.OPEN, HCM_OFFICER, 7) is Why.ASK_FIRST  # Monday, the last day to reply
    assert walk(asked, (Act.OPEN, HCM_OFFICER, 8)).state is S.OPEN
    replied = walk(asked, (Act.REPLY, FACILITY, 1))
    assert walk(replied, (Act.OPEN, HCM_OFFICER, 1)).state is S.OPEN
    assert walk(one, (Act.SUPPRESS, HCM_OFFICER, 0)).state is S.SUPPRESSED


def test_that_the_practitioner_replied_is_not_that_the_facility_did():
    asked = walk(case(asks_first=True), (Act.ASK_FACILITY, HCM_OFFICER, 0), (Act.REPLY, PERSON, 1))
    assert why(asked, Act.OPEN, HCM_OFFICER, 1) is Why.ASK_FIRST
