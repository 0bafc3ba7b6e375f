"""What cannot be used is said in Vietnamese and English: what, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class SeriesFault(ValueError):
    """Dữ liệu không dùng được: the input cannot be made into series.

    Attributes:
        code: stable name of the kind of fault.
        given: what was found; never more than one value.
        where: column, and the first row (from 1) where there is one.
        rows: how many rows are so.
    """

    def __init__(self, code: str, *, given: str, where: str, rows: int = 0) -> None:
        self.code, self.given, self.where, self.rows = code, given, where, rows
        super().__init__(f"{self.vietnamese}\n{self.english}")

    @property
    def vietnamese(self) -> str:
        """The message in Vietnamese."""
        return self._fill(_WORDING[self.code][0])

    @property
    def english(self) -> str:
        """The message in English."""
        return self._fill(_WORDING[self.code][1])

    def _fill(self, text: str) -> str:
        return text.format(given=self.given, where=self.where, rows=self.rows)


_WORDING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "column-missing": (
            "Thiếu cột «{where}»; bảng có các cột: {given}. Thêm cột này hoặc chọn cột khác.",
            "Column “{where}” is missing; the table has: {given}. Add it or name another column.",
        ),
        "column-twice": (
            "Cột «{where}» được chọn hai lần. Mỗi cột chỉ nêu một lần.",
            "Column “{where}” is named twice. Name each column once.",
        ),
        "not-a-day": (
            (
                "{where}: «{given}» không phải là ngày ({rows} dòng như vậy). Ghi ngày theo dạng "
                "2026-07-01, hoặc để trống nếu không biết."
            ),
            (
                "{where}: “{given}” is not a day ({rows} such rows). Write days as 2026-07-01, or "
                "leave the cell empty when unknown."
            ),
        ),
        "not-a-count": (
            (
                "{where}: «{given}» không phải là số ca ({rows} dòng như vậy). Số ca là số nguyên "
                "không âm; để trống nghĩa là không có báo cáo."
            ),
            (
                "{where}: “{given}” is not a number of cases ({rows} such rows). It is a whole "
                "number of at least 0; an empty cell means that there was no report."
            ),
        ),
        "not-an-age": (
            (
                "{where}: «{given}» không phải là tuổi ({rows} dòng như vậy). Tuổi từ 0 đến 130; "
                "để trống nếu không biết."
            ),
            (
                "{where}: “{given}” is not an age ({rows} such rows). Ages run from 0 to 130; "
                "leave the cell empty when unknown."
            ),
        ),
        "age-bounds": (
            "Ranh giới nhóm tuổi {given} không dùng được: phải bắt đầu từ 0 và tăng dần.",
            "The bounds of age groups {given} cannot be used: they begin at 0 and rise.",
        ),
        "value-reserved": (
            "{where}: «{given}» là ký hiệu dành riêng cho tổng cộng ({rows} dòng). Thay bằng chữ.",
            "{where}: “{given}” is reserved for totals ({rows} rows). Use a word instead.",
        ),
        "days-reversed": (
            "Ngày đầu và ngày cuối {given} không chứa trọn một kỳ nào. Kiểm tra hai ngày này.",
            "No whole period lies between the first and the last day {given}. Check both days.",
        ),
        "too-many-cells": (
            (
                "Bảng chuỗi sẽ có {given} ô, quá mức {where}. Bớt cột phân tầng, rút ngắn thời "
                "gian hoặc chia theo bệnh."
            ),
            (
                "The series would have {given} cells, more than {where}. Use fewer strata, a "
                "shorter time, or one disease at a time."
            ),
        ),
        "no-series": (
            "Bảng không có dòng nào và không nêu chuỗi nào cần có.",
            "The table has no row and no series was asked for.",
        ),
        "not-nested": (
            (
                "«{given}» thuộc nhiều hơn một {where}. Mỗi nơi chỉ thuộc một nơi cấp trên; thêm "
                "mã cấp trên vào mã này."
            ),
            (
                "“{given}” lies in more than one {where}. A place lies in one place above; put the "
                "code of the one above into its own."
            ),
        ),
    }
)
