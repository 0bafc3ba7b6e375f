"""What a digest tells, before it is worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DigestLine:
    """Một việc: number of a case, and until when."""

    number: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class DigestPart:
    """Một nhóm việc: how many there are, and the first of them."""

    count: int
    lines: tuple[DigestLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """Tổng hợp cho một người.

    Attributes:
        late: cases whose term has passed.
        mine: cases in which the next step is their department's.
        new: cases of which their department was told something that nobody has read.
        lists: submissions that wait for a decision.
        questions: questions that their facility has not answered.
    """

    late: DigestPart
    mine: DigestPart
    new: DigestPart
    lists: DigestPart
    questions: DigestPart

    @property
    def is_empty(self) -> bool:
        """Test whether there is nothing to tell."""
        parts = (self.late, self.mine, self.new, self.lists, self.questions)
        return not any(part.count for part in parts)
