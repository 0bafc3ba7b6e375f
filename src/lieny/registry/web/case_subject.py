"""Who a case is about and what is known: the upper part of the case page and of the sign page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from markupsafe import Markup

from lieny.registry.models import LicenceRow, Person, StoredSign
from lieny.registry.rules.rule_words import CERTAINTY_WORDS, POSITION_WORDS
from lieny.registry.rules.sign import Certainty
from lieny.registry.services.cases.evidence import (
    EvidenceSide,
    LawCited,
    evidence_numbers,
    evidence_sides,
    laws_of,
)
from lieny.registry.services.cases.week import Shift, Week, licences_of, week_of
from lieny.registry.web.case_map import places_shown
from lieny.registry.web.said import (
    department_said,
    language,
    licence_said,
    province_said,
    rule_said,
    said,
    said_day,
    said_time,
    severity_said,
    sign_said,
)
from lieny.ui.dates import period_in_words
from lieny.ui.licence_timeline import TimelineSpan, licence_timeline
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key
from lieny.ui.timetable import timetable_symbols, week_timetable
from lieny.ui.week_lanes import (
    TimetableLane,
    has_night_hours,
    lane_letter,
    overlap_words,
    timetable_words,
)
from lieny.ui.words import weekly_hours_in_words, weekly_minutes_in_words
from lieny.vocabulary.weekly_set import EMPTY

_NO_WEEK = Week((), EMPTY, EMPTY)
STOPPED = {
    "revoked": ("thu hồi", "revoked"),
    "suspended": ("đình chỉ", "suspended"),
    "expired": ("hết hạn", "expired"),
}


def signs_shown(signs: Sequence[StoredSign], *, naming: bool) -> list[dict[str, object]]:
    """Lay out each sign: what was seen, how sure, on which cards it rests.

    Words that name somebody are left out where the reader may not know who it is.
    """
    numbers = evidence_numbers(signs)
    return [
        {
            "rule": sign.rule,
            "title": rule_said(sign.rule),
            "severity": severity_said(sign.severity),
            "said": sign_said(sign, naming=naming),
            "to_ask": said(CERTAINTY_WORDS[Certainty.POSSIBLE])
            if sign.certainty == Certainty.POSSIBLE.value
            else "",
            "minutes": weekly_minutes_in_words(sign.minutes, language()) if sign.minutes else "",
            "question": chosen(sign.question_vi, sign.question_en) if naming else "",
            "cards": numbers[sign.pk] if naming else (),
            "seen": said_day(timezone.localtime(sign.first_seen_at).date()),
            "gone": said_time(sign.ended_at) if sign.ended_at else "",
        }
        for sign in signs
    ]


def sentence(person: Person | None, signs: Sequence[StoredSign], week: Week) -> str:
    """Say in one sentence who this is and what there is to see."""
    standing = [sign for sign in signs if sign.ended_at is None]
    if person is None:
        titles = "; ".join(dict.fromkeys(rule_said(sign.rule) for sign in standing))
        name = chosen("Một người hành nghề", "A practitioner")
        return f"{name}: {titles}" if titles else name
    name = person.name
    if not standing:
        return chosen(f"{name}: không còn dấu hiệu nào.", f"{name}: no sign stands any more.")
    if len(standing) == 1:
        words = chosen(standing[0].said_vi, standing[0].said_en)
        return words if name in words else f"{name}: {words}"
    places = len({(shift.facility, shift.province) for shift in week.shifts})
    if not places:
        return chosen(f"{name}: {len(standing)} dấu hiệu.", f"{name}: {len(standing)} signs.")
    return chosen(
        f"{name}: {len(standing)} dấu hiệu; đang đăng ký tại {places} cơ sở.",
        f"{name}: {len(standing)} signs; registered at "
        + ("1 facility." if places == 1 else f"{places} facilities."),
    )


def week_shown(week: Week) -> dict[str, object]:
    """Draw the week and say it in words."""
    lanes = [
        TimetableLane(
            shift.facility,
            shift.province,
            province_said(shift.province),
            shift.definite,
            shift.possible,
        )
        for shift in week.shifts
    ]
    drawn = [lane for lane in lanes if lane.definite or lane.possible]
    label = "; ".join(timetable_words(lanes, overlap=week.overlap, language=language()))

    def picture(*, whole_day: bool) -> Markup:
        return week_timetable(
            lanes,
            overlap=week.overlap,
            possible_overlap=week.possible,
            label=label,
            whole_day=whole_day,
        )

    return {
        "symbols": timetable_symbols(lane.province for lane in lanes),
        "picture": picture(whole_day=False) if drawn else "",
        "whole_day": picture(whole_day=True) if has_night_hours(lanes) else "",
        "overlap": overlap_words(week.overlap, language()) if week.overlap else "",
        "possible": overlap_words(week.possible - week.overlap, language())
        if week.possible - week.overlap
        else "",
        "lanes": [_lane(index, shift) for index, shift in enumerate(week.shifts)],
    }


def _lane(index: int, shift: Shift) -> dict[str, object]:
    position = POSITION_WORDS.get(shift.position)
    return {
        "letter": lane_letter(index),
        "key": province_key(shift.province),
        "facility": shift.facility,
        "province": province_said(shift.province),
        "position": said(position) if position else "",
        "hours": _hours(shift),
        "period": period_in_words(shift.valid_from, shift.valid_until, language()),
    }


def _hours(shift: Shift) -> str:
    parts = [weekly_hours_in_words(shift.definite, language())] if shift.definite else []
    if shift.possible:
        maybe = chosen("có thể", "possibly")
        parts.append(f"{maybe} {weekly_hours_in_words(shift.possible, language())}")
    return "; ".join(parts) or chosen("chưa xác định được giờ", "hours not determined")


def vanishing_shown(signs: Sequence[StoredSign]) -> list[dict[str, str]]:
    """Say of each sign the smallest thing that, were it so, would leave nothing of it."""
    found = {
        chosen(sign.vanishes_vi, sign.vanishes_en): rule_said(sign.rule)
        for sign in reversed(signs)
        if sign.ended_at is None
    }
    return [{"words": words, "title": title} for words, title in reversed(found.items()) if words]


def sides_shown(
    sides: Sequence[EvidenceSide], opens: Callable[[str], bool]
) -> list[dict[str, object]]:
    """Lay out what each province wrote; `opens` tells whose files the reader may open."""
    return [
        {
            "key": province_key(side.province),
            "province": province_said(side.province),
            "department": department_said(side.province),
            "opens": opens(side.province),
            "cards": [
                {
                    "card": card,
                    "kind": said(card.kind),
                    "received": said_time(card.received_at) if card.received_at else "",
                }
                for card in side.cards
            ],
        }
        for side in sides
    ]


def laws_shown(laws: Sequence[LawCited]) -> list[dict[str, object]]:
    """Lay out the provisions of the day."""
    return [
        {
            "title": law.title,
            "summary": said(law.summary),
            "since": said_day(law.in_force_from) if law.in_force_from else "",
            "how_read": said(law.how_read),
            "doubtful": law.doubtful,
            "reading": said(law.reading),
        }
        for law in laws
    ]


@dataclass(frozen=True, slots=True)
class _Licence:
    number: str
    row: LicenceRow


def licences_shown(person: int, week: Week, *, on: date) -> dict[str, object]:
    """Draw the licence timeline, roles beneath, and say it line by line."""
    licences = [_Licence(_number(row), row) for row in licences_of(person)]
    spans: list[TimelineSpan] = []
    lines: list[str] = []
    for lane, one in enumerate(licences):
        spans.append(
            TimelineSpan(one.number, "licence", one.row.issued_on, one.row.valid_until, lane)
        )
        lines.append(_licence_line(one))
        if one.row.status in STOPPED:
            words = chosen(*STOPPED[one.row.status])
            span = TimelineSpan(words, "stopped", one.row.status_from, one.row.status_until, lane)
            spans.append(span)
    for lane, shift in enumerate(week.shifts, len(licences)):
        span = TimelineSpan(
            shift.facility, "role", shift.valid_from, shift.valid_until, lane, shift.province
        )
        spans.append(span)
    label = "; ".join(lines) or chosen("Chưa có sổ cấp phép", "No register of licences yet")
    return {"picture": licence_timeline(spans, today=on, label=label), "lines": lines}


def _number(row: LicenceRow) -> str:
    return licence_said(row.serial, row.issuer, row.type)


def _licence_line(one: _Licence) -> str:
    row = one.row
    parts = [one.number]
    if row.issued_on:
        parts.append(chosen("cấp", "issued") + f" {said_day(row.issued_on)}")
    if row.valid_until:
        parts.append(chosen("đến", "until") + f" {said_day(row.valid_until)}")
    if row.status in STOPPED:
        period = period_in_words(row.status_from, row.status_until, language())
        parts.append(f"{chosen(*STOPPED[row.status])} {period}".strip())
    return " · ".join(parts)


def subject_shown(
    person: Person | None, signs: Sequence[StoredSign], *, opens: Callable[[str], bool]
) -> dict[str, object]:
    """Give a template everything about the person, in the order of the page.

    Args:
        person: None where the reader may not know who it is.
        signs: of the case, or all that stand about the person.
        opens: tells of a province whether its files are open to the reader.
    """
    today = timezone.localdate()
    if person is None:
        return {
            "sentence": sentence(None, signs, _NO_WEEK),
            "signs": signs_shown(signs, naming=False),
        }
    week = week_of(person.pk, signs, on=today)
    return {
        "vanishes": vanishing_shown(signs),
        "name": person.name,
        "sentence": sentence(person, signs, week),
        "signs": signs_shown(signs, naming=True),
        "week": week_shown(week),
        "places": places_shown(week, signs, on=today),
        "sides": sides_shown(evidence_sides(signs), opens),
        "laws": laws_shown(laws_of(signs)),
        "licences": licences_shown(person.pk, week, on=today),
    }
