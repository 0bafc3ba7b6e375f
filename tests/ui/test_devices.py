"""What a session was opened with is named as people call it."""

import pytest

from lieny.ui.devices import browser_of

CHROMIUM = "AppleWebKit/537.36 (KHTML, like Gecko)"


WINDOWS = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROMIUM}"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("user_agent", "named"),
    [
        (f"{WINDOWS} Chrome/131.0.0.0 Safari/537.36", ("Chrome", "Windows")),
        (f"{WINDOWS} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0", ("Edge", "Windows")),
        (
            f"{WINDOWS} coc_coc_browser/127.0.0 Chrome/121.0.0.0 Safari/537.36",
            ("Cốc Cốc", "Windows"),
        ),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {CHROMIUM} SamsungBrowser/27.0 Chrome/125.0.0.0",
            ("Samsung Internet", "Android"),
        ),
        (f"{IPHONE} (KHTML, like Gecko) Version/17.5 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko Firefox/133.0", ("Firefox", "Linux")),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
    ],
)
def test_browser_and_system_are_told_apart(user_agent, named):
    assert browser_of(user_agent) == named
