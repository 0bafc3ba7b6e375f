"""The self-contained report."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from types import ModuleType

import pytest

from lieny.registry.cli.render_html import CASES_IN_FULL, render_html
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.result import CheckResult

# Tags without an end, and those whose end HTML lets out.
VOID = {"dt", "dd", "meta", "input", "br", "link", "img", "hr", "path", "rect", "circle", "use"}


class Outline(HTMLParser):
    """Reads a page: every tag with its attributes, and whether all are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(result: CheckResult, lang: str = "vi") -> str:
    return "".join(render_html(result, lang))


def outline(html: str) -> Outline:
    parsed = Outline()
    parsed.feed(html)
    assert parsed.open == []
    return parsed


def plain(html: str) -> str:
    """Text as read in Vietnamese."""
    body = re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)
    vietnamese = re.sub(r"<i lang=en>.*?</i>", "", body)
    return " ".join(re.sub(r"<[^>]+>", "", vietnamese).split())


@pytest.fixture(scope="module")
def few(sample_results: ModuleType) -> str:
    return page(sample_results.few())


def test_every_tag_is_closed_and_ids_are_unique(few: str) -> None:
    ids = [attributes["id"] for _, attributes in outline(few).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def references(html: str) -> Iterator[str]:
    for tag, attributes in outline(html).tags:
        for name in ("src", "href", "action", "srcset", "data", "poster"):
            if attributes.get(name):
                yield f"{tag} {attributes[name]}"


def test_nothing_is_loaded_from_anywhere(few: str) -> None:
    outside = [one for one in references(few) if not one.split(" ", 1)[1].startswith("#")]
    assert outside == []
    assert set(re.findall(r"url\(([^,)#]*)", few)) <= {"data:font/woff2;base64", ""}
    assert "@import" not in few


def test_every_link_leads_somewhere_within_the_page(few: str) -> None:
    ids = {attributes["id"] for _, attributes in outline(few).tags if "id" in attributes}
    targets = {one.split("#", 1)[1] for one in references(few)}
    assert {target for target in targets if "=" not in target} <= ids


def test_the_policy_forbids_attributes_that_are_styles_or_scripts(few: str) -> None:
    for _, attributes in outline(few).tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', few)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]


def test_the_answer_comes_first_and_a_case_is_told_from_top_to_bottom(few: str) -> None:
    text = plain(few)
    order = [
        "Các danh sách này có gì cần xem lại?",
        "7 dấu hiệu ở 4 người và 1 cơ sở; 3 dấu hiệu giữa các tỉnh.",
        "Dấu hiệu nằm giữa những tỉnh nào?",
        "Ai, ở đâu, vì sao?",
        "Nguyễn Thị Hoàng Phương Quỳnh",
        "Có 2 dấu hiệu ở TP. Hồ Chí Minh và Đồng Nai; đang đăng ký tại 2 cơ sở.",
        "Trùng: T3, T5 08:00–11:00 = 6 giờ/tuần",
        "Khi nào dấu hiệu này không còn?",
        "Bằng chứng",
        "TP.HCM/Danh sách đăng ký hành nghề BV Đa khoa khu vực Thủ Đức.xlsx › Danh sách › dòng 12",
        "E12Thời gian đăng ký hành nghề (ghi cụ thể thứ, giờ)Từ T2 đến T6: 7h30-11h30, 13h30-17h00",
        "Căn cứ pháp lý vào ngày xét",
        "Điều 27 khoản 2, 96/2023/NĐ-CP qua bản đăng lại",
        "Câu hỏi cần gửi",
        "Có phải cùng một người?",
        "Các tệp đã gửi ra sao?",
        "Điều gì chưa kiểm tra được?",
        "Căn cứ pháp lý nào được dùng?",
        "hiệu lực từ 01/01/2024; đọc qua bản đăng lại, cần đối chiếu bản gốc",
        "Báo cáo này được lập thế nào?",
    ]
    place = 0
    for wanted in order:
        found = text.find(wanted, place)
        assert found >= 0, wanted
        place = found


def test_nobody_is_accused(few: str) -> None:
    assert "vi phạm" not in few.lower()


def test_the_map_and_the_matrix_say_the_same_numbers(few: str) -> None:
    # R06 Tây Ninh–Đồng Nai; two R01 TP. Hồ Chí Minh–Đồng Nai.
    labels = re.findall(r'<text x="[^"]*" y="[^"]*">([^<]*)</text>', few)
    assert {"Đồng Nai 3", "TP. Hồ Chí Minh 2", "Tây Ninh 1"} <= set(labels)
    sums = re.findall(r'<td class="sum">(\d+)</td>', few)
    assert sums == ["3", "2", "1"]
    assert '<a href="#province=75,79">2</a>' in few
    assert '<a href="#province=75,80">1</a>' in few


def test_text_of_lists_is_text(sample_results: ModuleType) -> None:
    result = sample_results.few()
    case = result.cases[1]
    person = replace(case.person, name="<script>alert(1)</script>", id='x"><script>')
    html = page(replace(result, cases=(replace(case, person=person),)))
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert 'id="ho-so-x---script-"' in html
    outline(html)


def test_filters_know_every_sign(few: str) -> None:
    assert (
        'data-signs="R01.high.definite.x.79-75 R02.low.possible.-.75" '
        'data-find="nguyen thi hoang phuong quynh 000123/hcm-cchn"'
    ) in few
    assert '<option value="R06"' in few
    assert '<option value="75" data-en="Đồng Nai">Đồng Nai</option>' in few


def test_the_language_asked_for_is_shown_first(sample_results: ModuleType) -> None:
    html = page(sample_results.few(), "en")
    assert '<html lang="en">' in html
    assert re.search(r'id="lang-en" checked', html)
    assert "<title>Liên Y · 7 signs about 4 persons" in html


def test_without_signs_the_page_says_what_to_do_next(sample_results: ModuleType) -> None:
    html = page(sample_results.nothing())
    text = plain(html)
    assert "Không thấy dấu hiệu nào trong các danh sách này." in text
    assert "Thêm danh sách của tỉnh bên cạnh" in text
    assert 'id="filters"' not in html
    assert "giua-cac-tinh" not in html


def test_without_a_usable_file_the_page_says_so(sample_results: ModuleType) -> None:
    text = plain(page(replace(sample_results.nothing(), files=(sample_results.BROKEN,))))
    assert "Chưa kiểm tra được: không có tệp nào dùng được." in text
    assert "lieny template mau.xlsx" in text
    assert "Đề nghị cơ sở gửi lại tệp không đặt mật khẩu." in text


def test_three_hundred_cases_stay_small(sample_results: ModuleType) -> None:
    html = page(sample_results.many(300))
    assert html.count('<details class="case card"') == 300
    assert len(html.encode()) < 1_500_000


def test_beyond_the_first_hundreds_cases_stand_in_a_table(sample_results: ModuleType) -> None:
    html = page(sample_results.many(CASES_IN_FULL + 150))
    assert html.count('<details class="case card"') == CASES_IN_FULL
    assert html.count("<tr data-signs=") == 150
    assert "400 hồ sơ nặng nhất được trình bày đầy đủ ở trên; 150 hồ sơ tiếp theo" in plain(html)


def test_the_page_comes_in_pieces(sample_results: ModuleType) -> None:
    pieces = list(render_html(sample_results.many(50)))
    assert len(pieces) > 50


def test_undecodable_names_do_not_stop_the_report(sample_results: ModuleType) -> None:
    result = sample_results.few()
    file = replace(result.files[0], path="danh s\udce1ch\x00.xlsx")
    html = page(replace(result, files=(file,)))
    assert "danh s\ufffdch.xlsx".encode() in html.encode("utf-8")


def test_before_the_merger_provinces_have_their_old_names(sample_results: ModuleType) -> None:
    old = replace(sample_results.few(), as_of=sample_results.AS_OF.replace(year=2024))
    assert "Long An" in plain(page(old))  # the number 80, which is Tây Ninh since July 2025


def test_the_folder_of_all_files_is_told_once(sample_results: ModuleType) -> None:
    result = sample_results.many(3)

    def moved(path: str) -> str:
        return f"/srv/danh sách/{path}"

    files = tuple(replace(file, path=moved(file.path)) for file in result.files)
    cases = tuple(
        replace(
            case,
            findings=tuple(
                replace(
                    finding,
                    evidence=tuple(replace(c, path=moved(c.path)) for c in finding.evidence),
                )
                for finding in case.findings
            ),
        )
        for case in result.cases
    )
    links = tuple(
        replace(
            link,
            left=replace(link.left, path=moved(link.left.path)),
            right=replace(link.right, path=moved(link.right.path)),
        )
        for link in result.link_questions
    )
    html = page(replace(result, files=files, cases=cases, link_questions=links))
    assert html.count("/srv/danh sách") == 1
    assert '<span class="raw">/srv/danh sách</span>' in html


def test_what_no_sign_is_about_is_not_told_of_a_person(sample_results: ModuleType) -> None:
    result = sample_results.few()
    case = result.cases[1]
    cell = case.findings[0].evidence[0]
    known = replace(
        cell,
        raw={**cell.raw, "Số CCCD": "079184012345", "Ngày sinh": "02/03/1984"},
        fields={**cell.fields, "Số CCCD": "personal_number", "Ngày sinh": "birth"},
    )

    def shown(rule: str) -> str:
        finding = replace(case.findings[0], rule=rule, evidence=(known,))
        return page(replace(result, cases=(replace(case, findings=(finding,)),)))

    assert "079184012345" not in shown("R01")
    assert "02/03/1984" not in shown("R01")
    assert "079184012345" in shown("R14")
    assert "02/03/1984" in shown("R14")


def test_what_was_not_compared_in_full_stands_under_the_answer(sample_results: ModuleType) -> None:
    told = replace(sample_results.few(), notes=(Bilingual("Quá nhiều dòng.", "Too many rows."),))
    page = "".join(render_html(told))
    assert page.index("Quá nhiều dòng.") < page.index('id="ho-so"')
    assert "Too many rows." in page
