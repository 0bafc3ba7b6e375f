"""Splink by itself on the same rows: block, score, cluster, with the settings of the product.

python benchmarks/splink_alone.py ROWS.parquet
"""

from __future__ import annotations

import json
import sys
import tempfile
import time

import duckdb
from splink import DuckDBAPI, Linker

from lieny.registry.engine.linking.model import shipped

_ROWS = """
CREATE TABLE given AS SELECT
    row_number() OVER () AS record, *, birth_on::VARCHAR AS birth_text,
    licence_serial // 1000 AS licence_thousands, licence_serial % 1000 AS licence_ending,
    CASE WHEN licence_status = 'exact' AND licence_issuer IS NOT NULL AND licence_type IS NOT NULL
        THEN licence_serial::VARCHAR || '/' || licence_issuer || '-' || licence_type
    END AS licence_key
FROM read_parquet(?)
"""


def main() -> None:
    """Print the seconds of each stage."""
    model = shipped()
    seconds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as spill:
        con = duckdb.connect(config={"threads": 2, "memory_limit": "8GB", "temp_directory": spill})
        con.execute(_ROWS, [sys.argv[1]]).fetchall()
        rows = con.execute("SELECT count(*) FROM given").fetchall()[0][0]
        linker = Linker(
            DuckDBAPI(con).register("given"),
            model.splink_settings(),
            log_level=None,
            validate_settings=False,
        )
        begun = time.perf_counter()
        blocked = linker.inference.compute_blocked_pairs_for_predict()
        linker.table_management.register_blocked_pairs_for_predict(blocked)
        seconds["block"] = time.perf_counter() - begun
        begun = time.perf_counter()
        predicted = linker.inference.predict(
            threshold_match_weight=model.doubtful, warning_mode="never"
        )
        seconds["score"] = time.perf_counter() - begun
        begun = time.perf_counter()
        linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_weight=model.automatic
        )
        seconds["cluster"] = time.perf_counter() - begun
    print(json.dumps({"rows": rows, "seconds": sum(seconds.values()), "stages": seconds}))


if __name__ == "__main__":
    main()
