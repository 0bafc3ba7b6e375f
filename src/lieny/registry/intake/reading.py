"""The door of intake: paths in, one batch out, however hostile a file among them may be."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.columns.tables import FILES, REGISTRATIONS, Batch
from lieny.registry.intake.finding_files import files_under, grouped
from lieny.registry.intake.limits import MEBIBYTE, Limits
from lieny.registry.intake.opening import digest_of
from lieny.registry.intake.problems import Place, ProblemLog
from lieny.registry.intake.reading_group import empty_batch
from lieny.registry.intake.result_file import read_result
from lieny.registry.intake.sandbox import FileStopped, GroupRead, Sandbox

__all__ = ["Limits", "read_paths"]

Progress = Callable[[int, int, str], None]
_GROUP_BYTES, _GROUP_FILES = 2 * MEBIBYTE, 64


@dataclass(frozen=True, slots=True)
class _Part:
    """What one trip to a reader brought."""

    batch: Batch
    numbers: list[int]


def read_paths(
    paths: Sequence[Path],
    *,
    jobs: int = 2,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    headings: Mapping[str, str] | None = None,
) -> Batch:
    """Read files and folders.

    Args:
        paths: files, and folders that are walked through.
        jobs: reading processes.
        limits: for each file.
        headings: what people said of headings: folded words (`headings.heading_words`) → field,
            or "" for a column that is not to be read.
        progress: told how many files were begun, of how many, and the name of the present one.

    Returns:
        One batch: files sorted by path, `file` and `facility` columns pointing into its own files
        and facilities tables, dictionaries unified. The same for any number of jobs.

    Raises:
        ReaderCannotStart: the reading processes end before they read anything.
    """
    files = files_under(paths)
    groups = grouped(files, most_bytes=_GROUP_BYTES, most_files=_GROUP_FILES)
    begun: set[int] = set()

    def on_file(number: int) -> None:
        begun.add(number)
        if progress is not None:
            progress(len(begun), len(files), files[number].name)

    parts: list[_Part] = []
    stopped: list[FileStopped] = []
    empty = empty_batch()
    with tempfile.TemporaryDirectory(prefix="lieny-") as folder:
        sandbox = Sandbox(limits, max(jobs, 1), Path(folder), on_file, headings or {})
        for outcome in sandbox.read(groups):
            if isinstance(outcome, GroupRead):
                parts.append(_Part(*read_result(outcome.result, empty)))
                outcome.result.unlink()
            else:
                stopped.append(outcome)
        parts.extend(_stopped_part(one, empty) for one in stopped)
        return _whole(sorted(parts, key=lambda part: part.numbers[0]), empty)


def _stopped_part(stopped: FileStopped, empty: Batch) -> _Part:
    """Give the row and the one problem of a file whose reader died."""
    number, path = stopped.file
    row = {
        "path": str(path).encode("utf-8", "replace").decode("utf-8"),
        "sha256": digest_of(path),
        "kind": "unrecognised",
        "encoding": "unicode",
        "rows": 0,
        "accepted": 0,
    }
    problems = ProblemLog()
    problems.add(Place(number), "file-stopped-reader", given=stopped.reason, refused=True)
    tables = {part.name: getattr(empty, part.name) for part in fields(Batch)}
    tables["files"] = pa.Table.from_pylist([row], schema=FILES)
    tables["problems"] = problems.table()
    return _Part(Batch(**tables), [number])


def _whole(parts: Sequence[_Part], empty: Batch) -> Batch:
    """Join the parts; each part's facilities move down by those before it."""
    if not parts:
        return empty
    tables: dict[str, pa.Table] = {}
    for part in fields(Batch):
        name = part.name
        pieces = [getattr(one.batch, name) for one in parts]
        if name == "registrations":
            pieces = _moved(parts)
        tables[name] = _joined(pieces)
    numbers = [number for one in parts for number in one.numbers]
    order = pc.sort_indices(pa.array(numbers, pa.int64()))
    tables["files"] = tables["files"].take(order)
    tables["problems"] = _in_order_of_files(tables["problems"])
    return Batch(**tables)


def _joined(pieces: Sequence[pa.Table]) -> pa.Table:
    filled = [piece for piece in pieces if piece.num_rows] or [pieces[0]]
    return pa.concat_tables(filled).unify_dictionaries().combine_chunks()


def _moved(parts: Sequence[_Part]) -> list[pa.Table]:
    index = REGISTRATIONS.get_field_index("facility")
    field = REGISTRATIONS.field(index)
    moved: list[pa.Table] = []
    before = 0
    for part in parts:
        table = part.batch.registrations
        places = pc.add(table.column("facility"), pa.scalar(before, pa.int32()))
        moved.append(table.set_column(index, field, places))
        before += part.batch.facilities.num_rows
    return moved


def _in_order_of_files(problems: pa.Table) -> pa.Table:
    """Order by file; within a file as they were found."""
    found = pa.array(range(problems.num_rows), pa.int64())
    keyed = problems.select(["file"]).append_column("found", found)
    return problems.take(pc.sort_indices(keyed, [("file", "ascending"), ("found", "ascending")]))
