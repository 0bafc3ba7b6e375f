"""Fingerprints of columns: numbers that differ where values do; sums where order is none."""

from __future__ import annotations

import hashlib

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

Hashes = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64] | npt.NDArray[np.int32] | npt.NDArray[np.bool_] | Hashes

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def mixed(*columns: Whole) -> Hashes:
    """Give one fingerprint a row.

    Source: the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, 2014).
    """
    whole = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        whole = (whole ^ column.astype(np.int64).view(np.uint64)) + _STEP
        whole = (whole ^ (whole >> np.uint64(30))) * _FIRST
        whole = (whole ^ (whole >> np.uint64(27))) * _SECOND
        whole ^= whole >> np.uint64(31)
    return whole


def of_rows(table: pa.Table) -> Hashes:
    """Give one fingerprint a row of a table."""
    if not table.num_rows:
        return np.empty(0, np.uint64)
    with duckdb.connect(config={"threads": 1}) as con:
        con.register("told", table)
        columns = ", ".join(f'"{name}"' for name in table.column_names)
        found = con.sql(f"SELECT hash({columns}) AS seen FROM told").fetchnumpy()  # noqa: S608
    return np.array(found["seen"], np.uint64)


def added(values: Hashes, owner: npt.NDArray[np.int64], owners: int) -> Hashes:
    """Add up fingerprints by owner; what belongs to nobody (−1) is left out.

    Returns:
        One sum an owner and, at the end, a zero: what owner −1 finds.
    """
    whole = np.zeros(owners + 1, np.uint64)
    owned = owner >= 0
    # Whole numbers give no such warning: `at` reads the flags that earlier fractions left behind.
    with np.errstate(all="ignore"):
        np.add.at(whole, owner[owned], values[owned])
    return whole


def of_text(text: str) -> int:
    """Give the fingerprint of a text, as a signed number of 64 bits."""
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
