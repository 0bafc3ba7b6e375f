"""The whole walk on one portal, in Chromium, at desk and phone: an officer is invited and sets up a
second factor, three departments hand lists in, a column is corrected, lists are confirmed, a sign
becomes a case, the other department and a facility answer, both close, a letter is taken home."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from test_cases import do
from test_first_day import choose_password, set_up_app, sign_in
from test_lists import FOLDERS, WAIT, confirm, fits, hand_in

from lieny.node.sample.region import Options, generate_region
from running import served

DESK = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SEED = Path(__file__).with_name("seed_offices.py")
# The key of a facility of one's own that a sign of the case names.
KEY = """
from lieny.node.portal.migrate import set_up_django_as_owner
set_up_django_as_owner()
from lieny.registry.models import CaseQuestion
print(CaseQuestion.objects.get().facility_key)
"""


@pytest.fixture(scope="module", params=[DESK, PHONE], ids=["desk", "phone"])
def ground(request):
    """An empty portal with three departments; the officer of 79 is invited in the walk itself."""
    root = Path(tempfile.mkdtemp(prefix="ly-walk-"))
    root.chmod(0o711)
    with served(root / "d") as portal:
        yield portal, portal.sown(SEED), request.param
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    out = tmp_path_factory.mktemp("lists")
    options = Options(dirt=1.0, plant=4.0, nation=False, processes=1)
    truth = generate_region(out, registrations=300, seed=11, options=options)
    return {
        code: [str(path) for folder in folders for path in sorted((truth.lists / folder).glob("*"))]
        for code, folders in FOLDERS.items()
    }


def no_picture(_page, _name):
    """The helpers of other walks take pictures; this one does not."""


def invited(portal, page, email, *words):
    """From the link that the operator hands over to a page of one's own, with a second factor."""
    choose_password(page, portal.way_in(email, "--name", "Nguyễn Thị Hoa", *words))
    sign_in(page, email)
    expect(page.get_by_role("heading", name="Xác thực hai lớp")).to_be_visible()
    set_up_app(page, no_picture)
    page.goto(portal.url)
    return page


def test_from_three_lists_to_a_closed_case_and_its_letter(ground, page_of, lists, tmp_path):
    portal, sessions, size = ground

    def as_(name):
        page = page_of(accept_downloads=True, **size)
        page.context.add_cookies([{"name": "lieny", "value": sessions[name], "url": portal.url}])
        return page

    officer = ("--province", "79", "--role", "licensing-officer")
    hoa = invited(portal, page_of(accept_downloads=True, **size), "hoa@syt.example", *officer)
    hand_in(hoa, portal, lists["79"])
    correct_a_column(hoa, lists["79"])
    confirm(hoa)
    mai, lan = as_("licensing-75"), as_("licensing-80")
    for page, code in ((mai, "75"), (lan, "80")):
        hand_in(page, portal, lists[code])
        fits(page)
        confirm(page)
    refusals(portal, hoa, mai)
    case = open_a_case(portal, hoa)
    ask_and_tell(hoa)
    answer_of_the_other(mai, case)
    facility_answers(portal, page_of(**size))
    close(portal, hoa, mai, as_, case, tmp_path)


def correct_a_column(page, files):
    """A column is said to be a note; the file is read again, the other columns stay."""
    name = next(Path(path).name for path in files if "DSHN" in path)
    page.get_by_role("link", name=name).first.click()
    heads = page.locator("table.sheet select")
    before = [one.input_value() for one in heads.all()]
    corrected = next(one for one in ("elsewhere", "position", "scope", "title") if one in before)
    heads.nth(before.index(corrected)).select_option("note")
    page.get_by_role("button", name="Nhớ các cột đã sửa và đọc lại").click()
    expect(page.get_by_role("status")).to_contain_text("chờ xác nhận", timeout=WAIT)
    page.get_by_role("link", name=name).first.click()
    after = [one.input_value() for one in page.locator("table.sheet select").all()]
    assert after == ["note" if one == corrected else one for one in before]
    fits(page)
    page.go_back()


