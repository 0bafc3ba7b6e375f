"""Going through pairs by the keyboard at a desk and by thumb on a phone, in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import expect
from sizes import PHONE, fits

DESK = {"viewport": {"width": 1280, "height": 800}}
SEED = Path(__file__).with_name("seed_links.py")


def asked(page):
    return re.search(r"/ghep-ho-so/(\d+-\d+)/", page.url).group(1)


def test_the_queue_is_gone_through_by_keys_alone(portal, as_, picture):
    page = as_("hoa", **DESK)
    page.goto(f"{portal.url}/ghep-ho-so/")
    fits(page)
    picture(page, "1-queue")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("phải một người")
    first = asked(page)
    fits(page)
    picture(page, "2-pair")
    page.keyboard.press("j")
    page.wait_for_url(lambda url: first not in url)
    second = asked(page)
    picture(page, "3-pair-long")
    page.keyboard.press("k")
    page.wait_for_url(f"**/{first}/")
    # What is typed into the note is no key.
    page.get_by_label("Ghi chú").fill("")
    page.get_by_label("Ghi chú").press_sequentially("ny")
    assert asked(page) == first
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(f"**/{second}/?vua=*")
    expect(page.locator(".just")).to_contain_text("Hai người khác nhau")
    picture(page, "4-just-decided")
    page.keyboard.press("z")
    page.wait_for_url(lambda url: "vua" not in url)
    page.goto(f"{portal.url}/ghep-ho-so/{first}/")
    page.keyboard.press("y")
    page.wait_for_url("**/?vua=*")
    page.goto(f"{portal.url}/ghep-ho-so/{first}/")
    expect(page.get_by_text("Chờ Sở Y tế Đồng Nai xác nhận")).to_be_visible()
    picture(page, "5-proposed")
    page.goto(f"{portal.url}/ghep-ho-so/{second}/")
    page.keyboard.press("u")
    page.wait_for_url(lambda url: second not in url)
    expect(page.get_by_text("Đã chuyển sang Chưa rõ")).to_be_visible()


def test_the_other_province_confirms_by_thumb(portal, as_, picture):
    page = as_("mai", **PHONE)
    page.goto(f"{portal.url}/ghep-ho-so/")
    fits(page)
    picture(page, "phone-queue")
    page.locator("[data-row]").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("phải một người")
    fits(page)
    picture(page, "phone-pair")
    page.goto(f"{portal.url}/ghep-ho-so/?xem=xac-nhan")
    page.locator("[data-row]").first.tap()
    expect(page.get_by_role("button", name="Đồng ý: một người")).to_be_visible()
    fits(page)
    picture(page, "phone-confirm")
    page.get_by_role("button", name="Đồng ý: một người").tap()
    expect(page.get_by_text("Đã xác nhận: cùng một người.")).to_be_visible()
    picture(page, "phone-none-left")


def test_it_works_without_scripts_in_the_dark_and_in_english(portal, as_, picture):
    page = as_("hoa", java_script_enabled=False, color_scheme="dark", **DESK)
    page.goto(f"{portal.url}/ghep-ho-so/")
    picture(page, "dark-queue")
    page.locator("[data-row]").first.click()
    picture(page, "dark-pair")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("one and the same person")
    here = asked(page)
    page.get_by_role("button", name="Two persons").click()
    assert here not in page.url
    picture(page, "dark-english")
    page.goto(f"{portal.url}/ghep-ho-so/?xem=da-quyet")
    page.locator(f'[data-row][href*="{here}"]').click()
    picture(page, "dark-decided")
