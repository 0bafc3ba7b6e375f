"""R18: báo thay đổi chậm."""

from __future__ import annotations

from lieny.law.working_days import calendar
from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.settings import binds, laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.wording import place_name, roles_as_evidence, said_day

JOIN, LEAVE = "practice.join-notice", "practice.leave-notice"


def late_notice(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a person who joined or left a facility and whose list was received too late.

    Law: practice.join-notice (96/2023/NĐ-CP Điều 29: 10 days), practice.leave-notice (Điều 27
        khoản 12: 3 working days), penalty.list-change.
    Reading: judged only where the day of the event is given as such. The day of the event does not
        count; the last day of the time limit is in time. A heap of late rows of one file, received
        on one day, is a backlog that was entered at once: a question.
    """
    signs = []
    for role in dossier.roles:
        if role.received_on is None or role.event_on is None:
            continue
        if role.facility not in region.facilities or role.received_on > region.as_of:
            continue
        topic = LEAVE if _has_left(role) else JOIN
        if binds(region, topic) and is_late(role, region):
            signs.append(_sign(dossier, role, topic, region))
    return tuple(signs)


def is_late(role: Role, region: Region) -> bool:
    """Test whether the notice came after its time limit.

    Law: practice.join-notice, practice.leave-notice.
    """
    if role.received_on is None or role.event_on is None:
        return False
    if _has_left(role):
        passed = calendar().working_days(role.event_on, role.received_on)
        return passed > number(region, LEAVE, "working_days")
    return (role.received_on - role.event_on).days > number(region, JOIN, "days")


def _has_left(role: Role) -> bool:
    """Test whether the event is the end of the registration, not its beginning."""
    return (
        role.valid_until is not None
        and role.event_on is not None
        and (role.event_on >= role.valid_until)
    )


def _sign(dossier: Dossier, role: Role, topic: str, region: Region) -> Sign:
    place, name = place_name(region, role.facility), dossier.name
    event, received = said_day(role.event_on), said_day(role.received_on)
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
        provisions=laws(region, topic, "penalty.list-change", on=role.event_on)
        or laws(region, topic),
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
