"""From tokens to a sentence: days, hours, exclusions, remarks, each where it belongs."""

from __future__ import annotations

from datetime import date

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.items import Days, Gap, Hours, Sentence
from lieny.vocabulary.working_time.lexicon import EVERY_DAY, WEEKEND
from lieny.vocabulary.working_time.scan_core import TRANSPARENT, CoreScanner
from lieny.vocabulary.working_time.scan_days import read_days
from lieny.vocabulary.working_time.scan_hours import begins_hours, read_hours
from lieny.vocabulary.working_time.scan_taken_out import day_list
from lieny.vocabulary.working_time.tokens import Kind, Named, Part, Token

_GAPS = {
    Kind.COMMA: Gap.WEAK, Kind.SLASH: Gap.WEAK, Kind.AND: Gap.WEAK, Kind.DASH: Gap.WEAK,
    Kind.SEMICOLON: Gap.STRONG, Kind.COLON: Gap.COLON, Kind.OPEN: Gap.NONE, Kind.CLOSE: Gap.NONE,
}  # fmt: skip
_DESCRIBES = {
    *(Kind.UNKNOWN, Kind.FILLER, Kind.SLASH, Kind.DASH, Kind.NUMBER, Kind.YEAR, Kind.ON_ROSTER),
    *(Kind.TO, Kind.FROM, Kind.QUANTITY, Kind.DATE, Kind.AND, Kind.SITE),
}
_LABELS = {Named.OFFICE, Named.OUTSIDE_OFFICE, Named.FULL_TIME, Named.FACILITY}
_FLAG_OF = {
    Named.OFFICE: TimeFlag.OFFICE_HOURS,
    Named.OUTSIDE_OFFICE: TimeFlag.OUTSIDE_OFFICE,
    Named.FULL_TIME: TimeFlag.FULL_TIME,
    Named.FACILITY: TimeFlag.FACILITY_HOURS,
    Named.HALF_DAY: TimeFlag.HALF_DAY,
    Named.ALWAYS: TimeFlag.ALWAYS,
}


