"""`python -m lieny.node.sample OUT --registrations 8000 --seed 7`: make a sample region."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from lieny.node.sample.region import DAY_OF_SAMPLE, Options, generate_region


def main() -> None:
    """Read the arguments, make the region, say where it is."""
    parser = argparse.ArgumentParser(prog="python -m lieny.node.sample", description=__doc__)
    parser.add_argument("out", type=Path, help="folder for input/ and truth/")
    parser.add_argument("--registrations", type=int, default=8_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--as-of", type=date.fromisoformat, default=DAY_OF_SAMPLE)
    parser.add_argument("--dirt", type=float, default=1.0, help="0 clean, 1 as in the wild")
    parser.add_argument("--plant", type=float, default=1.0, help="density of planted signs")
    parser.add_argument("--nation", action="store_true", default=None)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    truth = generate_region(
        chosen.out,
        registrations=chosen.registrations,
        seed=chosen.seed,
        as_of=chosen.as_of,
        options=Options(chosen.dirt, chosen.plant, chosen.nation, chosen.processes),
    )
    print(  # noqa: T201 - this is a command
        f"{truth.registrations} registrations of {truth.people} persons in {truth.lists}; "
        f"truth in {truth.signs.parent}"
    )


if __name__ == "__main__":
    main()
