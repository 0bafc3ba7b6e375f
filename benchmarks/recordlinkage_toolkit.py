"""The Python Record Linkage Toolkit on the same rows: index, compare, expectation-maximisation.

python benchmarks/recordlinkage_toolkit.py ROWS.parquet
"""

from __future__ import annotations

import json
import sys
import time

import pandas as pd
import recordlinkage

BLOCKS = (
    ["cccd"],
    ["cmnd"],
    ["licence_serial", "licence_issuer", "licence_type"],
    ["phone"],
    ["birth_on", "given"],
    ["name_folded", "birth_year"],
)


def main() -> None:
    """Print seconds, candidate pairs and links."""
    rows = pd.read_parquet(sys.argv[1])
    begun = time.perf_counter()
    pairs = None
    for columns in BLOCKS:
        known = rows.dropna(subset=columns)
        indexer = recordlinkage.Index()
        indexer.block(columns)
        found = indexer.index(known)
        pairs = found if pairs is None else pairs.union(found)
    indexed = time.perf_counter() - begun
    compare = recordlinkage.Compare()
    compare.string("name_folded", "name_folded", method="jarowinkler", threshold=0.92)
    for column in ("birth_on", "cccd", "licence_serial", "licence_issuer", "phone", "title"):
        compare.exact(column, column)
    features = compare.compute(pairs, rows)
    compared = time.perf_counter() - begun - indexed
    links = recordlinkage.ECMClassifier(binarize=0.5).fit_predict(features)
    seconds = time.perf_counter() - begun
    print(
        json.dumps(
            {
                "rows": len(rows),
                "pairs": len(pairs),
                "links": len(links),
                "seconds": seconds,
                "stages": {
                    "index": indexed,
                    "compare": compared,
                    "classify": seconds - indexed - compared,
                },
            }
        )
    )


if __name__ == "__main__":
    main()
