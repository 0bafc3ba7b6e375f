"""Dấu hiệu sẽ có nếu duyệt: what rules would say of a person with one registration more.

The rules that judge everybody at night judge one person twice: as stored, and with the
registration that is asked for. What rests on a row beyond the wall is told as its kind and hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lieny.registry.rules.facts import Dossier, Region
from lieny.registry.rules.rulebook import judge
from lieny.registry.rules.settings import binds, number
from lieny.registry.rules.sign import (
    Bilingual,
    Certainty,
    EvidenceRow,
    EvidenceTable,
    Severity,
    Sign,
)
from lieny.registry.rules.standing import FULL_TIME
from lieny.registry.rules.wording import said_hours
from lieny.registry.services.asked_dossier import AskedDossier
from lieny.registry.services.asked_places import HERE
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

TERM = "R08"
MOST_DAYS = 7  # on which something begins within the days asked for
# Rules that hours alone decide; what others would need of a hidden row is not all there.
OF_HOURS = frozenset({"R01", "R02", "R22"})
OVERLAP, POSSIBLE_OVERLAP, SHARED_NUMBER = "R01", "R02", "R11"
HOLIDAYS = 14  # days by which working days may last longer, around Tết
# Rules that need more than one person's dossier: whole registers, days of issue, other tables.
NOT_JUDGED = ("R10", "R13", "R17", "R18", "R20", "R24", "R25")
PLACE = Bilingual("cơ sở đang hỏi", "the facility that asks")
_URGENCY = {one: place for place, one in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class WouldBeSign:
    """Dấu hiệu sẽ có nếu đăng ký này được duyệt.

    Attributes:
        rule: "R01".
        severity, certainty: as the rule gives them.
        said: what would be seen; of rows beyond the wall the kind and the hours alone.
        overlap: minutes of the week concerned, where the rule is about time.
        on: first of the days asked for on which it would be seen.
        stands: the same sign stands today without this registration, which would only join it.
        hours_only: it rests on something behind another province's wall.
    """

    rule: str
    severity: Severity
    certainty: Certainty
    said: Bilingual
    overlap: WeeklySet | None
    on: date
    stands: bool
    hours_only: bool


def would_be_signs(asked: AskedDossier, *, today: date) -> tuple[WouldBeSign, ...]:
    """Give the signs that would arise, the most urgent first, new ones before wider ones.

    Each is judged on the first day asked for, when the days in which a move may be reported late
    are over, and on the days within the term on which another registration or a decision of a
    register begins or a term has ended. Where days differ the surest is told, with its day.
    Whoever asks without an end does not ask beyond the licence's term: this has to be renewed
    anyhow, so its end is judged on the first day alone.
    """
    found: dict[frozenset[EvidenceRow], dict[str, WouldBeSign]] = {}
    standing = {_key(sign, asked): sign for sign in _judged(asked.before, asked.region(today))}
    first, last = _term(asked)
    for day in _days(asked):
        region = asked.region(day)
        before = {_key(sign, asked): sign for sign in _judged(asked.before, region)}
        for sign in _judged(asked.after, region):
            key = _key(sign, asked)
            if not _rests_on_it(sign, asked) and key in before:
                continue
            if sign.rule == TERM and last is None and day > first:
                continue
            old = standing.get(key)
            stands = old is not None and _as_wide(old, sign)
            told = _told(sign, asked, day, stands=stands)
            about = found.setdefault(frozenset(sign.evidence), {})
            if sign.rule not in about or _is_surer(told, about[sign.rule]):
                about[sign.rule] = told
    for about in found.values():
        if OVERLAP in about:  # what is sure of the same rows is not asked besides
            about.pop(POSSIBLE_OVERLAP, None)
    signs = [one for about in found.values() for one in about.values()]
    return tuple(sorted(signs, key=lambda one: (one.stands, _URGENCY[one.severity], one.rule)))


def _is_surer(one: WouldBeSign, other: WouldBeSign) -> bool:
    return one.certainty is Certainty.DEFINITE and other.certainty is Certainty.POSSIBLE


def _judged(dossier: Dossier, region: Region) -> Iterable[Sign]:
    return (sign for sign in judge(dossier, region) if sign.rule not in NOT_JUDGED)


def _term(asked: AskedDossier) -> tuple[date, date | None]:
    """Give the first and the last day asked for."""
    new = asked.after.roles[asked.wished]
    if new.valid_from is None:
        raise ValueError("a registration is asked for from a day on")
    return new.valid_from, new.valid_until


def _days(asked: AskedDossier) -> list[date]:
    first, last = _term(asked)
    starts = {role.valid_from for role in asked.before.roles}
    starts.add(first + timedelta(days=_grace(asked.region(first)) + 1))
    rows = {row for some in asked.after.register_of.values() for row in some}
    starts |= {row.status_from for row in rows}
    starts |= {row.valid_until + timedelta(days=1) for row in rows if row.valid_until is not None}
    later = sorted(
        day for day in starts if day is not None and first < day and (last is None or day <= last)
    )
    return [first, *later[: MOST_DAYS - 1]]


def _grace(region: Region) -> int:
    """Give the days in which two registrations may be one move (`standing.is_in_transfer`)."""
    if not binds(region, FULL_TIME):
        return 0
    working = int(number(region, FULL_TIME, "lag_working_days"))
    return max(int(number(region, FULL_TIME, "lag_days")), working + HOLIDAYS)


def _key(sign: Sign, asked: AskedDossier) -> tuple[str, frozenset[EvidenceRow]]:
    """Name a sign by its rule and by what it rests on besides the registration asked for."""
    return sign.rule, frozenset(sign.evidence) - {_row(asked.wished)}


def _row(number: int) -> EvidenceRow:
    return EvidenceRow(EvidenceTable.REGISTRATION, number)


def _rests_on_it(sign: Sign, asked: AskedDossier) -> bool:
    return _row(asked.wished) in sign.evidence


def _as_wide(old: Sign, new: Sign) -> bool:
    """Test whether a sign that stands is about as many minutes already."""
    before, after = old.overlap or EMPTY, new.overlap or EMPTY
    return not after - before


def _told(sign: Sign, asked: AskedDossier, day: date, *, stands: bool) -> WouldBeSign:
    rows = {row.index for row in sign.evidence if row.table is EvidenceTable.REGISTRATION}
    by_number = sign.rule == SHARED_NUMBER and asked.has_hidden_users
    is_hidden = bool(rows & asked.hidden) or by_number
    certainty = sign.certainty
    if is_hidden and sign.rule not in OF_HOURS:
        certainty = Certainty.POSSIBLE
    return WouldBeSign(
        rule=sign.rule,
        severity=sign.severity,
        certainty=certainty,
        said=_kind_alone(sign, by_number=by_number) if is_hidden else _with_place(sign.said),
        overlap=sign.overlap,
        on=day,
        stands=stands,
        hours_only=is_hidden,
    )


def _kind_alone(sign: Sign, *, by_number: bool) -> Bilingual:
    """Say the hours of a sign, nothing else of what lies beyond the wall; its rule is the kind."""
    if by_number:
        return Bilingual(
            "Một người ở tỉnh khác cũng dùng số giấy phép này.",
            "Somebody in another province uses this licence number too.",
        )
    hours = said_hours(sign.overlap) if sign.overlap else None
    return Bilingual(
        "Liên quan đến một đăng ký ở tỉnh khác mà ở đây chỉ được biết giờ"
        + (f": {hours.vi}." if hours else "."),
        "It rests on a registration in another province, of which only the hours may be known here"
        + (f": {hours.en}." if hours else "."),
    )


def _with_place(said: Bilingual) -> Bilingual:
    return Bilingual(said.vi.replace(HERE, PLACE.vi), said.en.replace(HERE, PLACE.en))
