"""Remarks that make hours merely possible, and which hours they speak of; places; dates."""

from __future__ import annotations

from datetime import date

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.items import Days, Gap, Hours, Sentence
from lieny.vocabulary.working_time.tokens import Kind, Quantity, Token

_PLACES = (
    (("phòng khám", "phong kham", "phòng mạch", "phong mach"), "pk"),
    (("bệnh viện", "benh vien"), "bv"),
    (("cơ sở", "co so"), "cs"),
    (("trung tâm y tế", "trung tam y te"), "ttyt"),
    (("trạm y tế", "tram y te"), "tyt"),
    (("tại ", "tai ", "ở ", "o "), ""),
)


class Remarks:
    """Attaches "2 tuần/lần", "trực", "hoặc" to the nearest days or hours.

    A remark speaks of what stands before it in the same piece of the text; of what follows it, when
    nothing does ("Trực: T7 7h-17h"); of nothing, when it stands alone ("…; trực theo lịch").
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.before: Days | Hours | None = None
        self.waiting = False
        self.places: list[tuple[str, int]] = []
        self.dated: set[int] = set()

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

    def hear(self, token: Token) -> bool:
        """Take in a doubt, a place, the name of a shift or an amount; False for other words."""
        if token.kind is Kind.DOUBT:
            self.sentence.doubtful = True  # "hoặc", "khoảng", "thay đổi"
        elif token.kind is Kind.SHIFT:
            self.sentence.shift_labels.add(token.text)
        elif token.kind is Kind.SITE:
            self.place(token.text)
        elif isinstance(token.value, Quantity):
            self._quantity(token.value)
        else:
            return False
        return True

    def place(self, name: str) -> None:
        """Hear a place: hours at two places in one cell cannot be told apart."""
        for word in (" của ", " cua ", " tại ", " tai "):
            name = name.rpartition(word)[2]
        for written, short in _PLACES:
            for long in written:
                name = name.replace(long, short)
        self.places.append((name, len(self.sentence.core)))

    def _quantity(self, amount: Quantity) -> None:
        """Hear an amount of work; fewer days a week than are listed leave open which of them."""
        sentence = self.sentence
        sentence.flags.add(TimeFlag.QUANTITY)
        sentence.says_shifts |= amount.unit == "shift"
        if amount.unit == "hour" and amount.per == "week":
            sentence.hours_per_week = amount.amount
        if amount.unit in {"session", "day"} and amount.per == "week":
            sentence.days_per_week = amount.amount
        if amount.unit in {"session", "day", "other"} and amount.per == "month":
            sentence.flags.add(TimeFlag.MONTHLY)
            self.possible_only()

    def day_of_calendar(self, day: date, before: Kind | None) -> None:
        """Hear a date: "từ 15/8/2024", "đến 31/12/2025", or the one day on which somebody works."""
        sentence = self.sentence
        sentence.flags.add(TimeFlag.DATE_ONLY)
        begins = before is Kind.FROM
        until = before is Kind.TO or (before is Kind.DASH and sentence.valid_from is not None)
        if not begins and not until and isinstance(self.before, Days):
            self.before.possible_only = True
        self.dated.add(len(sentence.core))
        if len(self.dated) > 1:
            sentence.doubtful = True  # hours of several periods in one cell
        elif until:
            sentence.valid_until = day
        else:
            sentence.valid_from = day

    def settle(self) -> None:
        """Decide at the end what concerns the whole text."""
        sentence, core = self.sentence, self.sentence.core
        every_week = {TimeFlag.BIWEEKLY, TimeFlag.MONTHLY} & sentence.flags
        unattached = every_week and not any(element.possible_only for element in core)
        if TimeFlag.SEASONAL in sentence.flags or unattached:
            for element in core:
                element.possible_only = True
        for name, place in self.places:
            if any(name != other and place != there for other, there in self.places):
                sentence.sites.add(name)
