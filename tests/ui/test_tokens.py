"""Colours: fixed per province, apart from the neighbours, readable on their ground."""

import json
import re
from importlib.resources import files

import pytest

from lieny.ui.tokens import (
    HUES,
    font_css,
    portal_province_css,
    province_css,
    province_hue,
    stylesheet,
)


def neighbours(chart: str) -> set[tuple[str, str]]:
    """Pairs of provinces that share a point of their borders."""
    text = files("lieny.ui").joinpath("map_data", chart).read_text(encoding="utf-8")
    owners: dict[tuple[float, float], set[str]] = {}
    for province in json.loads(text)["provinces"]:
        for ring in province["paths"]:
            for x, y in ring:
                owners.setdefault((x, y), set()).add(province["code"])
    return {(a, b) for codes in owners.values() for a in codes for b in codes if a < b}


@pytest.mark.parametrize(("chart", "least"), [("provinces34.json", 50), ("provinces63.json", 120)])
def test_neighbouring_provinces_have_different_colours(chart: str, least: int) -> None:
    pairs = neighbours(chart)
    assert len(pairs) >= least
    assert [pair for pair in pairs if province_hue(pair[0]) == province_hue(pair[1])] == []


def test_the_provinces_of_the_south_all_have_different_colours() -> None:
    codes = ["79", "75", "80", "68", "82", "86", "92", "91", "96", "66"]
    assert len({province_hue(code) for code in codes}) == len(codes)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def themes() -> list[dict[str, str]]:
    css = stylesheet("tokens")
    light, dark = css.split("@media", 1)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in (light, dark)]


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
def test_text_is_readable_on_every_ground(theme: dict[str, str]) -> None:
    grounds = [theme[name] for name in ("paper", "card", "sunk")]
    inks = ["ink", "muted", "accent", "critical", "high", "medium", "low", "info"]
    for name in inks:
        for ground in grounds:
            assert contrast(theme[name], ground) >= 4.5, (name, ground)
    assert contrast(theme["on-accent"], theme["accent"]) >= 4.5


@pytest.mark.parametrize(("day", "night"), HUES)
def test_lanes_stand_out_from_the_card(day: str, night: str) -> None:
    light, dark = themes()
    # The letter of a lane is written on its colour, in the colour of the card.
    assert contrast(day, light["card"]) >= 4.5
    assert contrast(night, dark["card"]) >= 4.5


def test_an_unknown_province_is_grey_and_has_a_class() -> None:
    assert province_css([None, "79"]).startswith(".p00{--p:#5d6b71}.p79{--p:#0072b2}")


def test_the_fonts_are_embedded_and_small() -> None:
    css = font_css()
    assert css.count("@font-face") == 4
    assert len(css) < 65_000
    assert set(re.findall(r"url\(([^,)]*)", css)) == {"data:font/woff2;base64"}


def test_the_portal_s_file_of_province_colours_is_the_one_that_is_written():
    kept = files("lieny.ui.portal").joinpath("static/portal/provinces.css").read_text("utf-8")
    assert kept == portal_province_css()
    assert ".p79 { --p: #0072b2; }" in kept
