"""Rows of lists and registers become records: each distinct way in which a person is shown, once.

Most rows of a clean region repeat one another in everything that is compared, so comparing
records instead of rows saves most of the work and changes no answer.
"""

# ruff: noqa: S608 - statements are put together from this package's own constants

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.vocabulary.licence_number import LicenceType

Ints = npt.NDArray[np.int32]

COMPARED = (
    "name_folded",
    "name_toned",
    "surname",
    "middle",
    "given",
    "initials",
    "birth_on",
    "birth_year",
    "cccd",
    "cmnd",
    "phone",
    "gender",
    "title",
    "licence_serial",
    "licence_issuer",
    "licence_type",
    "licence_status",
)
# A telephone with more given names than a family has is the facility's; a number of more rows
# than one person fills is a placeholder that slipped through.
GIVEN_NAMES_A_PHONE = 3
NAMES_A_PERSONAL_NUMBER = 15

# Certificates and licences are practising; the type may be unknown ("000123/HCM").
_PRACTISING = ", ".join(f"'{kind.value}'" for kind in LicenceType if kind.is_practising)
_READABLE = "licence_status IN ('exact', 'fuzzy')"


@dataclass(frozen=True, slots=True)
class Records:
    """What each row became; the records themselves stand in the table `records`.

    Attributes:
        of_row: record of each row given.
        content: fingerprint of each record; it does not depend on the order of rows.
        tie_left, tie_right: records that stem from one row (several licences in its cell).
    """

    of_row: Ints
    content: npt.NDArray[np.uint64]
    tie_left: Ints
    tie_right: Ints


def collect(con: duckdb.DuckDBPyConnection, rows: pa.Table) -> Records:
    """Build the records of rows that have the columns `COMPARED` and `origin`.

    Args:
        con: a connection that may create tables; it keeps `records`, which Splink compares.
        rows: rows to link. Those of the same `origin` are one row of a list whose cell holds
            several licences: the first row of each origin comes in the order of origins, before
            any further one.
    """
    con.register("given_rows", rows)
    found = con.sql(f"SELECT hash({', '.join(COMPARED)}) AS content FROM given_rows").fetchnumpy()
    con.unregister("given_rows")
    content = np.asarray(found["content"])
    distinct, first, of_shown = _in_order_of_rows(content)
    shown = (
        rows.combine_chunks()
        .take(pa.array(first))
        .append_column("record", pa.array(np.arange(len(first))))
    )
    times = pa.array(np.bincount(of_shown, minlength=len(first)))
    con.register("shown", shown.append_column("times", times))
    con.execute(_RECORDS)
    con.unregister("shown")
    _set_aside_shared(con)
    origin = np.asarray(rows["origin"])
    origins = int(origin.max(initial=-1)) + 1
    of_row = of_shown[:origins].astype(np.int32)
    return Records(
        of_row,
        distinct,
        of_row[origin[origins:]],
        of_shown[origins:].astype(np.int32),
    )


def _in_order_of_rows(
    content: npt.NDArray[np.uint64],
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Give the distinct contents, the first row of each, and for each row which of them it is."""
    distinct, first, which = np.unique(content, return_index=True, return_inverse=True)
    order = np.argsort(first)  # columns are taken several times faster in the order they lie in
    rank = np.empty(len(order), np.intp)
    rank[order] = np.arange(len(order))
    return distinct[order], first[order], rank[which]


def as_compared(table: str, more: str = "") -> str:
    """Give the statement that shows rows as they are compared, with what keys are made of.

    Args:
        table: a name with the columns `COMPARED`.
        more: further columns that are wanted of it, each with a comma behind.
    """
    return f"""
SELECT *,
    birth_on::VARCHAR AS birth_text,
    licence_serial // 1000 AS licence_thousands, licence_serial % 1000 AS licence_ending,
    CASE WHEN licence_status = 'exact' AND licence_issuer IS NOT NULL AND licence_type IS NOT NULL
        THEN licence_serial::VARCHAR || '/' || licence_issuer || '-' || licence_type
    END AS licence_key
FROM (
    SELECT {more}
        name_folded, name_toned, surname, middle, given, initials, birth_on, birth_year,
        cccd, cmnd, phone, gender, title,
        CASE WHEN known THEN licence_serial END AS licence_serial,
        CASE WHEN known THEN licence_issuer END AS licence_issuer,
        CASE WHEN known THEN licence_type END AS licence_type,
        CASE WHEN known THEN licence_status END AS licence_status
    FROM (
        SELECT *, licence_serial IS NOT NULL AND {_READABLE}
            AND coalesce(licence_type IN ({_PRACTISING}), true) AS known
        FROM {table}
    )
)
"""


_RECORDS = "CREATE OR REPLACE TABLE records AS " + as_compared(
    "shown", "record::INTEGER AS record, times::INTEGER AS times,"
)


def _set_aside_shared(con: duckdb.DuckDBPyConnection) -> None:
    """Forget telephones and numbers that do not belong to one person."""
    _forget_common(con, "phone", "given", GIVEN_NAMES_A_PHONE)
    for number in ("cccd", "cmnd"):
        _forget_common(con, number, "name_folded", NAMES_A_PERSONAL_NUMBER)
        _forget_contested(con, number)


def _forget_common(con: duckdb.DuckDBPyConnection, column: str, of: str, most: int) -> None:
    # Counting the distinct names of every group is dear; few groups are large enough to need it.
    con.execute(f"""
        UPDATE records SET {column} = NULL WHERE {column} IN (
            WITH large AS (
                SELECT {column} FROM records WHERE {column} IS NOT NULL
                GROUP BY {column} HAVING count(*) > {most}
            )
            SELECT {column} FROM records SEMI JOIN large USING ({column})
            GROUP BY {column} HAVING count(DISTINCT {of}) > {most})
    """)


def _forget_contested(con: duckdb.DuckDBPyConnection, number: str) -> None:
    """Forget a personal number where its row agrees with most of its other rows in nothing.

    A number copied down from the row above stands beside another name and another birth date;
    where two such bearers are equally frequent, nobody can say whose it is.
    """
    con.execute(f"""
        UPDATE records SET {number} = NULL WHERE record IN (
            WITH disputed AS (
                SELECT {number} FROM records WHERE {number} IS NOT NULL GROUP BY {number}
                HAVING min(given) <> max(given) AND min(birth_year) <> max(birth_year)
            ), bearers AS (
                SELECT {number}, given, birth_year, sum(times) AS times
                FROM records SEMI JOIN disputed USING ({number})
                WHERE birth_year IS NOT NULL GROUP BY {number}, given, birth_year
                QUALIFY sum(times) = max(sum(times)) OVER (PARTITION BY {number})
            ), owner AS (
                SELECT {number}, any_value(given) AS its_given,
                    any_value(birth_year) AS its_year, count(*) AS leaders
                FROM bearers GROUP BY {number}
            )
            SELECT record FROM records JOIN owner USING ({number})
            WHERE leaders > 1 OR (given <> its_given AND coalesce(birth_year <> its_year, true))
        )
    """)
