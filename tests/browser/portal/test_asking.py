"""Asking before accepting, at the desk, on a phone at night, by keyboard and without scripts."""

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
DESK = {"viewport": {"width": 1280, "height": 900}}
WHOLE_WEEK = "T2-CN: 0h00-24h00; xyz"
OFFICER = "chuyen-vien.79"


@pytest.fixture
def asking(demo, browser, page_of):
    """Open the page about somebody, as an officer who came from that person's page."""

    def opened(**options):
        page = page_of(storage_state=demo.session_of(browser, OFFICER), **options)
        page.goto(f"{demo.url}/so-dang-ky/?q=nguyen")
        page.locator("table a").first.click()
        page.get_by_role("link", name="Hỏi giờ trống").click()
        return page

    return opened


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
def test_an_officer_asks_and_reads_what_would_arise(asking, tmp_path, options):
    page = asking(**options)
    field = page.get_by_label("Cơ sở xin đăng ký")
    field.focus()
    page.keyboard.type("phòng khám", delay=20)
    expect(page.locator("#places option").first).to_be_attached()
    field.fill(page.locator("#places option").first.get_attribute("value"))
    page.get_by_label("Giờ xin đăng ký").fill(WHOLE_WEEK)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.get_by_text("Chưa hiểu “xyz”")).to_be_visible()
    expect(page.get_by_role("heading", name="Dấu hiệu sẽ có nếu duyệt")).to_be_visible()
    page.screenshot(path=tmp_path / "answer.png", full_page=True)
    assert page.locator("#signs li").count() > 0
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
def test_words_that_fit_several_facilities_are_chosen_from_without_scripts(
    asking, tmp_path, options
):
    page = asking(java_script_enabled=False, **options)
    page.get_by_label("Cơ sở xin đăng ký").fill("phòng khám")
    page.get_by_role("button", name="Hỏi", exact=True).click()
    offered = page.get_by_role("radio")
    assert offered.count() > 1
    page.screenshot(path=tmp_path / "which.png", full_page=True)
    offered.first.check()
    page.get_by_role("button", name="Hỏi", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Chưa ghi giờ xin đăng ký")
    page.screenshot(path=tmp_path / "no-hours.png", full_page=True)
