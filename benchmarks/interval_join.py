"""A self-join of intervals in DuckDB, the usual way to find overlaps of hours.

python benchmarks/interval_join.py HOURS.parquet
"""

from __future__ import annotations

import json
import sys
import time

import duckdb

_JOIN = """
CREATE TABLE shared AS
SELECT a.registration AS l, b.registration AS r,
    sum(least(a.e, b.e) - greatest(a.s, b.s)) AS minutes
FROM hours a JOIN hours b
    ON a.person = b.person AND a.registration < b.registration AND a.facility <> b.facility
    AND a.s < b.e AND b.s < a.e
    AND a.valid_from <= b.valid_until AND b.valid_from <= a.valid_until
GROUP BY 1, 2
"""


def main() -> None:
    """Print seconds, pairs and minutes."""
    con = duckdb.connect(config={"threads": 2, "memory_limit": "12GB"})
    con.execute("CREATE TABLE hours AS FROM read_parquet(?)", [sys.argv[1]]).fetchall()
    begun = time.perf_counter()
    con.execute(_JOIN).fetchall()
    seconds = time.perf_counter() - begun
    pairs, minutes = con.execute("SELECT count(*), sum(minutes) FROM shared").fetchall()[0]
    print(json.dumps({"seconds": seconds, "pairs": pairs, "minutes": int(minutes or 0)}))


if __name__ == "__main__":
    main()
