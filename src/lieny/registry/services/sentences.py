"""Câu trả lời: the sentences that every output of a check begins with."""

from __future__ import annotations

import os
from collections.abc import Sequence

from lieny.registry.services.result import CheckResult, EvidenceCell, FileReport
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, day_in_words, number_in_words, seconds_in_words

FACILITY_SUBJECT = "facility-"


def headline(result: CheckResult, language: Language = Language.VI) -> str:
    """Answer the question that the user came with."""
    if not any(file.accepted for file in result.files):
        return (
            "Chưa kiểm tra được: không có tệp nào dùng được."
            if language is Language.VI
            else "Nothing was checked: no file could be used."
        )
    findings = result.findings
    if not findings:
        return (
            "Không thấy dấu hiệu nào trong các danh sách này."
            if language is Language.VI
            else "No signs were seen in these lists."
        )
    signs = number_in_words(len(findings), language)
    across_count = sum(1 for finding in findings if finding.cross_province)
    across = number_in_words(across_count, language)
    subjects = _subjects(result, language)
    if language is Language.VI:
        return f"{signs} dấu hiệu ở {subjects}; {across} dấu hiệu giữa các tỉnh."
    return f"{signs} signs about {subjects}; {across} of them between provinces."


def _subjects(result: CheckResult, language: Language) -> str:
    facilities = sum(1 for case in result.cases if case.person.id.startswith(FACILITY_SUBJECT))
    persons = len(result.cases) - facilities
    counted = []
    if persons:
        word = "người" if language is Language.VI else ("person" if persons == 1 else "persons")
        counted.append(f"{number_in_words(persons, language)} {word}")
    if facilities:
        plural = "facility" if facilities == 1 else "facilities"
        word = "cơ sở" if language is Language.VI else plural
        counted.append(f"{number_in_words(facilities, language)} {word}")
    return (" và " if language is Language.VI else " and ").join(counted)


def scale(result: CheckResult, language: Language = Language.VI) -> str:
    """Say how much was looked at, as of which day, in what time."""
    persons = number_in_words(result.persons, language)
    registrations = number_in_words(result.registrations, language)
    files = number_in_words(len(result.files), language)
    day = day_in_words(result.as_of, language)
    seconds = seconds_in_words(result.seconds, language)
    if language is Language.VI:
        return (
            f"Đã xem {registrations} đăng ký của {persons} người trong {files} tệp, tính đến ngày "
            f"{day}; mất {seconds}."
        )
    return (
        f"{registrations} registrations of {persons} persons in {files} files were looked at, as "
        f"of {day}, in {seconds}."
    )


def common_folder(files: Sequence[FileReport]) -> str:
    """Give the folder that holds all files, which people need to be told only once; "" if none."""
    folders = [os.path.dirname(file.path) for file in files]  # noqa: PTH120  text, not a place
    if not folders or len({os.path.isabs(folder) for folder in folders}) > 1:  # noqa: PTH117
        return ""
    return os.path.commonpath(folders)


def below(path: str, folder: str) -> str:
    """Write a path as seen from the common folder."""
    return path[len(folder) :].lstrip("/\\") if folder and path.startswith(folder) else path


def where_written(cell: EvidenceCell, language: Language = Language.VI, folder: str = "") -> str:
    """Address a row as the user finds it from `folder`: `file › sheet › dòng 12`."""
    row = "dòng" if language is Language.VI else "row"
    parts = [below(cell.path, folder), cell.sheet, f"{row} {cell.row}"]
    return " › ".join(one_line(part) for part in parts if part)
