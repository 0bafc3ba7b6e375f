"""Writes the clean forms: headings that intake knows, drop-downs, explanations, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lieny.registry.intake.form_columns import (
    FACILITY_COLUMNS,
    HEAD_LINES,
    LICENCE_COLUMNS,
    LIST_COLUMNS,
    FormColumn,
)
from lieny.registry.intake.form_guide import guide_lines

_ROWS = 500  # rows that carry formats and drop-downs
_A4 = 9
_GREEN = "#0B6B50"


class FormKind(StrEnum):
    """Loại biểu mẫu."""

    LIST = "registration-list"
    LICENCES = "licence-register"
    FACILITIES = "facility-register"


@dataclass(frozen=True, slots=True)
class _Looks:
    """Formats of one workbook."""

    title: Format
    heading: Format
    text: Format
    day: Format
    number: Format
    key: Format
    guide: Format
    guide_title: Format


_TITLES = {
    FormKind.LIST: "DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ",
    FormKind.LICENCES: "SỔ CẤP GIẤY PHÉP HÀNH NGHỀ",
    FormKind.FACILITIES: "SỔ CƠ SỞ KHÁM BỆNH, CHỮA BỆNH",
}
_COLUMNS = {
    FormKind.LIST: LIST_COLUMNS,
    FormKind.LICENCES: LICENCE_COLUMNS,
    FormKind.FACILITIES: FACILITY_COLUMNS,
}


def write_form(path: Path, kind: FormKind) -> None:
    """Write the form of a kind.

    Raises:
        OSError: the file cannot be written.
    """
    columns = _COLUMNS[kind]
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False})
    looks = _looks(book)
    sheet = book.add_worksheet("Danh sách" if kind is FormKind.LIST else "Sổ")
    top = _write_head(sheet, looks, kind, len(columns))
    _write_table(sheet, looks, columns, top)
    _set_print(sheet, top, len(columns))
    _write_guide(book.add_worksheet("Hướng dẫn"), looks, columns, kind)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as trouble:
        raise OSError(getattr(trouble.args[0], "errno", 0), str(trouble)) from trouble


def _looks(book: xlsxwriter.Workbook) -> _Looks:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    boxed = {**base, "border": 1, "text_wrap": True}
    return _Looks(
        title=book.add_format({**base, "bold": True, "font_size": 14}),
        heading=book.add_format(
            {**boxed, "bold": True, "font_color": "#FFFFFF", "bg_color": _GREEN, "align": "center"}
        ),
        # "@" keeps what is typed: no lost zeros, no dates turned into numbers.
        text=book.add_format({**boxed, "num_format": "@"}),
        day=book.add_format({**boxed, "num_format": "dd/mm/yyyy"}),
        number=book.add_format({**boxed, "num_format": "General"}),
        key=book.add_format({**base, "num_format": "@", "bold": True}),
        guide=book.add_format({**base, "text_wrap": True}),
        guide_title=book.add_format({**base, "bold": True, "font_color": _GREEN}),
    )


def _write_head(sheet: Worksheet, looks: _Looks, kind: FormKind, width: int) -> int:
    """Write title and head lines; give the 0-based row of the headings."""
    if kind is not FormKind.LIST:
        sheet.write_string(0, 0, "SỞ Y TẾ TỈNH/THÀNH PHỐ …", looks.key)
        sheet.write_string(1, 0, _TITLES[kind], looks.title)
        return 3
    sheet.write_string(0, 0, _TITLES[kind], looks.title)
    sheet.write_string(1, 0, "☐ Lần đầu   ☐ Thay đổi   ☐ Bổ sung", looks.key)
    for row, line in enumerate(HEAD_LINES, 2):
        sheet.merge_range(row, 0, row, 2, line, looks.key)
        sheet.merge_range(row, 3, row, width - 1, "", looks.text)
    return 3 + len(HEAD_LINES)


def _write_table(sheet: Worksheet, looks: _Looks, columns: Sequence[FormColumn], top: int) -> None:
    formats = {"text": looks.text, "day": looks.day, "number": looks.number}
    sheet.set_row(top, 48)
    for place, column in enumerate(columns):
        shape = formats[column.shape]
        sheet.set_column(place, place, column.width)
        sheet.write_string(top, place, column.heading, looks.heading)
        for row in range(top + 1, top + 1 + _ROWS):
            sheet.write_blank(row, place, None, shape)
        if column.choices:
            sheet.data_validation(
                top + 1,
                place,
                top + _ROWS,
                place,
                {
                    "validate": "list",
                    "source": list(column.choices),
                    "error_type": "warning",
                    "error_title": "Chưa có trong danh mục",
                    "error_message": "Nên chọn một giá trị trong danh mục.",
                },
            )
    sheet.freeze_panes(top + 1, 2)


def _set_print(sheet: Worksheet, top: int, width: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.set_footer("&CTrang &P / &N")
    sheet.print_area(0, 0, top + _ROWS, width - 1)


def _write_guide(
    sheet: Worksheet, looks: _Looks, columns: Sequence[FormColumn], kind: FormKind
) -> None:
    sheet.set_column(0, 0, 110)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    for row, (is_title, line) in enumerate(guide_lines(columns, is_list=kind is FormKind.LIST)):
        sheet.write_string(row, 0, line, looks.guide_title if is_title else looks.guide)
