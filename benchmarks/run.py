"""The benchmarks: a ladder of sizes, the product and its peers in one run.

python benchmarks/run.py [--quick] [--sizes 10000 100000] [--folder out/bench] [--print]
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from ladder import climb
from tables import page, put

LADDER = (10_000, 100_000, 1_000_000, 1_600_000)
QUICK = (2_000, 10_000)
PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
SEED = 7


def main() -> None:
    """Climb the ladder and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes only, nothing written")
    parser.add_argument("--sizes", type=int, nargs="+", help="registrations of each step")
    parser.add_argument("--folder", type=Path, default=Path("out/bench"))
    parser.add_argument("--print", action="store_true", help="print, leave the page as it is")
    chosen = parser.parse_args()
    sizes = chosen.sizes or (QUICK if chosen.quick else LADDER)
    steps = [climb(chosen.folder, size, SEED) for size in sizes]
    day = date.today().isoformat()  # noqa: DTZ011, TID251 - the day of the measurement
    text = page(steps, day)
    print(text)
    if not (chosen.quick or chosen.print):
        put(PAGE, text)


if __name__ == "__main__":
    main()
