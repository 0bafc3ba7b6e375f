"""Judge the findings of a check of a sample region.

python benchmarks/judge.py OUT RESULT.json [--links LINKS.csv] [--show 5]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from lieny.node.sample.account import cases, table
from lieny.node.sample.judge import judge
from lieny.node.sample.pairs import link_score


def main() -> None:
    """Print the table by rule, the linkage and the first cases that went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder of the sample region")
    parser.add_argument("result", type=Path, help="JSON of lieny check OUT/input")
    parser.add_argument("--links", type=Path)
    parser.add_argument("--show", type=int, default=3, help="cases of each kind to show")
    chosen = parser.parse_args()
    verdict = judge(json.loads(chosen.result.read_text("utf-8")), chosen.out)
    print(table(verdict))
    if chosen.links:
        score = link_score(chosen.links, chosen.out / "truth" / "persons.csv", chosen.out / "input")
        print(
            f"Linking: {score.rows} rows, precision {score.precision:.5f}, "
            f"recall {score.recall:.5f} over {score.true_pairs} true pairs"
        )
    for line in cases(verdict, chosen.show):
        print(line)


if __name__ == "__main__":
    main()
