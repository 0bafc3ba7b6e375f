"""The statements with which DuckDB reads, checks and orders a file of series.

Nothing of the file's own text enters a statement: the path is a parameter, and columns are quoted.
"""

# ruff: noqa: S608 - what is put into the statements is named in this module
from __future__ import annotations

from lieny.surveillance.intake.series_problem import SeriesProblemCode

MISSING_WORDS = "('', 'na', 'nan', 'null')"
LISTED = 200  # problems of one code that are shown; the units behind the others are left out too

READ_CSV = (
    "read_csv($path, all_varchar=true, header=true, null_padding=true, strict_mode=false, "
    "parallel=false)"
)
READ_PARQUET = "read_parquet($path)"


def columns_of(source: str) -> str:
    """Name the columns and types of a file."""
    return f"DESCRIBE SELECT * FROM {source}"


def quoted(column: str) -> str:
    """Quote the name of a column."""
    return '"' + column.replace('"', '""') + '"'


def as_text(column: str | None) -> str:
    """A cell as trimmed text; missing words are null."""
    if column is None:
        return "NULL::VARCHAR"
    cell = f"trim({quoted(column)}::VARCHAR)"
    return f"CASE WHEN lower({cell}) IN {MISSING_WORDS} THEN NULL ELSE {cell} END"


def load(source: str, columns: dict[str, str | None]) -> str:
    """Read the file into `cell`: texts beside the numbers they give; `row` counts the heading."""
    texts = ", ".join(f"{as_text(columns[name])} AS {name}_text" for name in NUMBERS)
    unit = f"trim({quoted(columns['unit'] or '')}::VARCHAR)"
    return f"""
    CREATE TABLE cell AS
    WITH text AS (
        SELECT row_number() OVER () + 1 AS row, nullif({unit}, '') AS unit, {texts} FROM {source}
    ), value AS (
        SELECT *, try_cast(t_text AS DOUBLE) AS t_value,
            coalesce(try_cast(epoch_text AS DOUBLE),
                     try_cast(epoch_text AS DATE) - DATE '1970-01-01') AS epoch_value,
            try_cast(observed_text AS DOUBLE) AS observed,
            try_cast(population_text AS DOUBLE) AS population,
            try_cast(break_text AS DOUBLE) AS break_value
        FROM text
    ), judged AS (
        SELECT *, CASE
            WHEN unit IS NULL THEN '{SeriesProblemCode.NO_UNIT}'
            WHEN NOT coalesce(t_value BETWEEN 1 AND 1e9 AND t_value = floor(t_value), false)
                THEN '{SeriesProblemCode.NOT_A_TIME}'
            WHEN NOT coalesce(abs(epoch_value) < 1e15 AND epoch_value = floor(epoch_value), false)
                THEN '{SeriesProblemCode.NOT_AN_EPOCH}'
            WHEN observed_text IS NOT NULL AND NOT coalesce(abs(observed) < 1e300, false)
                THEN '{SeriesProblemCode.NOT_A_COUNT}'
            WHEN observed < 0 THEN '{SeriesProblemCode.NEGATIVE_COUNT}'
            WHEN population_text IS NOT NULL
                AND NOT coalesce(population >= 0 AND population < 1e300, false)
                THEN '{SeriesProblemCode.NOT_A_POPULATION}'
            WHEN break_text IS NOT NULL AND NOT coalesce(
                    break_value BETWEEN 0 AND 1e9 AND break_value = floor(break_value), false)
                THEN '{SeriesProblemCode.NOT_A_BREAK}'
            END AS fault
        FROM value
    )
    SELECT row, unit, fault, observed, population,
        CASE WHEN fault IS NULL THEN t_value::BIGINT END AS t,
        CASE WHEN fault IS NULL THEN epoch_value::BIGINT END AS epoch,
        CASE WHEN fault IS NULL THEN break_value::BIGINT END AS break,
        CASE fault WHEN '{SeriesProblemCode.NOT_A_TIME}' THEN t_text
            WHEN '{SeriesProblemCode.NOT_AN_EPOCH}' THEN epoch_text
            WHEN '{SeriesProblemCode.NOT_A_COUNT}' THEN observed_text
            WHEN '{SeriesProblemCode.NEGATIVE_COUNT}' THEN observed_text
            WHEN '{SeriesProblemCode.NOT_A_POPULATION}' THEN population_text
            WHEN '{SeriesProblemCode.NOT_A_BREAK}' THEN break_text END AS given
    FROM judged"""


