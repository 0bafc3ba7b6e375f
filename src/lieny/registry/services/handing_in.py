"""Handing in: files come in as they are, and are read in the background, in the sandbox."""

from __future__ import annotations

import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from uuid import UUID

import pyarrow as pa
from django.db import transaction

from lieny.people.models import Organisation
from lieny.people.services import audit
from lieny.registry.columns.tables import FILES, Batch
from lieny.registry.intake.reading import Limits, read_paths
from lieny.registry.models import FileBlock, SourceFile, Submission
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services import waiting_jobs
from lieny.registry.services.column_choices import choices_of
from lieny.registry.services.handed_in.unsure import unsure_of
from lieny.registry.services.quality.measuring import ROW_TABLES, measure_file
from lieny.registry.services.stored.blocks import OneFile, by_file, packed

State = Submission.State
STOPPED = (
    "Chương trình đọc tệp bị dừng nhiều lần. Hãy nộp lại; nếu vẫn vậy, báo người quản trị. / "
    "Reading stopped several times. Hand the files in again, or tell the administrator."
)
LONGEST_NAME, LONGEST_PART = 255, 200  # letters of a whole name, bytes of one part of it
MOST_FOLDERS = 8
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
MOST_FILES = 5_000
MOST_BYTES = 512 * 1024 * 1024  # of one submission together


