"""Read and link a folder with the product, and leave its tables for the peers of the benchmark.

python benchmarks/typed_rows.py FOLDER TARGET AS_OF

Writes `rows.parquet` (the compared columns of every row), `truth` order kept by `path,sheet,row`,
and `hours.parquet` (one definite interval a line, with person, facility and validity).
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from lieny.registry.engine.linking.records import COMPARED
from lieny.registry.engine.linking.rows import stack
from lieny.registry.intake.reading import read_paths
from lieny.registry.services.linked import Linked, link_batch
from lieny.registry.services.progress import unheard
from lieny.vocabulary.weekly_set import WeeklySet

LATEST = 2**31 - 1


def main() -> None:
    """Write both tables."""
    folder, target, day = Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
    target.mkdir(parents=True, exist_ok=True)
    batch = read_paths([folder], jobs=2)
    linked = link_batch(batch, as_of=day, timing=lambda _stage: nullcontext(), progress=unheard)
    rows = stack(batch.registrations, batch.licences).table.select(list(COMPARED))
    pq.write_table(rows, target / "rows.parquet")
    pq.write_table(hours(linked), target / "hours.parquet")


def hours(linked: Linked) -> pa.Table:
    """Expand the definite hours of active registrations to intervals."""
    rows = linked.batch.registrations
    codes = rows["definite"].combine_chunks()
    patterns = [
        WeeklySet.from_bytes(packed).intervals if packed else ()
        for packed in codes.dictionary.to_pylist()
    ]
    index = codes.indices.fill_null(-1).to_numpy()
    active = np.flatnonzero(linked.active & (index >= 0) & (linked.place >= 0))
    counts = np.array([len(intervals) for intervals in patterns], dtype=np.int64)[index[active]]
    which = np.repeat(active, counts)
    flat = [edge for row in active.tolist() for edge in patterns[index[row]]]
    edges = np.array(flat, dtype=np.int32).reshape(-1, 2)
    begins = rows["valid_from"].cast(pa.int32()).fill_null(-LATEST).to_numpy()
    ends = rows["valid_until"].cast(pa.int32()).fill_null(LATEST).to_numpy()
    return pa.table(
        {
            "registration": which.astype(np.int32),
            "person": linked.persons.registration_person[which],
            "facility": linked.place[which],
            "s": edges[:, 0],
            "e": edges[:, 1],
            "valid_from": begins[which],
            "valid_until": ends[which],
        }
    )


if __name__ == "__main__":
    main()
