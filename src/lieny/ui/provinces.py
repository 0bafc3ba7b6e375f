"""Tên tỉnh trên màn hình: how provinces are called and told apart wherever they are drawn."""

from __future__ import annotations

from datetime import date
from functools import cache

from lieny.ui.dates import Language
from lieny.vocabulary.place import PlaceNotOnMap, province_on

UNKNOWN = "?"
_CITY = "Hồ Chí Minh"


@cache
def province_name(code: str | None, day: date, language: Language = Language.VI) -> str:
    """Name the province that carries `code` on `day`; an unknown code is shown as it is."""
    if not code:
        return "chưa rõ tỉnh" if language is Language.VI else "province unknown"
    try:
        name = province_on(code, day).name
    except PlaceNotOnMap:
        return f"tỉnh mã {code}" if language is Language.VI else f"province {code}"
    # The city and its province of old share a short name; officials write it with its rank.
    return f"TP. {name}" if name == _CITY else name


def province_key(code: str | None) -> str:
    """Give the word that stands for a province in class names and addresses."""
    return f"p{code}" if code and code.isalnum() and code.isascii() else "p00"