def refusals(portal, hoa, mai):
    """What is another department's is not there, however its address came to hand."""
    theirs = mai.url
    hoa.goto(theirs)
    expect(hoa.get_by_role("heading", level=1)).to_have_text(re.compile("Không"))
    hoa.goto(f"{portal.url}/quan-tri/nhat-ky/")
    expect(hoa.get_by_role("heading", level=1)).to_have_text(re.compile("không mở|Không"))


def open_a_case(portal, hoa):
    """From the number between two provinces on the overview to the case of one person."""
    hoa.goto(f"{portal.url}/tong-quan/dau-hieu/?tinh=75,79")
    fits(hoa)
    for link in [one.get_attribute("href") for one in hoa.locator(".sign-list a").all()]:
        person = re.search(r"/(?:nguoi|dau-hieu)/([0-9a-f-]{36})/", link or "")
        if person is None:
            continue
        hoa.goto(f"{portal.url}/dau-hieu/{person.group(1)}/")
        opening = hoa.get_by_role("button", name="Mở hồ sơ")
        if opening.count() == 0:
            continue
        opening.click()
        if hoa.locator("summary b", has_text="Tiếp nhận hồ sơ").count():
            return hoa.url
    raise AssertionError("no sign between the two departments is led by 79")


def ask_and_tell(hoa):
    fits(hoa)
    do(hoa, "Tiếp nhận hồ sơ")
    do(hoa, "Gửi câu hỏi cho cơ sở")
    do(hoa, "Gửi thông báo cho các Sở")


def answer_of_the_other(mai, case):
    mai.goto(case)
    fits(mai)
    do(mai, "Xác nhận đã nhận")
    mai.get_by_label("Viết cho các Sở").fill("Bệnh viện đã gửi bảng phân công trực tháng 11.")
    mai.get_by_role("button", name="Gửi trao đổi").click()
    expect(mai.get_by_text("Bệnh viện đã gửi bảng phân công trực tháng 11.")).to_be_visible()


def facility_answers(portal, page):
    """A facility is invited, finds its one question, answers, and sees nothing of the case."""
    done = subprocess.run(
        [sys.executable, "-c", KEY],
        env=portal.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    province, _, key = done.stdout.strip().partition(":")
    words = ("--province", province, "--role", "facility-user", "--facility", key)
    way_in = portal.way_in("co-so@phong-kham.example", "--name", "Ngô Văn Sao", *words)
    choose_password(page, way_in)
    sign_in(page, "co-so@phong-kham.example")
    if page.get_by_role("link", name="Cài đặt ứng dụng").count():
        set_up_app(page, no_picture)
    page.goto(f"{portal.url}/cau-hoi/")
    fits(page)
    page.locator("main a[href*='/cau-hoi/']").first.click()
    page.get_by_label("Trả lời").fill("Người này chỉ làm việc tại cơ sở từ 18 giờ.")
    page.get_by_role("button", name="Gửi câu trả lời").click()
    expect(page.get_by_role("heading", name="Câu trả lời của cơ sở")).to_be_visible()
    page.goto(f"{portal.url}/ho-so/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("không mở|Không"))


def close(portal, hoa, mai, as_, case, tmp_path):  # noqa: PLR0917 - everybody who signs
    hoa.goto(case)
    expect(hoa.get_by_text("Người này chỉ làm việc tại cơ sở từ 18 giờ.").first).to_be_visible()
    do(hoa, "Trình kết luận", outcome="Sai dữ liệu")
    heads = [as_("head-75"), as_("head-79")]
    for head in heads:
        head.goto(case)
        do(head, "Ký")
    mai.goto(case)
    do(mai, "Trình kết thúc hồ sơ")
    for head in heads:
        head.goto(case)
        do(head, "Ký")
    hoa.goto(case)
    expect(hoa.locator(".stepper .now")).to_have_text("Đã kết thúc")
    letter = hoa.locator("details.more", has_text="Công văn kết thúc hồ sơ")
    letter.locator("summary").click()
    letter.get_by_role("button", name="Lập công văn PDF").click()
    with hoa.expect_download() as download:
        hoa.get_by_role("link", name="Công văn kết thúc hồ sơ").click()
    kept = tmp_path / "letter.pdf"
    download.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF-1.7")
    fits(hoa)
