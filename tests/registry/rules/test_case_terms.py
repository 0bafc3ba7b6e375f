"""What is due in a case, from whom and until when; and which department leads it."""

from datetime import UTC, date, datetime

import pytest

from lieny.law.book import Book
from lieny.registry.rules.case_file import CaseFile, CaseState, Outcome, Signature
from lieny.registry.rules.case_lead import Concern, NobodyConcerned, departments_of
from lieny.registry.rules.case_terms import Due, Duty, dues
from lieny.registry.rules.sign import Severity

LAW = Book.load()
S = CaseState
HCM, DN = "79", "75"
MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def case(state, severity=Severity.HIGH, **more):
    values = {"lead": HCM, "peers": frozenset({DN}), "since": MONDAY}
    return CaseFile(state=state, severity=severity, **(values | more))


@pytest.mark.parametrize(
    ("severity", "acknowledge", "verify"),
    [
        (Severity.CRITICAL, date(2026, 11, 3), date(2026, 11, 5)),
        (Severity.HIGH, date(2026, 11, 5), date(2026, 11, 16)),
        (Severity.MEDIUM, date(2026, 11, 9), date(2026, 11, 23)),
        (Severity.INFO, date(2026, 11, 9), date(2026, 11, 23)),
    ],
)
def test_the_graver_the_sign_the_shorter_the_term(severity, acknowledge, verify):
    told = case(S.NOTIFIED, severity, acknowledged=frozenset({HCM}))
    assert dues(told, law=LAW) == (Due(Duty.ACKNOWLEDGE, DN, acknowledge),)
    both = dues(case(S.VERIFYING, severity), law=LAW)
    assert both == (Due(Duty.VERIFY, DN, verify), Due(Duty.VERIFY, HCM, verify))


def test_a_critical_case_opened_in_the_evening_is_told_the_same_night():
    evening = datetime(2026, 11, 2, 12, 30, tzinfo=UTC)  # 19:30 in Viet Nam
    late = datetime(2026, 11, 2, 14, 30, tzinfo=UTC)  # 21:30: four hours later it is Tuesday
    for since, day in ((evening, date(2026, 11, 2)), (late, date(2026, 11, 3))):
        (due,) = dues(case(S.OPEN, Severity.CRITICAL, since=since), law=LAW)
        assert due == Due(Duty.NOTIFY, HCM, day)


def test_a_proposal_waits_for_the_signatures_that_lack():
    one = case(
        S.VERIFYING,
        proposed=Outcome.EXEMPT,
        proposed_at=MONDAY,
        signed=(Signature(HCM, MONDAY),),
    )
    assert dues(one, law=LAW) == (Due(Duty.SIGN, DN, date(2026, 11, 5)),)


def test_what_was_not_confirmed_is_corrected_within_three_days():
    assert dues(case(S.DATA_ERROR), law=LAW) == (Due(Duty.CORRECT, HCM, date(2026, 11, 5)),)
    assert dues(case(S.CONFIRMED), law=LAW) == ()
    assert dues(case(S.CLOSED), law=LAW) == ()


def test_a_complaint_has_its_own_term_and_no_other_runs():
    one = case(S.CONFIRMED, outcome=Outcome.CONFIRMED, appealed=True)
    on = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
    assert dues(one, law=LAW, appealed_at=on) == (Due(Duty.SETTLE_APPEAL, HCM, date(2026, 12, 10)),)


def test_a_term_is_late_on_the_day_after_its_last():
    due = Due(Duty.VERIFY, DN, date(2026, 11, 16))
    assert not due.is_late(date(2026, 11, 16))
    assert due.is_late(date(2026, 11, 17))


OVERLAP = Concern("R01", Severity.HIGH, DN, ((HCM, date(2024, 1, 2)), (DN, date(2025, 3, 4))))
REVOKED = Concern("R06", Severity.CRITICAL, HCM, ((DN, date(2025, 3, 4)),))


def test_time_is_led_by_the_later_registration_and_the_licence_by_its_issuer():
    assert departments_of([OVERLAP]).lead == DN
    both = departments_of([OVERLAP, REVOKED])
    assert (both.lead, both.peers) == (HCM, {DN})


def test_an_undated_registration_counts_as_the_earlier_one():
    undated = Concern("R01", Severity.HIGH, None, ((HCM, date(2024, 1, 2)), (DN, None)))
    assert departments_of([undated]).lead == HCM


def test_a_licence_of_an_unknown_issuer_is_led_where_it_is_used():
    unknown = Concern("R10", Severity.HIGH, None, ((DN, None),))
    assert departments_of([unknown]).lead == DN


def test_signs_that_name_no_province_make_no_case():
    with pytest.raises(NobodyConcerned):
        departments_of([Concern("R10", Severity.HIGH, None, ())])
