"""The report as an inspector uses it: on a phone, by keyboard, on paper, without scripts."""

import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Page, expect

OpenReport = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}}
OFFICE = {"viewport": {"width": 1366, "height": 768}}


def shown_names(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        """[...document.querySelectorAll(".cases > li:not(.gone) .who")]
            .map(name => name.firstChild.textContent)"""
    )
    return names


def test_the_answer_and_the_cases_are_there(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), **OFFICE)
    expect(page.locator("#answer")).to_have_text(
        "7 dấu hiệu ở 4 người và 1 cơ sở; 3 dấu hiệu giữa các tỉnh.", use_inner_text=True
    )
    assert shown_names(page)[:2] == ["Trần Văn Bảo", "Nguyễn Thị Hoàng Phương Quỳnh"]
    expect(page.locator("#result-count")).to_have_text("Đang xem 5 trong 5 hồ sơ")


def test_an_opened_case_says_the_overlap_exactly(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), **OFFICE)
    case = page.locator("#ho-so-p-3f9a1c")
    case.locator("summary").first.click()
    expect(case.locator("figcaption")).to_have_text(
        "Trùng: T3, T5 08:00–11:00 = 6 giờ/tuần", use_inner_text=True
    )
    expect(case.locator("svg.week").first).to_be_visible()
    # The outline covers Tuesday and Thursday, each as wide as both lanes.
    outline = case.locator(".w-o").first.bounding_box()
    lanes = [case.locator(f".w-d.{key}").first.bounding_box() for key in ("p79", "p75")]
    assert outline is not None
    assert None not in lanes
    assert outline["height"] > 20


@pytest.mark.parametrize("width", [390, 768, 1366, 1920])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_is_wider_than_the_screen(
    open_report: OpenReport, sample_results: ModuleType, width: int, lang: str
) -> None:
    page = open_report(sample_results.few(), lang=lang, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters_narrow_the_list_and_stand_in_the_address(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), **OFFICE)
    page.locator("[name=rule]").select_option("R01")
    assert shown_names(page) == ["Nguyễn Thị Hoàng Phương Quỳnh", "Lê Đặng Thảo My"]
    page.get_by_label("Tên hoặc số giấy phép").fill("dang thao")
    assert shown_names(page) == ["Lê Đặng Thảo My"]
    assert page.evaluate("location.hash") == "#find=dang%20thao&rule=R01"
    expect(page.locator("#result-count")).to_have_text("Đang xem 1 trong 5 hồ sơ")
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page.locator("#result-count")).to_have_text("Đang xem 5 trong 5 hồ sơ")


def test_conditions_hold_for_one_and_the_same_sign(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    # Two persons have a sign of R01 and another that is a question; no sign is both.
    page = open_report(sample_results.few(), address="#rule=R01&certainty=possible", **OFFICE)
    assert shown_names(page) == []
    expect(page.locator("#no-match")).to_be_visible()


def test_an_address_with_filters_opens_as_it_was_sent(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(
        sample_results.few(), address="#severity=critical,info&province=80", **OFFICE
    )
    assert shown_names(page) == ["Trần Văn Bảo", "Ông Hồ Ý"]
    assert page.get_by_label("Nghiêm trọng").is_checked()
    expect(page.locator("[name=province]")).to_have_value("80")


def test_a_number_of_the_matrix_lists_its_cases(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), **OFFICE)
    page.locator(".matrix a", has_text="2").first.click()
    assert shown_names(page) == ["Nguyễn Thị Hoàng Phương Quỳnh", "Lê Đặng Thảo My"]
    expect(page.locator("[name=province]")).to_have_value("75,79")
    page.go_back()
    expect(page.locator("#result-count")).to_have_text("Đang xem 5 trong 5 hồ sơ")


def test_the_address_of_a_case_opens_it(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), address="#ho-so-p-5150aa", **OFFICE)
    expect(page.locator("#ho-so-p-5150aa")).to_have_attribute("open", "")
    assert page.locator("details.case[open]").count() == 1


