"""The chosen theme has the very colours of the system's."""

import re
from importlib.resources import files

import pytest

STYLES = files("lieny.ui")


def colours(text: str, selector: str) -> dict[str, str]:
    body = re.search(rf"{re.escape(selector)}\s*\{{(.*?)\}}", text, re.DOTALL).group(1)
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+?)\s*(?:;|$)", body))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_has_the_colours_of_the_systems(theme):
    tokens = STYLES.joinpath("styles", "tokens.css").read_text("utf-8")
    light, _, rest = tokens.partition("@media (prefers-color-scheme: dark)")
    dark = colours(rest, ":root")
    system = (
        dark if theme == "dark" else {n: v for n, v in colours(light, ":root").items() if n in dark}
    )
    chosen = STYLES.joinpath("portal", "static", "portal", "theme.css").read_text("utf-8")
    assert colours(chosen, f':root[data-theme="{theme}"]') == system
    assert len(dark) > 15
