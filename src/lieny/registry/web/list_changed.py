"""What a submission changes or has changed: who joins, who leaves, other hours, told in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lieny.registry.rules.list_changes import Altered, Entry, Joined, Left, Notice
from lieny.registry.rules.rule_words import POSITION_WORDS
from lieny.registry.services.handed_in.change import ListChange
from lieny.registry.services.list_changes import FacilityChanges
from lieny.registry.web.register_shown import hours_said, signs_known
from lieny.registry.web.said import said, said_day
from lieny.ui.portal.language import chosen

MOST_SHOWN = 200
Moved = tuple[FacilityChanges, Joined | Left]


def coming_shown(facilities: Sequence[FacilityChanges]) -> dict[str, object] | None:
    """Lay out what a confirmation would change; None where no facility has a former list.

    A facility's first list changes nothing: all of it is new, which the page says already.
    """
    if all(one.is_first for one in facilities):
        return None
    return {"is_coming": True, **_laid_out(facilities)}


def change_shown(change: ListChange) -> dict[str, object]:
    """Lay out what a submission changed, with the signs that rest on it."""
    return {
        **_laid_out(change.facilities),
        "signs": signs_known(change.signs[:MOST_SHOWN]),
        "sign_count": len(change.signs),
    }


def _laid_out(facilities: Sequence[FacilityChanges]) -> dict[str, object]:
    known = [one for one in facilities if not one.is_first]
    first = [one for one in facilities if one.is_first]
    joined: list[Moved] = [(one, who) for one in known for who in one.changes.joined]
    left: list[Moved] = [(one, who) for one in known for who in one.changes.left]
    altered = [(one, who) for one in known for who in one.changes.altered]
    return {
        "facilities": len(known),
        "several": len(known) > 1,
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
        "late_count": sum(bool(who.notice.is_late) for _, who in (*joined, *left)),
        "older": [
            {"facility": one.name, "later": said_day(one.later)} for one in known if one.later
        ],
    }


def _late_first(moved: Iterable[Moved]) -> list[Moved]:
    return sorted(moved, key=lambda one: not one[1].notice.is_late)[:MOST_SHOWN]


def _moved(place: FacilityChanges, who: Joined | Left) -> dict[str, object]:
    notice = who.notice
    return {
        "facility": place.name,
        "name": who.entry.name,
        "hours": hours_said(who.entry.time),
        "on": said_day(notice.on) if notice.on else "–",
        "due": said_day(notice.due_on) if notice.due_on else "–",
        "is_late": bool(notice.is_late),
        "said": _timely(notice),
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
