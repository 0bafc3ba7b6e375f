"""What a submission changes or has changed: who joins, who leaves, other hours, told in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.utils import timezone

from lieny.law.book import Book
from lieny.registry.rules.list_changes import Altered, Entry, Joined, Left, Notice
from lieny.registry.rules.rule_words import POSITION_WORDS
from lieny.registry.rules.standing import stale_after
from lieny.registry.services.handed_in.change import ListChange
from lieny.registry.services.handed_in.former import ListMoment
from lieny.registry.services.list_changes import FacilityChanges
from lieny.registry.web.register_shown import hours_said, signs_known
from lieny.registry.web.said import said, said_day, said_time
from lieny.ui.portal.language import chosen

MOST_SHOWN = 200
MOST_TOLD = 5  # facilities of which a line of its own says whose place a list takes
Opens = Callable[[UUID], bool]  # whether whoever reads the page may open a submission
Moved = tuple[FacilityChanges, Joined | Left]


def coming_shown(facilities: Sequence[FacilityChanges], opens: Opens) -> dict[str, object] | None:
    """Lay out what a confirmation would change; None where nobody is registered anywhere."""
    if not facilities:
        return None
    return {"is_coming": True, **_laid_out(facilities, opens)}


def change_shown(change: ListChange, opens: Opens) -> dict[str, object]:
    """Lay out what a submission changed, with the signs that rest on it."""
    return {
        **_laid_out(change.facilities, opens),
        "signs": signs_known(change.signs[:MOST_SHOWN]),
        "sign_count": len(change.signs),
    }


def _laid_out(facilities: Sequence[FacilityChanges], opens: Opens) -> dict[str, object]:
    known = [one for one in facilities if not one.is_first]
    first = [one for one in facilities if one.is_first]
    joined: list[Moved] = [(one, who) for one in facilities for who in one.changes.joined]
    left: list[Moved] = [(one, who) for one in known for who in one.changes.left]
    altered = [(one, who) for one in known for who in one.changes.altered]
    return {
        "facilities": len(known),
        "several": len(facilities) > 1,
        "first": len(first),
        "first_people": sum(len(one.changes.joined) for one in first),
        "joined": [_moved(*one) for one in _late_first(joined)],
        "joined_count": len(joined),
        "left": [_moved(*one) for one in _late_first(left)],
        "left_count": len(left),
        "altered": [_altered(*one) for one in altered[:MOST_SHOWN]],
        "altered_count": len(altered),
        "most": MOST_SHOWN,
        "unchanged": sum(one.changes.unchanged for one in known),
        "late_count": sum(map(_is_late, (*joined, *left))),
        "stale_after": stale_after(Book.load(), on=timezone.localdate()),
        "older": _told([(one.name, one.later) for one in known], opens),
        "replaced": _told([(one.name, one.replaced) for one in known], opens),
        "now": _told([(one.name, one.now) for one in facilities], opens),
        "without": [one.name for one in facilities if one.now is None][:MOST_TOLD],
    }


def _told(lists: Sequence[tuple[str, ListMoment | None]], opens: Opens) -> dict[str, object]:
    """Say of the first few facilities which other list of theirs is meant, and count the others."""
    found = [(name, moment) for name, moment in lists if moment is not None]
    return {
        "lines": [
            {
                "facility": name,
                "day": said_day(moment.listed_on) if moment.listed_on else "",
                "at": said_time(moment.handed_in_at),
                "number": moment.submission if opens(moment.submission) else None,
            }
            for name, moment in found[:MOST_TOLD]
        ],
        "more": max(0, len(found) - MOST_TOLD),
    }


def _late_first(moved: Iterable[Moved]) -> list[Moved]:
    return sorted(moved, key=lambda one: not _is_late(one))[:MOST_SHOWN]


def _is_late(moved: Moved) -> bool:
    """Test whether a list tells of somebody too late; a first list tells of everybody at once."""
    place, who = moved
    return bool(who.notice.is_late) and not place.is_first


def _moved(place: FacilityChanges, who: Joined | Left) -> dict[str, object]:
    notice = who.notice
    return {
        "facility": place.name,
        "name": who.entry.name,
        "hours": hours_said(who.entry.time),
        "on": said_day(notice.on) if notice.on else "–",
        "due": said_day(notice.due_on) if notice.due_on and not place.is_first else "–",
        "is_late": _is_late((place, who)),
        "said": chosen("danh sách đầu", "first list") if place.is_first else _timely(notice),
    }


def _altered(place: FacilityChanges, who: Altered) -> dict[str, object]:
    return {
        "facility": place.name,
        "name": who.after.name,
        "before": _said(who.before, other=who.after),
        "after": _said(who.after, other=who.before),
    }


def _said(entry: Entry, *, other: Entry) -> str:
    """Say what is different: the hours, the position, or both."""
    parts = [hours_said(entry.time)] if entry.time != other.time else []
    if entry.position != other.position:
        words = POSITION_WORDS.get(entry.position)
        usual = chosen("không phụ trách", "in charge of nothing")
        parts.append(said(words) if words else usual)
    return " · ".join(parts)


def _timely(notice: Notice) -> str:
    if notice.is_late is None:
        return chosen("chưa rõ", "not known")
    return chosen("báo chậm", "late") if notice.is_late else chosen("đúng hạn", "in time")
