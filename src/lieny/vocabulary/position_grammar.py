"""Ngữ pháp của vị trí chuyên môn: heads, deputies, acting and former holders."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache

from lieny.vocabulary.phrase_table import Found, PhraseTable, keys_of, load_terms
from lieny.vocabulary.scope import NO_SCOPE, Scope, scope_table
from lieny.vocabulary.text import LONGEST_CELL
from lieny.vocabulary.title import Title, read_title


class Said(Enum):
    """What a part of the cell says the person is."""

    CHIEF = auto()
    HEAD = auto()
    PRACTITIONER = auto()


@dataclass(frozen=True, slots=True)
class SaidPosition:
    """One position that the cell names, and whether the holder is acting."""

    said: Said
    acting: bool = False


_BREAK = re.compile(
    r"[,;\n()+&]|\s/\s|\s[-–—]\s|\b(?:kiêm|kiem)(?:\s+(?:nhiệm|nhiem))?\b|\bvà\b", re.IGNORECASE
)
_SPECIALTY = "specialty"
_UNIT_FOLLOWS = frozenset({"unit", _SPECIALTY, "examining"})
# A deputy's part of a cell, and what continues it in the next part.
_CONTINUES = {
    "deputy_director": {"charge_skill", "charge"},
    "deputy_head": {"charge_unit", "charge"},
}
_NOT_THE_HOLDER = frozenset({"negated", "former", "assistant", "staff_head"})
_NO_UNIT = frozenset({Scope.GENERAL, Scope.NURSING, Scope.MIDWIFERY, Scope.VACCINATION})
_DEPUTY_FOR_SKILL = (
    "phó giám đốc phụ trách chuyên môn chưa hẳn là người chịu trách nhiệm chuyên môn kỹ thuật"
)
_DIRECTOR_ONLY = "giám đốc chưa hẳn là người chịu trách nhiệm chuyên môn kỹ thuật"


def positions_said(text: str) -> tuple[list[SaidPosition], tuple[str, ...]]:
    """Give the positions that a cell names, and Vietnamese notes on what is doubtful."""
    found: list[SaidPosition] = []
    notes: list[str] = []
    before: list[str] = []
    for part in _BREAK.split(text[:LONGEST_CELL]):
        parts = _parts_of(part)
        if before[:1] and parts[:1] and parts[0] in _CONTINUES.get(before[0], ()):
            parts = [before[0], *parts]  # "Phó giám đốc, phụ trách chuyên môn"
        if parts == ["acting"] and found:
            found[-1] = replace(found[-1], acting=True)  # "Trưởng khoa (tạm thời)"
            continue
        one = _position(parts, notes)
        if one is None and _practises(part, parts):
            one = SaidPosition(Said.PRACTITIONER)
        if one is not None:
            found.append(one)
        before = parts or before
    return list(dict.fromkeys(found)), tuple(dict.fromkeys(notes))


def _position(parts: list[str], notes: list[str]) -> SaidPosition | None:
    """Decide what one part of a cell says; None where it says no more than a practitioner."""
    if not _NOT_THE_HOLDER.isdisjoint(parts):
        return None
    acting = "acting" in parts
    for position, part in enumerate(parts):
        decide = _DECISIONS.get(part)
        if decide is not None:
            before, after = parts[:position], parts[position + 1 :]
            said = decide(before, after, notes)
            return None if said is None else SaidPosition(said.said, said.acting or acting)
    return None


def _chief(before: list[str], after: list[str], _notes: list[str]) -> SaidPosition | None:
    if "deputy" in before:
        return None
    return SaidPosition(Said.HEAD if after[:1] == ["unit"] else Said.CHIEF)


def _charge_skill(_before: list[str], after: list[str], _notes: list[str]) -> SaidPosition | None:
    return SaidPosition(Said.HEAD if _UNIT_FOLLOWS & set(after[:1]) else Said.CHIEF)


def _charge(before: list[str], after: list[str], notes: list[str]) -> SaidPosition | None:
    if after[:1] == ["skill"]:
        return _charge_skill(before, after[1:], notes)
    if after[:1] == ["clinic"]:
        return _clinic_head(before, after[1:], notes)
    return SaidPosition(Said.HEAD, "deputy" in before) if _UNIT_FOLLOWS & set(after[:1]) else None


def _charge_unit(before: list[str], _after: list[str], _notes: list[str]) -> SaidPosition | None:
    return SaidPosition(Said.HEAD, "deputy" in before)


def _head(before: list[str], after: list[str], notes: list[str]) -> SaidPosition | None:
    return _deputy_head(before, after, notes) if "deputy" in before else SaidPosition(Said.HEAD)


def _office_head(before: list[str], after: list[str], notes: list[str]) -> SaidPosition | None:
    return _head(before, after, notes) if _UNIT_FOLLOWS & set(after[:1]) else None


def _clinic_head(before: list[str], after: list[str], notes: list[str]) -> SaidPosition | None:
    if after[:1] == [_SPECIALTY]:
        return _head(before, after, notes)  # "Phụ trách phòng khám Nội" of a larger facility
    return None if "deputy" in before else SaidPosition(Said.CHIEF)


def _deputy_head(_before: list[str], after: list[str], _notes: list[str]) -> SaidPosition | None:
    """A deputy heads the unit only where "phụ trách" stands alone or before the unit."""
    for position, part in enumerate(after):
        if part == "charge_unit":
            return SaidPosition(Said.HEAD, acting=True)
        if part == "charge" and "skill" not in after[position + 1 :]:
            return SaidPosition(Said.HEAD, acting=True)
    return None


def _director(_before: list[str], after: list[str], notes: list[str]) -> SaidPosition | None:
    if "chief" in after or "charge_skill" in after:
        return SaidPosition(Said.CHIEF)
    notes.append(_DIRECTOR_ONLY)
    return None


def _deputy_director(_before: list[str], after: list[str], notes: list[str]) -> SaidPosition | None:
    if "chief" in after:
        return SaidPosition(Said.CHIEF)
    if "clinic_head" in after:
        return SaidPosition(Said.CHIEF, acting=True)
    if "charge_unit" in after or "head" in after:
        return SaidPosition(Said.HEAD)
    if "charge_skill" in after:
        notes.append(_DEPUTY_FOR_SKILL)
    return None


_DECISIONS: dict[str, Callable[[list[str], list[str], list[str]], SaidPosition | None]] = {
    "chief": _chief,
    "charge_skill": _charge_skill,
    "charge_unit": _charge_unit,
    "charge": _charge,
    "head": _head,
    "office_head": _office_head,
    "clinic_head": _clinic_head,
    "deputy_head": _deputy_head,
    "director": _director,
    "deputy_director": _deputy_director,
}


def _practises(text: str, parts: list[str]) -> bool:
    """Test whether a part that names no office names a practitioner."""
    title = read_title(text).title
    if title in {Title.OTHER, Title.PHARMACIST}:
        return False
    return title is not None or bool(set(parts) - _OFFICES)


# Parts that by themselves do not say that somebody treats patients.
_OFFICES = frozenset({"director", "clinic", "unit", "acting", "skill", "negated", "charge"})


def _parts_of(text: str) -> list[str]:
    """Name the parts that the words play, specialties included, in order."""
    keys = keys_of(text)
    parts: list[str] = []
    start = 0
    while start < len(keys):
        role, scope = _table().at(keys, start), scope_table().at(keys, start)
        if scope is not None and (role is None or _outweighs(scope, role)):
            is_unit = scope.meaning != NO_SCOPE and Scope(scope.meaning) not in _NO_UNIT
            parts += [_SPECIALTY] if is_unit else []
            start = scope.end
        elif role is not None:
            parts.append(role.meaning)
            start = role.end
        else:
            start += 1
    return parts


def _outweighs(scope: Found[str], role: Found[str]) -> bool:
    """Test whether a specialty is meant: the longer phrase, or work that has its own specialty."""
    if scope.end == role.end:
        return role.meaning in {"practise", "examining"}
    return scope.end > role.end


@cache
def _table() -> PhraseTable[str]:
    return PhraseTable.of_lists(load_terms("position.toml")["parts"])
