"""Vị trí chuyên môn: what a registration says that the person does at the facility."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lieny.vocabulary.position_grammar import Said, positions_said
from lieny.vocabulary.scope import Scope, scopes_in
from lieny.vocabulary.text import LONGEST_CELL, clean
from lieny.vocabulary.title import Title, read_title


class Position(StrEnum):
    """Vị trí chuyên môn (Luật 15/2023/QH15, Điều 36 khoản 2)."""

    CHIEF = "CHIEF"  # chịu trách nhiệm chuyên môn kỹ thuật của cơ sở
    HEAD_UNIT = "HEAD_UNIT"  # phụ trách một bộ phận chuyên môn
    PRACTITIONER = "PRACTITIONER"  # khám bệnh, chữa bệnh theo giấy phép hành nghề


@dataclass(frozen=True, slots=True)
class PositionReading:
    """What a position cell gave.

    Attributes:
        text: the cell.
        position: the strongest position that it names, None where it names none.
        acting: that position is held by an acting holder ("quyền", "phó … phụ trách").
        every: all positions named, strongest first.
        unit: the unit in the cell's own words ("Khoa Nội"), None where it names none.
        notes: Vietnamese sentences on what is doubtful.
    """

    text: str
    position: Position | None
    acting: bool = False
    every: tuple[Position, ...] = ()
    unit: str | None = None
    notes: tuple[str, ...] = ()


_OF = {
    Said.CHIEF: Position.CHIEF,
    Said.HEAD: Position.HEAD_UNIT,
    Said.PRACTITIONER: Position.PRACTITIONER,
}
_UNIT = re.compile(
    r"\b((?:liên\s+)?khoa|phòng khám|phòng|đơn vị|bộ phận|pk|trạm y tế|tyt)\s+(?!khám\s*$)"
    r"([^,;()\n/+]*?)"
    r"(?=\s*(?:[,;()\n/+]|\s-\s|\bkiêm\b|\bvà\b|\bphụ trách\b|$))",
    re.IGNORECASE,
)
# Work that belongs to nobody's specialty, or that emergencies ask of everybody.
_ASKS_NOTHING = frozenset(
    {Scope.GENERAL, Scope.FAMILY, Scope.EMERGENCY, Scope.OUT_OF_HOSPITAL_EMERGENCY}
    | {Scope.COMMON_ILLNESS, Scope.NURSING, Scope.MIDWIFERY, Scope.VACCINATION}
)
_BLOCK = re.compile(r"(?:các\s+)?khối\b", re.IGNORECASE)
_NO_OWN_SPECIALTY = frozenset({Title.NURSE, Title.MIDWIFE, Title.OTHER, Title.PHARMACIST})
_ASSISTS = re.compile(
    r"phụ\s+(?:giúp|mổ|tá|bác|bs)|trợ\s+thủ|trợ\s+lý|y\s+lệnh|hỗ\s+trợ|giúp\s+việc"
)


@lru_cache(maxsize=16_384)
def read_position(text: str) -> PositionReading:
    """Read a position cell; where it names several positions the strongest counts.

    "Phó trưởng khoa" heads nothing; "Phó trưởng khoa phụ trách" heads the unit as an acting
    holder; "Phụ trách phòng khám Nội" heads a unit, "Phụ trách phòng khám" answers for the whole.
    """
    said, notes = positions_said(text)
    positions = {_OF[one.said]: one.acting for one in sorted(said, key=lambda one: not one.acting)}
    every = tuple(position for position in Position if position in positions)
    strongest = every[0] if every else None
    acting = strongest is not None and positions[strongest]
    return PositionReading(text, strongest, acting, every, _unit(text), notes)


@lru_cache(maxsize=16_384)
def specialty_of_position(text: str) -> frozenset[Scope] | None:
    """Give the specialties of which a position or a unit needs at least one.

    None where it cannot be told: general and emergency work, nurses and midwives (who follow
    their own scope in every unit), assistants, a block of several units ("khối ngoại"), or no
    specialty named.
    """
    if (
        _BLOCK.match(clean(text[:LONGEST_CELL]))
        or read_title(text).title in _NO_OWN_SPECIALTY
        or _ASSISTS.search(clean(text[:LONGEST_CELL]).lower())
    ):
        return None
    needed = frozenset(scopes_in(text)) - _ASKS_NOTHING
    return needed or None


def names_block(text: str) -> bool:
    """Test for a block of several units: "Khối ngoại" holds surgery, obstetrics and more."""
    return _BLOCK.match(clean(text[:LONGEST_CELL])) is not None


def _unit(text: str) -> str | None:
    found = _UNIT.search(clean(text[:LONGEST_CELL]))
    if found is None or not found[2].strip(" .-"):
        return None
    return f"{found[1][0].upper()}{found[1][1:]} {found[2].strip(' .-')}"
