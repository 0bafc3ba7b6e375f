"""A visitor looks somebody up, a receipt is checked, and administrators act two by two."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from sizes import PHONE, fits

DESK = {"viewport": {"width": 1280, "height": 800}}
SEED = Path(__file__).with_name("seed_public.py")


@pytest.fixture
def look(tmp_path):
    def taken(page, name):
        fits(page)
        wrong = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in wrong] == []
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)

    return taken


@pytest.mark.parametrize(
    "options", [DESK, {**PHONE, "color_scheme": "dark"}], ids=["desk", "phone"]
)
def test_a_visitor_looks_a_number_and_a_facility_up(portal, as_, look, options):
    page = as_(**options)
    page.goto(f"{portal.url}/tra-cuu/")
    look(page, "lookup")
    page.get_by_label("Số giấy phép hoặc chứng chỉ").fill("1234/HCM")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Chưa phải một số giấy phép đầy đủ")).to_be_visible()
    page.get_by_label("Số giấy phép hoặc chứng chỉ").fill("001234/HCM-CCHN")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nguyễn Thị Hoàng Oanh")).to_be_visible()
    expect(page.get_by_text("Phòng khám đa khoa An Bình")).to_be_visible()
    assert page.url == f"{portal.url}/tra-cuu/"  # no number in the address
    look(page, "person")
    page.get_by_label("Tên cơ sở khám bệnh").fill("bv đa khoa sài gòn")
    page.get_by_role("button", name="Tìm cơ sở").click()
    look(page, "facilities")
    page.get_by_label("Ai hành nghề ở đây?").fill("Trần Văn Bình")
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_text("Có người đúng họ tên này")).to_be_visible()
    look(page, "colleague")


def test_a_receipt_is_issued_and_checked_by_whoever_holds_it(portal, as_, look):
    officer = as_("officer", **DESK)
    officer.goto(f"{portal.url}/so-dang-ky/?q=001235")
    officer.get_by_role("link", name="Trần Văn Bình").first.click()
    officer.get_by_role("button", name="Cấp biên nhận").first.click()
    expect(officer.get_by_role("heading", name="Biên nhận đăng ký hành nghề")).to_be_visible()
    expect(officer.get_by_role("img", name="Mã kiểm tra biên nhận")).to_be_visible()
    look(officer, "receipt")
    with officer.expect_download() as download:
        officer.get_by_role("link", name="Tải PDF để in").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    address = officer.locator("a.code").inner_text()
    path = re.sub(r"^https?://[^/]+", "", address)
    visitor = as_(**PHONE)
    visitor.goto(portal.url + path)
    expect(visitor.get_by_role("status")).to_contain_text("Còn nguyên")
    look(visitor, "receipt-checked")
    forged = visitor.goto(portal.url + path[:-3] + "aa/")
    assert forged.status == 404
    expect(visitor.get_by_role("alert")).to_contain_text("Chữ ký trong mã không đúng")
    look(visitor, "receipt-forged")


def test_a_powerful_office_is_asked_for_by_one_and_agreed_to_by_another(portal, as_, look):
    admin, head = as_("admin", **DESK), as_("head", **PHONE)
    admin.goto(f"{portal.url}/quan-tri/nguoi/")
    look(admin, "accounts")
    admin.get_by_role("link", name="Mời một người").click()
    admin.get_by_label("Họ và tên").fill("Lý Thị Thu Hà")
    admin.get_by_label("Địa chỉ e-mail").fill("ha@cong-khai.example")
    admin.get_by_label("Vai trò").select_option("auditor")
    admin.get_by_label("Lý do").fill("Kiểm toán nội bộ quý IV")
    look(admin, "invite")
    admin.get_by_role("button", name="Mời người này").click()
    expect(admin.get_by_text("/tai-khoan/password/reset/key/")).to_be_visible()
    expect(admin.get_by_text("Người đề nghị không tự đồng ý")).to_be_visible()
    look(admin, "invited")
    head.goto(f"{portal.url}/quan-tri/nguoi/")
    look(head, "accounts-phone")
    head.get_by_role("button", name="Đồng ý và thực hiện").click()
    expect(head.get_by_role("heading", name="Lý Thị Thu Hà")).to_be_visible()
    expect(head.get_by_text("Kiểm toán", exact=True)).to_be_visible()
    look(head, "account-phone")


def test_the_log_is_searched_and_its_chain_checked_by_the_background(portal, as_, look):
    auditor = as_("auditor", **DESK)
    auditor.goto(f"{portal.url}/quan-tri/nhat-ky/?actor=officer%40cong-khai.example")
    expect(auditor.get_by_role("link", name="Nguyễn Thị Hoàng Hoa").first).to_be_visible()
    look(auditor, "log")
    auditor.get_by_role("link", name="Kiểm nhật ký").click()
    auditor.get_by_role("button", name="Kiểm lại toàn bộ").click()
    expect(auditor.get_by_text("Nguyên vẹn")).to_be_visible(timeout=60_000)
    look(auditor, "check")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_state_of_the_node_and_the_design_system(portal, as_, look, scheme):
    for options in (DESK, PHONE):
        admin = as_("admin", color_scheme=scheme, **options)
        width = options["viewport"]["width"]
        admin.goto(f"{portal.url}/quan-tri/may-chu/")
        expect(admin.get_by_role("heading", name="Máy chủ có ổn không?")).to_be_visible()
        look(admin, f"node-{width}")
        admin.goto(f"{portal.url}/_ui")
        expect(admin.get_by_role("heading", name="Lịch tuần")).to_be_visible()
        look(admin, f"ui-{width}")


def test_the_design_system_is_closed_to_everybody_else(portal, as_):
    assert as_("officer").goto(f"{portal.url}/_ui").status == 403
    assert "/tai-khoan/login/" in as_().goto(f"{portal.url}/_ui").url
