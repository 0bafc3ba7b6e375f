"""R18: báo thay đổi chậm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lieny.law.working_days import calendar
from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.settings import binds, laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.wording import place_name, roles_as_evidence, said_day

LONGEST_WAIT = 365
JOIN, LEAVE = "practice.join-notice", "practice.leave-notice"


@dataclass(frozen=True, slots=True)
class _Event:
    """Somebody joined or left a facility, and when the department heard of it."""

    topic: str
    on: date
    received_on: date


def late_notice(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a person who joined or left a facility and whose list was received too late.

    Law: practice.join-notice (96/2023/NĐ-CP Điều 29: 10 days), practice.leave-notice (Điều 27
        khoản 12: 3 working days), penalty.list-change.
    Reading: the day of the event does not count; the last day of the time limit is in time. Where
        no day of the event is given as such, the first or last day of the registration stands for
        it, if it is not a year past: older rows are lists sent again. A heap of late rows of one
        file, received on one day, is a backlog that was entered at once: a question.
    """
    signs = []
    for role in dossier.roles:
        event = _event(role, region)
        if event is None or role.facility not in region.facilities:
            continue
        if binds(region, event.topic) and _is_late(event, region):
            signs.append(_sign(dossier, role, event, region))
    return tuple(signs)


def _event(role: Role, region: Region) -> _Event | None:
    received = role.received_on
    if received is None or received > region.as_of:
        return None
    has_left = role.valid_until is not None and role.valid_until <= received
    if role.event_on is not None:
        ends = role.valid_until is not None and role.event_on >= role.valid_until
        return _Event(LEAVE if ends else JOIN, role.event_on, received)
    told = role.valid_until if has_left else role.valid_from
    if told is None or (received - told).days > LONGEST_WAIT or role.backlog:
        return None
    return _Event(LEAVE if has_left else JOIN, told, received)


def _is_late(event: _Event, region: Region) -> bool:
    if event.topic == LEAVE:
        passed = calendar().working_days(event.on, event.received_on)
        return passed > number(region, LEAVE, "working_days")
    return (event.received_on - event.on).days > number(region, JOIN, "days")


def _sign(dossier: Dossier, role: Role, notice: _Event, region: Region) -> Sign:
    topic = notice.topic
    place, name = place_name(region, role.facility), dossier.name
    event, received = said_day(notice.on), said_day(notice.received_on)
    left = topic == LEAVE
    what = Bilingual("thôi hành nghề", "left") if left else Bilingual("bắt đầu hành nghề", "joined")
    days = int(number(region, topic, "working_days" if left else "days"))
    limit = (
        Bilingual(f"{days} ngày làm việc", f"{days} working days")
        if left
        else Bilingual(f"{days} ngày", f"{days} days")
    )
    return Sign(
        rule="R18",
        severity=Severity.LOW,
        certainty=Certainty.POSSIBLE if role.backlog else Certainty.DEFINITE,
        evidence=roles_as_evidence(role),
        provisions=laws(region, topic, "penalty.list-change", on=notice.on) or laws(region, topic),
        said=Bilingual(
            f"{name} {what.vi} tại {place} ngày {event.vi}, danh sách nhận ngày {received.vi}, "
            f"quá {limit.vi}.",
            f"{name} {what.en} {place} on {event.en}; the list was received on {received.en}, "
            f"later than {limit.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu ngày nhận là ngày nhập lại hồ sơ cũ.",
            "Vanishes if the day of receipt is that on which old papers were entered.",
        ),
        question=Bilingual(
            f"{place}: danh sách có {name} được gửi lần đầu ngày nào?",
            f"{place}: on which day was the list with {name} first sent?",
        )
        if role.backlog
        else None,
    )