class NotTakenIn(ValueError):
    """Files that cannot be handed in: none, too many, too large; nothing was written.

    Attributes:
        said: what was given, what may be, what to do.
    """

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said.en)
        self.said = said


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it was sent.

    Attributes:
        name: its name, with the folder it lay in where the sender sent a folder.
        content: its bytes.
    """

    name: str
    content: bytes


@transaction.atomic
def hand_in(
    files: Sequence[GivenFile], *, by: UUID, organisation: Organisation, at: datetime
) -> Submission:
    """Keep files as they came and let them be read; the same file twice is kept once.

    Raises:
        NotTakenIn: there is nothing, or too much; nothing was written.
    """
    distinct = {hashlib.sha256(file.content).hexdigest(): file for file in files}
    _check(list(distinct.values()))
    submission = Submission.objects.create(
        organisation=organisation,
        province=organisation.province,
        facility=organisation.facility,
        handed_in_by_id=by,
        handed_in_at=at,
        files_total=len(distinct),
    )
    SourceFile.objects.bulk_create(
        [
            SourceFile(
                submission=submission,
                province=organisation.province,
                name=kept_name(file.name),
                sha256=digest,
                size=len(file.content),
                content=file.content,
            )
            for digest, file in distinct.items()
        ],
        batch_size=50,
    )
    waiting_jobs.defer_reading(submission.pk)
    audit.record(_deed("list.submit", submission, by=by, at=at, files=len(distinct)))
    return submission


def kept_name(given: str) -> str:
    """Keep the folders and the name of a path as they were sent, and nothing that leads elsewhere.

    Steps up, drives, roots and characters that no name has are left out. What is too long loses
    its beginning: outer folders first, then the beginning of a part; the ending stays.
    """
    text = unicodedata.normalize("NFC", given).replace("\\", "/")
    parts = [_NOT_IN_NAMES.sub("", part).strip() for part in text.split("/")]
    kept = [_end_of(part) for part in parts if part.strip(". ")][-MOST_FOLDERS - 1 :]
    while len(kept) > 1 and len("/".join(kept)) > LONGEST_NAME:
        kept = kept[1:]
    return "/".join(kept) or "tệp"


def _end_of(part: str) -> str:
    """Shorten a part to what file systems hold, counted in bytes."""
    whole = part.encode("utf-8", "replace")
    return whole[-LONGEST_PART:].decode("utf-8", "ignore").strip() or "_"


def _check(files: Sequence[GivenFile]) -> None:
    if not files:
        raise NotTakenIn(
            Bilingual(
                "Chưa có tệp nào được chọn. Hãy chọn ít nhất một tệp .xlsx, .xls hoặc .csv.",
                "No file was chosen. Choose at least one .xlsx, .xls or .csv file.",
            )
        )
    size = sum(len(file.content) for file in files)
    if len(files) > MOST_FILES or size > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise NotTakenIn(
            Bilingual(
                f"{len(files)} tệp, {size >> 20} MB: một lần nộp nhận tới {MOST_FILES} tệp, "
                f"{most} MB. Hãy chia thành nhiều lần nộp.",
                f"{len(files)} files, {size >> 20} MB: one submission takes up to {MOST_FILES} "
                f"files, {most} MB. Hand them in in several goes.",
            )
        )


def read_submission(submission_id: UUID, *, limits: Limits | None = None, jobs: int = 2) -> None:
    """Read the files of a submission and stage their rows; run in the background.

    A submission that is not waiting to be read is left as it is: safe to be run again.
    """
    submission = Submission.objects.get(pk=submission_id)
    if submission.state != State.READING:
        return
    batch, sources = _read(submission, limits or Limits(), jobs)
    with transaction.atomic():
        locked = Submission.objects.select_for_update().get(pk=submission_id)
        if locked.state != State.READING:
            return
        FileBlock.objects.filter(file__submission=locked).delete()
        for source, one in zip(sources, by_file(batch), strict=True):
            _stage(source, one)
            measure_file(source, one.tables, locked.handed_in_at)
        usable = any(getattr(batch, table).num_rows for table in ROW_TABLES)
        locked.state = State.READ if usable else State.FAILED
        locked.files_done = locked.files_total
        locked.save(update_fields=["state", "files_done"])


def give_up_reading(submission_id: UUID) -> None:
    """Say of a submission that is still being read that it cannot be."""
    waiting = Submission.objects.filter(pk=submission_id, state=State.READING)
    waiting.update(state=State.FAILED, remark=STOPPED)


def _read(submission: Submission, limits: Limits, jobs: int) -> tuple[Batch, list[SourceFile]]:
    """Read in a folder of our own; files are numbered so that they come back in their order."""
    sources: dict[str, SourceFile] = {}
    with tempfile.TemporaryDirectory(prefix="lieny-") as folder:
        numbers = submission.files.order_by("id").values_list("id", flat=True)
        for number, file_id in enumerate(numbers):
            source = SourceFile.objects.get(pk=file_id)
            path = Path(folder, f"{number:06}", *PurePosixPath(source.name).parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.content)
            source.content = b""  # not held while the others are read
            sources[str(path)] = source

        def heard(done: int, _total: int, _name: str) -> None:
            Submission.objects.filter(pk=submission.pk).update(files_done=done - 1)

        batch = read_paths(
            [Path(folder)],
            jobs=jobs,
            limits=limits,
            progress=heard,
            headings=choices_of(submission.organisation),
        )
    return batch, [sources[path] for path in batch.files["path"].to_pylist()]


def _stage(source: SourceFile, one: OneFile) -> None:
    """Keep what one file gave: its rows, and a summary of them."""
    said = one.tables["files"].to_pylist()[0]
    source.kind, source.listed_on = said["kind"][:120], said["listed_on"]
    source.rows, source.accepted = said["rows"], min(said["accepted"], said["rows"])
    source.problems = one.tables["problems"].num_rows
    source.unsure = sum(1 for _ in unsure_of(one.tables))
    source.save(update_fields=["kind", "listed_on", "rows", "accepted", "problems", "unsure"])
    tables = {**one.tables, "files": _named(one, source)}
    FileBlock.objects.bulk_create(
        [
            FileBlock(
                file=source,
                province=source.province,
                table=name,
                rows=table.num_rows,
                arrow=packed(table),
            )
            for name, table in tables.items()
            if table.num_rows
        ]
    )


def _named(one: OneFile, source: SourceFile) -> pa.Table:
    """Give the file's row its own name: where it lay while it was read is nobody's business."""
    files = one.tables["files"]
    index = FILES.get_field_index("path")
    return files.set_column(index, FILES.field(index), pa.array([source.name], pa.string()))


def _deed(action: str, submission: Submission, *, by: UUID, at: datetime, files: int) -> audit.Deed:
    return audit.Deed(
        action=action,
        at=at,
        by=by,
        province=submission.province,
        on_behalf_of=str(submission.organisation_id),
        target_kind="submission",
        target=str(submission.pk),
        detail={"files": files},
    )
