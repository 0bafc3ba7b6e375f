"""Nối người: the same person across lists, registers and provinces."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking import frequencies, rows
from lieny.registry.engine.linking.anew import Before, link_changed
from lieny.registry.engine.linking.blocking import LargeBlocks, block
from lieny.registry.engine.linking.clusters import cluster
from lieny.registry.engine.linking.decided import Decided
from lieny.registry.engine.linking.explanation import (
    Explanation,
    RecordBook,
    explain,
    record_book,
)
from lieny.registry.engine.linking.frequencies import Frequencies
from lieny.registry.engine.linking.groups import groups, in_order
from lieny.registry.engine.linking.memory import LinkMemory, fingerprints, records_of_rows
from lieny.registry.engine.linking.model import Model, shipped
from lieny.registry.engine.linking.person_ids import person_ids
from lieny.registry.engine.linking.posts import Posts
from lieny.registry.engine.linking.questions import LICENCE, REGISTRATION, questions
from lieny.registry.engine.linking.records import Records, collect
from lieny.registry.engine.linking.scoring import score

Ints = npt.NDArray[np.int32]


class NoSuchRow(LookupError):
    """A row was asked about that the run does not have."""


@dataclass(frozen=True, slots=True)
class PersonLinks:
    """Who is who in a run.

    Attributes:
        registration_person: person of each registration, numbered from zero.
        licence_person: person of each row of the licence registers.
        person_count: how many persons there are.
        person_ids: identifier of each person; it stays the same when rows of other persons come
            or rows change places, and shows nothing personal. Empty after `link_anew`.
        questions: pairs of persons that may be one (`questions.QUESTIONS`).
        memory: what a later run can go on from.
        large_blocks: keys that so many rows share that not all of them were compared by it.
        looked_at: registrations, then licences, that were linked anew; None where all were.
            Questions are those with at least one of these rows; rows that have nothing to do
            with them cannot be explained.
    """

    registration_person: Ints
    licence_person: Ints
    person_count: int
    person_ids: pa.StringArray
    questions: pa.Table
    book: RecordBook
    memory: LinkMemory
    large_blocks: tuple[LargeBlocks, ...] = ()
    looked_at: npt.NDArray[np.bool_] | None = None

    def explain(self, left: tuple[str, int], right: tuple[str, int]) -> Explanation:
        """Say what speaks for and against two rows being of one person.

        Args:
            left: table ("registration" or "licence") and row of it.
            right: the same for the other row.

        Raises:
            NoSuchRow: the table or the row does not exist.
        """
        return self.explain_all([(left, right)])[0]

    def explain_all(
        self, pairs: Sequence[tuple[tuple[str, int], tuple[str, int]]]
    ) -> list[Explanation]:
        """Say the same of many pairs at once.

        Raises:
            NoSuchRow: a table or a row does not exist.
        """
        places = [(self._place(*left), self._place(*right)) for left, right in pairs]
        unknown = [row for pair in places for row in pair if self.book.place[row] < 0]
        if unknown:
            raise NoSuchRow(f"row {unknown[0]} was not linked anew; what is known of it stands")
        return explain(self.book, places)

    def _place(self, table: str, row: int) -> int:
        sizes = {
            REGISTRATION: len(self.registration_person),
            LICENCE: len(self.licence_person),
        }
        if not 0 <= row < sizes.get(table, 0):
            raise NoSuchRow(f"{table} {row}; there are {sizes}")
        return row + (sizes[REGISTRATION] if table == LICENCE else 0)


def link_persons(  # noqa: PLR0913 - two tables and how to link them
    registrations: pa.Table,
    licences: pa.Table,
    *,
    model: Model | None = None,
    decided: Decided | None = None,
    posts: Posts | None = None,
    frequencies_of: Frequencies | None = None,
    threads: int = 2,
    memory: str = "2GB",
) -> PersonLinks:
    """Find the rows of lists and registers that are of one person.

    Args:
        registrations: rows with the `PERSON` columns; `other_licences`, where present, are
            further licences of the same row.
        licences: rows with the `PERSON` columns.
        model: trained weights; None takes those of the package.
        decided: what people said of rows.
        posts: where registrations stand; None where nobody knows.
        frequencies_of: how rare names are, as an earlier run found; None judges it from the rows.
        threads: how many cores may work.
        memory: how much DuckDB may hold before it spills to a temporary folder.

    Returns:
        Persons of both tables. Register rows take part like any other: they bring birth dates
        and personal numbers to lists that have none, and so join a person's two licences.
    """
    stacked = rows.stack(registrations, licences)
    with _connected(threads, memory) as con:
        return _link(
            con,
            stacked,
            registrations.num_rows,
            model or shipped(),
            decided or Decided(),
            posts,
            frequencies_of,
        )


def link_anew(  # noqa: PLR0913 - two tables, what was before, and how to link them
    registrations: pa.Table,
    licences: pa.Table,
    *,
    before: Before,
    model: Model | None = None,
    decided: Decided | None = None,
    posts: Posts | None = None,
    threads: int = 2,
    memory: str = "2GB",
) -> PersonLinks:
    """Give what `link_persons` would give with the frequencies of the last run, looking at little.

    Args:
        registrations: all rows, those known before included.
        licences: all rows.
        before: what was known before.
        model: trained weights, those of the last run; None takes those of the package.
        decided: everything that people say of rows today.
        posts: where registrations stand; None where nobody knows.
        threads: how many cores may work.
        memory: how much DuckDB may hold before it spills to a temporary folder.

    Raises:
        MemoryDoesNotFit: what was kept is of other rows than those said to be known.
    """
    stacked = rows.stack(registrations, licences, marked=False)
    with _connected(threads, memory) as con:
        return _go_on(
            con,
            stacked,
            registrations.num_rows,
            model or shipped(),
            decided or Decided(),
            posts,
            before,
        )


@contextmanager
def _connected(threads: int, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    with tempfile.TemporaryDirectory(prefix="lieny-") as spill:
        con = duckdb.connect(
            config={"threads": threads, "memory_limit": memory, "temp_directory": spill}
        )
        try:
            yield con
        finally:
            con.close()


def _link(  # noqa: PLR0913, PLR0917 - rows and how to link them
    con: duckdb.DuckDBPyConnection,
    stacked: rows.Stacked,
    registrations: int,
    model: Model,
    decided: Decided,
    posts: Posts | None,
    frequencies_of: Frequencies | None,
) -> PersonLinks:
    records = collect(con, stacked.table)
    if frequencies_of is None:
        frequencies.estimate(con)
        frequencies_of = frequencies.kept(con)
    else:
        frequencies.recall(con, frequencies_of)
    blocked = block(con)
    pairs = score(con, model, blocked)
    made = cluster(con, records, pairs, model, decided.of_records(records.of_row))
    everything = np.ones(len(records.content), np.bool_)
    person = in_order(groups(con, records, made.of_record, everything, posts, model))
    each = records_of_rows(records)
    return PersonLinks(
        person[:registrations],
        person[registrations:],
        int(person.max(initial=-1)) + 1,
        person_ids(con, person, records.of_row, stacked.mark),
        questions(
            pairs,
            _first_rows(records),
            person,
            registrations=registrations,
            automatic=model.automatic,
        ),
        record_book(con, records.of_row, model),
        LinkMemory(made.component[each].astype(np.int64), fingerprints(con)[each], frequencies_of),
        blocked.large,
    )


def _go_on(  # noqa: PLR0913, PLR0917 - rows, what was before, and how to link them
    con: duckdb.DuckDBPyConnection,
    stacked: rows.Stacked,
    registrations: int,
    model: Model,
    decided: Decided,
    posts: Posts | None,
    before: Before,
) -> PersonLinks:
    found = link_changed(con, stacked.table, decided, before, model)
    records, rows_ = found.records, found.rows
    here = posts.of(rows_[rows_ < registrations]) if posts else None
    group = groups(con, records, found.cluster, found.linked, here, model)
    anew = np.zeros(len(before.person), np.bool_)
    anew[rows_] = found.linked[records.of_row]
    persons = int(group.max(initial=-1)) + 1 + before.person
    persons[rows_] = np.where(anew[rows_], group, persons[rows_])
    person = in_order(persons)
    return PersonLinks(
        person[:registrations],
        person[registrations:],
        int(person.max(initial=-1)) + 1,
        pa.array([], pa.string()),
        questions(
            found.pairs,
            rows_.astype(np.int32)[_first_rows(records)],
            person,
            registrations=registrations,
            automatic=model.automatic,
        ),
        record_book(con, records.of_row, model).among(rows_, len(person)),
        LinkMemory(found.component, found.shown, before.memory.frequencies),
        found.blocked.large,
        anew,
    )


def _first_rows(records: Records) -> Ints:
    """Give one row that shows each record."""
    first_row = np.zeros(len(records.content), np.int32)
    first_row[records.of_row[::-1]] = np.arange(len(records.of_row), dtype=np.int32)[::-1]
    first_row[records.tie_right] = first_row[records.tie_left]
    return first_row
