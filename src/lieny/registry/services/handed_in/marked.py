"""A stored file as its sender's own workbook, with problems and signs beside their cells."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from lieny.people.rules.office import Standing
from lieny.people.services import audit
from lieny.registry.intake.limits import Limits
from lieny.registry.models import SourceFile
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.as_of import Asker
from lieny.registry.services.handed_in.marked_signs import findings_of
from lieny.registry.services.handed_in.staged import problems_of, sheet_problems
from lieny.registry.services.marked_copy.limited import CopyNotWritten, write_limited_copy
from lieny.registry.services.marked_copy.marks import FileMarks, marks_of_file
from lieny.registry.services.marked_copy.one_file import WORKBOOK
from lieny.registry.services.marked_copy.results import marked
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language

ACTION = "registry.export"
MOST_COPIES = 40  # of one download; each takes a process of its own
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f]')


class NothingToHandOut(Exception):
    """No copy can be made; nothing was recorded.

    Attributes:
        said: why, and what to do instead.
    """

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said.en)
        self.said = said


@dataclass(frozen=True, slots=True)
class AskedCopies:
    """Bản có đánh dấu được hỏi: for whom, and how much of it.

    Attributes:
        standings: offices of whoever asks.
        by: who asks.
        at: when.
        language: of notes and lists.
        with_signs: signs that the asker may read are marked beside the problems.
    """

    standings: Sequence[Standing]
    by: Asker
    at: datetime
    language: Language
    with_signs: bool


def marked_file(file: SourceFile, asked: AskedCopies) -> IO[bytes]:
    """Give the marked copy of one file, ready to be read; it vanishes when closed.

    Raises:
        NothingToHandOut: the file is no table.
    """
    marks = _marks(file, asked)
    folder = Path(tempfile.mkdtemp(prefix="lieny-"))
    try:
        target = folder / f"copy{WORKBOOK}"
        if not _written(file, marks, asked, target):
            raise NothingToHandOut(
                Bilingual(
                    "Không mở được tệp này thành bảng nên không có bản đánh dấu. Hãy tải tệp gốc.",
                    "The file cannot be opened as a table, so there is no marked copy.",
                )
            )
        handle = target.open("rb")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    _recorded("file", str(file.pk), file.province, [marks], asked)
    return handle


def marked_files(files: Sequence[SourceFile], asked: AskedCopies) -> IO[bytes]:
    """Give a zip of the marked copies of the files of one submission that have marks.

    Raises:
        NothingToHandOut: none has, or too many.
    """
    held = [(file, _marks(file, asked)) for file in files]
    held = [(file, marks) for file, marks in held if marks.marks or marks.problems]
    if not 0 < len(held) <= MOST_COPIES:
        raise NothingToHandOut(_how_many(len(held)))
    handle = tempfile.TemporaryFile(prefix="lieny-")  # noqa: SIM115 - closed by whoever reads it
    with (
        tempfile.TemporaryDirectory(prefix="lieny-") as folder,
        zipfile.ZipFile(handle, "w", zipfile.ZIP_STORED) as packed,  # workbooks are packed already
    ):
        names = _names([file.name for file, _ in held])
        for (file, marks), name in zip(held, names, strict=True):
            target = Path(folder, f"copy{WORKBOOK}")
            if _written(file, marks, asked, target):
                packed.write(target, name)
                target.unlink()
    handle.seek(0)
    first = held[0][0]
    _recorded(
        "submission", str(first.submission_id), first.province, [one for _, one in held], asked
    )
    return handle


def original_file(file: SourceFile, *, by: Asker, at: datetime) -> bytes:
    """Give a file as it came; the download is recorded."""
    content = bytes(file.content)
    _deed("file", str(file.pk), file.province, {"what": "original"}, by=by, at=at)
    return content


def copy_name(name: str) -> str:
    """Name the copy of a file as it may be saved anywhere: `danh sach (đánh dấu).xlsx`."""
    stem = _NOT_IN_NAMES.sub(" ", PurePosixPath(name).stem).strip(" .") or "tep"
    return f"{stem} (đánh dấu){WORKBOOK}"


def _marks(file: SourceFile, asked: AskedCopies) -> FileMarks:
    findings = findings_of(file, standings=asked.standings) if asked.with_signs else ()
    problems = sheet_problems(problems_of(file))
    return marks_of_file(file.name, problems, findings, asked.language)


def _written(file: SourceFile, marks: FileMarks, asked: AskedCopies, target: Path) -> bool:
    source = target.with_name("given")
    source.write_bytes(bytes(file.content))
    words = marked(marks, one_line(file.name), asked.language)
    try:
        write_limited_copy(source, words, target=target, language=asked.language, limits=Limits())
    except CopyNotWritten:
        target.unlink(missing_ok=True)
        return False
    return True


def _names(names: Sequence[str]) -> Iterator[str]:
    """Keep the folder of each file; no two copies have one name."""
    taken: set[str] = set()
    for name in names:
        path = PurePosixPath(name)
        folders = [_NOT_IN_NAMES.sub(" ", part) for part in path.parts[:-1]]
        wanted, number = "/".join([*folders, copy_name(path.name)]), 2
        plain = wanted
        while wanted.casefold() in taken:
            wanted, number = f"{plain.removesuffix(WORKBOOK)} {number}{WORKBOOK}", number + 1
        taken.add(wanted.casefold())
        yield wanted


def _how_many(count: int) -> Bilingual:
    if not count:
        return Bilingual(
            "Các tệp này không có ô nào cần sửa hay cần xem, nên không có bản đánh dấu.",
            "No cell of these files has to be corrected or looked at: there is no marked copy.",
        )
    return Bilingual(
        f"{count} tệp có ô cần xem; một lần tải nhận tới {MOST_COPIES} tệp. Hãy mở từng tệp rồi "
        "tải bản đánh dấu của tệp đó.",
        f"{count} files have marks; one download takes up to {MOST_COPIES}. Open each file and "
        "take its own copy.",
    )


def _recorded(
    kind: str, target: str, province: str, marks: Sequence[FileMarks], asked: AskedCopies
) -> None:
    detail: dict[str, str | int] = {
        "what": "marked-copy",
        "files": len(marks),
        "problems": sum(len(one.problems) for one in marks),
        "signs": sum(len(one.signs) for one in marks),
    }
    _deed(kind, target, province, detail, by=asked.by, at=asked.at)


def _deed(  # noqa: PLR0913 - what is recorded
    kind: str,
    target: str,
    province: str,
    detail: Mapping[str, str | int],
    *,
    by: Asker,
    at: datetime,
) -> None:
    audit.record(
        audit.Deed(
            action=ACTION,
            at=at,
            by=by.user,
            province=province,
            target_kind=kind,
            target=target,
            origin=by.origin,
            detail=detail,
        )
    )
