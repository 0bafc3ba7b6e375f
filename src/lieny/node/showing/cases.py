"""Cases of a demo at different steps: `python -m lieny.node.showing.cases`.

A process of its own that goes the way of the pages, within the boundary of whoever acts: what a
department of the demo does is what it could do on a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lieny.node.clock import now, today
from lieny.people.rules.office import Standing

if TYPE_CHECKING:
    from lieny.people.models import User
    from lieny.registry.models import Case
    from lieny.registry.services.cases.stepping import Order

HERE, THERE = "79", "75"
LED, MOST_OPENED = 5, 24
MESSAGE = "Đề nghị đối chiếu bảng chấm công của hai cơ sở trong tháng gần nhất."
QUESTION = "Đề nghị cơ sở cho biết giờ làm việc thực tế của {} và gửi bảng phân công trực."
FOUND = "Hai Sở đối chiếu bảng chấm công: người này đã chuyển ca từ trước, danh sách ghi chậm."
REPLY = "Chúng tôi đã yêu cầu bệnh viện gửi bảng phân công trực; sẽ gửi trong tuần này."


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody of the demo who acts.

    Attributes:
        user: the account.
        standings: its offices.
    """

    user: User
    standings: tuple[Standing, ...]


def main() -> None:
    """Open cases between two departments and take them to different steps."""
    import django  # noqa: PLC0415 - needs the settings chosen

    django.setup()
    began = now() - timedelta(days=6)
    with acting("chuyen-vien.79") as hoa:
        cases = _led_from_here(hoa, began)
        for case in cases[1:]:
            step(case, "open", hoa, began + timedelta(days=1))
        for case in cases[2:]:
            step(case, "notify", hoa, began + timedelta(days=1, hours=2))
        for case in cases[2:4]:
            ask(case, hoa, began + timedelta(days=1, hours=3))
    for case in cases[3:]:
        with acting("chuyen-vien.75") as mai:
            step(case, "acknowledge", mai, began + timedelta(days=2))
            write(case, REPLY, THERE, mai, began + timedelta(days=2, hours=3))
        with acting("chuyen-vien.79") as hoa:
            write(case, MESSAGE, HERE, hoa, began + timedelta(days=3))
    for case in cases[4:]:
        _settle(case, began + timedelta(days=3, hours=2))
    _open_facility()


def _settle(case: Case, at: datetime) -> None:
    """Let both heads agree that the sign was not confirmed, then close the case."""
    from lieny.registry.rules.case_file import Outcome  # noqa: PLC0415
    from lieny.registry.services.cases.stepping import take_step  # noqa: PLC0415

    heads = ("lanh-dao.79", "lanh-dao.75")
    with acting("chuyen-vien.79") as hoa:
        order = _order(case, "propose", hoa, at)
        take_step(replace(order, outcome=Outcome.NOT_CONFIRMED, reason=FOUND))
    for hours, head in enumerate(heads, start=1):
        with acting(head) as one:
            step(case, "sign", one, at + timedelta(hours=hours))
    with acting("chuyen-vien.75") as mai:
        step(case, "propose-closing", mai, at + timedelta(hours=20))
    for hours, head in enumerate(heads, start=21):
        with acting(head) as one:
            step(case, "sign", one, at + timedelta(hours=hours))


def _open_facility() -> None:
    """Open the account of a facility that has a question to answer, or else of any."""
    from lieny.node.showing.accounts import ACCOUNTS, FACILITY  # noqa: PLC0415
    from lieny.node.showing.fill import open_account  # noqa: PLC0415
    from lieny.people.models import Organisation  # noqa: PLC0415
    from lieny.registry.models import CaseQuestion, Facility  # noqa: PLC0415

    with acting("chuyen-vien.79"):
        asked = CaseQuestion.objects.select_related("facility").order_by("pk").last()
        any_facility = Facility.objects.filter(province=HERE, registrations__known_until=None)
        facility = asked.facility if asked is not None else any_facility.earliest("pk")
    with acting("quan-tri.79"):
        place = Organisation.objects.create(
            kind=Organisation.Kind.FACILITY,
            name=facility.name,
            province=HERE,
            facility=facility.key,
        )
        for one in ACCOUNTS:
            if one.place == FACILITY:
                open_account(one.name, place)