class Scanner(CoreScanner):
    """Reads tokens left to right into a `Sentence`."""

    def scan(self) -> Sentence:
        """Read to the end."""
        while self.place < len(self.tokens):
            self._step()
        for parts, _ in self.waiting:
            self.sentence.parts_alone |= parts
        self.remarks.settle()
        _settle_named_sets(self.sentence)
        return self.sentence

    def _step(self) -> None:
        token = self.tokens[self.place]
        if token.kind in _GAPS:
            self.gap = max(self.gap, _GAPS[token.kind])
            self.remarks.gap(_GAPS[token.kind])
            self.place += 1
            return
        if self._night() or self._hours() or self._days() or self._part():
            return
        self.place += 1
        self._word(token)

    def _word(self, token: Token) -> None:
        kind, value = token.kind, token.value
        if kind is Kind.NAMED and isinstance(value, Named):
            self._named(token, value)
        elif kind in {Kind.MARK, Kind.ON_ROSTER} and isinstance(value, TimeFlag):
            self._flag(token, value)
        elif kind in {Kind.EXCEPT, Kind.OFF, Kind.LUNCH}:
            self._taken_out(token)
        elif kind is Kind.INCLUDING:
            self._including()
        elif kind is Kind.DATE and isinstance(value, date):
            before = self.tokens[self.place - 2].kind if self.place > 1 else None
            self.remarks.day_of_calendar(value, before)
        else:
            self._remark(token)

    def _remark(self, token: Token) -> None:
        sentence, kind = self.sentence, token.kind
        if kind in {Kind.HOLIDAY, Kind.YEAR}:
            sentence.flags.add(TimeFlag.HOLIDAY if kind is Kind.HOLIDAY else TimeFlag.DATE_ONLY)
        elif kind is Kind.OPEN_END:
            sentence.open_ended = True
        elif kind is Kind.NO_SUCH:
            sentence.impossible = True
        elif not self.remarks.hear(token) and kind not in {Kind.FILLER, Kind.FROM, Kind.TO}:
            sentence.unknown.append(token.text)

    def _named(self, token: Token, named: Named) -> None:
        in_brackets = self.place > 1 and self.tokens[self.place - 2].kind is Kind.OPEN
        if named is Named.FACILITY:
            self._swallow()
        self.sentence.flags.add(_FLAG_OF[named])
        labels = self._only_labels_hours() or (in_brackets and self._has_hours())
        if named is Named.FACILITY and labels:
            self.remarks.place(token.text)
        if named is Named.FULL_TIME or (named in _LABELS and labels):
            return  # "Giờ hành chính: 7h-11h30": the hours say it themselves
        label, gap = self._label()
        self._add(Hours(named=named, part=label), gap)

    def _only_labels_hours(self) -> bool:
        core = self.sentence.core
        before = core[-1] if core else None
        if isinstance(before, Hours) and before.spans and self.gap is Gap.NONE:
            return True
        place = self._skip(self.place, TRANSPARENT | {Kind.PART})
        days = read_days(self.tokens, place) if place < len(self.tokens) else None
        if days is not None:  # "HC: T2-T6 7h-11h", "giờ hành chính T2-T6: 7h-11h"
            explained = {self._kind(self.place), self._kind(days[1])} & {Kind.COLON, Kind.OPEN}
            if not explained:
                return False
            place = self._skip(days[1], TRANSPARENT | {Kind.PART})
        return begins_hours(self.tokens, place)

    def _flag(self, token: Token, flag: TimeFlag) -> None:
        self.sentence.flags.add(flag)
        if flag is TimeFlag.ASSIGNMENT and token.text == "luân phiên" and self._is_rotation():
            self.sentence.flags.add(TimeFlag.BIWEEKLY)
            self.remarks.possible_only()
            return
        roster = token.kind is Kind.ON_ROSTER
        if roster or flag in {TimeFlag.ASSIGNMENT, TimeFlag.TELEHEALTH, TimeFlag.AWAY}:
            self._swallow()
        if roster or flag in {TimeFlag.BIWEEKLY, TimeFlag.MONTHLY, TimeFlag.SEASONAL}:
            self.remarks.possible_only()

    def _is_rotation(self) -> bool:
        """Test that "luân phiên" speaks of hours: it does not begin the text and cites nothing."""
        if self._kind(self.place) is Kind.PART:
            return True  # "luân phiên sáng/chiều"
        return bool(self.sentence.core) and self._kind(self.place) not in {
            *(Kind.FILLER, Kind.ON_ROSTER, Kind.MARK, Kind.SITE, Kind.UNKNOWN)
        }

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
        core = {Kind.DAY, Kind.DAY_SET, Kind.PART, Kind.DATE}
        following = self.place + 1
        return begins_hours(self.tokens, following) or self._kind(following) in core

    def _taken_out(self, token: Token) -> None:
        """Read what follows "trừ", "nghỉ" and "nghỉ trưa": days, a half, a break, holidays."""
        found, after = (
            ([], self.place) if token.kind is Kind.LUNCH else day_list(self.tokens, self.place)
        )
        hours_at = self._skip(after, TRANSPARENT)
        if found:
            self.sentence.excluded.extend(found)
            self.place = after + (self._kind(after) is Kind.OFF)  # "trừ T5 nghỉ"
            listed_off = token.kind is Kind.OFF and len(found) > 1  # "nghỉ T7, CN: 7h-17h"
            unclear = self._has_hours() or listed_off
            if unclear and begins_hours(self.tokens, hours_at):
                self.sentence.doubtful = True  # "trừ T4: 13h-17h": these hours, or only these
        elif begins_hours(self.tokens, hours_at):
            self._break(hours_at)
        elif token.kind is Kind.LUNCH:
            self.sentence.lunch_unknown = True
        elif token.kind is Kind.OFF and self._kind(self.place) is Kind.PART:
            half = self.tokens[self.place].value
            self.sentence.excluded.append(
                Days(EVERY_DAY, part=frozenset({half} if isinstance(half, Part) else ()))
            )
            self.place += 1
        elif self._kind(self._skip(self.place, TRANSPARENT)) is not Kind.HOLIDAY:
            if self.place > 1 and self.tokens[self.place - 2].kind is Kind.HOLIDAY:
                return  # "Lễ, Tết nghỉ"
            self.sentence.doubtful = True  # something is taken out: what, nobody knows
            self.sentence.unknown.append(token.text)

    def _has_hours(self) -> bool:
        return any(isinstance(element, Hours) and element.spans for element in self.sentence.core)

    def _break(self, place: int) -> None:
        hours, self.place, _ = read_hours(self.tokens, place, None)
        if hours is not None and hours.spans:
            self.sentence.lunch.extend(hours.spans)
        else:
            self.sentence.lunch_unknown = True

    def _including(self) -> None:
        found, self.place = day_list(self.tokens, self.place)
        for days in found:
            self.sentence.included |= days.sure
        if self._kind(self._skip(self.place, TRANSPARENT)) is Kind.HOLIDAY:
            self.sentence.flags.add(TimeFlag.HOLIDAY)


def _settle_named_sets(sentence: Sentence) -> None:
    """Give "các ngày còn lại" the days that no other word names."""
    every = [element for element in sentence.core if isinstance(element, Days)]
    named = {day for days in every if not days.is_every_day for day in days.sure}
    named |= {day for days in sentence.excluded if not days.part for day in days.sure}
    for days in every:
        if days.is_rest:
            rest = EVERY_DAY - named
            days.sure = rest if named & WEEKEND else rest - WEEKEND
            days.unsure = rest - days.sure  # are Saturday and Sunday days of work at all?
