"""The department's own table: one registration a row, with the facility's columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lieny.node.sample import dirt
from lieny.node.sample.lists import ListOf
from lieny.node.sample.sheets import Sheet, Value
from lieny.node.sample.styles import Style
from lieny.node.sample.subjects import Registration

Cell = Callable[["Table", Registration, ListOf], Value]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: how its heading may read, and what stands in it."""

    headings: tuple[str, ...]
    value: Cell
    group: str = ""  # heading above it, where headings take two rows
    personal: bool = False  # left out of sparse tables
    ledger: bool = False  # only in complete tables


COLUMNS = (
    Column(
        ("Họ và tên", "Họ tên", "Họ và tên người hành nghề"),
        lambda t, r, _: dirt.name_cell(t.random, t.style, r),
    ),
    Column(
        ("Ngày sinh", "Ngày, tháng, năm sinh", "Năm sinh"),
        lambda t, r, _: dirt.birth_cell(t.random, t.style, r),
        personal=True,
    ),
    Column(
        ("Giới tính",), lambda _, r, __: "Nữ" if r.person.gender == "F" else "Nam", personal=True
    ),
    Column(
        ("Số CCCD", "Số định danh cá nhân", "CCCD/CMND"),
        lambda t, r, _: dirt.personal_number_cell(t.random, r),
        personal=True,
    ),
    Column(("Số điện thoại", "Điện thoại"), lambda _, r, __: r.person.phone, personal=True),
    Column(("Chức danh", "Chức danh chuyên môn"), lambda _, r, __: r.title_text),
    Column(
        ("Số GPHN/CCHN", "Số giấy phép hành nghề", "Số CCHN/GPHN"),
        lambda t, r, _: dirt.licence_cell(t.style, r),
        group="Giấy phép hành nghề",
    ),
    Column(("Ngày cấp",), lambda t, r, _: _issued(t.style, r), group="Giấy phép hành nghề"),
    Column(("Phạm vi hành nghề", "Phạm vi hoạt động chuyên môn"), lambda _, r, __: r.scope_text),
    Column(("Khoa/Phòng", "Khoa phòng"), lambda _, r, __: r.unit),
    Column(("Vị trí chuyên môn", "Vị trí hành nghề"), lambda _, r, __: r.position_text),
    Column(
        ("Thời gian hành nghề", "Thời gian đăng ký hành nghề", "Giờ làm việc"),
        lambda _, r, __: r.hours.text,
        group="Thời gian",
    ),
    Column(("Từ ngày",), lambda _, r, __: r.valid_from, group="Thời gian"),
    Column(("Đến ngày",), lambda _, r, __: r.valid_until, group="Thời gian"),
    Column(("Ngày vào làm/nghỉ việc", "Ngày thay đổi"), lambda _, r, __: r.event_on, ledger=True),
    Column(
        ("Ngày nhận hồ sơ", "Ngày tiếp nhận", "Ngày tiếp nhận hồ sơ"),
        lambda _, r, __: r.received_on,
        ledger=True,
    ),
    Column(("Tên cơ sở", "Tên cơ sở KBCB", "Cơ sở hành nghề"), lambda _, __, p: p.facility.name),
    Column(
        ("Số GPHĐ", "Số giấy phép hoạt động"),
        lambda _, __, p: p.facility.printed_licence or p.facility.licence,
    ),
    Column(
        ("Địa chỉ cơ sở", "Địa chỉ"),
        lambda _, __, p: f"{p.facility.street}, {p.facility.commune.address(p.listed_on)}",
    ),
    Column(
        ("Tỉnh/Thành phố", "Tỉnh"), lambda _, __, p: p.facility.commune.province_label(p.listed_on)
    ),
)


@dataclass(slots=True)
class Table:
    """The writer of one table of registrations."""

    path: str
    style: Style
    random: Random
    complete: bool = False

    def write(self, parts: list[ListOf]) -> list[Sheet]:
        """Write all registrations of the facilities and note each row's place."""
        sheet = Sheet("Đăng ký hành nghề")
        columns = [
            column
            for column in COLUMNS
            if not (column.personal and self.style.sparse) and (self.complete or not column.ledger)
        ]
        if not self.complete and self.random.random() < 0.4:
            columns = self._shuffled(columns)
        self._headings(sheet, columns)
        number = 0
        for part in parts:
            for row in part.registrations:
                number += 1
                at = sheet.add(number, *(column.value(self, row, part) for column in columns))
                row.cell = (self.path, sheet.name, at)
        return [sheet]

    def _shuffled(self, columns: list[Column]) -> list[Column]:
        # The facility first, as departments sort by it; grouped columns stay together.
        facility = [
            c for c in columns if "cơ sở" in c.headings[0].lower() or "GPHĐ" in c.headings[0]
        ]
        return facility + [column for column in columns if column not in facility]

    def _headings(self, sheet: Sheet, columns: list[Column]) -> None:
        names = [self.random.choice(column.headings) for column in columns]
        if not self.style.two_rows:
            sheet.add("STT", *names)
        else:
            sheet.add("STT", *(c.group or n for c, n in zip(columns, names, strict=True)))
            sheet.add(None, *(n if c.group else None for c, n in zip(columns, names, strict=True)))
            self._merge_headings(sheet, columns)
        if self.style.numbered:
            sheet.add(*(f"({place + 1})" for place in range(len(columns) + 1)))

    def _merge_headings(self, sheet: Sheet, columns: list[Column]) -> None:
        top = len(sheet.rows) - 2
        sheet.merges.append((top, 0, top + 1, 0))
        for group in ("Giấy phép hành nghề", "Thời gian"):
            places = [place for place, column in enumerate(columns, 1) if column.group == group]
            for place in places[1:]:
                sheet.rows[top][place] = None
            sheet.merges.append((top, places[0], top, places[-1]))
        sheet.merges.extend(
            (top, place, top + 1, place)
            for place, column in enumerate(columns, 1)
            if not column.group
        )


def _issued(style: Style, row: Registration) -> str | int | None:
    if row.issued_text is not None:
        return row.issued_text
    if row.licence is None:
        return None
    day = row.licence.issued_on
    return dirt.excel_day(day) if style.serial_dates else f"{day:%d/%m/%Y}"
