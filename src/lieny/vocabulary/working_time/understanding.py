"""What is understood of a text so far, while its clauses are read one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime
from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.office import FacilityHours


@dataclass(slots=True)
class Meaning:
    """What was understood so far."""

    facility: FacilityHours | None
    definite: WeeklySet = EMPTY
    possible: WeeklySet = EMPTY
    open_questions: bool = False  # something was said that could not be made definite
    flags: set[TimeFlag] = field(default_factory=set)

    def add(self, minutes: WeeklySet, *, sure: bool) -> None:
        """Add minutes, definite or merely possible."""
        if sure:
            self.definite |= minutes
        else:
            self.possible |= minutes
            self.open_questions = True

    def doubt(self, minutes: WeeklySet) -> None:
        """Make definite minutes merely possible."""
        doubted = self.definite & minutes
        self.definite -= doubted
        self.possible |= doubted
        self.open_questions |= bool(doubted)

    def time(self) -> WeeklyTime:
        """Give both sets, disjoint."""
        return WeeklyTime(self.definite, self.possible - self.definite)