@contextmanager
def acting(name: str) -> Iterator[Hand]:
    """Act as an account of the demo, within its boundary."""
    from lieny.node.showing.accounts import account_named  # noqa: PLC0415
    from lieny.people.models import User  # noqa: PLC0415
    from lieny.people.services.boundary import boundary_of, within  # noqa: PLC0415
    from lieny.people.services.standings import standings_of  # noqa: PLC0415

    user = User.objects.get(email=account_named(name).email)
    standings = standings_of(user, on=today())
    with within(boundary_of(user.pk, standings)):
        yield Hand(user, standings)


def _led_from_here(by: Hand, began: datetime) -> list[Case]:
    """Open cases until four are led from here; those that the other department leads stay open."""
    led: list[Case] = []
    for number, person in enumerate(_persons(MOST_OPENED)):
        case = _opened(person, by, began + timedelta(hours=number))
        led += [case] if case.lead == HERE else []
        if len(led) == LED:
            break
    return led


def _persons(count: int) -> list[int]:
    """Choose persons with a sign between the two departments, overlapping hours first."""
    from lieny.registry.models import StoredSign  # noqa: PLC0415

    with acting("chuyen-vien.79"):
        signs = StoredSign.objects.filter(
            provinces__contains=[THERE, HERE], ended_at=None
        ).order_by("rule", "-minutes", "id")
        return list(dict.fromkeys(signs.values_list("person_id", flat=True)))[:count]


def _opened(person: int, by: Hand, at: datetime) -> Case:
    from lieny.registry.services.cases.opening import open_case  # noqa: PLC0415

    return open_case(person, by=by.user.pk, at=at)


def step(case: Case, act: str, by: Hand, at: datetime) -> None:
    """Take one step of a case."""
    from lieny.registry.services.cases.stepping import take_step  # noqa: PLC0415

    take_step(_order(case, act, by, at))


def _order(case: Case, act: str, by: Hand, at: datetime) -> Order:
    from lieny.registry.models import Case  # noqa: PLC0415
    from lieny.registry.rules.case_actor import actor_for  # noqa: PLC0415
    from lieny.registry.rules.case_acts import Act  # noqa: PLC0415
    from lieny.registry.services.cases.stepping import NoSuchCase, Order  # noqa: PLC0415
    from lieny.registry.services.cases.stored_case import file_of  # noqa: PLC0415

    stored = Case.objects.get(pk=case.pk)
    actor = actor_for(file_of(stored), Act(act), by.standings)
    if actor is None:
        raise NoSuchCase(str(case.pk))
    return Order(stored.pk, Act(act), actor, by.user.pk, at, stored.version)


def ask(case: Case, by: Hand, at: datetime) -> None:
    """Ask the facilities of the acting department in the words that the checker offers."""
    from lieny.registry.models import Facility, Person, StoredSign  # noqa: PLC0415
    from lieny.registry.services.cases.questions import Question, ask_facilities  # noqa: PLC0415

    name = Person.objects.get(pk=case.person_id).name
    questions = {
        place: Question(place, sign.question_vi or QUESTION.format(name))
        for sign in StoredSign.objects.filter(person_id=case.person_id, ended_at=None)
        for place in Facility.objects.filter(
            province=HERE,
            key__in=[key.partition(":")[2] for key in sign.facilities if key[:3] == f"{HERE}:"],
        ).values_list("pk", flat=True)
    }
    if questions:
        ask_facilities(_order(case, "ask-facility", by, at), list(questions.values()))


def write(case: Case, text: str, department: str, by: Hand, at: datetime) -> None:
    """Write into the discussion of a case."""
    from lieny.registry.services.cases.discussion import write_message  # noqa: PLC0415

    write_message(case.pk, text, department=department, by=by.user.pk, at=at)


if __name__ == "__main__":
    main()
