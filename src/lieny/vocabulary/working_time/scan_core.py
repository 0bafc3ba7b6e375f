"""Days, hours and parts of the day: the core of a sentence, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from lieny.vocabulary.working_time.items import DAY_MINUTES, Days, Gap, Hours, Sentence, Span
from lieny.vocabulary.working_time.scan_days import read_days
from lieny.vocabulary.working_time.scan_hours import begins_hours, read_hours
from lieny.vocabulary.working_time.scan_nights import read_night
from lieny.vocabulary.working_time.scan_remarks import Remarks
from lieny.vocabulary.working_time.scan_taken_out import off_after
from lieny.vocabulary.working_time.tokens import Clock, Kind, Part, Token

LATE_HALVES = {Part.AFTERNOON, Part.EVENING, Part.NIGHT, Part.ALL}
TRANSPARENT = {Kind.FILLER, Kind.FROM, Kind.COLON, Kind.OPEN}


class CoreScanner:
    """Reads days, hours and parts of the day into the core of a `Sentence`."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.gap = Gap.NONE
        self.sentence = Sentence()
        self.remarks = Remarks(self.sentence)
        self.waiting: list[tuple[set[Part], Gap]] = []

    def _kind(self, place: int) -> Kind | None:
        return self.tokens[place].kind if place < len(self.tokens) else None

    def _skip(self, place: int, kinds: set[Kind]) -> int:
        while self._kind(place) in kinds:
            place += 1
        return place

    def _night(self) -> bool:
        found = read_night(self.tokens, self.place)
        if found is None:
            return False
        days, hours, self.place = found
        self.waiting.clear()
        self._add(days, None)
        self._add(hours, None)
        return True

    def _hours(self) -> bool:
        if not begins_hours(self.tokens, self.place):
            return False
        begun = self.place
        label, gap = self._label()
        hours, self.place, open_ended = read_hours(self.tokens, self.place, label)
        self.sentence.open_ended |= open_ended
        if hours is None:
            self._add(Hours(readings=self._from_here_on(begun), open_ended=True), gap)
        elif hours.spans or hours.readings:
            self._add(hours, gap)
        else:
            self.sentence.impossible = True
        return True

    def _from_here_on(self, place: int) -> tuple[Span, ...]:
        """Give the hours of "từ 17h", "17h trở đi": until when nobody says, so the day may pass."""
        clock = self.tokens[place].value
        said = self._kind(place - 1) is Kind.FROM or self._kind(self.place) is Kind.OPEN_END
        if not said or not isinstance(clock, Clock) or clock.minute >= DAY_MINUTES:
            return ()
        return ((clock.minute, DAY_MINUTES),)

    def _label(self) -> tuple[Part | None, Gap | None]:
        """Take the part of the day that stands right before the hours ("Sáng: 7h-11h")."""
        if self.waiting and self.gap <= Gap.COLON and len(self.waiting[-1][0]) == 1:
            parts, gap = self.waiting.pop()
            return next(iter(parts)), gap
        before = self.sentence.core[-1] if self.sentence.core else None
        if isinstance(before, Days) and before.part and self.gap <= Gap.COLON:
            return _only_half(before.part), None  # "Chiều T2-T6 từ 1h30 đến 4h30"
        return None, None

    def _days(self) -> bool:
        found = read_days(self.tokens, self.place)
        if found is None:
            return False
        joined = self._kind(self.place - 1) is Kind.AND if self.place else False
        days, self.place = found
        gap = None
        if self.waiting and self.gap <= Gap.COLON:
            parts, gap = self.waiting.pop()
            _set_first_half(days, frozenset(parts))
        off = off_after(self.tokens, self.place)
        if off is None:
            self._add_days(days, gap, joined=joined)
        else:
            half, self.place = off
            self._take_off(days, half)
        return True

    def _take_off(self, days: Days, half: Part | None) -> None:
        """Days that are said to be off, with the listed ones before them ("T7, CN nghỉ")."""
        if half is not None:
            days.part = frozenset({half})
        self.sentence.excluded.append(days)
        core = self.sentence.core
        while days.part is None and self.gap in {Gap.NONE, Gap.WEAK} and core:
            before = core[-1]
            if not isinstance(before, Days) or before.is_range or before.part:
                return
            if before.is_every_day:
                return  # "hàng ngày, CN nghỉ"
            core.pop()
            # "17h-20h T7, CN nghỉ": Saturday off, or the day of these hours?
            own_hours = before.gap <= Gap.COLON and bool(core) and isinstance(core[-1], Hours)
            self.sentence.doubtful |= own_hours and not _name_days(core)
            self.gap = before.gap
            self.sentence.excluded.append(before)

    def _add_days(self, days: Days, gap: Gap | None, *, joined: bool) -> None:
        """Add days; "hàng ngày (T2-T6)" means the days that are named beside it."""
        core = self.sentence.core
        before = core[-1] if core else None
        if isinstance(before, Days) and self.gap <= (Gap.COLON if joined else Gap.WEAK):
            own_hours = len(core) > 1 and isinstance(core[-2], Hours) and self._hours_follow()
            if before.is_every_day and not days.is_every_day and not own_hours:
                self.gap, gap = before.gap, None
                core.pop()
            elif days.is_every_day and not before.is_every_day:
                return  # "T2-T7 hàng ngày"
        self._add(days, gap)

    def _add(self, element: Days | Hours, gap: Gap | None) -> None:
        element.gap = max(self.gap, gap or Gap.NONE)
        self.sentence.core.append(element)
        self.gap = Gap.NONE
        self.remarks.core(element)

    def _part(self) -> bool:
        token = self.tokens[self.place]
        if token.kind is not Kind.PART or not isinstance(token.value, Part):
            return False
        self.place += 1
        part = token.value
        self.sentence.says_shifts |= token.text.startswith("ca ") and part is not Part.ALL
        follows_days = self._follows_days()
        if follows_days is not None:
            follows_days.part = (follows_days.part or frozenset()) | {part}
            self.gap = Gap.NONE
        elif self.waiting and self.gap <= Gap.WEAK:
            self.waiting[-1][0].add(part)  # "sáng và chiều"
        else:
            self.waiting.append(({part}, self.gap))
            self.gap = Gap.NONE
        return True

    def _follows_days(self) -> Days | None:
        """Find the days that a part after them belongs to ("Thứ 4 (sáng)", "T2,4,6: S, C")."""
        core = self.sentence.core
        if not core or not isinstance(core[-1], Days) or self.waiting:
            return None
        days = core[-1]
        if self.gap > (Gap.WEAK if days.part else Gap.COLON):
            return None
        return None if self._next_begins_core() else days

    def _next_begins_core(self) -> bool:
        place = self._skip(self.place, TRANSPARENT)
        return place < len(self.tokens) and (
            begins_hours(self.tokens, place) or read_days(self.tokens, place) is not None
        )

    def _hours_follow(self) -> bool:
        return begins_hours(self.tokens, self._skip(self.place, TRANSPARENT | {Kind.PART}))


def _name_days(core: Sequence[Days | Hours]) -> bool:
    return any(isinstance(element, Days) for element in core)


def _only_half(parts: frozenset[Part]) -> Part | None:
    """Give the one half that is said; none for "sáng và chiều" and for whole days."""
    return next(iter(parts)) if len(parts) == 1 and Part.ALL not in parts else None


def _set_first_half(days: Days, parts: frozenset[Part]) -> None:
    """Give days the part that stands before them; "từ sáng T2 đến chiều T6" means whole days."""
    last = days.last_part[1] if days.last_part else None
    if last in LATE_HALVES and parts == {Part.MORNING}:
        days.last_part = None
    elif last is None or parts == {last}:
        days.part = parts
    else:
        days.possible_only = True  # "từ chiều T2 đến sáng T6"
