"""The senders' own workbooks with marks at the cells, to be sent back for correction."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from lieny.registry.intake.limits import Limits
from lieny.registry.intake.opening import load
from lieny.registry.intake.problems import FileRefused
from lieny.registry.services.marked_copy.marks import FileMarks, marks_by_file
from lieny.registry.services.marked_copy.one_file import WORKBOOK, write_copy
from lieny.registry.services.marked_copy.overview import write_overview
from lieny.registry.services.marked_copy.results import marked
from lieny.registry.services.result import CheckResult, FileReport
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language

OVERVIEW = {Language.VI: "Liên Y - kết quả.xlsx", Language.EN: "Liên Y - results.xlsx"}


class OutputWouldReplaceInput(click.ClickException):
    """The place to write to is one of the lists that were read."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """One file to be copied."""

    file: FileReport
    target: Path


def write_annotated_workbooks(
    result: CheckResult, output: Path, lang: str = "vi"
) -> tuple[Path, ...]:
    """Write a marked copy of every input file that could be read.

    One file and an output that ends in `.xlsx`: that file is written. Otherwise `output` is a
    folder (or, ending in `.xlsx`, the list of all signs with the copies in a folder of the same
    name beside it) in which the copies keep the folders of the originals.

    Args:
        result: what the check found; its paths must still lead to the files.
        output: file or folder.
        lang: language of notes and lists.

    Returns:
        The files written, the list of all signs first where there is one.

    Raises:
        OutputWouldReplaceInput: nothing was written.
    """
    language = Language(lang)
    usable = [file for file in result.files if _is_readable(file)]
    is_workbook = output.suffix.lower() == WORKBOOK and not output.is_dir()
    _refuse_inputs(result, output)
    marks = marks_by_file(result, language)
    if is_workbook and len(usable) == 1:
        output.parent.mkdir(parents=True, exist_ok=True)
        return (output,) if _write_copy(_Copy(usable[0], output), marks, language) else ()
    folder = output.with_suffix("") if is_workbook else output
    overview = output if is_workbook else folder / OVERVIEW[language]
    folder.mkdir(parents=True, exist_ok=True)
    copies = _plan(usable, folder, {overview.resolve(), *_inputs(result)})
    written = [copy for copy in copies if _write_copy(copy, marks, language)]
    write_overview(result, {copy.file.path: copy.target for copy in written}, overview, language)
    return (overview, *(copy.target for copy in written))


def _is_readable(file: FileReport) -> bool:
    """Test whether the file as a whole went in; its rows may still all be refused."""
    return file.accepted > 0 or not any(
        problem.refused and problem.sheet is None and problem.row is None
        for problem in file.problems
    )


def _inputs(result: CheckResult) -> set[Path]:
    return {Path(file.path).resolve() for file in result.files}


def _refuse_inputs(result: CheckResult, output: Path) -> None:
    if output.resolve() in _inputs(result):
        raise OutputWouldReplaceInput(
            f"{output}: đây là tệp danh sách đã gửi, không ghi đè; chọn tên khác cho --output.\n"
            f"{output} is one of the lists that were read; choose another --output."
        )


def _plan(files: list[FileReport], folder: Path, taken: set[Path]) -> list[_Copy]:
    """Give every file a place under `folder`, as the originals lie to one another."""
    resolved = [Path(file.path).resolve() for file in files]
    root = Path(os.path.commonpath([path.parent for path in resolved])) if files else folder
    used = set(taken)
    copies = []
    for file, path in zip(files, resolved, strict=True):
        wanted = folder / path.relative_to(root).with_suffix(WORKBOOK)
        target, number = wanted, 2
        while target.resolve() in used:
            target = wanted.with_name(f"{wanted.stem} ({number}){WORKBOOK}")
            number += 1
        used.add(target.resolve())
        copies.append(_Copy(file, target))
    return copies


def _write_copy(copy: _Copy, marks: Mapping[str, FileMarks], language: Language) -> bool:
    """Write one copy; False when the file is no longer what was checked."""
    limits = Limits()
    try:
        content = load(Path(copy.file.path), limits)
        # Only bytes that the limited reader has accepted are opened here.
        if hashlib.sha256(content).hexdigest() != copy.file.sha256:
            return False
        copy.target.parent.mkdir(parents=True, exist_ok=True)
        write_copy(
            content,
            marked(marks[copy.file.path], one_line(Path(copy.file.path).name), language),
            target=copy.target,
            language=language,
            limits=limits,
        )
    except FileRefused:
        return False
    return True
