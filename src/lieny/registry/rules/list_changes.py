"""What a new list of a facility changes against the one before: who joined or left, what hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lieny.law.book import Book
from lieny.law.working_days import calendar
from lieny.vocabulary.weekly_set import WeeklyTime

JOIN, LEAVE = "practice.join-notice", "practice.leave-notice"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list.

    Attributes:
        row: number of the row, for whoever gave it.
        name: as written.
        name_folded: without marks.
        licence: canonical number, None where none could be read.
        time: registered hours.
        position: code of the position, "" for none.
        valid_from: first day of the registration.
        valid_until: last day.
        event_on: day on which the person joined or left, where the list tells it.
    """

    row: int
    name: str
    name_folded: str
    licence: str | None
    time: WeeklyTime
    position: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    event_on: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Notice of a change: the list came in time, too late, or nobody can say.

    Attributes:
        on: day of the event; None where no row tells it.
        due_on: last day on which the list may come.
        is_late: it was received later; None where no day of the event is known.
    """

    on: date | None
    due_on: date | None
    is_late: bool | None


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody whom the former list does not name."""

    entry: Entry
    notice: Notice


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody whom the new list no longer names."""

    entry: Entry
    notice: Notice


@dataclass(frozen=True, slots=True)
class Altered:
    """Somebody in both lists, with other hours or another position."""

    before: Entry
    after: Entry


@dataclass(frozen=True, slots=True)
class ListChanges:
    """What one list changes.

    Attributes:
        joined: named now and not before.
        left: named before and not now; empty where the list only adds.
        altered: hours or position differ.
        unchanged: how many rows say what they said.
    """

    joined: tuple[Joined, ...]
    left: tuple[Left, ...]
    altered: tuple[Altered, ...]
    unchanged: int


def list_changes(
    before: Sequence[Entry],
    after: Sequence[Entry],
    *,
    received_on: date,
    law: Book,
    only_adds: bool = False,
) -> ListChanges:
    """Compare two lists of one facility.

    Rows are of one person where they carry one licence number; rows without a partner of the same
    number are paired by name, if their numbers do not differ.

    Law: practice.join-notice (96/2023/NĐ-CP Điều 29), practice.leave-notice (Điều 27 khoản 12),
        as R18 reads them: the day of the event does not count, the last day is in time.

    Args:
        before: rows of the facility's former lists that still count.
        after: rows of the new list.
        received_on: day on which the new list was received.
        law: the book.
        only_adds: the new list is a supplement; who is not named has not left.
    """
    pairs = _paired(before, after)
    known = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    changed = [(one, other) for one, other in pairs if _differs(one, other)]
    gone = [] if only_adds else [one for one in before if id(one) not in known[0]]
    return ListChanges(
        joined=tuple(
            Joined(one, _notice(JOIN, one.event_on or one.valid_from, received_on, law))
            for one in after
            if id(one) not in known[1]
        ),
        left=tuple(
            Left(one, _notice(LEAVE, _left_on(one, received_on), received_on, law)) for one in gone
        ),
        altered=tuple(Altered(one, other) for one, other in changed),
        unchanged=len(pairs) - len(changed),
    )


def _paired(before: Sequence[Entry], after: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    pairs: list[tuple[Entry, Entry]] = []
    by_licence = {one.licence: one for one in reversed(before) if one.licence is not None}
    for other in after:
        one = by_licence.pop(other.licence, None) if other.licence is not None else None
        if one is not None:
            pairs.append((one, other))
    taken = {id(entry) for pair in pairs for entry in pair}
    by_name: dict[str, list[Entry]] = {}
    for one in before:
        if id(one) not in taken:
            by_name.setdefault(one.name_folded, []).append(one)
    for other in after:
        waiting = by_name.get(other.name_folded, []) if id(other) not in taken else []
        match = next((one for one in waiting if _may_be_one(one, other)), None)
        if match is not None:
            waiting.remove(match)
            pairs.append((match, other))
    return pairs


def _may_be_one(one: Entry, other: Entry) -> bool:
    return one.licence is None or other.licence is None


def _differs(one: Entry, other: Entry) -> bool:
    return one.time != other.time or one.position != other.position


def _left_on(entry: Entry, received_on: date) -> date | None:
    until = entry.valid_until
    return until if until is not None and until <= received_on else None


def _notice(topic: str, on: date | None, received_on: date, law: Book) -> Notice:
    if on is None or not law.binds(topic, on=on):
        return Notice(on, None, None)
    if topic == LEAVE:
        due = calendar().after(on, int(law.parameter(topic, "working_days", on=on)))
    else:
        due = on + timedelta(days=int(law.parameter(topic, "days", on=on)))
    return Notice(on, due, received_on > due)
