"""Pairwise precision and recall of linked rows against the persons of the truth."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb


@dataclass(frozen=True, slots=True)
class LinkScore:
    """How well rows were put together.

    Attributes:
        rows: rows that both files know.
        true_pairs: pairs of rows of one person.
        linked_pairs: pairs of rows under one id.
        right_pairs: pairs that are both.
    """

    rows: int
    true_pairs: int
    linked_pairs: int
    right_pairs: int

    @property
    def precision(self) -> float:
        """Share of linked pairs that are of one person."""
        return self.right_pairs / self.linked_pairs if self.linked_pairs else 1.0

    @property
    def recall(self) -> float:
        """Share of true pairs that were linked."""
        return self.right_pairs / self.true_pairs if self.true_pairs else 1.0


_PAIRS = "coalesce(sum(n * (n - 1) // 2), 0)"
_COLUMNS = "columns={'path': 'VARCHAR', 'sheet': 'VARCHAR', 'row': 'INTEGER', 'person': 'VARCHAR'}"


def link_score(links: Path, persons: Path, root: Path) -> LinkScore:
    """Compare `path,sheet,row,person` as linked with the same as true.

    Args:
        links: what `lieny check --links` wrote; its paths may begin anywhere.
        persons: `truth/persons.csv`.
        root: the folder that was checked; true paths are relative to it.
    """
    con = duckdb.connect()
    for table, path in (("linked", links), ("truth", persons)):
        con.execute(
            f"create table {table} as select * replace (case when regexp_matches(path, "  # noqa: S608
            f"'\\.(csv|txt|tsv)$') then '' else coalesce(sheet, '') end as sheet) "
            f"from read_csv(?, header=true, {_COLUMNS})",
            [str(path)],
        ).fetchall()
    for prefix in (f"{root.resolve()}/", f"{root}/"):
        con.execute(
            "update linked set path = substr(path, ?) where starts_with(path, ?)",
            [len(prefix) + 1, prefix],
        ).fetchall()
    con.execute(
        "create table both_ as select t.person as true_, l.person as linked_ "
        "from truth t join linked l using (path, sheet, row)"
    ).fetchall()
    counts = [
        con.execute(
            f"select {_PAIRS} from (select count(*) n from both_ group by {by})"  # noqa: S608
        ).fetchall()[0][0]
        for by in ("true_", "linked_", "true_, linked_")
    ]
    rows = con.execute("select count(*) from both_").fetchall()[0][0]
    return LinkScore(int(rows), *(int(count) for count in counts))
