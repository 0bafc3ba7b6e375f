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
    ("#1f7a75", "#7fd6cf"),  # teal
    ("#b0455a", "#f0909f"),  # rose
    ("#5c6b1f", "#b7c766"),  # olive
)
_GREY = ("#5d6b71", "#a7b6b8")

# The provinces of each hue. Neighbours differ on both maps, and so do those that work together in
# the South (the first of each line): HCM City, Đồng Nai, Tây Ninh, Lâm Đồng, Đồng Tháp, Vĩnh Long,
# Cần Thơ, An Giang, Cà Mau, Đắk Lắk.
_CODES_OF_HUES = (
    "79 95 51 10 01",
    "75 87 48 38 26 12 04",
    "80 94 64 56 44 30 19",
    "68 74 89 49 33 15",
    "82 72 45 35 24 02",
    "86 60 54 40 22 17",
    "92 70 62 46 34 20",
    "91 77 52 36 31 11 08",
    "96 67 84 58 42 25 06",
    "66 83 93 37 27 14",
)
_HUE_OF = {code: hue for hue, codes in enumerate(_CODES_OF_HUES) for code in codes.split()}


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


def portal_province_css() -> str:
    """Write every province's colour for the portal, whose theme somebody may choose.

    `ui/portal/static/portal/provinces.css` holds it; a test compares.
    """
    keys = {code: province_key(code) for code in (*sorted(_HUE_OF), None)}
    lines = ["/* The colour of every province, written by ui/tokens.py (portal_province_css). */"]
    lines += [f".{key} {{ --p: {province_hue(code)[0]}; }}" for code, key in keys.items()]
    lines += [
        f':root[data-theme="dark"] .{key} {{ --p: {province_hue(code)[1]}; }}'
        for code, key in keys.items()
    ]
    lines += ["@media screen and (prefers-color-scheme: dark) {"]
    lines += [
        f':root:not([data-theme="light"]) .{key} {{ --p: {province_hue(code)[1]}; }}'
        for code, key in keys.items()
    ]
    hatched = [f".w-q.{key} {{ fill: url(#hatch-{key}); }}" for key in keys.values()]
    return "\n".join([*lines, "}", *hatched]) + "\n"


@cache
def stylesheet(name: str) -> str:
    """Read one of the design system's style sheets ("tokens", "timetable")."""
    return files("lieny.ui").joinpath("styles", f"{name}.css").read_text(encoding="utf-8")


@cache
def font_css() -> str:
    """Embed Be Vietnam Pro, regular and semibold, Latin and Vietnamese letters, about 60 kB."""
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
