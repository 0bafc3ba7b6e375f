"""A pair side by side: values, where they differ, what speaks for and against, who said what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from rapidfuzz.distance import Levenshtein

from lieny.people.models import User
from lieny.people.rules.permission import may_ever
from lieny.people.web.actor import actor_of
from lieny.registry.models import LinkDecision, Person
from lieny.registry.services.link_evidence import (
    AUTOMATIC,
    STRENGTHS,
    Evidence,
    Strength,
    chance_of,
    evidence_of,
)
from lieny.registry.services.link_review import Pair, Side, decisions_about
from lieny.registry.web.said import (
    department_said,
    language,
    licence_said,
    province_said,
    rule_said,
    said,
    said_time,
)
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_key
from lieny.ui.words import weekly_minutes_in_words

CONTRADICTING = frozenset({"birth", "personal_number"})
SAME, DIFFERS, LACKS = "same", "differs", "lacks"
DOTS = {
    Strength.VERY_STRONG: "●●●●",
    Strength.STRONG: "●●●○",
    Strength.FAIR: "●●○○",
    Strength.WEAK: "●○○○",
}
Runs = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Dòng so sánh: one field of both sides.

    Attributes:
        name: of the field.
        one, other: runs of letters, each with whether the other side lacks them.
        kind: "same", "differs" or "lacks".
        glyph: the same without colour.
        word: the same in words.
    """

    name: str
    one: Runs
    other: Runs
    kind: str
    glyph: str
    word: str


def pair_shown(pair: Pair) -> dict[str, object]:
    """Lay out a pair."""
    found = evidence_of(pair.parts, pair.levels)
    return {
        "sides": [_side(pair.one), _side(pair.other)],
        "lines": [_line(*field) for field in _fields(pair)],
        "chance": chance_of(pair.weight),
        "needed": chance_of(AUTOMATIC),
        "contradicted": _contradictions(found) if pair.contradicted else "",
        "for": [_evidence(one) for one in found if one.speaks_for],
        "against": [_evidence(one) for one in found if not one.speaks_for],
        "changes": changes_said(pair.makes, pair.unmakes, in_full=_sees_both(pair)),
        "across": pair.is_across,
        "between": _between(pair),
        "departments": _departments(pair),
    }


def _contradictions(found: Sequence[Evidence]) -> str:
    """Name what forbids a link by itself: only what differs, of birth and personal number."""
    names = [
        said(one.said) for one in found if one.comparison in CONTRADICTING and not one.speaks_for
    ]
    return "; ".join(names) or chosen(
        "ngày sinh hoặc số định danh", "birth dates or personal numbers"
    )


def _between(pair: Pair) -> str:
    """Name the provinces whose lists or registers hold rows of the two, as far as one sees."""
    codes = dict.fromkeys(code for side in (pair.one, pair.other) for code in _provinces(side))
    return ", ".join(province_said(code) for code in codes)


def _provinces(side: Side) -> list[str]:
    """List the provinces of a side, that of the row that was compared first."""
    shown = str(side.shown.get("province", ""))
    held = side.person.provinces if side.person else []
    return [code for code in dict.fromkeys((shown, *sorted(held))) if code]


def _sees_both(pair: Pair) -> bool:
    return pair.one.person is not None and pair.other.person is not None


def _departments(pair: Pair) -> list[str]:
    """Name the departments behind whose wall one of the two stands."""
    hidden = [side for side in (pair.one, pair.other) if side.person is None]
    return [department_said(str(side.shown.get("province", ""))) for side in hidden]


def _side(side: Side) -> dict[str, object]:
    code = str(side.shown.get("province", ""))
    return {
        "name": side.shown.get("name") or "—",
        "key": province_key(code),
        "provinces": [(province_key(one), province_said(one)) for one in _provinces(side)],
        "person": side.person,
        "places": [(one.facility, province_said(one.province)) for one in side.places],
        "signs": [rule_said(rule) for rule in side.signs],
        "department": department_said(code),
    }


def _fields(pair: Pair) -> list[tuple[str, str, str]]:
    one, other = pair.one.shown, pair.other.shown
    return [
        (
            chosen("Họ và tên", "Name"),
            str(one.get("name") or ""),
            str(other.get("name") or ""),
        ),
        (
            chosen("Năm sinh", "Year of birth"),
            str(one.get("birth_year") or ""),
            str(other.get("birth_year") or ""),
        ),
        (
            chosen("Số giấy phép", "Licence number"),
            number_said(one),
            number_said(other),
        ),
    ]


def number_said(shown: Mapping[str, Any]) -> str:
    """Write the licence number of a side as far as it was read; "" where none was."""
    serial = shown.get("licence_serial")
    if serial is None:
        return ""
    return licence_said(int(serial), shown.get("licence_issuer"), shown.get("licence_type"))


