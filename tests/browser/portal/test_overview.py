"""The overview comes to life: map and chart really painted, and a way from each to the cell.

Without WebGL, without script and on paper the pictures of the server stay.
"""

import io
import re
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread
from playwright.sync_api import expect

DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SEED = Path(__file__).with_name("seed_overview.py")
SOFTWARE_GL = ["--enable-unsafe-swiftshader", "--use-angle=swiftshader"]
FIRST_PAGE = 100_000  # bytes over the wire
WAIT = 90_000
pytestmark = pytest.mark.timeout(900)  # ten weeks of lists are taken in before the first page
# What Chromium itself says of drawing without a graphics card.
OF_THE_DRIVER = re.compile(r"GL Driver Message|GPU stall|swiftshader|WebGL", re.IGNORECASE)


@pytest.fixture(scope="module")
def browser(chromium):
    return chromium(*SOFTWARE_GL)


@pytest.fixture(scope="module")
def sessions(portal):
    return portal.sown(SEED, "300")


@pytest.fixture
def as_(portal, browser, sessions):
    """Open the portal as somebody; afterwards nothing may have gone wrong, the policy included."""
    troubles, contexts = [], []

    def opened(name="head-79", running=browser, **options):
        context = running.new_context(**{"locale": "vi-VN", **DESK, **options})
        contexts.append(context)
        context.add_cookies([{"name": "lieny", "value": sessions[name], "url": portal.url}])
        page = context.new_page()
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [one for one in troubles if not OF_THE_DRIVER.search(one)] == []


def live(page, figure):
    place = page.locator(figure)
    place.scroll_into_view_if_needed()
    expect(place).to_have_attribute("data-state", re.compile("live|still"), timeout=WAIT)
    return place


def colours_of(picture):
    """Count the colours of a picture in PNG."""
    pixels = (imread(io.BytesIO(picture))[..., :3] * 255).round().astype("uint32")
    packed = pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]
    values, counts = np.unique(packed, return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def hexed(page, name):
    """Give a colour of the page's theme as a number."""
    value = page.evaluate(f"getComputedStyle(document.body).getPropertyValue('--{name}').trim()")
    return int(value.removeprefix("#"), 16)


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"]
)
def test_map_and_chart_are_painted_in_the_colours_of_the_theme(portal, as_, tmp_path, size, scheme):
    page = as_(color_scheme=scheme, **size)
    page.goto(portal.url)
    figure = live(page, ".region-figure")
    assert figure.get_attribute("data-state") == "live", figure.get_attribute("data-why")
    painted = colours_of(page.locator(".maplibregl-canvas").screenshot())
    assert painted.get(hexed(page, "shade4"), 0) > 500  # the province with the most
    assert painted.get(hexed(page, "sunk"), 0) > 500  # the sea
    figure = live(page, ".trend-figure")
    assert figure.get_attribute("data-state") == "live", figure.get_attribute("data-why")
    page.wait_for_timeout(400)
    painted = colours_of(page.locator(".trend-figure canvas").screenshot())
    assert painted.get(hexed(page, "accent"), 0) > 200
    page.screenshot(path=tmp_path / f"overview-{scheme}.png")
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0


def test_chart_and_map_hold_the_numbers_of_their_tables(portal, as_):
    page = as_()
    page.goto(portal.url)
    live(page, ".trend-figure")
    drawn = page.evaluate(
        "document.querySelector('.trend-figure').chart.getOption().series.map((one) => one.data)"
    )
    rows = page.locator("#tung-tuan tbody tr").all()
    told = [
        [int(row.locator(f'[data-count="{name}"]').get_attribute("data-value")) for row in rows]
        for name in ("standing", "arisen", "ended")
    ]
    assert drawn == [told[0][::-1], told[1][::-1], [-count for count in told[2][::-1]]]
    assert sum(told[1]) > 10
    live(page, ".region-figure")
    labels = page.locator(".live a.map-label")
    rows = page.locator("#ma-tran tr[data-code]")
    said = {one.get_attribute("aria-label") for one in labels.all()}
    wanted = {
        f"{row.get_attribute('data-name')}: {row.get_attribute('data-count')}"
        for row in rows.all()
        if int(row.get_attribute("data-count"))
    }
    assert wanted == said


