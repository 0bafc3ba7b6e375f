"""The whole portal as `lieny serve` runs it, seen through Chromium."""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import django
import pytest
from playwright.sync_api import Browser, Page

django.setup()
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
from running import Portal, demo, served  # noqa: E402

__all__ = ["demo"]


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    root = Path(tempfile.mkdtemp(prefix="ly-web-"))
    root.chmod(0o711)
    with served(root / "d") as running:
        yield running
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def sessions(portal: Portal, request: pytest.FixtureRequest) -> dict[str, str]:
    """Session keys by name, of the people whom the script `SEED` of the test module put there."""
    return portal.sown(request.module.SEED)


@pytest.fixture
def page_of(browser: Browser) -> Iterator[object]:
    """Open a page; afterwards nothing may have gone wrong in it, the policy included."""
    troubles: list[str] = []
    contexts = []

    def opened(**options: object) -> Page:
        context = browser.new_context(**{"locale": "vi-VN", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    # A refusal is said in the console too; those that a test provokes are expected,
    # and so is what software WebGL says of its own speed.
    expected = re.compile(r"status of (403|404|422|429)|GL Driver Message")
    assert [one for one in troubles if not expected.search(one)] == []


@pytest.fixture
def as_(
    portal: Portal, page_of: Callable[..., Page], sessions: dict[str, str]
) -> Callable[..., Page]:
    """Open a page as somebody of the ground, or without a name as a visitor; sizes as options."""

    def opened(name: str = "", **options: object) -> Page:
        page = page_of(**options)
        if name:
            cookie = {"name": "lieny", "value": sessions[name], "url": portal.url}
            page.context.add_cookies([cookie])
        return page

    return opened


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Page, str], None]:
    """Keep a page as a picture that one can look at after the test."""

    def take(page: Page, name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)

    return take
