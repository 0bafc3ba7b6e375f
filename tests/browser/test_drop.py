"""Folders that are dropped or chosen keep their folders in the names that are sent."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

DROP = Path(__file__).parents[2] / "src/lieny/ui/portal/static/portal/drop.js"
HTML = "text/html; charset=utf-8"
FORM = """<form><div data-drop style="height: 200px"><input type="hidden" data-paths>
<input id="files" type="file" multiple><input id="folder" type="file" webkitdirectory multiple>
<ul data-chosen></ul></div></form>"""


@pytest.fixture
def form(browser: Browser) -> Page:
    page = browser.new_page()
    # Only a page with an address of its own may look into folders.
    page.route("http://localhost:9/**", lambda route: route.fulfill(body=FORM, content_type=HTML))
    page.goto("http://localhost:9/danh-sach/nop/")
    page.add_script_tag(content=DROP.read_text("utf-8"))
    return page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    given = tmp_path / "Quý 4"
    for name in ("BV/ds.xlsx", "PK/ds.xlsx", "PK/.DS_Store", "PK/~$ds.xlsx"):
        path = given / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return given


def sent(page: Page) -> list[str]:
    """Give the paths that are told, which stand in the order of the files that are sent."""
    paths = json.loads(page.locator("[data-paths]").input_value())
    names = page.evaluate(
        "[...document.querySelectorAll('input[type=file]')]"
        ".flatMap((field) => [...field.files].map((file) => file.name))"
    )
    assert [path.rpartition("/")[2] for path in paths] == names
    return sorted(paths)


def drop(page: Page, *paths: Path) -> None:
    """Let go of files over the page as a hand does."""
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 60, "y": 60, "data": data})


def test_a_dropped_folder_is_told_with_its_folders(form: Page, folder: Path) -> None:
    drop(form, folder)
    expect(form.locator("[data-chosen] li")).to_have_count(2)
    assert sent(form) == ["Quý 4/BV/ds.xlsx", "Quý 4/PK/ds.xlsx"]


def test_dropped_files_are_told_by_their_names(form: Page, folder: Path) -> None:
    drop(form, folder / "BV" / "ds.xlsx")
    expect(form.locator("[data-chosen] li")).to_have_count(1)
    assert sent(form) == ["ds.xlsx"]


def test_a_chosen_folder_takes_the_place_of_chosen_files(form: Page, folder: Path) -> None:
    form.locator("#files").set_input_files(folder / "PK" / "ds.xlsx")
    assert sent(form) == ["ds.xlsx"]
    form.locator("#folder").set_input_files(folder)
    assert {"Quý 4/BV/ds.xlsx", "Quý 4/PK/ds.xlsx"} <= set(sent(form))
    assert form.locator("#files").evaluate("field => field.files.length") == 0