def test_from_a_line_on_the_map_to_the_case_and_the_cell(portal, as_):
    page = as_("licensing-79")
    page.goto(portal.url)
    live(page, ".region-figure")
    x, y = page.evaluate(
        """() => {
            const { map } = document.querySelector(".region-figure");
            const tie = map.querySourceFeatures("ties").find((one) => one.properties.href.includes("75,79"));
            const way = tie.geometry.type === "LineString" ? tie.geometry.coordinates : tie.geometry.coordinates.flat();
            const at = map.project(way[Math.floor(way.length / 2)]), box = map.getCanvas().getBoundingClientRect();
            return [box.x + at.x, box.y + at.y];
        }"""  # noqa: E501 - as it runs in the page
    )
    page.mouse.move(x, y)
    expect(page.locator(".map-tip")).to_contain_text("Đồng Nai")
    page.mouse.click(x, y)
    expect(page).to_have_url(re.compile(r"/tong-quan/dau-hieu/\?tinh=75,79$"))
    page.get_by_role("link", name=re.compile(r"^Hồ sơ \d{4}")).first.click()
    expect(page.locator("#bang-chung")).to_be_visible()
    live(page, ".case-map .region-figure")
    page.locator(".evidence .ground small a").first.click()
    expect(page.locator("td.here")).to_be_in_viewport()


def test_the_keyboard_reaches_names_on_the_map_and_weeks_of_the_chart(portal, as_):
    page = as_()
    page.goto(portal.url)
    live(page, ".region-figure")
    page.locator(".live a.map-label").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"tinh=\d\d&voi=khac$"))
    page.go_back()
    live(page, ".trend-figure")
    chart = page.locator(".trend-figure .live")
    newest = page.locator("#tung-tuan tbody tr").first
    chart.press("End")
    expect(page.locator("[data-said]")).to_contain_text(newest.locator("th").text_content())
    chart.press("ArrowLeft")
    expect(page.locator("[data-said]")).not_to_contain_text(newest.locator("th").text_content())
    chart.press("End")
    chart.press("Enter")
    expect(page).to_have_url(re.compile(r"tuan=\d{4}-\d\d-\d\d&ra=(arisen|ended)$"))


def test_the_first_page_is_small_and_the_libraries_come_after_it(portal, as_):
    page = as_(viewport={"width": 1280, "height": 500})
    sent, painted = {}, []
    page.on("requestfinished", lambda one: sent.setdefault(one.url, one.sizes()))
    page.on("load", lambda _: painted.append(set(sent)))
    page.goto(portal.url)
    page.wait_for_load_state("networkidle")
    first = {url: sizes for url, sizes in sent.items() if "/charts/" not in url}
    body = sum(sizes["responseBodySize"] for sizes in first.values())
    assert 20_000 < body < FIRST_PAGE + 30_000  # with what the map's own scripts weigh
    before = [sizes["responseBodySize"] for url, sizes in sent.items() if url in painted[0]]
    assert sum(before) < FIRST_PAGE
    assert not any("/charts/" in url for url in painted[0])
    assert all(url.startswith(portal.url) for url in sent)


def test_nothing_moves_when_the_pictures_come_to_life(portal, as_):
    page = as_()
    page.goto(portal.url)
    before = page.locator(".trend-figure").bounding_box()
    tall = page.evaluate("document.documentElement.scrollHeight")
    live(page, ".region-figure")
    live(page, ".trend-figure")
    page.evaluate("scrollTo(0, 0)")
    assert page.locator(".trend-figure").bounding_box() == before
    assert page.evaluate("document.documentElement.scrollHeight") == tall


def test_without_webgl_the_picture_stays_and_its_links_lead_on(portal, as_, chromium):
    page = as_(running=chromium("--disable-3d-apis"))
    page.goto(portal.url)
    figure = live(page, ".region-figure")
    assert figure.get_attribute("data-state") == "still"
    expect(figure.locator("svg.map")).to_be_visible()
    assert live(page, ".trend-figure").get_attribute("data-state") == "live"


def test_without_script_pictures_and_tables_say_the_same(portal, as_):
    page = as_(java_script_enabled=False)
    page.goto(portal.url)
    expect(page.locator(".region-figure svg.map")).to_be_visible()
    expect(page.locator(".trend-figure svg.trend")).to_be_visible()
    page.locator("svg.trend a").last.click()
    expect(page).to_have_url(re.compile(r"tuan="))


def test_paper_shows_the_pictures_of_the_server(portal, as_, tmp_path):
    page = as_()
    page.goto(portal.url)
    live(page, ".region-figure")
    page.emulate_media(media="print")
    expect(page.locator(".region-figure .stage > svg.map")).to_be_visible()
    expect(page.locator(".maplibregl-canvas")).to_be_hidden()
    page.pdf(path=tmp_path / "overview.pdf", format="A4")
    assert (tmp_path / "overview.pdf").read_bytes().startswith(b"%PDF")
