"""What is stored, as the batch that the engine takes: the rows of files, from their blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Q, QuerySet

from lieny.registry.columns.tables import FILES, Batch
from lieny.registry.models import FileBlock, SourceFile, Submission
from lieny.registry.services.stored.blocks import joined, unpacked
from lieny.registry.services.stored.loaded import (
    MOST_BESIDE,
    Loaded,
    keep_loaded,
    recall_loaded,
    woven,
)

Longs = npt.NDArray[np.int64]
ENGINE_TABLES = (
    "files",
    "headings",
    "registrations",
    "licences",
    "facilities",
    "activities",
    "trainees",
)


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """Rows of many stored files.

    Attributes:
        batch: as intake gave them; `problems` is left empty.
        files: id of each file, by its number in the batch.
        provinces: code of the sender's province of each file.
        arrivals: of each file, the place of its submission among those of the batch, by the time
            at which they were handed in.
    """

    batch: Batch
    files: Longs
    provinces: tuple[str, ...]
    arrivals: Longs

    def keys(self, table: str) -> Longs:
        """Give for each row of a table where it is stored: file id × 2³² + index in its block."""
        numbers = getattr(self.batch, table)["file"].to_numpy().astype(np.int64)
        return row_keys(self.files, numbers)


def row_keys(files: Longs, numbers: Longs) -> Longs:
    """Give the key of each row from the file numbers of a table; rows of a file stand together."""
    if not len(numbers):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    sizes = np.diff(starts, append=len(numbers))
    index = np.arange(len(numbers)) - np.repeat(starts, sizes)
    return np.asarray((files[numbers] << 32) | index, np.int64)


def split_key(key: int) -> tuple[int, int]:
    """Give file id and index of a key."""
    return key >> 32, key & 0xFFFFFFFF


def confirmed_files() -> QuerySet[SourceFile]:
    """Name the files that count: of submissions that were confirmed and not taken back."""
    return SourceFile.objects.filter(submission__state=Submission.State.CONFIRMED).order_by("id")


def load(files: QuerySet[SourceFile], *, tables: Sequence[str] = ENGINE_TABLES) -> StoredBatch:
    """Read the blocks of files, in the order of their ids.

    A file that names no province is taken to be of the province whose people handed it in.
    """
    known = _known(files)
    return _stored(_read([number for number, *_ in known], tables), known)


def load_all(*, at: datetime) -> StoredBatch:
    """Read the rows of all files that count, those that were read before from what was kept.

    What is kept is brought up to date where the blocks of many files had to be read.
    """
    known = _known(confirmed_files())
    files = np.array([number for number, *_ in known], np.int64)
    kept = recall_loaded()
    if kept is None or not np.isin(kept.files, files).all():
        kept = Loaded(files[:0], joined([]))
    fresh = ~np.isin(files, kept.files)
    loaded = kept
    if fresh.any():
        batch = _read(files[fresh].tolist(), ENGINE_TABLES)
        loaded = woven(kept, Loaded(files[fresh], batch))
    if fresh.sum() > MOST_BESIDE or (fresh.any() and not len(kept.files)):
        keep_loaded(loaded, at=at)
    return _stored(loaded.batch, known)


def _known(files: QuerySet[SourceFile]) -> list[tuple[int, str, datetime, UUID]]:
    return list(files.values_list("id", "province", "submission__handed_in_at", "submission_id"))


def _read(ids: Sequence[int], tables: Sequence[str]) -> Batch:
    held: dict[int, dict[str, pa.Table]] = defaultdict(dict)
    for number, table, content in _blocks(ids, tables):
        held[number][table] = unpacked(content)
    return joined([held[number] for number in ids])


def _stored(batch: Batch, known: Sequence[tuple[int, str, datetime, UUID]]) -> StoredBatch:
    ids = [number for number, *_ in known]
    provinces = tuple(province for _, province, *_ in known)
    return StoredBatch(
        _with_provinces(batch, provinces),
        np.array(ids, np.int64),
        provinces,
        _arrivals([(at, submission) for *_, at, submission in known]),
    )


def _arrivals(submissions: Sequence[tuple[datetime, UUID]]) -> Longs:
    """Number submissions in the order of their time; files of one submission bear one number."""
    place = {one: number for number, one in enumerate(sorted(set(submissions)))}
    return np.array([place[one] for one in submissions], np.int64)


def _blocks(
    ids: Sequence[int], tables: Sequence[str]
) -> Iterable[tuple[int, str, bytes | memoryview]]:
    asked = Q(file_id__in=ids) & Q(table__in=tables)
    return (
        FileBlock.objects.filter(asked)
        .values_list("file_id", "table", "arrow")
        .iterator(chunk_size=500)
    )


def _with_provinces(batch: Batch, provinces: Sequence[str]) -> Batch:
    if batch.files.num_rows != len(provinces) or not len(provinces):
        return batch
    sender = pa.array([province or None for province in provinces], pa.string())
    given = pc.coalesce(batch.files["province_given"], sender)
    index = FILES.get_field_index("province_given")
    files = batch.files.set_column(index, FILES.field(index), given)
    return Batch(
        files=files,
        headings=batch.headings,
        registrations=batch.registrations,
        licences=batch.licences,
        facilities=batch.facilities,
        activities=batch.activities,
        trainees=batch.trainees,
        problems=batch.problems,
    )