def _line(name: str, one: str, other: str) -> Line:
    if not one or not other:
        word = chosen("thiếu một bên", "one side lacks it")
        whole = chosen("không ghi", "not given")
        return Line(name, ((one or whole, False),), ((other or whole, False),), LACKS, "–", word)
    if one.casefold() == other.casefold():
        return Line(name, ((one, False),), ((other, False),), SAME, "=", chosen("trùng", "equal"))
    word = chosen("khác", "differs")
    left, right = _marked(one, other)
    return Line(name, left, right, DIFFERS, "×", word)


def _marked(one: str, other: str) -> tuple[Runs, Runs]:
    """Split both into runs of letters that the other has at that place, and those it lacks."""
    if len(one) == len(other):
        return _by_place(one, other), _by_place(other, one)
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    steps = Levenshtein.opcodes(one.casefold(), other.casefold())
    # Folding the case of Vietnamese and Latin letters keeps their number; of others it may not.
    if steps.src_len != len(one) or steps.dest_len != len(other):
        return ((one, True),), ((other, True),)
    for step in steps:
        same = step.tag == "equal"
        left.append((one[step.src_start : step.src_end], not same))
        right.append((other[step.dest_start : step.dest_end], not same))
    return tuple(run for run in left if run[0]), tuple(run for run in right if run[0])


def _by_place(text: str, other: str) -> Runs:
    """Split a text of the same length letter by letter: swapped digits show as both."""
    differs = [a.casefold() != b.casefold() for a, b in zip(text, other, strict=True)]
    runs = groupby(zip(text, differs, strict=True), key=lambda one: one[1])
    return tuple(("".join(letter for letter, _ in run), marked) for marked, run in runs)


def _evidence(one: Evidence) -> dict[str, object]:
    return {
        "said": said(one.said),
        "means": said(one.means),
        "strength": said(STRENGTHS[one.strength]),
        "dots": DOTS[one.strength],
    }


def changes_said(
    makes: Mapping[str, int], unmakes: Sequence[str], *, in_full: bool = False
) -> list[dict[str, object]]:
    """Say which signs merging would bring or take away; minutes only to who sees both sides."""
    found: list[dict[str, object]] = []
    for rule, minutes in sorted(makes.items()):
        more = f" ({weekly_minutes_in_words(minutes, language())})"
        found.append(
            {
                "kind": "makes",
                "said": chosen("Sẽ có: ", "Would bring: ")
                + rule_said(rule)
                + (more if in_full and minutes else ""),
            }
        )
    found += [
        {"kind": "unmakes", "said": chosen("Sẽ hết: ", "Would end: ") + rule_said(rule)}
        for rule in unmakes
    ]
    return found


def decision_shown(decision: LinkDecision) -> dict[str, object]:
    """Say who decided what, who agreed, and who took it back."""
    names = User.objects.in_bulk(
        [
            pk
            for pk in (decision.decided_by_id, decision.seconded_by_id, decision.undone_by_id)
            if pk is not None
        ]
    )
    return {
        "id": decision.pk,
        "verdict": decision.verdict,
        "said": verdict_said(decision),
        "pair": (decision.one_id, decision.other_id),
        "names": [
            str(side.get("name") or "—")
            for side in (decision.asked.get("one", {}), decision.asked.get("other", {}))
        ],
        "decided": _who(names, decision.decided_by_id, decision.decided_for),
        "at": said_time(decision.decided_at),
        "reason": decision.reason,
        "seconded": _who(names, decision.seconded_by_id, decision.seconded_for),
        "seconded_at": said_time(decision.seconded_at) if decision.seconded_at else "",
        "undone": _who(names, decision.undone_by_id, decision.undone_for),
        "undone_at": said_time(decision.undone_at) if decision.undone_at else "",
        "undone_reason": decision.undone_reason,
        "waits": decision.undone_at is None and not decision.is_in_force,
        "stands": decision.undone_at is None,
    }


def links_shown(request: HttpRequest, person: Person) -> list[dict[str, object]]:
    """Say what was ever decided of a person, and of who was merged into them, with the reasons."""
    if not may_ever("link.read", standings=actor_of(request).standings):
        return []
    return [decision_shown(one) for one in decisions_about(person)]


def _who(names: Mapping[UUID, User], user: UUID | None, province: str) -> str:
    if user is None:
        return ""
    name = names[user].full_name if user in names else ""
    return " · ".join(filter(None, (department_said(province) if province else "", name)))


def verdict_said(decision: LinkDecision) -> str:
    """Say what was decided."""
    if decision.verdict == LinkDecision.Verdict.DIFFERENT:
        return chosen("Hai người khác nhau", "Two different persons")
    if decision.undone_at is None and not decision.is_in_force:
        return chosen("Đề nghị ghép thành một người", "Proposed: one person")
    return chosen("Cùng một người", "One person")
