"""R17: có hoạt động ngoài nơi, ngoài giờ đã đăng ký."""

from __future__ import annotations

from collections import Counter
from datetime import date

from lieny.registry.rules.facts import Activity, Dossier, Region, Role
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import (
    Bilingual,
    Certainty,
    EvidenceRow,
    EvidenceTable,
    Severity,
    Sign,
)
from lieny.registry.rules.wording import place_name, roles_as_evidence, said_hours
from lieny.vocabulary.weekly_set import DAY, WeeklySet

TOPIC = "practice.registered-time"
MOST_SHOWN = 20


def activity_outside(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See signatures in time at a facility, or in hours, that are not registered; one a facility.

    Law: practice.registered-time (15/2023/QH15 Điều 7 khoản 5), penalty.registered-time.
    Reading: 30 minutes around registered hours do not count. Signatures of one minute in a heap
        were entered as a batch and are left out. A single day, hours that are not determined, on
        call, an assignment, a place whose list was not given, a place told by its name alone, and
        signatures at two places within the hour (an account that is shared) give a question.
    """
    if not dossier.activities:
        return ()
    witnessed = _without_batches(dossier.activities, region)
    signs = []
    for place in dict.fromkeys(a.facility for a in witnessed if a.facility is not None):
        if place not in region.facilities:
            continue
        outside = [a for a in witnessed if a.facility == place and _is_outside(a, dossier, region)]
        if outside:
            signs.append(_sign(dossier, place, outside, witnessed, region))
    return tuple(signs)


def _without_batches(activities: tuple[Activity, ...], region: Region) -> list[Activity]:
    most = number(region, TOPIC, "batch_size")
    per_minute = Counter((a.facility, a.at.replace(second=0)) for a in activities)
    return [
        a
        for a in activities
        if a.at.date() <= region.as_of and per_minute[a.facility, a.at.replace(second=0)] < most
    ]


def _roles_at(dossier: Dossier, place: int, day: date) -> list[Role]:
    return [role for role in dossier.roles if role.facility == place and role.is_active_on(day)]


def _is_outside(activity: Activity, dossier: Dossier, region: Region) -> bool:
    place = activity.facility
    roles = [] if place is None else _roles_at(dossier, place, activity.at.date())
    if not roles:
        return True
    at = _moment(activity)
    margin = int(number(region, TOPIC, "margin_minutes"))
    near = WeeklySet.of([(at - margin, at + margin)])
    reaches = [role.time.definite | role.time.possible for role in roles]
    return all(reaches) and not any(reach & near for reach in reaches)


def _moment(activity: Activity) -> int:
    return activity.at.weekday() * DAY + activity.at.hour * 60 + activity.at.minute


def _is_sure(
    dossier: Dossier,
    place: int,
    outside: list[Activity],
    witnessed: list[Activity],
    region: Region,
) -> bool:
    days = {a.at.date() for a in outside}
    if len(days) < number(region, TOPIC, "least_days") or any(a.named_only for a in outside):
        return False
    if any(role.assignment for role in dossier.roles):
        return False
    if not region.facilities[place].listed:
        return False
    roles = [role for day in days for role in _roles_at(dossier, place, day)]
    if any(not role.time_determined or role.on_call for role in roles):
        return False
    return not any(
        other.facility != place and abs((other.at - one.at).total_seconds()) <= 60 * 60
        for one in outside
        for other in witnessed
    )


def _sign(
    dossier: Dossier,
    place: int,
    outside: list[Activity],
    witnessed: list[Activity],
    region: Region,
) -> Sign:
    is_sure = _is_sure(dossier, place, outside, witnessed, region)
    days = len({a.at.date() for a in outside})
    roles = [role for role in dossier.roles if role.facility == place]
    when = said_hours(
        WeeklySet.of((_moment(a), _moment(a) + 1) for a in outside[:MOST_SHOWN])
        if days <= 1
        else WeeklySet.of((a.at.weekday() * DAY, a.at.weekday() * DAY + DAY) for a in outside)
    )
    name, at = dossier.name, place_name(region, place)
    registered = (
        Bilingual("ngoài giờ đã đăng ký tại đây", "outside the hours registered there")
        if roles
        else Bilingual("nơi này không có đăng ký hành nghề", "where no registration is known")
    )
    evidence = tuple(
        EvidenceRow(EvidenceTable.ACTIVITY, a.row)
        for a in sorted(outside, key=lambda a: a.at)[:MOST_SHOWN]
    )
    return Sign(
        rule="R17",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*evidence, *roles_as_evidence(*roles)),
        provisions=laws(
            region, TOPIC, "penalty.registered-time", on=max(a.at for a in outside).date()
        ),
        said=Bilingual(
            f"{name} có {len(outside)} dấu vết hoạt động trong {days} ngày tại {at} ({when.vi}), "
            f"{registered.vi}.",
            f"{name} left {len(outside)} traces of activity on {days} days at {at} ({when.en}), "
            f"{registered.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu giờ ghi là giờ nhập liệu, tài khoản dùng chung, hoặc thuộc trường hợp "
            "không phải đăng ký (Điều 36 khoản 3).",
            "Vanishes if the times are those of data entry, the account is shared, or no "
            "registration was needed (Điều 36 khoản 3).",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{at}: ai thực hiện các lượt ghi tên {name}, theo phân công nào?",
            f"{at}: who did the work signed as {name}, and by which assignment?",
        ),
    )