def test_the_page_changes_its_language_with_its_lists(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), **OFFICE)
    page.get_by_text("English").click()
    expect(page.locator("#answer")).to_have_text(
        "7 signs about 4 persons and 1 facility; 3 of them between provinces.",
        use_inner_text=True,
    )
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("#result-count")).to_have_text("5 of 5 cases")
    expect(page.locator("option[value=definite]")).to_have_text("Definite")
    assert "dấu hiệu" not in page.locator("main").inner_text()


def test_everything_can_be_reached_by_keyboard(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), **OFFICE)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "find"
    page.keyboard.type("quynh")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("#ho-so-p-3f9a1c")).to_have_attribute("open", "")
    page.keyboard.press("Enter")
    assert page.locator("details.case[open]").count() == 0


def test_the_first_tab_stop_skips_to_the_content(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), **OFFICE)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Đến nội dung")).to_be_in_viewport()


def test_a_question_is_copied_in_the_language_that_is_read(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(
        sample_results.few(),
        address="#ho-so-p-5150aa",
        permissions=["clipboard-read", "clipboard-write"],
        **OFFICE,
    )
    button = page.locator("#ho-so-p-5150aa [data-copy]")
    button.click()
    expect(button).to_have_text("Đã chép")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Đề nghị Bệnh viện Quốc tế Đồng Nai ghi rõ thứ, giờ trực."
    )


def test_it_can_be_read_without_scripts(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), java_script_enabled=False, **OFFICE)
    expect(page.locator("#filters")).to_be_hidden()
    page.locator("#ho-so-p-3f9a1c > summary").click()
    expect(page.locator("#ho-so-p-3f9a1c .sides").first).to_be_visible()
    page.get_by_text("English").click()
    expect(page.locator("#ho-so-p-3f9a1c figcaption")).to_have_text(
        "Overlap: Tue, Thu 08:00–11:00 = 6 h a week", use_inner_text=True
    )


def test_on_paper_every_listed_case_is_open_and_the_page_is_light(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.few(), color_scheme="dark", **OFFICE)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.case[open]").count() == 5
    expect(page.locator("#filters")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_in_the_dark_the_page_is_dark(open_report: OpenReport, sample_results: ModuleType) -> None:
    page = open_report(sample_results.few(), color_scheme="dark", **OFFICE)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 25, 28)"


def test_a_page_without_signs_is_whole(open_report: OpenReport, sample_results: ModuleType) -> None:
    page = open_report(sample_results.nothing(), **PHONE)
    expect(page.locator(".empty")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_thousand_cases_are_filtered_at_once(
    open_report: OpenReport, sample_results: ModuleType
) -> None:
    page = open_report(sample_results.many(2000), **OFFICE)
    expect(page.locator("#result-count")).to_have_text("Đang xem 2.000 trong 2.000 hồ sơ")
    spent = page.evaluate(
        """() => {
            const form = document.querySelector("#filters");
            form.find.value = "nguyen quynh";
            const once = () => {
                const began = performance.now();
                form.dispatchEvent(new Event("input", { bubbles: true }));
                return performance.now() - began;
            };
            return Math.min(once(), once(), once());
        }"""
    )
    assert spent < 400
    assert "Nguyễn" in shown_names(page)[0]


AXE = next(
    (
        path
        for path in (
            Path(os.environ.get("LIENY_AXE", "")),
            Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js",
        )
        if path.is_file()
    ),
    None,
)


@pytest.mark.skipif(AXE is None, reason="axe-core is not installed (npm install axe-core)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_object_to(
    open_report: OpenReport, sample_results: ModuleType, scheme: str
) -> None:
    page = open_report(sample_results.few(), color_scheme=scheme, **OFFICE)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert AXE is not None
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        (one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found["violations"]
    ]
    assert told == []
