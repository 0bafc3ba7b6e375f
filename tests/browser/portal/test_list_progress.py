"""A page that changes by itself while a submission is under way gives the browser no complaint."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

SEED = Path(__file__).with_name("seed_offices.py")
STORED = Path(__file__).parents[2] / "registry" / "services" / "stored"
sys.path[:0] = [str(STORED)]
from stored_lists import BINH, CUC, HOSPITAL, OANH, official_list  # noqa: E402

WAIT = 120_000
WEEK = "T2-T6: 7h30-11h30"


@pytest.fixture(scope="module")
def offices(portal):
    done = subprocess.run(
        [sys.executable, str(SEED)],
        env=portal.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture
def officer(portal, page_of, offices):
    page = page_of(viewport={"width": 1280, "height": 900})
    page.context.add_cookies(
        [{"name": "lieny", "value": offices["licensing-79"], "url": portal.url}]
    )
    return page


def places(many):
    for number in range(many):
        place = {**HOSPITAL, "facility": f"Phòng khám {number}", "licence": f"{number:05}/HCM-GPHĐ"}
        content = official_list(place, [(OANH, WEEK), (BINH, WEEK), (CUC, WEEK)])
        yield {"name": f"{number}.xlsx", "mimeType": "application/octet-stream", "buffer": content}


def test_nothing_is_said_in_the_console_while_a_submission_is_under_way(portal, officer):
    """Nor where the browser keeps a style at an element, as when a field is drawn larger."""
    polls = []
    officer.on("request", lambda sent: polls.append(sent.url) if "/tien-do/" in sent.url else None)
    officer.goto(f"{portal.url}/danh-sach/nop/")
    officer.get_by_label("Kéo tệp vào đây").set_input_files(list(places(60)))
    officer.get_by_role("button", name="Nộp các tệp này").click()
    expect(officer.locator("progress")).to_be_attached()
    officer.evaluate("document.getElementById('progress').style.minHeight = '10px'")
    expect(officer.get_by_role("status")).to_contain_text("chờ xác nhận", timeout=WAIT)
    assert polls
    polls.clear()
    officer.get_by_role("button", name=re.compile("^Xác nhận: đưa vào")).click()
    expect(officer.locator("progress")).to_be_attached()
    officer.evaluate("document.getElementById('progress').style.minHeight = '10px'")
    expect(officer.get_by_role("status")).to_have_text(re.compile("^đã xác nhận"), timeout=WAIT)
    assert polls
