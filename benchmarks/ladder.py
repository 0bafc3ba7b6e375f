"""One step of the ladder: a region of some size, the product on it, and its peers beside it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lieny.node.sample import Options, generate_region
from lieny.node.sample.judge import Verdict, judge
from lieny.node.sample.pairs import LinkScore, link_score
from lieny.node.sample.region import DAY_OF_SAMPLE
from measuring import Cost, run

HERE = Path(__file__).resolve().parent
LIENY = (sys.executable, "-c", "from lieny.node.cli import main; main()")
TOOLKIT_UP_TO = 30_000  # registrations; beyond, the toolkit takes longer than all else together


@dataclass(frozen=True, slots=True)
class Step:
    """What was measured at one size; peers are None where they were left out."""

    registrations: int
    rows: int
    workbooks: int
    product: Cost
    result: dict[str, Any]
    verdict: Verdict
    links: LinkScore
    calamine_one: float
    calamine_two: float
    calamine_cpu: float  # of the whole command, as for Splink and the product
    splink: dict[str, Any]
    join: dict[str, Any]
    toolkit: dict[str, Any] | None

    @property
    def floor(self) -> float:
        """Seconds of merely reading the workbooks (two processes) and of Splink on the rows."""
        return self.calamine_two + float(self.splink["seconds"])

    @property
    def floor_cpu(self) -> float:
        """CPU seconds of both commands: other work on the machine changes them less."""
        return self.calamine_cpu + float(self.splink["cpu"])


def climb(folder: Path, registrations: int, seed: int) -> Step:
    """Make a region of a size and measure everything on it."""
    out = folder / f"region-{registrations}"
    options = Options(nation=True, plant=0.4)
    truth = generate_region(out, registrations=registrations, seed=seed, options=options)
    say(f"{truth.registrations} registrations of {truth.people} persons in {truth.lists}")
    result, links = out / "result.json", out / "links.csv"
    asked = ["--format", "json", "--as-of", DAY_OF_SAMPLE.isoformat()]
    written = ["--output", str(result), "--links", str(links)]
    product = run([*LIENY, "check", str(truth.lists), *asked, *written])
    say(f"  lieny check {product.seconds:.1f} s, {product.peak / 2**30:.2f} GiB")
    report = json.loads(result.read_text("utf-8"))
    verdict = judge(report, out)
    score = link_score(links, truth.persons, truth.lists)
    one, two = (_peer("calamine_reading", truth.lists, n) for n in (1, 2))
    say(f"  calamine {one['seconds']:.1f} s alone, {two['seconds']:.1f} s in two processes")
    _peer("typed_rows", truth.lists, out / "typed", DAY_OF_SAMPLE)
    splink = _peer("splink_alone", out / "typed" / "rows.parquet")
    say(f"  Splink alone {splink['seconds']:.1f} s")
    join = _peer("interval_join", out / "typed" / "hours.parquet")
    small = registrations <= TOOLKIT_UP_TO
    toolkit = _peer("recordlinkage_toolkit", out / "typed" / "rows.parquet") if small else None
    report["findings"] = len(report["findings"])
    return Step(
        registrations=truth.registrations,
        rows=splink["rows"],
        workbooks=one["workbooks"],
        product=product,
        result={key: report[key] for key in ("stages", "persons", "seconds", "findings")},
        verdict=verdict,
        links=score,
        calamine_one=one["seconds"],
        calamine_two=two["seconds"],
        calamine_cpu=two["cpu"],
        splink=splink,
        join=join,
        toolkit=toolkit,
    )


def _peer(script: str, *arguments: object) -> dict[str, Any]:
    cost = run([sys.executable, str(HERE / f"{script}.py"), *map(str, arguments)])
    found: dict[str, Any] = json.loads(cost.said) if cost.said.strip() else {}
    return {**found, "peak": cost.peak, "cpu": cost.cpu}


def say(text: str) -> None:
    """Tell whoever waits."""
    print(text, file=sys.stderr, flush=True)
