"""An official's first day: invitation, password, second factor, home; and what is kept away."""

import base64
import hmac
import struct
import time

import pytest

PASSWORD = "ruộng lúa chín vàng 34"  # noqa: S105
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
# What axe calls serious and can be seen without it: a name for every control, one first heading,
# a language, a title, landmarks.
BARE = """() => {
  const named = e => e.labels?.length || e.ariaLabel || e.textContent.trim() || e.title;
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea';
  const controls = [...document.querySelectorAll(kinds)];
  return {
    nameless: controls.filter(e => !named(e)).map(e => e.outerHTML),
    headings: document.querySelectorAll('h1').length,
    language: document.documentElement.lang, title: document.title,
    main: document.querySelectorAll('main').length,
    pictures: [...document.images].filter(e => !e.alt).length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    small: controls.filter(e => e.offsetParent && e.matches('main button, main .button') &&
      e.getBoundingClientRect().height < 34).map(e => e.outerHTML),
  };
}"""


def totp(secret: str) -> str:
    """RFC 6238 by hand: the app on the phone is not the library under test."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def fresh_code(secret: str, used: str) -> str:
    while (code := totp(secret)) == used:
        time.sleep(0.5)
    return code


def sound(page) -> None:
    page.wait_for_load_state()
    page.locator("main").wait_for()
    seen = page.evaluate(BARE)
    assert seen["nameless"] == []
    assert (seen["headings"], seen["main"], seen["pictures"]) == (1, 1, 0)
    assert seen["language"] in {"vi", "en"}
    assert seen["title"].endswith("· Liên Y")
    assert seen["wide"] <= 0
    assert seen["small"] == []


def choose_password(page, way_in: str) -> None:
    page.goto(way_in)
    sound(page)
    page.get_by_label("Mật khẩu mới").fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.get_by_role("link", name="Đăng nhập").click()


def sign_in(page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("Địa chỉ e-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def set_up_app(page, picture) -> str:
    """From the page that asks for a second factor to the codes that are kept."""
    page.get_by_role("link", name="Cài đặt ứng dụng").click()
    # A click ends before the page that it leads to stands.
    secret_shown = page.locator("#authenticator_secret")
    asked_again = page.get_by_role("heading", name="Xác nhận là bạn")
    secret_shown.or_(asked_again).first.wait_for()
    if asked_again.count():
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Xác nhận").click()
    secret_shown.wait_for()
    sound(page)
    secret = secret_shown.inner_text().strip()
    picture(page, "totp")
    page.get_by_label("Mã 6 số").fill(totp(secret))
    page.get_by_role("button", name="Bật xác thực").click()
    return secret


@pytest.fixture
def picture(tmp_path):
    def take(page, name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)

    return take


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
def test_from_an_invitation_to_the_home_page_and_back_in_with_a_code(
    portal, page_of, picture, options
):
    email = f"hoa{len(options)}@syt.example"
    way_in = portal.way_in(
        email, "--name", "Nguyễn Thị Hoa", "--province", "79", "--role", "auditor"
    )
    page = page_of(**options)
    choose_password(page, way_in)
    sound(page)
    picture(page, "login")
    sign_in(page, email)
    assert page.get_by_role("heading", name="Xác thực hai lớp").is_visible()
    page.goto(f"{portal.url}/")  # nothing else opens before
    assert page.get_by_role("heading", name="Xác thực hai lớp").is_visible()
    sound(page)
    picture(page, "factor")
    secret = set_up_app(page, picture)
    used = totp(secret)
    sound(page)
    picture(page, "codes")
    page.goto(f"{portal.url}/")
    assert page.get_by_role("heading", name="Việc gì đang chờ tôi?").is_visible()
    sound(page)
    picture(page, "home")
    for address, name in (("/tai-khoan/", "account"), ("/quan-tri/nhat-ky/", "log")):
        page.goto(f"{portal.url}{address}")
        sound(page)
        picture(page, name)
    page.get_by_role("button", name="Nền tối").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    picture(page, "log-dark")
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", name="Who did what, and when?").is_visible()
    page.get_by_role("button", name="Tiếng Việt").click()
    page.get_by_role("button", name="Đăng xuất").click()
    sign_in(page, email)
    assert page.get_by_role("heading", name="Nhập mã xác thực").is_visible()
    sound(page)
    picture(page, "code")
    page.get_by_label("Mã xác thực").fill(fresh_code(secret, used))
    page.get_by_role("button", name="Tiếp tục").click()
    assert page.get_by_role("heading", name="Việc gì đang chờ tôi?").is_visible()


def test_a_security_key_opens_the_portal(portal, page_of):
    """Chromium's own virtual key: the whole of WebAuthn runs, with the policy in force."""
    email = "khoa@syt.example"
    words = ("--name", "Trần Văn Khoá", "--province", "75", "--role", "inspector")
    way_in = portal.way_in(email, *words)
    page = page_of()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True,
           "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    choose_password(page, way_in)
    sign_in(page, email)
    page.get_by_role("link", name="Thêm khoá").click()
    if page.get_by_role("heading", name="Xác nhận là bạn").count():
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Xác nhận").click()
    page.get_by_label("Tên khoá").fill("khoá ở cơ quan")
    page.get_by_role("button", name="Thêm khoá").click()
    page.wait_for_url(lambda url: "add" not in url)
    page.goto(f"{portal.url}/")
    assert page.get_by_role("heading", name="Việc gì đang chờ tôi?").is_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    sign_in(page, email)
    page.get_by_role("button", name="Dùng khoá bảo mật").click()
    page.wait_for_url(f"{portal.url}/")
    assert page.get_by_role("heading", name="Việc gì đang chờ tôi?").is_visible()


def test_wrong_passwords_lock_and_say_for_how_long(portal, page_of, picture):
    page = page_of()
    page.goto(f"{portal.url}/")
    for _ in range(5):
        sign_in(page, "ai@syt.example", "sai hoàn toàn sai")
    assert page.get_by_role("heading", name="Tạm khoá đăng nhập 15 phút").is_visible()
    sound(page)
    picture(page, "locked")


def test_the_keyboard_reaches_content_first_and_the_form_next(portal, page_of):
    page = page_of()
    page.goto(f"{portal.url}/tai-khoan/login/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_login"


def test_a_session_ends_when_nobody_uses_it(portal, page_of):
    email = "vang@syt.example"
    words = ("--name", "Lê Thị Vắng", "--province", "79", "--role", "facility-user")
    way_in = portal.way_in(email, *words, "--facility", "00777", "--facility-name", "PK Bình An")
    page = page_of()
    choose_password(page, way_in)
    sign_in(page, email)
    assert page.get_by_role("heading", name="Việc gì đang chờ tôi?").is_visible()
    portal.away_for(31 * 60)
    page.goto(f"{portal.url}/")
    assert "lâu không dùng" in page.get_by_role("status").inner_text()
