"""A page that changes by itself while a submission is under way gives the browser no complaint."""

import re
import sys
from pathlib import Path

from playwright.sync_api import expect

SEED = Path(__file__).with_name("seed_offices.py")
STORED = Path(__file__).parents[2] / "registry" / "services" / "stored"
sys.path[:0] = [str(STORED)]
from stored_lists import BINH, CUC, HOSPITAL, OANH, official_list  # noqa: E402

WAIT = 120_000
WEEK = "T2-T6: 7h30-11h30"


def places(many):
    for number in range(many):
        place = {**HOSPITAL, "facility": f"Phòng khám {number}", "licence": f"{number:05}/HCM-GPHĐ"}
        content = official_list(place, [(OANH, WEEK), (BINH, WEEK), (CUC, WEEK)])
        yield {"name": f"{number}.xlsx", "mimeType": "application/octet-stream", "buffer": content}


def test_nothing_is_said_in_the_console_while_a_submission_is_under_way(portal, as_):
    """Nor where the browser keeps a style at an element, as when a field is drawn larger."""
    polls, officer = [], as_("licensing-79", viewport={"width": 1280, "height": 900})
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
