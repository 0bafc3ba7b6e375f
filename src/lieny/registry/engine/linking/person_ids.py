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

from lieny.registry.engine.linking.records import COMPARED

PREFIX = np.frombuffer(b"ly", np.uint8)
ALPHABET = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", np.uint8)
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
    con.execute("""
        CREATE TEMP TABLE anchor AS
        SELECT person, concat_ws('|', name,
            coalesce(licence, cccd, cmnd, concat_ws('|', birth, year))) AS words
        FROM (
            SELECT person,
                arg_max(name_folded, (length(name_folded), name_folded)) AS name,
                min(licence_key) AS licence, min(cccd) AS cccd, min(cmnd) AS cmnd,
                min(birth_on::VARCHAR) AS birth, min(birth_year) AS year
            FROM shows JOIN records USING (record) GROUP BY person
        )
    """)
    hashed = con.sql(f"""
        WITH shared AS (SELECT words FROM anchor GROUP BY words HAVING count(*) > 1),
        rest AS (
            SELECT person, min(concat_ws('|', {", ".join(COMPARED)}, mark)) AS more
            FROM anchor SEMI JOIN shared USING (words)
            JOIN shows USING (person) JOIN records USING (record) GROUP BY person
        )
        SELECT ('0x' || sha256(concat_ws('|', words, more))[1:{LETTERS * 5 // 4}])::UBIGINT AS bits
        FROM anchor LEFT JOIN rest USING (person) ORDER BY person
    """).fetchnumpy()["bits"]
    con.unregister("shows")
    return _spelled(np.asarray(hashed, np.uint64))


def _spelled(bits: npt.NDArray[np.uint64]) -> pa.StringArray:
    shifts = np.arange(LETTERS, dtype=np.uint64) * np.uint64(5)
    count, width = len(bits), len(PREFIX) + LETTERS
    text = np.empty((count, width), np.uint8)
    text[:, : len(PREFIX)] = PREFIX
    text[:, len(PREFIX) :] = ALPHABET[((bits[:, None] >> shifts) & np.uint64(31)).astype(np.intp)]
    offsets = pa.py_buffer(np.arange(0, (count + 1) * width, width, dtype=np.int32))
    ids = pa.StringArray.from_buffers(count, offsets, pa.py_buffer(text.tobytes()))
    _, where, counts = np.unique(bits, return_inverse=True, return_counts=True)
    return _numbered(ids, where) if (counts > 1).any() else ids


def _numbered(ids: pa.StringArray, where: npt.NDArray[np.intp]) -> pa.StringArray:
    """Tell persons apart of whom everything shown is the same: the second ends in "-2"."""
    seen: dict[int, int] = {}
    words = []
    for word, place in zip(ids.to_pylist(), where.tolist(), strict=True):
        seen[place] = seen.get(place, 0) + 1
        words.append(word if seen[place] == 1 else f"{word}-{seen[place]}")
    return pa.array(words, pa.string())
