"""axe finds nothing on any page that can be reached by links, by day and night, at desk and phone;
no page is wider than its window; every page can be worked with the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver
from walking import NO_PAGE, addresses_of_pages, is_a_form, name_of, pages_of

DESK = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "color_scheme": "dark",
    "has_touch": True,
    "is_mobile": True,
}
WIDE = {"viewport": {"width": 1920, "height": 1080}, "color_scheme": "light"}
EVERYBODY = (
    "chuyen-vien.79",
    "lanh-dao.75",
    "co-so.79",
    "kiem-toan.79",
    "quan-tri.79",
    "dieu-phoi",
)
# Pages that no link leads to in the demo; each names the test that looks at it.
LOOKED_AT_ELSEWHERE = {
    "home": "the first page of an office without a department: test_first_day.py",
    "check_receipt": "led to by the code of a receipt: tests/registry/web/public",
    "receipt": "follows the issuing of a receipt: tests/registry/web/public",
}
KEYBOARD = """() => {
  const seen = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return {
    where: document.activeElement.outerHTML.slice(0, 90),
    body: document.activeElement === document.body,
    ringed: seen.outlineStyle !== 'none' && parseFloat(seen.outlineWidth) >= 1,
    inside: box.width > 0 && box.height > 0,
  };
}"""


@pytest.fixture(scope="module")
def reached(demo, browser):
    """Pages by person and name: each kind of page is looked at by the first who reaches it."""
    found = {}
    for who in EVERYBODY:
        context = browser.new_context(storage_state=demo.session_of(browser, who))
        for name, paths in pages_of(context.new_page(), demo.url).items():
            found.setdefault(name, (who, paths))
        context.close()
    return found


@pytest.fixture
def opened(demo, browser, page_of):
    def of(who, **options):
        return page_of(storage_state=demo.session_of(browser, who), **options)

    return of


def by_person(reached):
    for who in EVERYBODY:
        yield who, [path for one, paths in reached.values() if one == who for path in paths]


def test_every_page_of_the_portal_is_reached_by_links_or_named_here(demo, reached, opened):
    named = addresses_of_pages()
    pages = [opened(who) for who in EVERYBODY]
    missing = [
        name
        for name in sorted(set(named) - set(reached) - set(LOOKED_AT_ELSEWHERE))
        if not is_a_form(pages, demo.url, named[name])
    ]
    assert missing == [], (
        "No link leads to these pages in the demo: link them, let the demo hold what leads there, "
        "or name them in LOOKED_AT_ELSEWHERE with the test that looks at them."
    )
    assert sorted(set(LOOKED_AT_ELSEWHERE) - set(named)) == []


@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk-light", "phone-dark"])
def test_axe_finds_nothing_on_any_page(demo, reached, opened, options):
    wrong = []
    for who, paths in by_person(reached):
        page = opened(who, **options)
        for path in paths:
            page.goto(f"{demo.url}{path}")
            for found in Axe().run(page).response["violations"]:
                nodes = [(one["html"][:120], one["failureSummary"][:200]) for one in found["nodes"]]
                wrong.append((name_of(path), path, found["id"], nodes[:3]))
    assert wrong == []


@pytest.mark.parametrize("options", [PHONE, DESK, WIDE], ids=["390", "1280", "1920"])
def test_no_page_is_wider_than_its_window(demo, reached, opened, options):
    wrong = []
    for who, paths in by_person(reached):
        page = opened(who, **options)
        for path in paths:
            page.goto(f"{demo.url}{path}")
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if over > 0:
                wrong.append((path, over))
    assert wrong == []


def test_the_keyboard_alone_goes_through_every_page(demo, reached, opened):
    """First the skip link, which leads to the content; then every control, each with a ring."""
    wrong = []
    for who, paths in by_person(reached):
        page = opened(who, **DESK)
        for path in paths[:: max(1, len(paths) // 20)]:
            page.goto(f"{demo.url}{path}")
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.className") != "skip":
                wrong.append((path, "the first stop is not the skip link"))
            page.keyboard.press("Enter")
            if page.evaluate("document.activeElement.id") != "main":
                wrong.append((path, "the skip link does not lead to the content"))
            for _ in range(12):
                page.keyboard.press("Tab")
                stop = page.evaluate(KEYBOARD)
                if stop["body"]:
                    break
                if not (stop["ringed"] and stop["inside"]):
                    wrong.append((path, stop["where"]))
    assert wrong == []


def test_on_paper_there_is_the_page_without_its_frame(demo, reached, opened):
    for name in ("overview", "case", "sign_list", "person"):
        who, paths = reached[name]
        page = opened(who, **DESK)
        page.goto(f"{demo.url}{paths[0]}")
        page.emulate_media(media="print")
        shown = page.evaluate(
            "[...document.querySelectorAll('header.top nav, header.top .choices, .skip')]"
            ".filter(e => e.checkVisibility()).map(e => e.className || e.tagName)"
        )
        assert shown == [], name
        assert page.locator("h1").is_visible()


def test_what_is_not_a_page_is_still_an_address():
    assert [name for name in NO_PAGE if not get_resolver().reverse_dict.getlist(name)] == []
