"""Which hours belong to which days.

People write days first ("T2-T6: 7h-11h"), hours first ("7h-11h T2-T6") or both in one cell. A
clause is a run of days followed by a run of hours, or the other way round. Among all ways to cut
the text into clauses the cheapest is taken: cutting is cheap where the text has a strong sign and
dear where it has none; joining the other way round; days without hours, hours without days, and
clauses of both orders in one text are dear. When two different cuts cost the same the text does not
say which is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from lieny.vocabulary.working_time.items import Days, Gap, Hours
from lieny.vocabulary.working_time.tokens import Part

CUT = {Gap.NONE: 1.5, Gap.COLON: 5.0, Gap.WEAK: 1.0, Gap.STRONG: 0.0}
JOIN_SAME = {Gap.NONE: 0.2, Gap.COLON: 0.5, Gap.WEAK: 0.0, Gap.STRONG: 1.5}
JOIN_DAYS_OVER_STRONG = 4.0  # "T2-T6; T7: 7h-11h": as dear as days without hours
JOIN_OTHER = {Gap.NONE: 0.0, Gap.COLON: 0.0, Gap.WEAK: 0.3, Gap.STRONG: 2.0}
INCOMPLETE = 4.0
OTHER_ORDER = 1.5  # days first in one clause and hours first in the next
OTHER_PART = 2.0  # "… T2-T6, cả ngày T7": a new word for the part of the day begins something new
MOST_ELEMENTS = 40
Element = Days | Hours


class _Sign(NamedTuple):
    """All of an element that a cut looks at."""

    is_days: bool
    gap: Gap
    part: frozenset[Part] | None  # of days
    possible_only: bool


_Signs = tuple[_Sign, ...]
_Ends = tuple[int, ...]  # where each clause ends


@dataclass(frozen=True, slots=True)
class Clause:
    """Days and the hours worked on them; either may be empty."""

    days: tuple[Days, ...]
    hours: tuple[Hours, ...]

    @property
    def possible_only(self) -> bool:
        """Test whether a remark makes the whole clause merely possible."""
        return any(days.possible_only for days in self.days) or any(
            hours.possible_only for hours in self.hours
        )


def cut(core: Sequence[Element]) -> list[tuple[Clause, ...]]:
    """Give the cheapest ways to cut the elements into clauses; more than one if they tie."""
    core = core[:MOST_ELEMENTS]
    return [_clauses(core, ends) for ends in _ways(tuple(map(_sign, core)))]


def _sign(element: Element) -> _Sign:
    part = element.part if isinstance(element, Days) else None
    return _Sign(isinstance(element, Days), element.gap, part, element.possible_only)


@lru_cache(maxsize=4_096)  # few texts differ in what a cut looks at
def _ways(core: _Signs) -> tuple[_Ends, ...]:
    """Give the cheapest cuts, at most four, each as the places where its clauses end."""
    one_kind = len({element.is_days for element in core}) < 2  # noqa: PLR2004 - days and hours

    @cache
    def best(start: int, *, order: bool | None) -> tuple[float, tuple[_Ends, ...]]:
        if start == len(core):
            return 0.0, ((),)
        found: dict[_Ends, float] = {}
        for end in _ends(core, start):
            own = _cost(core, start, end, one_kind=one_kind)
            if end < len(core):
                own += CUT[core[end].gap]
            own_order = _order(core, start, end)
            if order is not None and own_order is not None and order is not own_order:
                own += OTHER_ORDER
            rest, cuts = best(end, order=order if own_order is None else own_order)
            for tail in cuts:
                found[end, *tail] = own + rest
        least = min(found.values())
        ties = tuple(ends for ends, cost in found.items() if cost <= least + 1e-9)
        return least, ties[:4]

    _, ways = best(0, order=None)
    return ways


def _ends(core: _Signs, start: int) -> Iterator[int]:
    """List where a clause that begins at `start` may end: its kind changes at most once."""
    changes = 0
    for end in range(start + 1, len(core) + 1):
        yield end
        if end < len(core) and core[end].is_days is not core[end - 1].is_days:
            changes += 1
            if changes > 1:
                return


def _order(core: _Signs, start: int, end: int) -> bool | None:
    """Tell whether a complete clause begins with days (or with hours); None: it is not complete."""
    kinds = {element.is_days for element in core[start:end]}
    return core[start].is_days if len(kinds) > 1 else None


def _cost(core: _Signs, start: int, end: int, *, one_kind: bool) -> float:
    cost = 0.0
    for place in range(start + 1, end):
        same = core[place].is_days is core[place - 1].is_days
        cost += (JOIN_SAME if same else JOIN_OTHER)[core[place].gap]
        if same and core[place].gap is Gap.STRONG and core[place].is_days:
            cost += JOIN_DAYS_OVER_STRONG - JOIN_SAME[Gap.STRONG]
        cost += OTHER_PART * _begins_other_part(core[place - 1], core[place])
    complete = _order(core, start, end) is not None
    stands_alone = any(e.possible_only or e.part for e in core[start:end])
    if not complete and not one_kind and not stands_alone:
        cost += INCOMPLETE
    return cost


def _begins_other_part(before: _Sign, element: _Sign) -> bool:
    both_days = before.is_days and element.is_days
    return both_days and bool(element.part) and element.part != before.part


def _clauses(core: Sequence[Element], ends: _Ends) -> tuple[Clause, ...]:
    clauses, start = [], 0
    for end in ends:
        piece = core[start:end]
        clauses.append(
            Clause(
                tuple(e for e in piece if isinstance(e, Days)),
                tuple(e for e in piece if isinstance(e, Hours)),
            )
        )
        start = end
    return tuple(clauses)
