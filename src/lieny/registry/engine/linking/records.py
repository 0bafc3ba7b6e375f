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
    """Distinct records, and what each row became.

    Attributes:
        table: one row a record: the compared columns, `licence_key`, `birth_text`, `record`
            (its index), and `content` (a fingerprint that does not depend on the order of rows).
        of_row: record of each row given.
        tie_left, tie_right: records that stem from one row (several licences in its cell).
    """

    table: pa.Table
    of_row: Ints
    tie_left: Ints
    tie_right: Ints


def collect(con: duckdb.DuckDBPyConnection, rows: pa.Table) -> Records:
    """Build the records of rows that have the columns `COMPARED`, `place` and `origin`.

    Args:
        con: a connection that may create tables; it keeps `records`, which Splink compares.
        rows: rows to link; `place` counts them from zero. Those of the same `origin` are one row
            of a list whose cell holds several licences: the first row of each origin comes in
            the order of origins, before any further one.
    """
    con.register("given_rows", rows)
    con.execute(_SHOWN)
    con.unregister("given_rows")
    _set_aside_shared(con)
    found = con.sql(f"SELECT hash({', '.join(COMPARED)}) AS content FROM shown ORDER BY place")
    content = np.asarray(found.fetchnumpy()["content"])
    distinct, first, of_shown = np.unique(content, return_index=True, return_inverse=True)
    con.register("firsts", pa.table({"place": first, "record": np.arange(len(first), dtype="i4")}))
    con.execute(_RECORDS)
    con.unregister("firsts")
    table = con.sql("SELECT * FROM records ORDER BY record").to_arrow_table()
    origins = int(np.asarray(rows["origin"]).max(initial=-1)) + 1
    of_row = of_shown[:origins].astype(np.int32)
    further = np.asarray(rows["origin"])[origins:]
    return Records(
        table.append_column("content", pa.array(distinct)),
        of_row,
        of_row[further],
        of_shown[origins:].astype(np.int32),
    )


_SHOWN = f"""
CREATE TABLE shown AS SELECT
    place, name_folded, name_toned, surname, middle, given, initials, birth_on, birth_year,
    cccd, cmnd, phone, gender, title::VARCHAR AS title,
    CASE WHEN known THEN licence_serial END AS licence_serial,
    CASE WHEN known THEN licence_issuer::VARCHAR END AS licence_issuer,
    CASE WHEN known THEN licence_type::VARCHAR END AS licence_type,
    CASE WHEN known THEN licence_status::VARCHAR END AS licence_status
FROM (
    SELECT *,
        licence_serial IS NOT NULL AND {_READABLE}
            AND coalesce(licence_type::VARCHAR IN ({_PRACTISING}), true) AS known
    FROM given_rows
)
"""

_RECORDS = """
CREATE TABLE records AS SELECT
    firsts.record, shown.* EXCLUDE (place),
    birth_on::VARCHAR AS birth_text,
    CASE WHEN licence_status = 'exact' AND licence_issuer IS NOT NULL AND licence_type IS NOT NULL
        THEN licence_serial::VARCHAR || '/' || licence_issuer || '-' || licence_type
    END AS licence_key
FROM firsts JOIN shown USING (place)
"""


def _set_aside_shared(con: duckdb.DuckDBPyConnection) -> None:
    """Forget telephones and numbers that do not belong to one person."""
    con.execute(f"""
        UPDATE shown SET phone = NULL WHERE phone IN (
            SELECT phone FROM shown WHERE phone IS NOT NULL
            GROUP BY phone HAVING count(DISTINCT given) > {GIVEN_NAMES_A_PHONE})
    """)
    for number in ("cccd", "cmnd"):
        con.execute(f"""
            UPDATE shown SET {number} = NULL WHERE {number} IN (
                SELECT {number} FROM shown WHERE {number} IS NOT NULL
                GROUP BY {number} HAVING count(DISTINCT name_folded) > {NAMES_A_PERSONAL_NUMBER})
        """)
        con.execute(_contested(number))


def _contested(number: str) -> str:
    """Forget a personal number where its row agrees with most of its other rows in nothing.

    A number copied down from the row above stands beside another name and another birth date;
    where two such bearers are equally frequent, nobody can say whose it is.
    """
    return f"""
        UPDATE shown SET {number} = NULL WHERE place IN (
            WITH disputed AS (
                SELECT {number} FROM shown WHERE {number} IS NOT NULL GROUP BY {number}
                HAVING count(DISTINCT given) > 1 AND count(DISTINCT birth_year) > 1
            ), bearers AS (
                SELECT {number}, given, birth_year, count(*) AS times
                FROM shown SEMI JOIN disputed USING ({number})
                WHERE birth_year IS NOT NULL GROUP BY {number}, given, birth_year
                QUALIFY count(*) = max(count(*)) OVER (PARTITION BY {number})
            ), owner AS (
                SELECT {number}, any_value(given) AS its_given,
                    any_value(birth_year) AS its_year, count(*) AS leaders
                FROM bearers GROUP BY {number}
            )
            SELECT place FROM shown JOIN owner USING ({number})
            WHERE leaders > 1 OR (given <> its_given AND coalesce(birth_year <> its_year, true))
        )
    """
