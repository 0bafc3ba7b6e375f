"""What a new list of a facility changes against the one before: who joined or left, what hours."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
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

    Rows of one list with one number and one name are one person, whose hours are those of all of
    them. Between the lists, who carries one licence number is one person; who has no partner of
    the same number is paired by name, if the numbers do not differ.

    Law: practice.join-notice (96/2023/NĐ-CP Điều 29), practice.leave-notice (Điều 27 khoản 12),
        as R18 reads them: the day of the event does not count, the last day is in time.

    Args:
        before: rows of the facility's former lists that still count.
        after: rows of the new list.
        received_on: day on which the new list was received.
        law: the book.
        only_adds: the new list is a supplement; who is not named has not left.
    """
    before, after = _by_person(before), _by_person(after)
    pairs = _paired(before, after)
    known = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return changes_between(
        pairs,
        come=[one for one in after if id(one) not in known[1]],
        gone=[] if only_adds else [one for one in before if id(one) not in known[0]],
        received_on=received_on,
        law=law,
    )


def changes_between(
    pairs: Sequence[tuple[Entry, Entry]],
    *,
    come: Sequence[Entry],
    gone: Sequence[Entry],
    received_on: date,
    law: Book,
) -> ListChanges:
    """Say what changed where it is known already which rows are of one person.

    Args:
        pairs: of somebody in both lists, the row before and the row after.
        come: rows of those whom only the new list names.
        gone: former rows of those who left.
        received_on: day on which the new list was received.
        law: the book.
    """
    changed = [(one, other) for one, other in pairs if _differs(one, other)]
    return ListChanges(
        joined=tuple(
            Joined(one, _notice(JOIN, one.event_on or one.valid_from, received_on, law))
            for one in come
        ),
        left=tuple(
            Left(one, _notice(LEAVE, _left_on(one, received_on), received_on, law)) for one in gone
        ),
        altered=tuple(Altered(one, other) for one, other in changed),
        unchanged=len(pairs) - len(changed),
    )


def _by_person(entries: Sequence[Entry]) -> list[Entry]:
    """Join the rows of one person; rows without a number stay as they are."""
    found: dict[object, Entry] = {}
    for one in entries:
        key = (one.licence, one.name_folded) if one.licence is not None else id(one)
        former = found.get(key)
        found[key] = one if former is None else replace(former, time=former.time | one.time)
    return list(found.values())


def _paired(before: Sequence[Entry], after: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Pair by number and name, then by number alone, then by name alone."""
    pairs: list[tuple[Entry, Entry]] = []
    for key in (_number_and_name, _number, _name):
        taken = {id(entry) for pair in pairs for entry in pair}
        waiting: dict[Hashable, list[Entry]] = {}
        for one in before:
            if id(one) not in taken and key(one) is not None:
                waiting.setdefault(key(one), []).append(one)
        for other in after:
            partners = waiting.get(key(other), []) if id(other) not in taken else []
            match = next((one for one in partners if _may_be_one(one, other)), None)
            if match is not None:
                partners.remove(match)
                pairs.append((match, other))
    return pairs


def _number_and_name(entry: Entry) -> Hashable | None:
    return None if entry.licence is None else (entry.licence, entry.name_folded)


def _number(entry: Entry) -> Hashable | None:
    return entry.licence


def _name(entry: Entry) -> Hashable | None:
    return entry.name_folded


def _may_be_one(one: Entry, other: Entry) -> bool:
    return one.licence is None or other.licence is None or one.licence == other.licence


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
