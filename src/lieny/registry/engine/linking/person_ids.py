"""Mã người: an identifier that the same person keeps from run to run, and that says nothing.

It is drawn from what anchors the person best: the smallest practising licence, else the personal
number, else name and birth date, with the fullest form of the name. Rows of other persons, and
the order of rows, do not touch it.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants

from __future__ import annotations

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

PREFIX = "ly"
ALPHABET = np.array(list("abcdefghijklmnopqrstuvwxyz234567"))
LETTERS = 12  # 60 bits: among a million persons two meet once in two million runs


def person_ids(
    con: duckdb.DuckDBPyConnection,
    person: npt.NDArray[np.int32],
    record: npt.NDArray[np.int32],
    mark: pa.Array,
) -> pa.StringArray:
    """Give one identifier a person, all different.

    Args:
        con: a connection with the table `records`.
        person: person of each row, numbered from zero without gaps.
        record: record of each row.
        mark: fingerprint of the rest of each row; it parts persons whom nothing else parts.
    """
    con.register("shows", pa.table({"person": person, "record": record, "mark": mark}))
    drawn = con.sql("""
        WITH anchor AS (
            SELECT person,
                arg_max(name_folded, (length(name_folded), name_folded)) AS name,
                min(licence_key) AS licence, min(cccd) AS cccd, min(cmnd) AS cmnd,
                min(birth_on::VARCHAR) AS birth, min(birth_year) AS year, min(mark) AS mark
            FROM shows JOIN records USING (record) GROUP BY person
        ), worded AS (
            SELECT person, mark, concat_ws('|', name,
                coalesce(licence, cccd, cmnd, concat_ws('|', birth, year))) AS words
            FROM anchor
        )
        SELECT person, words || CASE WHEN times > 1 THEN '|' || mark ELSE '' END AS words
        FROM (SELECT *, count(*) OVER (PARTITION BY words) AS times FROM worded)
        ORDER BY person
    """)
    hashed = con.sql(
        f"SELECT ('0x' || sha256(words)[1:{LETTERS * 5 // 4}])::UBIGINT AS bits FROM drawn"
    ).fetchnumpy()["bits"]
    del drawn
    con.unregister("shows")
    return _spelled(np.asarray(hashed, np.uint64))


def _spelled(bits: npt.NDArray[np.uint64]) -> pa.StringArray:
    shifts = np.arange(LETTERS, dtype=np.uint64) * np.uint64(5)
    letters = ALPHABET[((bits[:, None] >> shifts) & np.uint64(31)).astype(np.intp)]
    words = np.ascontiguousarray(letters).view(f"<U{LETTERS}").ravel()
    ids = np.char.add(PREFIX, words).astype(object)
    _, first, counts = np.unique(ids.astype(str), return_index=True, return_counts=True)
    if (counts > 1).any():
        seen: dict[str, int] = {}
        for k, word in enumerate(ids.tolist()):
            seen[word] = seen.get(word, 0) + 1
            if seen[word] > 1:
                ids[k] = f"{word}-{seen[word]}"
    del first
    return pa.array(ids.tolist(), pa.string())
