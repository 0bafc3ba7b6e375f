"""A question without an answer is taken back: terms run from what is left, nobody loses time."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from case_ground import AT
from hypothesis import given, settings
from hypothesis import strategies as st

from lieny.law.book import Book
from lieny.law.working_days import calendar
from lieny.registry.models import Case, CaseEvent, CaseNotice, CaseQuestion
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Actor, CaseFile, CaseState, Office, Outcome, Party
from lieny.registry.rules.case_step import Step, StepRefused, Why
from lieny.registry.rules.case_steps import local_day, take
from lieny.registry.rules.sign import Severity
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.questions import (
    AnsweredAlready,
    AskedAlready,
    NoSuchQuestion,
    NothingAsked,
    Question,
    QuestionWithdrawn,
    answer,
    ask_facilities,
)
from lieny.registry.services.cases.stepping import CaseHasChanged, Order, take_step
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.cases.withdrawing import still_asked, withdraw_question

LAW = Book.load()
S = CaseState


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT).pk


def order(ground, name, case, act, *, days=0, reason="", version=None):
    stored = Case.objects.get(pk=case)
    actor = actor_for(file_of(stored), act, ground.standings(name))
    at = AT + timedelta(days=days)
    seen = stored.version if version is None else version
    return Order(case, act, actor, ground.users[name].pk, at, seen, reason=reason)


def ask(ground, name, case, place, *, act=Act.ASK_FACILITY, days=0, again=False):
    with ground.as_(name):
        asked = order(ground, name, case, act, days=days)
        ask_facilities(asked, [Question(place.pk, "Giờ nào?", again)])
    return CaseQuestion.objects.using("owner").latest("pk").pk


def withdraw(ground, name, case, question, *, days=1, reason="gửi nhầm", version=None):
    with ground.as_(name):
        asked = order(ground, name, case, Act.WITHDRAW, days=days, reason=reason, version=version)
        return withdraw_question(asked, question)


def stored():
    return Case.objects.using("owner").get()


def test_a_withdrawn_question_says_who_when_and_why_and_is_told(ground, case, box, settings):
    number = ask(ground, "hoa", case, ground.clinic)
    assert (stored().state, stored().due_on) == ("question", date(2026, 11, 9))
    withdraw(ground, "hoa", case, number, reason=" gửi nhầm cơ sở ")
    asked = CaseQuestion.objects.using("owner").get()
    assert (asked.withdrawn_reason, asked.withdrawn_by_id) == (
        "gửi nhầm cơ sở", ground.users["hoa"].pk,
    )  # fmt: skip
    assert asked.withdrawn_at == AT + timedelta(days=1)
    assert not asked.waits
    # Nothing is asked any more: the case stands where it stood before.
    assert (stored().state, stored().due_on) == ("detected", None)
    event = CaseEvent.objects.using("owner").latest("version")
    assert (event.act, event.reason, event.department, event.state_after) == (
        "withdraw", "gửi nhầm cơ sở", "79", "detected",
    )  # fmt: skip
    assert {one.department for one in CaseNotice.objects.using("owner").filter(act="withdraw")} == {
        "75"
    }


def test_a_facility_need_not_and_cannot_answer_what_was_withdrawn(ground, case):
    number = ask(ground, "hoa", case, ground.clinic)
    withdraw(ground, "hoa", case, number)
    with ground.as_("sao"), pytest.raises(QuestionWithdrawn):
        answer(number, "Từ 18 giờ.", [], by=ground.users["sao"].pk, at=AT)
    asked = CaseQuestion.objects.using("owner").get()
    assert (asked.answer, asked.answered_at) == ("", None)


def test_nobody_withdraws_an_answer_another_department_s_question_or_without_a_reason(ground, case):
    for name, act in (("hoa", Act.OPEN), ("hoa", Act.NOTIFY)):
        with ground.as_(name):
            take_step(order(ground, name, case, act))
    number = ask(ground, "hoa", case, ground.clinic)
    version = stored().version
    with pytest.raises(StepRefused) as refused:
        withdraw(ground, "mai", case, number)
    assert refused.value.why is Why.NOT_OPEN
    with pytest.raises(NothingAsked):
        withdraw(ground, "hoa", case, number, reason="  \n")
    with pytest.raises(CaseHasChanged):
        withdraw(ground, "hoa", case, number, version=version - 1)
    with pytest.raises(NoSuchQuestion):
        withdraw(ground, "hoa", case, number + 999)
    with ground.as_("sao"):
        answer(number, "Từ 18 giờ.", [], by=ground.users["sao"].pk, at=AT + timedelta(hours=1))
    with pytest.raises(AnsweredAlready):
        withdraw(ground, "hoa", case, number)
    assert CaseQuestion.objects.using("owner").get().withdrawn_at is None
    assert not CaseEvent.objects.using("owner").filter(act="withdraw").exists()


def test_a_second_question_to_a_silent_facility_goes_out_only_when_somebody_means_it(ground, case):
    first = ask(ground, "hoa", case, ground.clinic)
    with pytest.raises(AskedAlready) as refused:
        ask(ground, "hoa", case, ground.clinic)
    assert [one.pk for one in refused.value.questions] == [first]
    assert CaseQuestion.objects.using("owner").count() == 1
    assert stored().version == 1
    second = ask(ground, "hoa", case, ground.clinic, days=2, again=True)
    withdraw(ground, "hoa", case, first, days=3)
    # The term runs from the question that is left.
    assert stored().state == "question"
    assert stored().since == AT + timedelta(days=2)
    with ground.as_("sao"):
        answer(second, "Từ 18 giờ.", [], by=ground.users["sao"].pk, at=AT + timedelta(days=3))
    assert ask(ground, "hoa", case, ground.clinic, days=4) > second  # answered: asked anew


def test_once_the_silent_one_is_withdrawn_the_facilities_have_replied(ground, case):
    for name, act in (("hoa", Act.OPEN), ("hoa", Act.NOTIFY), ("mai", Act.ACKNOWLEDGE)):
        with ground.as_(name):
            take_step(order(ground, name, case, act))
    first = ask(ground, "hoa", case, ground.clinic, act=Act.HEAR)
    second = ask(ground, "mai", case, ground.hospital, act=Act.HEAR, days=1)
    with ground.as_("vien"):
        answer(second, "Đúng.", [], by=ground.users["vien"].pk, at=AT + timedelta(days=2))
    assert stored().replied == []
    withdraw(ground, "hoa", case, first, days=3)
    assert stored().replied == ["facility"]
    assert stored().heard_at == AT + timedelta(days=1)  # the hearing that stands


OFFICER, HEAD = Actor(Party.LEAD, Office.OFFICER, "79"), Actor(Party.LEAD, Office.HEAD, "79")
START = datetime(2026, 11, 2, 2, tzinfo=UTC)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["ask", "hear", "paper", "withdraw", "answer", "open", "confirm"]),
        st.integers(0, 5),
        st.integers(0, 4),
    ),
    max_size=25,
)


class Told:
    """A case of one department with its questions, as the service keeps them."""

    def __init__(self):
        self.file = CaseFile(S.DETECTED, Severity.HIGH, "79", frozenset(), START, asks_first=True)
        self.questions, self.hearings, self.replies = [], [], False

    def step(self, act, at, by=OFFICER, **more):
        self.file = take(self.file, Step(act, by, at, "vì sao", **more), law=LAW)

    def ask(self, act, at):
        self.step(act, at)
        number = len(self.questions)
        self.questions.append(
            SimpleNamespace(pk=number, asked_at=at, answered_at=None, withdrawn_at=None)
        )
        if act is Act.HEAR:
            self.hearings.append(SimpleNamespace(at=at, paper=False))

    def withdraw(self, which, at):
        one = self.questions[which]
        left = still_asked(self.questions, self.hearings, but=one.pk)
        self.step(Act.WITHDRAW, at, still_asked=left)
        one.withdrawn_at = at

    def answer(self, which, at):
        one = self.questions[which]
        one.answered_at = at
        if all(other.answered_at or other.withdrawn_at for other in self.questions):
            self.step(Act.REPLY, at, Actor(Party.FACILITY, Office.NONE))

    def paper(self, at):
        self.step(Act.HEAR, at)
        self.hearings.append(SimpleNamespace(at=at, paper=True))

    def take_up(self, at):
        self.step(Act.OPEN, at)
        self.step(Act.NOTIFY, at)

    def of_one(self, do, which, at):
        waiting = [one.pk for one in self.standing() if one.answered_at is None]
        if waiting:
            do(waiting[which % len(waiting)], at)

    def move(self, move, which, at):
        {
            "ask": lambda: self.ask(Act.ASK_FACILITY, at),
            "hear": lambda: self.ask(Act.HEAR, at),
            "paper": lambda: self.paper(at),
            "open": lambda: self.take_up(at),
            "confirm": lambda: self.step(Act.PROPOSE, at, outcome=Outcome.CONFIRMED),
            "withdraw": lambda: self.of_one(self.withdraw, which, at),
            "answer": lambda: self.of_one(self.answer, which, at),
        }[move]()

    def standing(self):
        return [one for one in self.questions if one.withdrawn_at is None]

    def hearings_that_stand(self):
        held = {one.asked_at for one in self.standing()}
        return [one.at for one in self.hearings if one.paper or one.at in held]


def had_time(asked, at):
    return local_day(at) > calendar().after(local_day(asked), 5)


def replied_or_had_time(questions, at):
    return any(one.answered_at or had_time(one.asked_at, at) for one in questions)


@settings(max_examples=200)
@given(MOVES)
def test_whatever_is_asked_and_withdrawn_nobody_loses_the_time_to_reply(moves):
    """Computed again from the plain list of questions: what was withdrawn opens nothing."""
    told, at = Told(), START
    for move, days, which in moves:
        at += timedelta(days=days, minutes=1)
        before = told.file
        try:
            told.move(move, which, at)
        except StepRefused:
            continue
        if move == "open" and before.state is S.QUESTION:
            assert replied_or_had_time(told.standing(), at)
        if move == "confirm":
            assert had_time(min(told.hearings_that_stand()), at)
        assert (told.file.state is not S.QUESTION) or told.standing()
        heard = told.file.heard_at
        assert heard is None or heard == min(told.hearings_that_stand())
