"""What the first page costs over the wire, as Chromium counts it with a cold cache."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)


@dataclass(frozen=True)
class FirstPage:
    """Answers of one page.

    Attributes:
        parts: path and bytes as they came over the wire, heads included.
    """

    parts: tuple[tuple[str, int], ...]

    @property
    def bytes(self) -> int:
        """All of them together."""
        return sum(size for _, size in self.parts)

    def said(self) -> str:
        """List them, the largest first."""
        ordered = sorted(self.parts, key=lambda one: -one[1])
        return ", ".join(f"`{path}` {size:,}" for path, size in ordered)


def first_page(url: str, cookies: dict[str, str]) -> FirstPage:
    """Open the overview as somebody who is signed in, in a browser that has nothing yet."""
    sizes: dict[str, int] = {}
    paths: dict[str, str] = {}

    def heard(one: dict[str, Any]) -> None:
        paths[one["requestId"]] = urlsplit(one["response"]["url"]).path

    def ended(one: dict[str, Any]) -> None:
        sizes[one["requestId"]] = int(one["encodedDataLength"])

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(locale="vi-VN")
        context.add_cookies([{"name": n, "value": v, "url": url} for n, v in cookies.items()])
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", heard)
        wire.on("Network.loadingFinished", ended)
        page.goto(url, wait_until="networkidle")
        browser.close()
    return FirstPage(tuple((paths[one], size) for one, size in sizes.items() if one in paths))
