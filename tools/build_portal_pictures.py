"""Takes the pictures of docs/images from a demo: `.venv/bin/python tools/build_portal_pictures.py`.

Makes a demo if `out/demo/data` holds none, serves it for as long as the pictures take, signs in by
the pages as its accounts do, and writes one PNG a page. Needs Chromium.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from lieny.node.clock import today
from lieny.node.data_folder import DataFolder
from lieny.node.showing.instance import demo_at
from lieny.people.rules.demo import DEMO_DOMAIN

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
NAMES = ("chromium", "chromium-browser", "google-chrome")
# The map is painted by WebGL, in software.
ARGUMENTS = ["--no-sandbox", "--enable-unsafe-swiftshader"]
SLOW, PAINTED = 120_000, 4_000  # milliseconds
IN_WINDOW = """[...document.querySelectorAll("[data-live]")]
    .some((one) => one.getBoundingClientRect().top < innerHeight)"""
OFFICER, HEAD = "chuyen-vien.79", "lanh-dao.79"


@dataclass(frozen=True)
class Picture:
    """One picture: who sees what, how large, by day or night.

    Attributes:
        name: of the file, without its ending.
        who: account of the demo.
        way: address to begin with, then selectors of what is clicked, one after the other.
        size: width and height of the window.
        scheme: "light" or "dark".
        top: selector of what is scrolled to the top; the page's own top without.
    """

    name: str
    who: str
    way: tuple[str, ...]
    size: tuple[int, int] = (1280, 860)
    scheme: str = "light"
    top: str = ""


SIX = (
    Picture("portal-overview", HEAD, ("/",), (1280, 1000)),
    Picture(
        "portal-sheet",
        OFFICER,
        ("/danh-sach/", "main table a >> nth=0", "main a[href*='/tep/'] >> nth=-1"),
    ),
    Picture("portal-signs", OFFICER, ("/ho-so/?view=signs",)),
    Picture(
        "portal-case",
        OFFICER,
        ("/ho-so/?view=all", "table.inbox tr:has-text('Đang xác minh') a >> nth=0"),
        (1280, 1100),
    ),
    Picture(
        "portal-sign",
        OFFICER,
        ("/ho-so/?view=signs&rule=R01", "table.inbox a >> nth=0"),
        (1280, 1000),
    ),
    Picture("portal-phone", OFFICER, ("/",), (390, 844), "dark"),
)


def main() -> None:
    """Take all pictures."""
    folder = demo_at(ROOT / "out" / "demo" / "data", day=today())
    browser_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    if browser_path is None:
        sys.exit("Cần Chromium / Chromium is needed: tools/setup browser")
    with served(folder) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        sessions = {who: signed_in(browser, url, folder, who) for who in (OFFICER, HEAD)}
        for one in SIX:
            take(browser, url, one, sessions[one.who])
        browser.close()


@contextmanager
def served(folder: DataFolder) -> Iterator[str]:
    """Serve the demo at a free port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {name: word for name, word in os.environ.items() if not name.startswith("LIENY_")}
    running = subprocess.Popen(
        [sys.executable, "-m", "lieny.node", "serve", "--port", str(port), "--workers", "1"],
        env={**environ, "LIENY_DATA": str(folder.root)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if running.stdout is None or f":{port}" not in running.stdout.readline():
            sys.exit("Cổng không khởi động / the portal does not start")
        yield f"http://localhost:{port}"
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(60)


def signed_in(browser: Browser, url: str, folder: DataFolder, who: str) -> str:
    """Sign in by the pages; give the key of the session."""
    said = folder.demo_accounts.read_text("utf-8")
    password = re.search(r"password: (\S+)", said)
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.goto(f"{url}/tai-khoan/login/")
    page.get_by_label("Địa chỉ e-mail").fill(f"{who}@{DEMO_DOMAIN}")
    page.get_by_label("Mật khẩu").fill(password.group(1) if password else "")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    code = subprocess.run(
        [sys.executable, "-m", "lieny.node", "demo-code"],
        env={**os.environ, "LIENY_DATA": str(folder.root)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    page.locator("input[name=code]").fill(code)
    page.locator("main form:has(input[name=code]) button").first.click()
    page.wait_for_url(f"{url}/")
    key = next(one["value"] for one in context.cookies() if one["name"] == "lieny")
    context.close()
    return key


def take(browser: Browser, url: str, one: Picture, session: str) -> None:
    """Go the way of one picture and take it."""
    width, height = one.size
    context = browser.new_context(
        locale="vi-VN",
        viewport={"width": width, "height": height},
        color_scheme="dark" if one.scheme == "dark" else "light",
        is_mobile=width < 500,
    )
    context.add_cookies([{"name": "lieny", "value": session, "url": url}])
    page = context.new_page()
    page.set_default_timeout(SLOW)
    go(page, url, one.way)
    if one.top:
        page.locator(one.top).first.scroll_into_view_if_needed()
    page.screenshot(path=IMAGES / f"{one.name}.png")
    print(f"{one.name}.png  {page.url.removeprefix(url)}")
    context.close()


def go(page: Page, url: str, way: tuple[str, ...]) -> None:
    """Open an address, then click through."""
    page.goto(f"{url}{way[0]}")
    for step in way[1:]:
        page.locator(step).click()
        page.wait_for_load_state("networkidle")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    # Maps and charts are painted after the page, once they are in the window; each says when.
    if page.evaluate(IN_WINDOW):
        page.locator("[data-live][data-state]").first.wait_for(state="attached")
        page.wait_for_timeout(PAINTED)


if __name__ == "__main__":
    main()
