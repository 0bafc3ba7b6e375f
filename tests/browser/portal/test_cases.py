"""From a sign to a closed case and its letter, by two officers and two heads, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader, mult
from sizes import PHONE, fits

DESK = {"viewport": {"width": 1366, "height": 768}}
SEED = Path(__file__).with_name("seed_cases.py")


MOST_BLANK = (
    75  # millimetres at the end of a page, its margin with them: a card of evidence stays whole
)
POINT = 25.4 / 72  # millimetres


def blank_below(path):
    """How high above its lower edge each page's last line stands, in millimetres."""
    found = []
    for page in PdfReader(path).pages:
        heights = []
        page.extract_text(
            visitor_text=lambda text, cm, tm, _font, _size, heights=heights: (
                heights.append(mult(tm, cm)[5]) if text.strip() else None
            )
        )
        found.append(min(heights) * POINT)
    return found


def do(page, name, **more):
    """Open the act of that name, fill it in, send it."""
    act = page.locator("details.act", has=page.locator("summary b", has_text=name)).first
    if act.get_attribute("open") is None:
        act.locator("summary").click()
    if "outcome" in more:
        act.get_by_label(more["outcome"]).check()
    if act.locator("textarea").count() and not act.locator("textarea").input_value():
        act.locator("textarea").fill("Đối chiếu bảng phân công trực của hai cơ sở.")
    act.get_by_role("button", name=name).click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi")


@pytest.mark.parametrize(
    ("options", "person"),
    [(DESK, "Nguyễn Văn An"), (PHONE, "Trần Thị Ngọc Bích Hoàng Oanh")],
    ids=["desk", "phone"],
)
def test_two_departments_close_a_case(  # noqa: PLR0917 - fixtures
    portal, as_, picture, options, person, tmp_path
):
    hoa, binh, mai, nam = (as_(name, **options) for name in ("hoa", "binh", "mai", "nam"))
    hoa.goto(f"{portal.url}/ho-so/?view=signs")
    fits(hoa)
    picture(hoa, "1-signs")
    hoa.get_by_role("link", name=person).click()
    fits(hoa)
    picture(hoa, "2-sign")
    hoa.get_by_role("button", name="Mở hồ sơ").click()
    expect(hoa.get_by_role("heading", level=1)).to_contain_text(person)
    fits(hoa)
    picture(hoa, "3-case-new")
    do(hoa, "Tiếp nhận hồ sơ")
    do(hoa, "Gửi câu hỏi cho cơ sở")
    do(hoa, "Gửi thông báo cho các Sở")
    case = hoa.url
    mai.goto(f"{portal.url}/ho-so/?view=new")
    fits(mai)
    picture(mai, "4-inbox")
    mai.get_by_role("link", name=person).click()
    do(mai, "Xác nhận đã nhận")
    mai.get_by_label("Viết cho các Sở").fill("Bệnh viện nói ông An nghỉ từ 17 giờ các ngày trực.")
    mai.get_by_role("button", name="Gửi trao đổi").click()
    do(mai, "Trình kết luận", outcome="Sai dữ liệu")
    picture(mai, "5-case-proposed")
    for head in (binh, nam):
        head.goto(case)
        do(head, "Ký")
    hoa.goto(case)
    do(hoa, "Trình kết thúc hồ sơ")
    for head in (nam, binh):
        head.goto(case)
        do(head, "Ký")
    expect(binh.locator(".stepper .now")).to_have_text("Đã kết thúc")
    hoa.goto(case)
    letter = hoa.locator("details.more", has_text="Công văn kết thúc hồ sơ")
    letter.locator("summary").click()
    picture(hoa, "6-letter-form")
    letter.get_by_role("button", name="Lập công văn PDF").click()
    with hoa.expect_download() as download:
        hoa.get_by_role("link", name="Công văn kết thúc hồ sơ").click()
    kept = tmp_path / "letter.pdf"
    download.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF-1.7")
    fits(hoa)
    picture(hoa, "7-case-closed")


def test_a_facility_answers_its_question_on_its_own_page(portal, as_, picture):
    page = as_("sao", **PHONE)
    page.goto(f"{portal.url}/cau-hoi/")
    picture(page, "questions")
    page.get_by_role("link", name="Ông/bà").first.click()
    fits(page)
    picture(page, "question")
    page.get_by_label("Trả lời").fill("Ông An làm việc T2–T6 từ 18 giờ.")
    page.get_by_role("button", name="Gửi câu trả lời").click()
    expect(page.get_by_role("heading", name="Câu trả lời của cơ sở")).to_be_visible()
    fits(page)


def test_the_case_page_at_night_in_english_and_on_paper(portal, as_, picture, tmp_path):
    page = as_("hoa", viewport={"width": 1920, "height": 1080}, color_scheme="dark")
    page.goto(f"{portal.url}/ho-so/?view=settled")
    page.locator("table.inbox a").first.click()
    picture(page, "dark")
    page.get_by_role("button", name="English").click()
    fits(page)
    picture(page, "dark-english")
    page.pdf(path=tmp_path / "paper.pdf", format="A4")
    *whole, last = blank_below(tmp_path / "paper.pdf")
    assert whole, last
    assert max(whole) < MOST_BLANK  # only the last page ends early


def test_a_long_text_is_counted_and_never_cut(portal, as_):
    page = as_("hoa", **PHONE)
    said = []
    page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    page.goto(f"{portal.url}/ho-so/?view=settled")
    page.locator("table.inbox a").first.click()
    box = page.get_by_label("Viết cho các Sở")
    box.fill("ă" * 6_001)
    count = page.locator("#text-count")
    expect(count).to_have_text("6.001 / 6.000 ký tự")
    expect(count).to_have_class("count small muted over")
    assert box.evaluate("area => area.value.length") == 6_001
    assert not box.evaluate("area => area.checkValidity()")
    box.fill("ă" * 6_000)
    assert box.evaluate("area => area.checkValidity()")
    fits(page)
    page.get_by_role("button", name="Gửi trao đổi").click()
    expect(page.get_by_role("status").filter(has_text="Đã gửi")).to_be_in_viewport()
    assert said == []
