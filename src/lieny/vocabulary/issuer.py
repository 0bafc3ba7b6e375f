"""Nơi cấp: issuers of licences, and the department that answers for them after the merger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from lieny.vocabulary.phrase_table import load_terms
from lieny.vocabulary.place import NEW_MAP_FROM, province_on, province_successor
from lieny.vocabulary.place_table import province_versions
from lieny.vocabulary.text import fold

_TERMS = load_terms("issuer.toml")
_JUST_BEFORE_MERGER = date(2025, 6, 30)


class Confidence(StrEnum):
    """How a code is known."""

    SEEN = "seen"  # read on published licences or lists
    GENERAL = "general"  # general knowledge, not checked against the issuer's own documents


class IssuerUnknown(LookupError):
    """No issuer is known by this code."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Cơ quan cấp, as it was when it issued under this code.

    Attributes:
        code: as printed, Đ kept.
        authority: "Sở Y tế tỉnh Bình Dương", "Bộ Y tế".
        province: NSO number on the map before 1 July 2025; None for a central authority.
        confidence: how the code is known.
    """

    code: str
    authority: str
    province: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Department:
    """Cơ quan có trách nhiệm on a day.

    Attributes:
        name: "Sở Y tế Thành phố Hồ Chí Minh".
        province: NSO number on the map of that day; None for a central authority.
        confidence: how the code that led here is known.
    """

    name: str
    province: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class CodeReading:
    """What a printed code is taken for.

    Attributes:
        code: the code to keep: a known one, or the given one where it is unknown or ambiguous.
        is_known: the code is in the table of issuers.
        is_certain: nothing was guessed: the code stood as it is, or in an unmistakable variant.
        candidates: codes that it may stand for, where it is not certain.
    """

    code: str
    is_known: bool
    is_certain: bool
    candidates: tuple[str, ...] = ()


@cache
def issuers() -> dict[str, Issuer]:
    """All issuers by their printed code."""
    known: dict[str, Issuer] = {}
    for confidence in Confidence:
        for code, province in _TERMS["provinces"][confidence].items():
            authority = _department_of(province, _JUST_BEFORE_MERGER)
            known[code] = Issuer(code, authority, province, confidence)
        for code, authority in _TERMS["central"][confidence].items():
            known[code] = Issuer(code, authority, None, confidence)
    return known


def issuer_of(code: str) -> Issuer:
    """Give the issuer that prints `code`.

    Raises:
        IssuerUnknown: no issuer is known by it; "Đ" is not taken for "D" or the reverse.
    """
    found = issuers().get(code.upper())
    if found is None:
        raise IssuerUnknown(f"no issuer is known by the code {code!r}")
    return found


def responsible_department(code: str, on: date) -> Department:
    """Give the department that answers on day `on` for licences printed with `code`.

    The code stays on the card for ever; since 1 July 2025 the department of the province that
    took over answers for it (BD: Thành phố Hồ Chí Minh).

    Raises:
        IssuerUnknown: no issuer is known by the code.
    """
    issuer = issuer_of(code)
    if issuer.province is None:
        return Department(issuer.authority, None, issuer.confidence)
    province = issuer.province
    if on >= NEW_MAP_FROM:
        province = province_successor(province, from_day=_JUST_BEFORE_MERGER, to_day=on)
        return Department(_department_of(province, on), province, issuer.confidence)
    return Department(issuer.authority, province, issuer.confidence)


@lru_cache(maxsize=16_384)
def read_issuer_code(code: str) -> CodeReading:
    """Take a code in capitals for an issuer.

    A missing Đ is put back only as a candidate, and only where one known code fits: "DNAI" may be
    "ĐNAI"; "BD" is Bình Dương and is never taken for "BĐ".
    """
    if code in issuers():
        return CodeReading(code, is_known=True, is_certain=True)
    variant = _variants().get(code)
    if variant is not None:
        return CodeReading(variant, is_known=True, is_certain=True)
    if code in _TERMS["ambiguous"]:
        candidates = tuple(_TERMS["ambiguous"][code])
        return CodeReading(code, is_known=False, is_certain=False, candidates=candidates)
    folded = fold(code)
    candidates = tuple(sorted(known for known in issuers() if fold(known) == folded))
    if len(candidates) == 1:
        return CodeReading(candidates[0], is_known=True, is_certain=False, candidates=candidates)
    return CodeReading(code, is_known=False, is_certain=True)


@cache
def province_codes() -> dict[str, str]:
    """Codes of the provincial issuers by the folded name of their province before the merger."""
    return {
        fold(version.name): issuer.code
        for issuer in issuers().values()
        if issuer.province is not None
        for version in province_versions()[issuer.province]
        if version.valid_from < NEW_MAP_FROM
    }


@cache
def _variants() -> dict[str, str]:
    joined = {
        name.replace(" ", "").replace("-", "").upper(): code
        for name, code in province_codes().items()
    }
    return joined | {
        variant: code for code, variants in _TERMS["aliases"].items() for variant in variants
    }


def _department_of(province: str, day: date) -> str:
    place = province_on(province, day)
    kind = place.type if place.type == "Thành phố" else place.type.lower()
    return f"Sở Y tế {kind} {place.name}"
