"""A real browser, where there is one, and reports of sample regions to open in it."""

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from lieny.registry.cli.render_html import render_html
from lieny.registry.services.result import CheckResult

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)

OpenReport = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder need the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="session")
def sample_results() -> ModuleType:
    path = Path(__file__).parents[1] / "registry" / "cli" / "sample_result.py"
    spec = importlib.util.spec_from_file_location("sample_result", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_result"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def chromium() -> Iterator[Callable[..., Browser]]:
    """Starts Chromium with more words, for one file: Playwright holds a running event loop, in
    which nothing else of the same process could start its own."""
    running: list[Browser] = []
    with sync_playwright() as playwright:

        def started(*words: str) -> Browser:
            arguments = ["--no-sandbox", "--headless", *words]
            running.append(playwright.chromium.launch(executable_path=CHROMIUM, args=arguments))
            return running[-1]

        yield started
        for one in running:
            one.close()


@pytest.fixture(scope="module")
def browser(chromium: Callable[..., Browser]) -> Browser:
    return chromium()


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[OpenReport]:
    """Open a report; afterwards nothing may have been loaded and nothing may have gone wrong."""
    troubles: list[str] = []
    contexts = []

    def opened(
        result: CheckResult, *, address: str = "", lang: str = "vi", **options: object
    ) -> Page:
        path = tmp_path / "bao-cao.html"
        path.write_text("".join(render_html(result, lang)), encoding="utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                None if asked.url.startswith(("file:", "data:")) else troubles.append(asked.url)
            ),
        )
        page.goto(path.as_uri() + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []
