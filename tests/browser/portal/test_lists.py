"""Three departments hand lists in, correct a column, confirm, and see what arose: in Chromium."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lieny.node.sample.region import Options, generate_region

DESK = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SEED = Path(__file__).with_name("seed_offices.py")
FOLDERS = {"79": ("79-HCM", "74-BD"), "75": ("75-ĐNAI", "70-BP"), "80": ("80-LA", "72-TNI")}
WAIT = 120_000
FAULTY = """STT,Họ và tên,Số giấy phép hành nghề,Ngày sinh,Cơ sở,Giấy phép hoạt động,Thời gian làm việc
1,BS Nguyễn Thị Hoàng Oanh,001234/HCM-CCHN,12/03/1980,Phòng khám Sao Mai,00777/HCM-GPHĐ,T2-T6: 17h-20h
2,BS Trần Văn Bình,không rõ,45/13/1975,Phòng khám Sao Mai,00777/HCM-GPHĐ,T2-T6: 7h-11h
3,,001236/HCM-CCHN,1981,Phòng khám Sao Mai,00777/HCM-GPHĐ,tuỳ theo lịch của cơ sở
4,BS Lê Thị Cúc,001237/HCM-CCHN,1979,Phòng khám Sao Mai,00777/HCM-GPHĐ,T7: 25h-27h
"""  # noqa: E501 - as it stands in a file


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    out = tmp_path_factory.mktemp("region")
    options = Options(dirt=1.0, nation=False, processes=1)
    truth = generate_region(out, registrations=300, seed=7, options=options)
    faulty = truth.lists / FOLDERS["79"][0] / "Danh_sach_can_sua.csv"
    faulty.write_text(FAULTY, encoding="utf-8")
    return {
        code: [str(path) for folder in folders for path in sorted((truth.lists / folder).glob("*"))]
        for code, folders in FOLDERS.items()
    }


@pytest.fixture
def picture(tmp_path):
    def take(page, name, *, full=True):
        fits(page)
        page.screenshot(path=tmp_path / f"{name}.png", full_page=full)

    return take


def fits(page):
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select')]
        .filter(e => !(e.labels?.length || e.ariaLabel || e.textContent.trim() || e.title))
        .map(e => e.outerHTML)"""
    )
    assert nameless == []


def hand_in(page, portal, files):
    page.goto(f"{portal.url}/danh-sach/nop/")
    page.get_by_label("Kéo tệp vào đây").set_input_files(files)
    expect(page.locator(".chosen li").first).to_be_visible()
    page.get_by_role("button", name="Nộp các tệp này").click()
    expect(page.get_by_role("status")).to_contain_text("chờ xác nhận", timeout=WAIT)


def confirm(page):
    page.get_by_role("button", name=re.compile("^Xác nhận: đưa vào")).click()
    expect(page.get_by_role("status")).to_have_text(re.compile("^đã xác nhận"), timeout=WAIT)


def test_three_departments_hand_in_and_see_what_arose(portal, as_, lists, picture):
    hoa = as_("licensing-79", **DESK)
    hoa.goto(portal.url)
    picture(hoa, "0-empty-overview")
    hand_in(hoa, portal, lists["79"])
    picture(hoa, "1-read")
    # A column is said to be a note: the files are read again so.
    name = next(Path(path).name for path in lists["79"] if "DSHN" in path)
    hoa.get_by_role("link", name=name).first.click()
    picture(hoa, "2-sheet")
    heads = hoa.locator("table.sheet select")
    positions = [one.input_value() for one in heads.all()]
    assert {"name", "licence", "time"} <= set(positions)
    heads.nth(positions.index("elsewhere")).select_option("note")
    hoa.get_by_role("button", name="Nhớ các cột đã sửa và đọc lại").click()
    expect(hoa.get_by_role("status")).to_contain_text("chờ xác nhận", timeout=WAIT)
    hoa.get_by_role("link", name=name).first.click()
    expect(hoa.locator("table.sheet")).to_be_visible()
    again = [one.input_value() for one in hoa.locator("table.sheet select").all()]
    assert again[positions.index("elsewhere")] == "note"
    hoa.go_back()
    hoa.get_by_role("link", name="Danh_sach_can_sua.csv").click()
    expect(hoa.locator("td.wrong, td.doubt").nth(1)).to_be_visible()
    hoa.get_by_role("link", name="Chỗ tiếp theo").first.click()
    picture(hoa, "2b-problems")
    hoa.go_back()
    hoa.go_back()
    confirm(hoa)
    picture(hoa, "3-changed")
    for code in ("75", "80"):
        other = as_(f"licensing-{code}", **PHONE)
        hand_in(other, portal, lists[code])
        picture(other, f"4-phone-read-{code}")
        confirm(other)
        picture(other, f"5-phone-changed-{code}")
    expect(other.locator("#dau-hieu")).to_be_visible()
    look_around(portal, hoa, as_("licensing-79", **PHONE), picture)


def look_around(portal, desk, phone, picture):
    for page, size in ((desk, "desk"), (phone, "phone")):
        page.goto(portal.url)
        expect(page.locator(".stage > svg.map")).to_be_attached()
        picture(page, f"6-overview-{size}")
        page.locator(".matrix td a").first.click()
        expect(page.get_by_role("heading", name="Những dấu hiệu nào đang còn?")).to_be_visible()
        count = int(page.get_by_role("status").inner_text().split()[0])
        assert count > 0
        picture(page, f"7-signs-{size}", full=False)
        page.locator(".sign-list a").first.click()
        picture(page, f"8-person-{size}")
        page.locator(".source a").first.click()
        expect(page.locator("td.here")).to_be_visible()
        picture(page, f"9-evidence-{size}", full=False)
        page.goto(f"{portal.url}/so-dang-ky/?q=nguyen")
        picture(page, f"a-search-{size}", full=False)
        page.locator("table a").first.click()
        page.get_by_role("link", name="Hỏi giờ trống").click()
        page.get_by_label("Giờ xin đăng ký").fill("T2-T6: 7h30-16h30")
        page.get_by_role("button", name="Hỏi", exact=True).click()
        expect(page.locator(".verdict")).to_be_visible()
        picture(page, f"b-ask-{size}")
        page.goto(f"{portal.url}/danh-sach/")
        picture(page, f"c-lists-{size}")
        page.goto(f"{portal.url}/so-dang-ky/?q=phong kham")
        page.locator("section a").last.click()
        picture(page, f"d-facility-{size}")
    desk.get_by_role("button", name="Nền tối").click()
    desk.goto(portal.url)
    picture(desk, "e-overview-dark")
