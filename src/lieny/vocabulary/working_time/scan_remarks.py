"""Remarks that make hours merely possible, and which hours they speak of."""

from __future__ import annotations

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.items import Days, Gap, Hours, Sentence


class Remarks:
    """Attaches "2 tuần/lần", "trực", "hoặc" to the nearest days or hours.

    A remark speaks of what stands before it in the same piece of the text; of what follows it, when
    nothing does ("Trực: T7 7h-17h"); of nothing, when it stands alone ("…; trực theo lịch").
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.before: Days | Hours | None = None
        self.waiting = False

    def gap(self, gap: Gap) -> None:
        """Pass a sign that parts the text."""
        if gap >= Gap.WEAK:
            self.before = None
            self.waiting = False

    def core(self, element: Days | Hours) -> None:
        """Pass days or hours."""
        self.before = element
        if self.waiting:
            element.possible_only = True

    def possible_only(self) -> None:
        """Hear that hours are not of every week, or that a roster fixes them."""
        if self.before is not None:
            self.before.possible_only = True
        else:
            self.waiting = True

    def doubt(self) -> None:
        """Hear that the words leave the hours open ("hoặc", "khoảng", "thay đổi")."""
        self.sentence.doubtful = True

    def settle(self) -> None:
        """Decide at the end what concerns the whole text."""
        every_week = {TimeFlag.BIWEEKLY, TimeFlag.MONTHLY}
        core = self.sentence.core
        if TimeFlag.SEASONAL in self.sentence.flags:
            for element in core:
                element.possible_only = True
        elif every_week & self.sentence.flags and not any(e.possible_only for e in core):
            for element in core:
                element.possible_only = True
