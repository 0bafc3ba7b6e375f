"""From tokens to a sentence: days, hours, exclusions, remarks, each where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.items import Days, Gap, Hours, Sentence
from lieny.vocabulary.working_time.scan_days import read_days
from lieny.vocabulary.working_time.scan_hours import begins_hours, read_hours
from lieny.vocabulary.working_time.scan_remarks import Remarks
from lieny.vocabulary.working_time.tokens import Kind, Named, Part, Quantity, Token

_GAPS = {
    Kind.COMMA: Gap.WEAK, Kind.SLASH: Gap.WEAK, Kind.AND: Gap.WEAK, Kind.DASH: Gap.WEAK,
    Kind.SEMICOLON: Gap.STRONG, Kind.COLON: Gap.COLON, Kind.OPEN: Gap.NONE, Kind.CLOSE: Gap.NONE,
}  # fmt: skip
_TRANSPARENT = {Kind.FILLER, Kind.FROM, Kind.COLON, Kind.OPEN}
_DESCRIBES = {Kind.UNKNOWN, Kind.FILLER, Kind.SLASH, Kind.DASH, Kind.NUMBER, Kind.YEAR, Kind.ON_ROSTER, Kind.TO,
              Kind.FROM, Kind.QUANTITY, Kind.DATE, Kind.AND}  # fmt: skip


class Scanner:
    """Reads tokens left to right into a `Sentence`."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.gap = Gap.NONE
        self.sentence = Sentence()
        self.remarks = Remarks(self.sentence)
        self.waiting: list[tuple[set[Part], Gap]] = []

    def scan(self) -> Sentence:
        """Read to the end."""
        while self.place < len(self.tokens):
            self._step()
        for parts, _ in self.waiting:
            self.sentence.parts_alone |= parts
        self.remarks.settle()
        return self.sentence

    def _step(self) -> None:
        token = self.tokens[self.place]
        if token.kind in _GAPS:
            self.gap = max(self.gap, _GAPS[token.kind])
            self.remarks.gap(_GAPS[token.kind])
            self.place += 1
            return
        if self._hours() or self._days() or self._part():
            return
        self.place += 1
        self._word(token)

    # -- core elements -------------------------------------------------------------------------

    def _hours(self) -> bool:
        if not begins_hours(self.tokens, self.place):
            return False
        label, gap = self._label()
        hours, self.place, open_ended = read_hours(self.tokens, self.place, label)
        self.sentence.open_ended |= open_ended
        if hours is not None:
            if not hours.spans and not hours.readings and hours.named is None:
                self.sentence.impossible = True
                return True
            self._add(hours, gap)
        return True

    def _label(self) -> tuple[Part | None, Gap | None]:
        """Take the part of the day that stands right before the hours ("Sáng: 7h-11h")."""
        if self.waiting and self.gap <= Gap.COLON and len(self.waiting[-1][0]) == 1:
            parts, gap = self.waiting.pop()
            return next(iter(parts)), gap
        return None, None

    def _days(self) -> bool:
        found = read_days(self.tokens, self.place)
        if found is None:
            return False
        days, self.place = found
        gap = None
        if self.waiting and self.gap <= Gap.COLON:
            parts, gap = self.waiting.pop()
            days.part = frozenset(parts)
        if self._next_is(Kind.OFF):
            self._take_off(days)
        else:
            self._add(days, gap)
        return True

    def _next_is(self, kind: Kind) -> bool:
        place = self.place
        while place < len(self.tokens) and self.tokens[place].kind in _TRANSPARENT:
            place += 1
        return place < len(self.tokens) and self.tokens[place].kind is kind

    def _take_off(self, days: Days) -> None:
        """Days that are said to be off, with the listed ones before them ("T7, CN nghỉ")."""
        self.sentence.excluded.append(days)
        core = self.sentence.core
        while core and isinstance(core[-1], Days) and not core[-1].is_range and self.gap is Gap.WEAK:
            before = core.pop()
            if isinstance(before, Days):
                self.gap = before.gap
                self.sentence.excluded.append(before)
        while self.place < len(self.tokens) and self.tokens[self.place].kind is not Kind.OFF:
            self.place += 1
        self.place += 1

    def _add(self, element: Days | Hours, gap: Gap | None) -> None:
        element.gap = max(self.gap, gap or Gap.NONE)
        self.sentence.core.append(element)
        self.gap = Gap.NONE
        self.remarks.core(element)

    def _part(self) -> bool:
        token = self.tokens[self.place]
        if token.kind is not Kind.PART:
            return False
        self.place += 1
        part = token.value
        if not isinstance(part, Part):
            return True
        follows_days = self._follows_days()
        if follows_days is not None:
            follows_days.part = (follows_days.part or frozenset()) | {part}
            return True
        if self.waiting and self.gap <= Gap.WEAK:
            self.waiting[-1][0].add(part)  # "sáng và chiều"
        else:
            self.waiting.append(({part}, self.gap))
            self.gap = Gap.NONE
        return True

    def _follows_days(self) -> Days | None:
        """Find the days that a part after them belongs to ("Thứ 4 (sáng)", "T2,4,6: S")."""
        core = self.sentence.core
        if not core or not isinstance(core[-1], Days) or self.gap > Gap.COLON or self.waiting:
            return None
        return None if self._next_begins_core() else core[-1]

    def _next_begins_core(self) -> bool:
        place = self.place
        while place < len(self.tokens) and self.tokens[place].kind in _TRANSPARENT:
            place += 1
        if place >= len(self.tokens):
            return False
        return (
            begins_hours(self.tokens, place)
            or self.tokens[place].kind in {Kind.DAY, Kind.DAY_SET}
            or read_days(self.tokens, place) is not None
        )

    # -- words ---------------------------------------------------------------------------------

    def _word(self, token: Token) -> None:
        kind, value = token.kind, token.value
        if kind is Kind.NAMED and isinstance(value, Named):
            self._named(value)
        elif kind in {Kind.MARK, Kind.ON_ROSTER} and isinstance(value, TimeFlag):
            self._flag(kind, value)
        elif kind is Kind.EXCEPT:
            self._except()
        elif kind is Kind.OFF:
            self._off(token)
        elif kind is Kind.LUNCH:
            self._lunch()
        elif kind is Kind.INCLUDING:
            self._including()
        elif kind in {Kind.FROM, Kind.TO, Kind.DATE, Kind.YEAR}:
            self._validity(token)
        else:
            self._remark(token)

    def _remark(self, token: Token) -> None:
        sentence = self.sentence
        if token.kind is Kind.HOLIDAY:
            sentence.flags.add(TimeFlag.HOLIDAY)
        elif token.kind is Kind.DOUBT:
            self.remarks.doubt()
        elif token.kind is Kind.OPEN_END:
            sentence.open_ended = True
        elif token.kind is Kind.SITE:
            sentence.sites.add(token.text)
        elif token.kind is Kind.NO_SUCH:
            sentence.impossible = True
        elif token.kind is Kind.QUANTITY and isinstance(token.value, Quantity):
            sentence.flags.add(TimeFlag.QUANTITY)
            if token.value.unit == "hour" and token.value.per == "week":
                sentence.hours_per_week = token.value.amount
        elif token.kind is not Kind.FILLER:
            sentence.unknown.append(token.text)

    def _named(self, named: Named) -> None:
        if named is Named.FACILITY:
            self._swallow()
        labels_hours = named in {Named.OFFICE, Named.OUTSIDE_OFFICE, Named.FULL_TIME}
        flag = {
            Named.OFFICE: TimeFlag.OFFICE_HOURS,
            Named.OUTSIDE_OFFICE: TimeFlag.OUTSIDE_OFFICE,
            Named.FULL_TIME: TimeFlag.FULL_TIME,
            Named.FACILITY: TimeFlag.FACILITY_HOURS,
            Named.ALWAYS: TimeFlag.ALWAYS,
        }[named]
        self.sentence.flags.add(flag)
        if named is Named.FULL_TIME or (labels_hours and self._hours_follow()):
            return  # "Giờ hành chính: 7h-11h30": the hours say it themselves
        self._add(Hours(named=named), None)

    def _hours_follow(self) -> bool:
        place = self.place
        while place < len(self.tokens) and self.tokens[place].kind in _TRANSPARENT | {Kind.PART}:
            place += 1
        return begins_hours(self.tokens, place)

    def _flag(self, kind: Kind, flag: TimeFlag) -> None:
        self.sentence.flags.add(flag)
        if kind is Kind.ON_ROSTER or flag in {TimeFlag.ASSIGNMENT, TimeFlag.TELEHEALTH, TimeFlag.AWAY}:
            self._swallow()
        if kind is Kind.ON_ROSTER or flag in {TimeFlag.BIWEEKLY, TimeFlag.MONTHLY, TimeFlag.SEASONAL}:
            self.remarks.possible_only()

    def _swallow(self) -> None:
        """Pass over the words that describe what was just said ("trực … theo lịch của BV")."""
        while self.place < len(self.tokens) and not begins_hours(self.tokens, self.place):
            token = self.tokens[self.place]
            roster_hours = token.kind is Kind.NAMED and token.value is not Named.FULL_TIME
            if token.kind not in _DESCRIBES and not roster_hours:
                return
            if token.kind in {Kind.FROM, Kind.TO, Kind.AND} and self._next_after_sign_is_core():
                return
            self.place += 1

    def _next_after_sign_is_core(self) -> bool:
        following = self.place + 1
        return following < len(self.tokens) and (
            begins_hours(self.tokens, following)
            or self.tokens[following].kind in {Kind.DAY, Kind.DAY_SET, Kind.PART, Kind.DATE}
        )

    def _except(self) -> None:
        found = self._day_list()
        if found:
            self.sentence.excluded.extend(found)
        elif self._next_is(Kind.HOLIDAY):
            return
        else:
            self.sentence.doubtful = True

    def _day_list(self) -> list[Days]:
        """Read the days after a word such as "trừ", "nghỉ" or "kể cả"."""
        found: list[Days] = []
        place = self.place
        while place < len(self.tokens):
            part = None
            if self.tokens[place].kind is Kind.PART and not found:
                part, place = self.tokens[place].value, place + 1
                if place >= len(self.tokens):
                    break
            kind = self.tokens[place].kind
            if kind in {Kind.FILLER, Kind.HOLIDAY, Kind.COMMA, Kind.AND, Kind.OPEN, Kind.COLON}:
                place += 1
                continue
            read = read_days(self.tokens, place)
            if read is None:
                break
            days, place = read
            if isinstance(part, Part):
                found.extend(_half_of_first(days, part))
            else:
                found.append(days)
            self.place = place
        return found

    def _off(self, token: Token) -> None:
        found = self._day_list()
        if found:
            self.sentence.excluded.extend(found)
        elif not self._next_is(Kind.HOLIDAY):
            self.sentence.unknown.append(token.text)

    def _lunch(self) -> None:
        while self.place < len(self.tokens) and self.tokens[self.place].kind in _TRANSPARENT:
            self.place += 1
        if not begins_hours(self.tokens, self.place):
            self.sentence.lunch_unknown = True
            return
        hours, self.place, _ = read_hours(self.tokens, self.place, None)
        if hours is not None and hours.spans:
            self.sentence.lunch.extend(hours.spans)
        else:
            self.sentence.lunch_unknown = True

    def _including(self) -> None:
        for days in self._day_list():
            self.sentence.included |= days.sure
        if self._next_is(Kind.HOLIDAY):
            self.sentence.flags.add(TimeFlag.HOLIDAY)

    def _validity(self, token: Token) -> None:
        """Read "từ 15/8/2024", "đến 31/12/2025", "01/01/2020 - 31/12/2024", "từ 2019 đến nay"."""
        if token.kind in {Kind.FROM, Kind.TO}:
            return
        sentence = self.sentence
        sentence.flags.add(TimeFlag.DATE_ONLY)
        if isinstance(token.value, date):
            before = self.tokens[self.place - 2].kind if self.place > 1 else None
            until = before is Kind.TO or (before is Kind.DASH and sentence.valid_from is not None)
            if until:
                sentence.valid_until = token.value
            else:
                sentence.valid_from = token.value
        # The sign between two dates parts no hours.
        self.gap = Gap.NONE if not sentence.core else self.gap


def _half_of_first(days: Days, part: Part) -> list[Days]:
    """Split "chiều thứ 7 và chủ nhật": the half belongs to the day beside it, the rest is whole."""
    if days.is_range or len(days.sure) == 1:
        return [Days(days.sure, part=frozenset({part}))]
    first = min(days.sure)
    return [Days(frozenset({first}), part=frozenset({part})), Days(days.sure - {first})]
