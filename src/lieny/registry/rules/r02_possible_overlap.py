"""R02: có thể trùng giờ: hours that may meet, put as one question."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.meeting import (
    NO_OVERLAP,
    Doubt,
    Meeting,
    has_doubtful_words,
    is_vague,
    least_minutes,
    meetings,
)
from lieny.registry.rules.r19_stale import stale_rows
from lieny.registry.rules.settings import choice, laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import is_passed_over
from lieny.registry.rules.wording import (
    place_name,
    roles_as_evidence,
    said_day,
    said_hours,
    work_in_words,
)
from lieny.vocabulary.weekly_set import WeeklySet


def possible_overlap(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """Ask where hours at two facilities may meet; never beside R01 for the same pair.

    Law: practice.no-overlap (15/2023/QH15 Điều 36 khoản 1; before 2024 109/2016/NĐ-CP Điều 12).
    Reading: asked when at least 15 minutes a week may be shared that are not shared for sure; when
        the definite overlap would vanish with a lunch break, an assignment, a move or a row that
        later lists leave out; and when a text such as "theo ca" or "trực" fixes no hours at all. A
        cell without any hours is a matter of the list's quality, not of overlap. A row on which
        rule R19 already asks is not asked about twice.
    """
    least = least_minutes(region)
    stale = stale_rows(dossier, region)
    return tuple(
        _sign(dossier, meeting, region)
        for meeting in meetings(dossier, region)
        if not meeting.is_overlap(least)
        and _is_worth_asking(meeting, least)
        and not _is_asked_already(meeting, stale)
    )


def _is_worth_asking(meeting: Meeting, least: float) -> bool:
    return meeting.is_undetermined or meeting.reach.minutes >= least


def _is_asked_already(meeting: Meeting, stale: frozenset[int]) -> bool:
    return any(all(role.row in stale for role in side) for side in (meeting.left, meeting.right))


def _sign(dossier: Dossier, meeting: Meeting, region: Region) -> Sign:
    one, other = _concerned(meeting)
    at, there = place_name(region, one.facility), place_name(region, other.facility)
    first, second = work_in_words(one), work_in_words(other)
    because, question = _question(dossier, meeting, one, other, region)
    when = _when(meeting.reach)
    topics = [NO_OVERLAP]
    if Doubt.ASSIGNMENT in meeting.doubts:
        topics.append("practice.exemption")
    return Sign(
        rule="R02",
        severity=Severity.LOW,
        certainty=Certainty.POSSIBLE,
        evidence=roles_as_evidence(one, other, *meeting.roles),
        provisions=laws(region, *topics),
        said=Bilingual(
            f"{dossier.name} đăng ký tại {at} ({first.vi}) và tại {there} ({second.vi}); "
            f"có thể trùng giờ{when.vi}. {because.vi}",
            f"{dossier.name} is registered at {at} ({first.en}) and at {there} ({second.en}); "
            f"the hours may overlap{when.en}. {because.en}",
        ),
        overlap=meeting.reach or None,
        vanishes_if=_assumption(meeting, one, region),
        question=question,
    )


def _when(reach: WeeklySet) -> Bilingual:
    if not reach:
        return Bilingual("", "")
    hours = said_hours(reach)
    return Bilingual(f" {hours.vi}", f" on {hours.en}")


def _concerned(meeting: Meeting) -> tuple[Role, Role]:
    """Give the pair to ask about; the less determined role first, for it is the one asked."""
    pairs = [(one, other) for one in meeting.left for other in meeting.right]
    best = max(pairs, key=lambda pair: (_shared(*pair), -pair[0].row, -pair[1].row))
    if meeting.is_undetermined and not meeting.reach:
        best = max(pairs, key=lambda pair: is_vague(pair[0]) or is_vague(pair[1]))
    one, other = best
    return (one, other) if _vagueness(one) >= _vagueness(other) else (other, one)


def _shared(one: Role, other: Role) -> int:
    reach = (one.time.definite | one.time.possible) & (other.time.definite | other.time.possible)
    return reach.minutes


def _vagueness(role: Role) -> tuple[bool, bool, bool, bool, bool]:
    return (
        role.newer_submissions > 0,
        role.assignment,
        not role.time_determined,
        role.unbroken_day,
        bool(role.time.possible),
    )


def _question(
    dossier: Dossier, meeting: Meeting, one: Role, other: Role, region: Region
) -> tuple[Bilingual, Bilingual]:
    """Give why it is uncertain, and the single cheapest question that would settle it."""
    at, there = place_name(region, one.facility), place_name(region, other.facility)
    name = dossier.name
    if Doubt.PASSED_OVER in meeting.doubts:
        asked = one if is_passed_over(one, region) else other
        place, listed = place_name(region, asked.facility), said_day(asked.listed_on)
        return (
            Bilingual(
                f"Các danh sách sau của {place} không còn tên người này.",
                f"Later lists of {place} no longer name this person.",
            ),
            Bilingual(
                f"{place}: {name} có tên trong danh sách {listed.vi} nhưng không có trong các danh "
                f"sách sau. {name} đã thôi hành nghề tại cơ sở chưa, từ ngày nào?",
                f"{place}: {name} is named in the list of {listed.en} but not in later ones. Has "
                f"{name} left, and on which day?",
            ),
        )
    if Doubt.ASSIGNMENT in meeting.doubts:
        return _assignment_question(name, at, there)
    if Doubt.TRANSFER in meeting.doubts:
        return _transfer_question(name, at, there)
    if meeting.sure and meeting.sure.minutes > meeting.sure_less_lunch.minutes:
        return _lunch_question(one, other, region)
    if Doubt.FULL_TIME_WORDS in meeting.doubts and not has_doubtful_words(one, region):
        return _hours_question(name, meeting, other, there)
    return _hours_question(name, meeting, one, at)


def _assignment_question(name: str, at: str, there: str) -> tuple[Bilingual, Bilingual]:
    return (
        Bilingual(
            "Một nơi ghi là luân phiên, tăng cường hoặc chuyển giao kỹ thuật.",
            "One place speaks of a rotation, a reinforcement or a transfer of technique.",
        ),
        Bilingual(
            f"{at} và {there}: việc cử {name} theo quyết định số nào, từ ngày nào đến ngày nào?",
            f"{at} and {there}: by which decision, and for which period, was {name} sent?",
        ),
    )


def _transfer_question(name: str, at: str, there: str) -> tuple[Bilingual, Bilingual]:
    return (
        Bilingual(
            "Hai đăng ký chỉ chồng nhau vài ngày, có thể do đang chuyển nơi làm việc.",
            "The registrations share a few days only; it may be a move from one to the other.",
        ),
        Bilingual(
            f"{at} và {there}: {name} thôi làm ở nơi cũ ngày nào và bắt đầu ở nơi mới ngày nào?",
            f"{at} and {there}: on which day did {name} leave the one and begin at the other?",
        ),
    )


def _lunch_question(one: Role, other: Role, region: Region) -> tuple[Bilingual, Bilingual]:
    asked = one if one.unbroken_day else other
    place, hours = place_name(region, asked.facility), work_in_words(asked)
    start, end = (choice(region, NO_OVERLAP, f"lunch_{edge}") for edge in ("from", "until"))
    return (
        Bilingual(
            f"Giờ tại {place} ghi liền qua trưa; nếu nghỉ {start}–{end} thì không còn trùng.",
            f"The hours at {place} run across noon; with a break {start}–{end} nothing overlaps.",
        ),
        Bilingual(
            f"{place}: giờ làm {hours.vi} có nghỉ trưa không, từ mấy giờ đến mấy giờ?",
            f"{place}: do the hours {hours.en} hold a lunch break, from when to when?",
        ),
    )


def _hours_question(name: str, meeting: Meeting, one: Role, at: str) -> tuple[Bilingual, Bilingual]:
    text = " ".join(one.raw_time.split())
    because = Bilingual(
        f"Giờ tại {at} ghi “{text}”, chưa xác định được đến từng giờ."
        if text
        else f"Danh sách của {at} chưa ghi giờ.",
        f"The hours at {at} read “{text}”, which does not fix them."
        if text
        else f"The list of {at} gives no hours.",
    )
    if not meeting.reach:
        return because, Bilingual(
            f"{at}: {name} làm việc những ngày nào trong tuần, từ mấy giờ đến mấy giờ?",
            f"{at}: on which days of the week does {name} work, from when to when?",
        )
    hours = said_hours(meeting.reach)
    return because, Bilingual(
        f"{at}: {name} có làm việc tại cơ sở vào {hours.vi} không?",
        f"{at}: does {name} work at the facility on {hours.en}?",
    )


def _assumption(meeting: Meeting, one: Role, region: Region) -> Bilingual:
    place = place_name(region, one.facility)
    if not meeting.reach:
        return Bilingual(
            f"Không còn nếu giờ tại {place} nằm ngoài giờ ở nơi kia.",
            f"Vanishes if the hours at {place} lie outside those at the other place.",
        )
    hours = said_hours(meeting.reach)
    return Bilingual(
        f"Không còn nếu người này không làm tại {place} vào {hours.vi}.",
        f"Vanishes if this person does not work at {place} on {hours.en}.",
    )
