"""Why two rows were, or were not, taken as one person: each comparison with its weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.registry.engine.linking.comparison import Comparison
from lieny.registry.engine.linking.comparisons import COMPARISONS
from lieny.registry.engine.linking.levels import contradicts
from lieny.registry.engine.linking.model import Model
from lieny.registry.engine.linking.weights import weigh


@dataclass(frozen=True, slots=True)
class RecordBook:
    """What an explanation is computed from.

    Attributes:
        records: the distinct records of the run, with the share of persons who bear the name.
        place: where in `records` each row's record stands, registrations first.
            (−1: it is not among them).
        model: the trained weights.
    """

    records: pa.Table
    place: npt.NDArray[np.int64]
    model: Model

    def among(self, rows: npt.NDArray[np.int64], count: int) -> RecordBook:
        """Give the book of so many rows of which it knows these."""
        place = np.full(count, -1, np.int64)
        place[rows] = self.place
        return RecordBook(self.records, place, self.model)


@dataclass(frozen=True, slots=True)
class Part:
    """One comparison: what was found, and how it weighs (positive speaks for one person)."""

    comparison: str
    level: str
    weight: float
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that speaks for and against.

    Attributes:
        weight: log2 of the odds that both rows are of one person.
        parts: comparisons that say anything, strongest first.
        contradicted: birth dates or personal numbers forbid a link by itself.
    """

    weight: float
    parts: tuple[Part, ...]
    contradicted: bool


def record_book(
    con: duckdb.DuckDBPyConnection, of_row: npt.NDArray[np.int32], model: Model
) -> RecordBook:
    """Take the records out of a connection before it closes."""
    records = con.sql("""
        SELECT records.* EXCLUDE (times), tf_name_folded
        FROM records LEFT JOIN name_frequency USING (name_folded)
    """).to_arrow_table()
    place = np.argsort(records["record"].to_numpy())  # sorting the texts would take seconds
    return RecordBook(records, place[of_row], model)


def explain(book: RecordBook, pairs: Sequence[tuple[int, int]]) -> list[Explanation]:
    """Weigh pairs of rows (registrations first, then licences), all at once."""
    if not pairs:
        return []
    rows = book.place[np.asarray(pairs, np.int64).ravel()]
    places = np.arange(len(rows), dtype=np.int32)
    con = duckdb.connect(config={"threads": 1})
    try:
        shown = book.records.take(pa.array(rows)).drop_columns(["record"])
        con.register("records", shown.append_column("record", pa.array(places)))
        asked = {"l": places[::2], "r": places[1::2], "pair": np.arange(len(pairs))}
        con.register("asked", pa.table(asked))
        names = shown.select(["name_folded", "tf_name_folded"])
        con.register("name_frequency", names.group_by(names.column_names).aggregate([]))
        weighed = weigh(con, "asked", book.model)
    finally:
        con.close()
    contradicted = contradicts(weighed.levels)
    levels = {c.name: weighed.levels[c.name].to_pylist() for c in COMPARISONS}
    return [
        Explanation(
            float(weighed.weight[pair]),
            _parts(pair, levels, weighed.parts),
            bool(contradicted[pair]),
        )
        for pair in range(len(pairs))
    ]


def _parts(
    pair: int, levels: Mapping[str, Sequence[str]], weights: Mapping[str, npt.NDArray[np.float64]]
) -> tuple[Part, ...]:
    parts = [_part(c, levels[c.name][pair], float(weights[c.name][pair])) for c in COMPARISONS]
    parts.sort(key=lambda part: -abs(part.weight))
    return tuple(part for part in parts if part.weight)


def _part(comparison: Comparison, name: str, weight: float) -> Part:
    level = next(level for level in comparison.levels if level.name == name)
    return Part(
        comparison.name,
        name,
        weight,
        f"{comparison.vi}: {level.vi} ({f'{weight:+.1f}'.replace('.', ',')})",
        f"{comparison.en}: {level.en} ({weight:+.1f})",
    )
