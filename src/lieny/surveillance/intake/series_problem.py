"""Vấn đề của tệp chuỗi: what is wrong in a file of series, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lieny.ui.dates import Language

PLACE_WORDS = {Language.VI: ("đơn vị", "dòng", "cột"), Language.EN: ("unit", "row", "column")}
LONGEST_GIVEN = 40


class SeriesProblemCode(StrEnum):
    """What can be wrong."""

    UNREADABLE = "unreadable"
    MISSING_COLUMN = "missing-column"
    EMPTY = "empty"
    NO_UNIT = "no-unit"
    NOT_A_TIME = "not-a-time"
    NOT_AN_EPOCH = "not-an-epoch"
    NOT_A_COUNT = "not-a-count"
    NEGATIVE_COUNT = "negative-count"
    NOT_A_POPULATION = "not-a-population"
    NOT_A_BREAK = "not-a-break"
    DUPLICATE_TIME = "duplicate-time"
    EPOCH_DISAGREES = "epoch-disagrees"
    GAP = "gap"
    ENDS_EARLY = "ends-early"
    EPOCH_FALLS = "epoch-falls"
    UNEVEN_DAYS = "uneven-days"


# Each: what is wrong (vi, en), what to do (vi, en). `{given}` and `{expected}` are filled in.
WORDING: dict[SeriesProblemCode, tuple[str, str, str, str]] = {
    SeriesProblemCode.UNREADABLE: (
        "không đọc được tệp: {given}",
        "the file cannot be read: {given}",
        "lưu lại thành CSV (mã hoá UTF-8, mỗi dòng đủ số cột) hoặc Parquet",
        "save it again as CSV (UTF-8, every row with all its columns) or Parquet",
    ),
    SeriesProblemCode.MISSING_COLUMN: (
        "thiếu cột {expected}; tệp có các cột: {given}",
        "the column {expected} is missing; the file has: {given}",
        "đặt tên cột ở dòng đầu: unit,t,epoch,observed,population (population có thể bỏ)",
        "name the columns in the first row: unit,t,epoch,observed,population (the last optional)",
    ),
    SeriesProblemCode.EMPTY: (
        "tệp không có dòng số liệu nào",
        "the file has no row of data",
        "ghi mỗi tuần của mỗi đơn vị thành một dòng",
        "give one row for each week of each unit",
    ),
    SeriesProblemCode.NO_UNIT: (
        "dòng không ghi đơn vị",
        "the row names no unit",
        "điền tên đơn vị vào cột unit; dòng này bị bỏ qua",
        "fill in the column unit; this row was left out",
    ),
    SeriesProblemCode.NOT_A_TIME: (
        "t là “{given}”, cần số thứ tự của tuần (1, 2, 3…)",
        "t is “{given}”, expected the number of the week (1, 2, 3…)",
        "sửa ô này; đơn vị này chưa được xét",
        "correct the cell; the unit was left out",
    ),
    SeriesProblemCode.NOT_AN_EPOCH: (
        "epoch là “{given}”, cần số nguyên (số ngày kể từ 1970-01-01 khi dùng --dated)",
        "epoch is “{given}”, expected a whole number (days since 1970-01-01 with --dated)",
        "sửa ô này; đơn vị này chưa được xét",
        "correct the cell; the unit was left out",
    ),
    SeriesProblemCode.NOT_A_COUNT: (
        "số ca là “{given}”, cần một con số (để trống khi chưa có số liệu)",
        "the count is “{given}”, expected a number (empty when it is not known)",
        "sửa ô này; đơn vị này chưa được xét",
        "correct the cell; the unit was left out",
    ),
    SeriesProblemCode.NEGATIVE_COUNT: (
        "số ca âm: {given}",
        "the count is negative: {given}",
        "sửa ô này (để trống khi chưa có số liệu); đơn vị này chưa được xét",
        "correct the cell (empty when it is not known); the unit was left out",
    ),
    SeriesProblemCode.NOT_A_POPULATION: (
        "dân số là “{given}”, cần một con số không âm",
        "the population is “{given}”, expected a number that is not negative",
        "sửa ô này hoặc để trống; đơn vị này chưa được xét",
        "correct the cell or leave it empty; the unit was left out",
    ),
    SeriesProblemCode.NOT_A_BREAK: (
        "break là “{given}”, cần số thứ tự t của tuần đầu sau khi chuỗi bị ngắt",
        "break is “{given}”, expected the number t of the first week after the break",
        "sửa ô này hoặc để trống khi chuỗi không bị ngắt; đơn vị này chưa được xét",
        "correct the cell, or leave it empty when nothing broke; the unit was left out",
    ),
    SeriesProblemCode.DUPLICATE_TIME: (
        "tuần t = {given} có hơn một dòng",
        "the week t = {given} has more than one row",
        "giữ một dòng cho mỗi tuần (hai nguồn thì cộng trước); đơn vị này chưa được xét",
        "keep one row a week (add up two sources first); the unit was left out",
    ),
    SeriesProblemCode.EPOCH_DISAGREES: (
        "tuần t = {given} có epoch khác với các đơn vị khác ({expected})",
        "the week t = {given} has another epoch than the other units ({expected})",
        "mọi đơn vị phải dùng chung một lịch; đơn vị này chưa được xét",
        "all units must share one calendar; the unit was left out",
    ),
    SeriesProblemCode.GAP: (
        "thiếu dòng của tuần t = {given}",
        "there is no row for the week t = {given}",
        "thêm dòng ấy: 0 nếu không có ca, để trống nếu không có báo cáo; đơn vị chưa được xét",
        "add the row: 0 for no case, empty when nobody reported; the unit was left out",
    ),
    SeriesProblemCode.ENDS_EARLY: (
        "không có dòng nào sau tuần t = {given}",
        "there is no row after the week t = {given}",
        "các tuần sau được coi là chưa có số liệu; kiểm tra đơn vị đã báo cáo chưa",
        "later weeks are taken as not known; see whether the unit has reported",
    ),
    SeriesProblemCode.EPOCH_FALLS: (
        "epoch không tăng theo t, lần đầu tại t = {given}",
        "epoch does not rise with t, first at t = {given}",
        "sắp t và epoch theo thời gian: tuần sau có cả hai số lớn hơn",
        "order t and epoch in time: a later week has both numbers greater",
    ),
    SeriesProblemCode.UNEVEN_DAYS: (
        "khoảng cách giữa hai tuần liền nhau không đều, lần đầu tại t = {given}",
        "the weeks are not evenly spaced, first at t = {given}",
        "có thể tệp thiếu hẳn một tuần của mọi đơn vị; kiểm tra cột epoch",
        "perhaps one week is missing for every unit; look at the column epoch",
    ),
}
# These are said, and the unit goes in all the same.
HARMLESS = {SeriesProblemCode.ENDS_EARLY, SeriesProblemCode.UNEVEN_DAYS}


@dataclass(frozen=True, slots=True)
class SeriesProblem:
    """One problem: the unit (None: the file), the row as the user counts, heading included."""

    code: SeriesProblemCode
    unit: str | None = None
    row: int | None = None
    column: str | None = None
    given: str = ""
    expected: str = ""

    @property
    def refuses(self) -> bool:
        """Whether the unit (or the file) was left out."""
        return self.code not in HARMLESS

    def explain(self, language: Language) -> str:
        """Say what is wrong, where, and what to do."""
        vietnamese = language is Language.VI
        wrong, advice = WORDING[self.code][0 if vietnamese else 1 :: 2]
        short = self.given
        if len(short) > LONGEST_GIVEN and self.code is not SeriesProblemCode.MISSING_COLUMN:
            short = short[: LONGEST_GIVEN - 1] + "…"
        said = wrong.format(given=short, expected=self.expected)
        return f"{self._where(language)}{said} → {advice}"

    def _where(self, language: Language) -> str:
        unit, row, column = PLACE_WORDS[language]
        parts = [
            *([f"{unit} {self.unit}"] if self.unit is not None else []),
            *([f"{row} {self.row}"] if self.row is not None else []),
            *([f"{column} {self.column}"] if self.column is not None else []),
        ]
        return f"{', '.join(parts)}: " if parts else ""
