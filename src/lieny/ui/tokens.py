"""Colours and styles: the design system's own files, and the fixed colour of every province."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from lieny.ui.provinces import province_key

# Ten hues that remain apart for every common kind of colour blindness (after Okabe and Ito, and
# Tol), each in a shade for white paper and one for a dark screen.
HUES: tuple[tuple[str, str], ...] = (
    ("#0072b2", "#5cb4e8"),  # blue
    ("#c75000", "#ff9d57"),  # vermilion
    ("#00805c", "#3cc79c"),  # green
    ("#9b3d8f", "#dd8bd0"),  # purple
    ("#8a6d00", "#d9bd4b"),  # ochre
    ("#332288", "#a9a0f0"),  # indigo
    ("#882255", "#e07fae"),  # wine
    ("#2b8c86", "#7fd6cf"),  # teal
    ("#b0455a", "#f0909f"),  # rose
    ("#5c6b1f", "#b7c766"),  # olive
)
_GREY = ("#5d6b71", "#a7b6b8")

# Neighbours differ, and so do the provinces that work together in the South: HCM City, Đồng Nai,
# Tây Ninh, Lâm Đồng, Đồng Tháp, Vĩnh Long, and before July 2025 the parts they were made of.
_HUE_OF: dict[str, int] = {
    **{"79": 0, "75": 1, "80": 2, "68": 3, "82": 4, "86": 5, "92": 6, "91": 7, "96": 8, "66": 9},
    **{"74": 3, "77": 7, "70": 6, "72": 4, "60": 5, "67": 8, "83": 9, "84": 8, "87": 1, "89": 3},
    **{"93": 9, "94": 2, "95": 0, "64": 2, "62": 6, "58": 8, "56": 2, "54": 5, "52": 7, "51": 0},
    **{"49": 3, "48": 1, "46": 6, "45": 4, "44": 2, "42": 8, "40": 5, "38": 1, "37": 9, "36": 7},
    **{"35": 4, "34": 6, "33": 3, "31": 7, "30": 2, "27": 9, "26": 1, "25": 8, "24": 4, "22": 5},
    **{"20": 6, "19": 2, "17": 5, "15": 3, "14": 9, "12": 1, "11": 7, "10": 0, "08": 7, "06": 8},
    **{"04": 1, "02": 4, "01": 0},
}


def province_hue(code: str | None) -> tuple[str, str]:
    """Give the colour of a province for white paper and for a dark screen; grey when unknown."""
    if code is None or code not in _HUE_OF:
        return _GREY
    return HUES[_HUE_OF[code]]


def province_css(codes: Iterable[str | None]) -> str:
    """Write the rules that give each province's class its colour, in light and in dark."""
    wanted = sorted({(province_key(code), *province_hue(code)) for code in codes})
    light = "".join(f".{key}{{--p:{day}}}" for key, day, _ in wanted)
    dark = "".join(f".{key}{{--p:{night}}}" for key, _, night in wanted)
    return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


@cache
def stylesheet(name: str) -> str:
    """Read one of the design system's style sheets ("tokens", "timetable")."""
    return files("lieny.ui").joinpath("styles", f"{name}.css").read_text(encoding="utf-8")


@cache
def font_css() -> str:
    """Embed Be Vietnam Pro, regular and semibold, Latin and Vietnamese letters, about 90 kB."""
    ranges = {
        "vietnamese": "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,"
        "U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB",
        "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,"
        "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
    }
    faces = []
    for weight in ("400", "600"):
        for letters, points in ranges.items():
            name = f"be-vietnam-pro-{letters}-{weight}-normal.woff2"
            packed = base64.b64encode(files("lieny.ui").joinpath("fonts", name).read_bytes())
            faces.append(
                "@font-face{font-family:'Be Vietnam Pro';font-style:normal;font-display:swap;"
                f"font-weight:{weight};unicode-range:{points};"
                f"src:url(data:font/woff2;base64,{packed.decode('ascii')}) format('woff2')}}"
            )
    return "".join(faces)
