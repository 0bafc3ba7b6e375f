"""Regenerate R's results and compare the engine with them: `make conformance`.

python tools/conformance/run.py [FOLDER] [--random 4] [--seed 1] [--weeks 60]
python tools/conformance/run.py --compare FOLDER     only compare what is in a folder
python tools/conformance/run.py --small              renew tests/surveillance/reference

Needs R with the package *surveillance*; on Debian and Ubuntu `make conformance` installs it.
Ends with 1 when anything differs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from conformance.comparing import compare  # noqa: E402 - found beside this file
from conformance.layout import Config, Reference, read_configs  # noqa: E402
from conformance.plan import random_configs, write_plan  # noqa: E402
from conformance.simulated import write_simulated  # noqa: E402

SMALL = HERE.parent.parent / "tests" / "surveillance" / "reference"
SCRIPT = HERE / "reference.R"


def main() -> None:
    """Regenerate, compare, print a line for each configuration and dataset, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("out/conformance"))
    parser.add_argument("--compare", action="store_true", help="compare only")
    parser.add_argument("--small", action="store_true", help="renew the tests' own reference")
    parser.add_argument("--random", type=int, default=4, help="further configurations to draw")
    parser.add_argument("--seed", type=int, default=1, help="of those")
    parser.add_argument("--weeks", type=int, default=60, help="latest weeks of each series")
    chosen = parser.parse_args()
    if chosen.small:
        renew_small()
        chosen.folder = SMALL
    elif not chosen.compare:
        configs = [*shipped_configs(), *random_configs(chosen.seed, chosen.random)]
        regenerate(chosen.folder, configs, weeks=chosen.weeks)
    sys.exit(1 if report(Reference(chosen.folder)) else 0)


def shipped_configs() -> list[Config]:
    """The configurations of the tests."""
    return list(read_configs(json.loads((SMALL / "params.json").read_text(encoding="utf-8"))))


def regenerate(folder: Path, configs: list[Config], *, weeks: int, packaged: bool = True) -> None:
    """Write series, parameters and R's results."""
    for part in ("series", "out"):
        shutil.rmtree(folder / part, ignore_errors=True)
        (folder / part).mkdir(parents=True)
    write_simulated(folder)
    if packaged:
        own = json.loads((folder / "series" / "_meta.json").read_text())
        subprocess.run(["Rscript", str(SCRIPT), "datasets", str(folder)], check=True)
        meta = folder / "series" / "_meta.json"
        meta.write_text(json.dumps(json.loads(meta.read_text()) + own, indent=1) + "\n")
    given = {each.name: {"algorithm": each.algorithm, "control": each.control} for each in configs}
    (folder / "params.json").write_text(json.dumps(given, indent=1) + "\n", encoding="utf-8")
    jobs = write_plan(folder, configs, most=weeks)
    print(f"R: {len(configs)} configurations, {jobs} jobs", flush=True)
    parts = os.cpu_count() or 1
    running = [
        subprocess.Popen(
            ["Rscript", str(SCRIPT), "run", str(folder), str(part), str(parts)],
            stdout=subprocess.DEVNULL,  # some functions chat; refusals come on standard error
        )
        for part in range(1, parts + 1)
    ]
    ended = [each.wait() for each in running]
    if any(ended):
        sys.exit("R ended with a fault")


def renew_small() -> None:
    """Renew the packed reference of the tests: the simulated series only, fewer weeks."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        regenerate(folder, shipped_configs(), weeks=24, packaged=False)
        pack(folder)


def pack(folder: Path) -> None:
    """Put series and results into the tests, compressed."""
    for part in ("series", "out"):
        shutil.rmtree(SMALL / part, ignore_errors=True)
        (SMALL / part).mkdir(parents=True)
        for path in sorted((folder / part).glob("*.csv")):
            packed = gzip.compress(path.read_bytes(), 9, mtime=0)
            (SMALL / part / f"{path.name}.gz").write_bytes(packed)
    shutil.copy(folder / "series" / "_meta.json", SMALL / "series" / "_meta.json")


def report(reference: Reference) -> int:
    """Print what was compared; give the number of mismatches."""
    totals: Counter[str] = Counter()
    for config, dataset, path in reference.pairs():
        found = compare(reference, config, dataset, path)
        print(found.line(), flush=True)
        totals["files"] += 1
        totals["rows"] += found.rows
        totals["mismatches"] += found.mismatches
        totals["ties"] += found.ties
        totals["without answer"] += found.unanswered
        totals[f"rows of {config.algorithm}"] += found.rows
    print("; ".join(f"{name}: {count}" for name, count in totals.items()))
    return totals["mismatches"]


if __name__ == "__main__":
    main()
