"""The explanation sheet of the clean forms: Vietnamese first, English beneath."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lieny.registry.intake.form_columns import FormColumn

TIME_EXAMPLES = (
    "Thứ 2 - Thứ 6: 07h30-11h30, 13h00-16h30",
    "T2, T4, T6: 17h30-20h30; CN: 08h00-11h00",
    "Hằng ngày 17h00-20h00, nghỉ Chủ nhật",
    "Thứ 7: 07h00 đến 07h00 Chủ nhật",
)


def guide_lines(columns: Sequence[FormColumn], *, is_list: bool) -> Iterator[tuple[bool, str]]:
    """Give the lines, each with whether it is a title."""
    yield True, "HƯỚNG DẪN GHI BIỂU MẪU"
    yield (
        False,
        "Mỗi hàng ghi một người (hoặc một cơ sở). Không trộn ô, không ẩn hàng, giữ dòng tiêu đề.",
    )
    yield False, "Các cột số đã định dạng Văn bản để giữ số 0 ở đầu; ngày ghi dd/mm/yyyy."
    if is_list:
        yield False, "Đánh dấu ☒ trước «Lần đầu», «Thay đổi» hoặc «Bổ sung»."
        yield False, "Cách ghi thời gian đăng ký hành nghề:"
        for example in TIME_EXAMPLES:
            yield False, f"    {example}"
    yield True, "Các cột"
    for column in columns:
        yield False, " — ".join(part for part in _vietnamese(column) if part)
    yield True, "HOW TO FILL IN THIS FORM"
    yield (
        False,
        "One person (or facility) a row. Merge no cells, hide no rows, keep the heading row.",
    )
    yield False, "Number columns are formatted as text to keep leading zeros; dates are dd/mm/yyyy."
    if is_list:
        yield False, "Write days and hours of working time as in the examples above."
    for column in columns:
        example = f" (e.g. {column.example})" if column.example else ""
        yield False, f"{column.heading}: {column.english}{example}"


def _vietnamese(column: FormColumn) -> tuple[str, ...]:
    example = f"ví dụ: {column.example}" if column.example else ""
    choices = f"chọn: {'; '.join(column.choices)}" if column.choices else ""
    return column.heading, example, column.hint, choices
