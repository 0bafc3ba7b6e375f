"""R01: trùng giờ hành nghề at two facilities."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.meeting import NO_OVERLAP, Meeting, least_minutes, meetings
from lieny.registry.rules.settings import choice, laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.wording import (
    place_name,
    roles_as_evidence,
    said_hours,
    said_weekly_minutes,
    work_in_words,
)
from lieny.vocabulary.weekly_set import DAY, WeeklySet, clock


def overlap(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See definite hours registered at two facilities at once; one sign a pair of facilities.

    Law: practice.no-overlap (15/2023/QH15 Điều 36 khoản 1; before 2024 109/2016/NĐ-CP Điều 12).
    Reading: less than 15 minutes a week is a handover, not an overlap. A day written as one span
        across noon may hide a lunch break: if nothing were left without it, rule R02 asks instead.
        Assignments (Điều 36 khoản 3), rows that later lists leave out and moves reported late are
        never definite. Work at a distance counts. "Cơ hữu" without hours means the opening hours
        that the list states (parameter `words` of practice.full-time), except where a small place
        calls all its rows full time.
    """
    least = least_minutes(region)
    return tuple(
        _sign(dossier, meeting, region)
        for meeting in meetings(dossier, region)
        if meeting.is_overlap(least)
    )


def _sign(dossier: Dossier, meeting: Meeting, region: Region) -> Sign:
    one, other = _concerned(meeting)
    at, there = place_name(region, one.facility), place_name(region, other.facility)
    hours, minutes = said_hours(meeting.sure), said_weekly_minutes(meeting.sure.minutes)
    first, second = work_in_words(one), work_in_words(other)
    lunch = _lunch_remark(meeting, region)
    return Sign(
        rule="R01",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE,
        evidence=roles_as_evidence(one, other, *meeting.roles),
        provisions=laws(region, NO_OVERLAP, "practice.registered-time", "penalty.registered-time"),
        said=Bilingual(
            f"{dossier.name} đăng ký tại {at} ({first.vi}) và tại {there} ({second.vi}); "
            f"trùng giờ {hours.vi}, tổng {minutes.vi}.{lunch.vi}",
            f"{dossier.name} is registered at {at} ({first.en}) and at {there} ({second.en}); "
            f"the hours overlap on {hours.en}, {minutes.en} in all.{lunch.en}",
        ),
        overlap=meeting.sure,
        vanishes_if=_assumption(meeting, one, other, region),
    )


def _concerned(meeting: Meeting) -> tuple[Role, Role]:
    """Give the pair of roles that shares most."""
    return max(
        ((one, other) for one in meeting.left for other in meeting.right),
        key=lambda pair: (pair[0].time.definite & pair[1].time.definite & meeting.sure).minutes,
    )


def _lunch_remark(meeting: Meeting, region: Region) -> Bilingual:
    if meeting.sure == meeting.sure_less_lunch:
        return Bilingual("", "")
    rest = said_weekly_minutes(meeting.sure_less_lunch.minutes)
    start, end = (choice(region, NO_OVERLAP, f"lunch_{edge}") for edge in ("from", "until"))
    return Bilingual(
        f" Nếu trừ giờ nghỉ trưa {start}–{end} thì vẫn trùng {rest.vi}.",
        f" With a lunch break {start}–{end} taken out, {rest.en} would still overlap.",
    )


def _assumption(meeting: Meeting, one: Role, other: Role, region: Region) -> Bilingual:
    """Give the least change of hours with which nothing would overlap."""
    sure = meeting.sure
    for role in (other, one):
        edge = _edge(role.time.definite, sure)
        if edge is None:
            continue
        place = place_name(region, role.facility)
        begins, clock_time = edge
        if begins:
            return Bilingual(
                f"Không còn nếu giờ làm tại {place} thực tế bắt đầu từ {clock_time}.",
                f"Vanishes if work at {place} really begins at {clock_time}.",
            )
        return Bilingual(
            f"Không còn nếu giờ làm tại {place} thực tế kết thúc lúc {clock_time}.",
            f"Vanishes if work at {place} really ends at {clock_time}.",
        )
    hours = said_hours(sure)
    at, there = place_name(region, one.facility), place_name(region, other.facility)
    return Bilingual(
        f"Không còn nếu thực tế không làm tại {at} hoặc {there} vào {hours.vi}.",
        f"Vanishes if there is really no work at {at} or at {there} on {hours.en}.",
    )


def _edge(hours: WeeklySet, sure: WeeklySet) -> tuple[bool, str] | None:
    """Tell the one clock time to which the work would have to shrink: (begins?, "16:30").

    None where the overlap does not lie at one edge of each of the spans that it touches, or
    covers one of them wholly.
    """
    edges: set[tuple[bool, int]] = set()
    for start, end in sure.intervals:
        span = next((s for s in hours.intervals if s[0] <= start and end <= s[1]), None)
        if span is None or span == (start, end):
            return None
        if start == span[0]:
            edges.add((True, end % DAY))
        elif end == span[1]:
            edges.add((False, start % DAY))
        else:
            return None
    if len(edges) != 1:
        return None
    begins, minute = edges.pop()
    return begins, clock(minute)