NUMBERS = ("t", "epoch", "observed", "population", "break")

UNITS = """
CREATE TABLE member AS
SELECT unit, row_number() OVER (ORDER BY min(row)) AS id FROM cell
WHERE unit IS NOT NULL GROUP BY unit"""

# The calendar of the file: what most units say of each week.
CALENDAR = (
    "CREATE TABLE calendar AS SELECT t, mode(epoch) AS epoch FROM cell WHERE t > 0 GROUP BY t"
)

# Every finding: code, unit, row, given, expected. One a unit and code, the first in the file.
FINDINGS = f"""
CREATE TABLE finding AS
SELECT fault AS code, unit, min(row) AS row, arg_min(given, row) AS given, '' AS expected
FROM cell WHERE fault IS NOT NULL AND unit IS NOT NULL GROUP BY fault, unit
UNION ALL
SELECT '{SeriesProblemCode.NO_UNIT}', NULL, row, '', '' FROM cell WHERE unit IS NULL
UNION ALL
SELECT '{SeriesProblemCode.DUPLICATE_TIME}', unit, min(row), arg_min(t, row)::VARCHAR, '' FROM (
    SELECT unit, t, max(row) AS row FROM cell WHERE t > 0 GROUP BY unit, t HAVING count(*) > 1
) GROUP BY unit
UNION ALL
SELECT '{SeriesProblemCode.EPOCH_DISAGREES}', unit, min(row), arg_min(cell.t, row)::VARCHAR,
    arg_min(calendar.epoch, row)::VARCHAR
FROM cell JOIN calendar USING (t) WHERE cell.epoch <> calendar.epoch GROUP BY unit
UNION ALL
SELECT '{SeriesProblemCode.GAP}', unit, min(row), (arg_min(before, row) + 1)::VARCHAR, '' FROM (
    SELECT unit, row, t, lag(t) OVER (PARTITION BY unit ORDER BY t) AS before
    FROM cell WHERE unit IN (
        SELECT unit FROM cell GROUP BY unit
        HAVING count(t) = count(*) AND max(t) - min(t) + 1 > count(DISTINCT t))
) WHERE t > before + 1 GROUP BY unit"""

# Units without a refusal, in the order of the file, and their rows in that order.
KEPT = f"""
CREATE TABLE kept AS
SELECT unit, row_number() OVER (ORDER BY id) - 1 AS position FROM member
WHERE unit NOT IN (
    SELECT unit FROM finding
    WHERE unit IS NOT NULL AND code <> '{SeriesProblemCode.ENDS_EARLY}')"""
ORDERED = """
CREATE TABLE ordered AS
SELECT position::INTEGER AS position, t::INTEGER AS t, observed, population, break
FROM cell JOIN kept USING (unit) ORDER BY position, t"""
ENDS_EARLY = f"""
INSERT INTO finding
SELECT '{SeriesProblemCode.ENDS_EARLY}', unit, max(row), max(t)::VARCHAR, ''
FROM cell JOIN kept USING (unit) GROUP BY unit
HAVING max(t) < (SELECT max(t) FROM ordered)"""
LISTING = f"""
SELECT code, unit, row, given, expected FROM (
    SELECT *, row_number() OVER (PARTITION BY code ORDER BY row) AS place FROM finding
) WHERE place <= {LISTED} ORDER BY row"""
GRID = """
SELECT t, epoch FROM calendar
WHERE t BETWEEN (SELECT min(t) FROM ordered) AND (SELECT max(t) FROM ordered) ORDER BY t"""
BLOCK = """
SELECT position, t, observed, population, break FROM ordered
WHERE position >= $first AND position < $last"""
