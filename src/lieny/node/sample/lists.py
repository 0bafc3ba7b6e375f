"""The official list (Mẫu 01): a head, then a table, for one facility after another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from random import Random

from lieny.node.sample import dirt
from lieny.node.sample.sheets import Sheet, Value
from lieny.node.sample.styles import Style
from lieny.node.sample.subjects import Facility, Registration

HEADINGS = (
    "STT",
    "Họ và tên",
    "Số giấy phép hành nghề/Số chứng chỉ hành nghề",
    "Phạm vi hành nghề",
    "Thời gian đăng ký hành nghề tại cơ sở khám bệnh, chữa bệnh",
    "Vị trí chuyên môn",
)
OLD_HEADINGS = (
    "STT",
    "Họ và tên",
    "Số chứng chỉ hành nghề đã được cấp",
    "Phạm vi hoạt động chuyên môn",
    "Thời gian đăng ký làm việc tại cơ sở KBCB (ghi cụ thể thời gian làm việc)",
    "Vị trí chuyên môn",
    "Thời gian đăng ký làm việc tại cơ sở KBCB khác (nếu có)",
)
HOURS = 4  # column of the hours, 0-based
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(slots=True)
class ListOf:
    """One facility's list as of a day."""

    facility: Facility
    registrations: list[Registration]
    listed_on: date


@dataclass(slots=True)
class Official:
    """The writer of one file of official lists."""

    path: str
    style: Style
    random: Random
    sheets: list[Sheet] = field(default_factory=list)

    def write(self, parts: list[ListOf]) -> list[Sheet]:
        """Write the lists into sheets and note each row's place."""
        if self.style.by_unit:
            for number, part in enumerate(parts):
                self._by_unit(part, number)
            return self.sheets
        sheet = self._sheet("Danh sách")
        for part in parts:
            self._head(sheet, part)
            self._table(sheet, part.registrations)
            self._foot(sheet, part)
        return self.sheets

    def _by_unit(self, part: ListOf, number: int) -> None:
        by_unit = sorted(part.registrations, key=lambda row: row.unit)
        for place, (unit, rows) in enumerate(groupby(by_unit, key=lambda row: row.unit)):
            sheet = self._sheet(f"{number + 1}.{place + 1} {unit}"[:31])
            self._head(sheet, part)
            self._table(sheet, list(rows))
            self._foot(sheet, part)

    def _sheet(self, name: str) -> Sheet:
        self.sheets.append(Sheet(name))
        return self.sheets[-1]

    def _head(self, sheet: Sheet, part: ListOf) -> None:
        facility, day = part.facility, part.listed_on
        province = facility.commune.province_label(day)
        sheet.add(f"SỞ Y TẾ {province.upper()}", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        sheet.add(facility.name.upper(), None, None, "Độc lập - Tự do - Hạnh phúc")
        sheet.add()
        sheet.add("DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ")
        at = len(sheet.rows) - 1
        sheet.merges.append((at, 0, at, len(HEADINGS) - 1))
        sheet.add(self.random.choice(("□ Lần đầu   □ Thay đổi   □ Bổ sung", "")))
        first = len(sheet.rows)
        sheet.add(f"1. Tên cơ sở khám bệnh, chữa bệnh: {facility.name}")
        sheet.add(f"2. Địa chỉ: {facility.street}, {facility.commune.address(day)}")
        if facility.open_hours:
            sheet.add(f"3. Thời gian hoạt động hằng ngày: {facility.open_hours.text}")
        if self.style.prints_licence:
            sheet.add(f"Số giấy phép hoạt động: {facility.printed_licence or facility.licence}")
        facility.heads += [(self.path, sheet.name, at + 1) for at in range(first, len(sheet.rows))]
        sheet.add()

    def _table(self, sheet: Sheet, rows: list[Registration]) -> None:
        self._headings(sheet)
        first = len(sheet.rows)
        if self.style.sections:
            by_unit = sorted(rows, key=lambda row: row.unit)
            for place, (unit, group) in enumerate(groupby(by_unit, key=lambda row: row.unit)):
                sheet.add(f"{ROMAN[place % len(ROMAN)]}. {unit.upper()}")
                self._rows(sheet, list(group))
        else:
            self._rows(sheet, rows)
        if self.style.hidden and len(sheet.rows) > first:
            # The template's example row, left in and hidden: empty but for its dots.
            sheet.add("…", "…", "…", "…", "…", "…")
            sheet.hidden.add(len(sheet.rows) - 1)
        sheet.add(None, f"Tổng cộng: {len(rows)} người")

    def _headings(self, sheet: Sheet) -> None:
        names = OLD_HEADINGS if self.style.old_form else HEADINGS
        if self.style.two_rows:
            top: list[Value] = [
                *names[:HOURS],
                "Thời gian hành nghề",
                None,
                None,
                *names[HOURS + 1 :],
            ]
            sheet.add(*top)
            sheet.add(*[None] * HOURS, names[HOURS], "Từ ngày", "Đến ngày")
            at = len(sheet.rows) - 2
            sheet.merges.append((at, HOURS, at, HOURS + 2))
            others = [c for c in range(len(top)) if not HOURS <= c <= HOURS + 2]
            sheet.merges.extend((at, column, at + 1, column) for column in others)
        else:
            sheet.add(*names)
        if self.style.numbered:
            width = len(names) + 2 * self.style.two_rows
            sheet.add(*(f"({column + 1})" for column in range(width)))

    def _rows(self, sheet: Sheet, rows: list[Registration]) -> None:
        begin = len(sheet.rows)
        before = ""
        for number, row in enumerate(rows, 1):
            name, licence, scope, hours, position, *elsewhere = self._words(row)
            written = hours
            if self.style.ditto and hours == before:
                written = self.random.choice(("nt", "Như trên", '"'))
            elif self.style.merged and hours == before:
                written = ""
            dates = [row.valid_from, row.valid_until] if self.style.two_rows else []
            at = sheet.add(number, name, licence, scope, written, *dates, position, *elsewhere)
            row.cell = (self.path, sheet.name, at)
            before = hours
        if self.style.merged:
            sheet.merges.extend(self._merges(rows, begin))

    def _merges(self, rows: list[Registration], begin: int) -> Iterator[tuple[int, int, int, int]]:
        at = begin
        for _, group in groupby(rows, key=lambda row: row.hours.text):
            count = sum(1 for _ in group)
            if count > 1:
                yield at, HOURS, at + count - 1, HOURS
            at += count

    def _words(self, row: Registration) -> list[str]:
        words = [
            dirt.name_cell(self.random, self.style, row),
            dirt.licence_cell(self.style, row),
            row.scope_text,
            row.hours.text,
            row.position_text,
        ]
        return [*words, ""] if self.style.old_form else words

    def _foot(self, sheet: Sheet, part: ListOf) -> None:
        day = part.listed_on
        place = part.facility.commune.province_label(day)
        sheet.add()
        sheet.add(*[None] * 4, f"{place}, ngày {day.day} tháng {day.month} năm {day.year}")
        sheet.add(*[None] * 4, "NGƯỜI CHỊU TRÁCH NHIỆM CHUYÊN MÔN KỸ THUẬT")
        sheet.add(*[None] * 4, "(Ký, ghi rõ họ tên)")
        sheet.add()
