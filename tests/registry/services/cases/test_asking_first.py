"""Rules whose signs were seldom confirmed ask facilities before anybody is told."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from case_ground import AT, put
from django.utils import timezone

from lieny.registry.models import Case, CaseEvent, CaseNotice, CaseSign
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_step import StepRefused, Why
from lieny.registry.rules.rule_precision import RuleUse, Verdict
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.questions import Question, answer, ask_facilities
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.cases.vanishing import withdraw_vanished
from lieny.registry.services.quality.precision import rule_records

DAY = AT.date()
NUMBERS = count(1)


def settled(ground, rule, outcome="", state="closed", *, lead="79", at=AT, ended=None, **sign):
    """One case as it stands after its end, with one sign."""
    person = ground.new_person("Trần Văn Xong", [lead])
    seen = ground.new_sign(person, rule, provinces=(lead,))
    if ended is not None:
        type(seen).objects.using("owner").filter(pk=seen.pk).update(ended_at=ended, **sign)
    case = put(
        Case, number=f"2020/{next(NUMBERS):06d}", person=person, state=state, severity="high",
        lead=lead, since=at, opened_at=at - timedelta(days=30), outcome=outcome,
    )  # fmt: skip
    if outcome:
        put(
            CaseEvent, case=case, version=1, act="sign", party="lead", department=lead,
            at=at - timedelta(days=10), state_before="verifying", state_after=outcome,
        )  # fmt: skip
    put(CaseSign, case=case, sign=seen)
    return case


def records(ground, name="hoa", province=""):
    with ground.as_(name):
        return rule_records(on=DAY, province=province)


def counted(record):
    return {verdict.value: cases for verdict, cases in record.verdicts.items()}


def test_verdicts_are_counted_once_a_case_and_only_for_signs_that_stood(ground):
    case = settled(ground, "R01", "confirmed")
    for _ in range(2):  # two more signs of the rule in one case
        more = ground.new_sign(ground.new_person("Trần Văn Xong", ["79"]), "R01", ("79",))
        put(CaseSign, case=case, sign=more)
    settled(ground, "R01", "exempt")
    settled(ground, "R01", "data-error", ended=AT - timedelta(days=5), ending="rows-changed")
    # Gone before anybody decided: the outcome is about something else.
    settled(ground, "R01", "confirmed", ended=AT - timedelta(days=15), ending="rows-changed")
    settled(ground, "R01", "", "suppressed")
    settled(ground, "R01", "", "superseded", ended=AT, ending="link-undone")
    settled(ground, "R01", "", "superseded", ended=AT, ending="rows-changed")
    settled(ground, "R02", "not-confirmed")
    assert counted(records(ground)["R01"]) == {
        Verdict.CONFIRMED: 1, Verdict.EXEMPT: 1, Verdict.DATA_ERROR: 1,
        Verdict.SET_ASIDE: 1, Verdict.WRONG_LINK: 1,
    }  # fmt: skip
    assert counted(records(ground)["R02"]) == {Verdict.NOT_CONFIRMED: 1}
    assert records(ground)["R03"].judged.use is RuleUse.OPENS


def test_cases_beyond_the_window_and_cases_that_go_on_are_not_counted(ground):
    old = datetime(2024, 11, 1, 16, 59, tzinfo=UTC)  # 23:59 on the day before the window
    settled(ground, "R01", "exempt", at=old)
    settled(ground, "R01", "confirmed", at=old + timedelta(minutes=1))
    settled(ground, "R01", "confirmed", "action")
    assert timezone.localtime(old).date() == date(2024, 11, 1)
    assert counted(records(ground)["R01"]) == {Verdict.CONFIRMED: 1}


def test_every_department_counts_the_whole_region_or_one_province(ground):
    settled(ground, "R01", "exempt", lead="75")
    settled(ground, "R01", "confirmed", lead="79")
    for name in ("hoa", "mai", "tay", "vung"):
        assert counted(records(ground, name)["R01"]) == {"exempt": 1, "confirmed": 1}
    assert counted(records(ground, "hoa", "75")["R01"]) == {"exempt": 1}
    assert counted(records(ground, "hoa", "80")["R01"]) == {}


def test_whoever_is_nobody_counts_nothing(ground):
    settled(ground, "R01", "exempt")
    assert counted(rule_records(on=DAY)["R01"]) == {}


@pytest.fixture
def seldom(ground):
    """R01 was never confirmed in ten cases: at most 0.22, below its floor of 0.4."""
    for _ in range(10):
        settled(ground, "R01", "exempt")


def opened(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT).pk


def order_of(ground, name, case, act, *, days=0):
    stored = Case.objects.get(pk=case)
    actor = actor_for(file_of(stored), act, ground.standings(name))
    at = AT + timedelta(days=days)
    return Order(case, act, actor, ground.users[name].pk, at, stored.version, "vì sao")


def told(case):
    rows = CaseNotice.objects.using("owner").filter(case_id=case)
    return sorted(rows.values_list("department", "act"))


def test_a_case_of_such_signs_alone_asks_first_and_tells_the_lead_alone(ground, seldom):
    case = opened(ground)
    assert Case.objects.using("owner").get(pk=case).asks_first
    assert told(case) == [("79", "opened")]
    with ground.as_("hoa"), pytest.raises(StepRefused) as refused:
        take_step(order_of(ground, "hoa", case, Act.OPEN))
    assert refused.value.why is Why.ASK_FIRST
    assert Case.objects.using("owner").get(pk=case).version == 0
    with ground.as_("hoa"):
        ask = order_of(ground, "hoa", case, Act.ASK_FACILITY)
        ask_facilities(ask, [Question(ground.clinic.pk, "Giờ nào?")])
    assert told(case) == [("79", "opened")]
    with ground.as_("sao"):
        from lieny.registry.models import CaseQuestion  # noqa: PLC0415

        asked = CaseQuestion.objects.get()
        answer(asked.pk, "Từ 18:00.", [], by=ground.users["sao"].pk, at=AT + timedelta(days=1))
    with ground.as_("hoa"):
        take_step(order_of(ground, "hoa", case, Act.OPEN, days=1))
    assert told(case) == [("75", "open"), ("79", "opened"), ("79", "reply")]


def test_one_rule_that_holds_opens_the_case_for_all(ground, seldom):
    ground.new_sign(ground.person, "R06", severity="critical")
    case = opened(ground)
    assert not Case.objects.using("owner").get(pk=case).asks_first
    assert told(case) == [("75", "opened"), ("79", "opened")]


def test_a_sign_of_a_rule_that_holds_ends_the_asking(ground, seldom, background):
    case = opened(ground)
    ground.new_sign(ground.person, "R06", severity="critical")
    background(withdraw_vanished, person=ground.person.pk, at=AT + timedelta(days=1))
    assert not Case.objects.using("owner").get(pk=case).asks_first
    assert ("75", "note-signs") in told(case)


def test_a_rule_comes_back_when_enough_of_its_cases_were_confirmed(ground, seldom):
    lacking = records(ground)["R01"].judged.lacking
    for _ in range(lacking - 1):
        settled(ground, "R01", "confirmed")
    assert records(ground)["R01"].judged.use is RuleUse.ASKS
    settled(ground, "R01", "confirmed")
    assert records(ground)["R01"].judged.use is RuleUse.OPENS
    assert not Case.objects.using("owner").get(pk=opened(ground)).asks_first
