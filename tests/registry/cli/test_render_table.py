"""The table on the terminal."""

import io
from dataclasses import replace
from types import ModuleType

import pytest
from rich.console import Console

from lieny.registry.cli.render_table import SHOWN_ON_TERMINAL, render_table
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.result import CheckResult


def printed(
    result: CheckResult, *, width: int = 100, lang: str = "vi", terminal: bool = False
) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=terminal, color_system=None)
    render_table(result, console, lang)
    return file.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_first_line_is_the_answer(sample_results: ModuleType) -> None:
    first, second, *_ = printed(sample_results.few()).splitlines()
    assert first.strip() == "7 dấu hiệu ở 4 người và 1 cơ sở; 3 dấu hiệu giữa các tỉnh."
    assert second.strip() == (
        "Đã xem 8.033 đăng ký của 5.120 người trong 5 tệp, tính đến ngày 01/11/2026; mất 4,1 giây."
    )


def test_a_person_is_shown_with_severity_words_law_and_rows(sample_results: ModuleType) -> None:
    text = flat(printed(sample_results.few()))
    for wanted in (
        "2. Nguyễn Thị Hoàng Phương Quỳnh · 000123/HCM-CCHN · TP. Hồ Chí Minh – Đồng Nai",
        "▲ Cao R01 Trùng giờ hành nghề",
        "trùng giờ T3, T5 08:00–11:00, tổng 6 giờ/tuần.",
        "Căn cứ: Điều 36 khoản 1, 15/2023/QH15",
        "• Bệnh viện Đa khoa khu vực Thủ Đức (TP. Hồ Chí Minh)",
        "TP.HCM/Danh sách đăng ký hành nghề BV Đa khoa khu vực Thủ Đức.xlsx › Danh sách › dòng 12",
        "○ Thấp R02 Có thể trùng giờ (cần hỏi)",
        "Cần hỏi: Đề nghị Phòng khám đa khoa Ái Nghĩa Đồng Khởi",
        "Không còn nếu giờ làm tại Phòng khám đa khoa Ái Nghĩa Đồng Khởi",
    ):
        assert wanted in text


def test_hours_are_said_once_also_when_the_sentence_does_not(sample_results: ModuleType) -> None:
    lines = [line.strip() for line in printed(sample_results.many(30)).splitlines()]
    assert any(line.endswith("giờ/tuần") and " = " in line for line in lines)
    overlap = printed(sample_results.few())
    assert flat(overlap).count("T3, T5 08:00–11:00 =") == 0


def test_bad_files_say_what_to_do_and_rules_not_run_say_why(sample_results: ModuleType) -> None:
    text = flat(printed(sample_results.few()))
    assert "Đồng Nai/danh sách mã hoá.xlsx — nhận 0/0 dòng" in text
    assert "→ Đề nghị cơ sở gửi lại tệp không đặt mật khẩu." in text
    assert "Danh sách dòng 19 cột C: Không đọc được số giấy phép. [=HYPERLINK(0012..]" in text
    assert "R24 Hướng dẫn quá nhiều người thực hành: Không có bảng người thực hành." in text
    assert "5 tệp (1 không dùng được), 5.265 dòng, 2 chỗ cần sửa, 2 quy tắc chưa kiểm tra." in text


def test_counts_by_severity_are_told_by_shape_and_word(sample_results: ModuleType) -> None:
    assert "◆ Nghiêm trọng: 1 ▲ Cao: 2 ● Trung bình: 0 ○ Thấp: 3 · Để biết: 1" in flat(
        printed(sample_results.few())
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_no_line_is_wider_than_the_terminal(sample_results: ModuleType, width: int) -> None:
    assert max(map(len, printed(sample_results.few(), width=width).splitlines())) <= width


def test_english_is_english(sample_results: ModuleType) -> None:
    text = flat(printed(sample_results.few(), lang="en"))
    assert "7 signs about 4 persons and 1 facility; 3 of them between provinces." in text
    assert "Overlapping hours" in text
    assert "dấu hiệu" not in text


def test_text_of_a_list_cannot_steer_the_terminal(sample_results: ModuleType) -> None:
    result = sample_results.few()
    case = result.cases[1]
    person = replace(case.person, name="[red]A[/red]\x1b[2J\u202eB")
    text = printed(replace(result, cases=(replace(case, person=person),)))
    assert "[red]A[/red][2JB" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_terminal_shows_the_first_persons_and_a_file_all(sample_results: ModuleType) -> None:
    result = sample_results.many(SHOWN_ON_TERMINAL + 5)
    assert "Còn 5 người nữa." in printed(result, terminal=True)
    whole = printed(result)
    assert "người nữa" not in whole
    assert f"\n{SHOWN_ON_TERMINAL + 5}. " in whole


def test_the_caller_may_ask_for_the_first_persons_only(sample_results: ModuleType) -> None:
    file = io.StringIO()
    render_table(sample_results.few(), Console(file=file, width=100), most_cases=2)
    assert "Còn 3 người nữa." in file.getvalue()
    assert "\n3. " not in file.getvalue()


def test_without_signs_it_says_what_that_does_not_mean(sample_results: ModuleType) -> None:
    text = flat(printed(sample_results.nothing()))
    assert text.startswith("Không thấy dấu hiệu nào trong các danh sách này.")
    assert "Không có dấu hiệu không có nghĩa là đã đủ" in text


def test_without_a_usable_file_it_says_that_nothing_was_checked(
    sample_results: ModuleType,
) -> None:
    result = replace(sample_results.nothing(), files=(sample_results.BROKEN,))
    assert printed(result).startswith("Chưa kiểm tra được: không có tệp nào dùng được.")


def test_what_was_not_compared_in_full_stands_under_the_answer(sample_results: ModuleType) -> None:
    told = replace(sample_results.few(), notes=(Bilingual("Quá nhiều dòng.", "Too many rows."),))
    assert printed(told).splitlines()[2].strip() == "! Quá nhiều dòng."
    assert printed(told, lang="en").splitlines()[2].strip() == "! Too many rows."
