"""Builds the sheets of the tests and reads them in this process."""

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from lieny.registry.columns.tables import Batch
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.reading_group import read_group


@dataclass
class Page:
    rows: list
    name: str = "Danh sách"
    merged: list = field(default_factory=list)  # (top, left, bottom, right), 1-based
    hidden: tuple = ()  # 1-based rows
    shown: bool = True


def workbook(*pages: Page) -> bytes:
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(stream, options) as book:
        formats = {
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            time: book.add_format({"num_format": "hh:mm"}),
        }
        for page in pages:
            write_page(book.add_worksheet(page.name), page, formats)
    return stream.getvalue()


def write_page(sheet, page: Page, formats) -> None:
    for at, row in enumerate(page.rows):
        for column, cell in enumerate(row):
            if type(cell) in formats:
                sheet.write_datetime(at, column, cell, formats[type(cell)])
            elif cell is not None and cell != "":
                sheet.write(at, column, cell)
    for top, left, bottom, right in page.merged:
        text = page.rows[top - 1][left - 1]
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, text)
    for row in page.hidden:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    if not page.shown:
        sheet.hide()


def read_bytes(folder: Path, content: bytes, name: str = "danh-sach.xlsx") -> Batch:
    path = folder / name
    path.write_bytes(content)
    return read_group([(0, path)], Limits())


def read_pages(folder: Path, *pages: Page) -> Batch:
    return read_bytes(folder, workbook(*pages))


def read_rows(folder: Path, rows: list, **page) -> Batch:
    return read_pages(folder, Page(rows, **page))


def column(batch: Batch, name: str, table: str = "registrations") -> list:
    return getattr(batch, table).column(name).to_pylist()


def records(batch: Batch, table: str, *names: str) -> list[tuple]:
    chosen = getattr(batch, table).select(list(names)).to_pylist()
    return [tuple(row[name] for name in names) for row in chosen]


def problems(batch: Batch) -> list[tuple]:
    return [
        (row["sheet"], row["row"], row["column"], row["code"], row["given"])
        for row in batch.problems.to_pylist()
    ]


def codes(batch: Batch) -> list[str]:
    return batch.problems.column("code").to_pylist()


def fields(batch: Batch) -> dict[str, int]:
    return {row["field"]: row["column"] for row in batch.headings.to_pylist()}


HEAD = [
    ["SỞ Y TẾ TỈNH ĐỒNG NAI", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["", "", "", "Độc lập - Tự do - Hạnh phúc"],
    ["DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ"],
    ["1. Tên cơ sở: Phòng khám đa khoa Hòa Bình"],
    ["2. Địa chỉ: 12 Lê Lợi, phường Trảng Dài, TP. Biên Hòa, tỉnh Đồng Nai"],
    ["3. Thời gian hoạt động hằng ngày: Thứ 2 - Thứ 6: 07h30-11h30, 13h00-16h30"],
    ["Số giấy phép hoạt động: 01234/ĐNAI-GPHĐ"],
]
HEADINGS = [
    "STT",
    "Họ và tên",
    "Số giấy phép hành nghề/Số chứng chỉ hành nghề",
    "Phạm vi hành nghề",
    "Thời gian đăng ký hành nghề tại cơ sở khám bệnh, chữa bệnh",
    "Vị trí chuyên môn",
]
AN = [1, "Nguyễn Văn An", "000123/HCM-CCHN", "KCB đa khoa", "Thứ 2 - Thứ 6: 07h30-11h30",
      "Khám bệnh, chữa bệnh"]  # fmt: skip
BINH = [2, "Trần Thị Bình", "001234/ĐNAI-GPHN", "Điều dưỡng đa khoa", "CN: 08h00-11h00",
        "Điều dưỡng"]  # fmt: skip
CHAU = [3, "Lê Minh Châu", "004321/BD-CCHN", "KCB chuyên khoa Nội", "Thứ 7: 07h30-11h30",
        "Bác sĩ khám Nội"]  # fmt: skip
