"""Detection beside R *surveillance* and a loop over statsmodels, in one run on one core.

python benchmarks/detection.py [--print] [--series 2000] [--largest 1000000]

Seconds are those of the processor, so that other work on the machine changes little; read the
ratios. R is left out, and said to be, where it is not installed.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from lieny.surveillance.engine.detected import Span
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.simulator.scenario import Scenario, Stratum, setting_of
from lieny.surveillance.engine.simulator.simulation import BLOCK, simulate
from lieny.surveillance.services.algorithms import Algorithm, kernel
from lieny.vocabulary.place_table import communes

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- detection:begin -->", "<!-- detection:end -->"
FIRST, LAST = date(2016, 11, 7), date(2026, 12, 28)  # a little more than ten years
R_SERIES, STATSMODELS_EVALUATIONS = 40, 60
SIZES = (1_000, 10_000, 100_000, 1_000_000)
SHARED = {"b": 5, "w": 3, "reweight": True, "weightsThreshold": 2.58, "alpha": 0.01}
JOBS = {
    "delta": (Algorithm.FARRINGTON_FLEXIBLE, {**SHARED, "noPeriods": 1}),
    "quantile": (
        Algorithm.FARRINGTON_FLEXIBLE,
        {**SHARED, "noPeriods": 10, "pastWeeksNotIncluded": 26, "thresholdMethod": "nbPlugin"},
    ),
    **{name: (Algorithm.EARS, {"method": name}) for name in ("C1", "C2", "C3")},
}
WORDS = {
    "delta": "farringtonFlexible, noPeriods 1, delta",
    "quantile": "farringtonFlexible, noPeriods 10, nbPlugin",
    "C1": "EARS C1",
    "C2": "EARS C2",
    "C3": "EARS C3",
}
GOALS = {"delta": 1_500, "quantile": 800, "C1": 400, "C2": 400, "C3": 400}


def scenario(series: int) -> Scenario:
    """Series of communes by disease and stratum, at least so many."""
    if series <= 20_000:
        setting = setting_of(("79", "75", "80"), seed=1)
    else:
        everywhere = sorted({place.province for place in communes().new.values()})
        setting = setting_of(tuple(everywhere), seed=1)
    base = Scenario(seed=20261122, first=FIRST, last=LAST, setting=setting)
    strata = -(-series // len(base))
    parts = tuple(Stratum(age=f"group {n}", share=1 / strata) for n in range(strata))
    return replace(base, strata=parts)


def panels(series: int) -> Iterator[Panel]:
    """Give blocks of the scenario until there are so many series."""
    for block in islice(simulate(scenario(series)), -(-series // BLOCK)):
        yield block.panel


def seasonal(series: int) -> list[Panel]:
    """Series of ten years with season, trend and overdispersion, of half a case to fifty a week."""
    chance = np.random.default_rng(20261122)
    days = (FIRST - date(1970, 1, 1)).days + 7 * np.arange(530)
    t = np.arange(530)[:, None]
    level = np.exp(chance.uniform(np.log(0.5), np.log(50), series))
    wave = chance.uniform(0, 0.8, series) * np.cos(2 * np.pi * (t / 52 - chance.random(series)))
    mean = level * np.exp(wave + chance.uniform(-0.05, 0.05, series) * t / 52)
    dispersion = chance.uniform(1.1, 3, series)
    observed = chance.negative_binomial(mean / (dispersion - 1), 1 / dispersion)
    units = tuple(f"u{number}" for number in range(series))
    return [Panel(units, days, observed.astype(np.float64), None, 52, dated=True)]


@dataclass(frozen=True)
class Timed:
    """One job of ours."""

    series: int
    cpu: float
    alarms: int


def ours(blocks: list[Panel], job: str) -> Timed:
    """Run a job over the latest 52 weeks, compiled beforehand."""
    algorithm, control = JOBS[job]
    loaded = kernel(algorithm, control)
    span = Span(len(blocks[0].epoch) - 51, len(blocks[0].epoch))
    loaded.run(first_of(blocks[0], 8), span=span, mode=Mode.R, threads=1)
    begun, alarms = time.process_time(), 0
    for panel in blocks:
        alarms += int((loaded.run(panel, span=span, mode=Mode.R, threads=1).alarm == 1).sum())
    return Timed(sum(len(panel.units) for panel in blocks), time.process_time() - begun, alarms)


def first_of(panel: Panel, count: int) -> Panel:
    """Give the first series of a panel."""
    return replace(
        panel,
        units=panel.units[:count],
        observed=panel.observed[:, :count],
        population=None,
    )


def r_seconds(panel: Panel) -> dict[str, float]:
    """Processor seconds of R for `R_SERIES` series; empty without R."""
    if shutil.which("Rscript") is None:
        return {}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "series.csv")
        few = first_of(panel, R_SERIES)
        with path.open("w", encoding="utf-8") as file:
            file.write("unit,t,epoch,observed\n")
            for column in range(R_SERIES):
                for t, day in enumerate(few.epoch):
                    file.write(f"u{column},{t + 1},{day},{few.observed[t, column]:.0f}\n")
        command = ["Rscript", str(HERE / "detection_peers.R"), str(path), str(R_SERIES)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line.split() for line in done.stdout.splitlines() if len(line.split()) == 2]
    return {name: float(seconds) for name, seconds in lines}


def statsmodels_seconds(panel: Panel) -> float:
    """Processor seconds of one evaluation (noPeriods 1, delta) in a loop over statsmodels."""
    import statsmodels.api as sm  # noqa: PLC0415 - only here

    weeks = len(panel.epoch)
    back = np.array([52 * year + shift for year in range(1, 6) for shift in range(-3, 4)])
    begun = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for column in range(STATSMODELS_EVALUATIONS):
            at = weeks - 1 - np.sort(back)[::-1]
            y = panel.observed[at, column] + 0.0
            y[0] = max(y[0], 1.0)  # it has no answer for a baseline without a case
            design = sm.add_constant((at - at[0]).astype(float))
            weights = np.ones(len(y))
            for _ in range(2):
                fit = sm.GLM(y, design, sm.families.Poisson(), var_weights=weights).fit()
                phi = max(1.0, fit.pearson_chi2 / fit.df_resid)
                anscombe = fit.resid_anscombe / np.sqrt(phi)
                weights = np.where(anscombe > 2.58, anscombe**-2.0, 1.0)
                weights *= len(y) / weights.sum()
            fit.get_prediction(np.array([[1.0, weeks - 1.0 - at[0]]])).summary_frame()
    return (time.process_time() - begun) / STATSMODELS_EVALUATIONS


def scale(series: int) -> None:
    """Detect in the latest week of so many simulated series; print seconds and memory as JSON."""
    algorithm, control = JOBS["quantile"]
    loaded = kernel(algorithm, control)
    spent, done, warm = 0.0, 0, False
    for panel in panels(series):
        span = Span(len(panel.epoch), len(panel.epoch))
        if not warm:
            loaded.run(first_of(panel, 8), span=span, mode=Mode.R, threads=1)
            warm = True
        begun = time.process_time()
        loaded.run(panel, span=span, mode=Mode.R, threads=1)
        spent += time.process_time() - begun
        done += len(panel.units)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"series": done, "cpu": spent, "all": time.process_time(), "peak": peak}))


def scaled(largest: int) -> list[dict[str, float]]:
    """Run every size in a process of its own."""
    found = []
    for size in (size for size in SIZES if size <= largest):
        command = [sys.executable, str(Path(__file__)), "--scale", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return found


def page(series: int, largest: int, day: str) -> str:
    """Measure everything and write the block of the page."""
    blocks = seasonal(series)
    peers = r_seconds(blocks[0])
    loop = statsmodels_seconds(blocks[0])
    count = sum(len(panel.units) for panel in blocks)
    heading = (
        f"Measured on {day}: the latest 52 weeks of {count:,} simulated weekly series of "
        f"{len(blocks[0].epoch)} weeks, one core, processor seconds, compiled beforehand; R with "
        f"the first {R_SERIES} of them in the same run."
    )
    lines = [
        heading,
        "",
        "| Algorithm | Ours s | Series/s | Evaluations/s | R s a series | R / ours | Goal |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for job in JOBS:
        found = ours(blocks, job)
        each = found.cpu / found.series
        theirs = peers[job] / R_SERIES if job in peers else None
        ratio = f"{theirs / each:,.0f} ×" if theirs else "R is not installed"
        r_text = f"{theirs:.4f}" if theirs else "–"
        goal = f"≥ {GOALS[job]:,} ×" if job in GOALS else ""
        lines.append(
            f"| {WORDS[job]} | {found.cpu:.2f} | {1 / each:,.0f} | {52 / each:,.0f} | {r_text} | "
            f"{ratio} | {goal} |"
        )
        if job == "delta":
            beside = loop / (each / 52)
    loops = (
        "A loop over statsmodels (two weighted Poisson fits and a prediction, noPeriods 1) takes "
        f"{1000 * loop:.1f} ms an evaluation: {beside:,.0f} × ours."
    )
    weekly = (
        "The weekly run: the latest week of so many series (noPeriods 10, nbPlugin), made by the "
        "simulator block by block; memory is the whole process's."
    )
    lines += [
        *("", loops, "", weekly, ""),
        "| Series | Detection s | µs a series | Simulation and detection s | Peak GiB |",
        "|---:|---:|---:|---:|---:|",
    ]
    for row in scaled(largest):
        lines.append(
            f"| {row['series']:,} | {row['cpu']:.2f} | {1e6 * row['cpu'] / row['series']:.1f} | "
            f"{row['all']:.1f} | {row['peak']:.2f} |"
        )
    return "\n".join(lines) + "\n"


def put(text: str) -> None:
    """Write the block between its marks, at the end of the page when it is new."""
    whole = PAGE.read_text(encoding="utf-8")
    if BEGIN not in whole:
        whole += f"\n## Detection\n\n{BEGIN}\n{END}\n"
    before, rest = whole.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print", action="store_true", help="print, leave the page as it is")
    parser.add_argument("--series", type=int, default=2_000)
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--scale", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.scale:
        scale(chosen.scale)
        return
    day = date.today().isoformat()  # noqa: DTZ011, TID251 - the day of the measurement
    text = page(chosen.series, chosen.largest, day)
    print(text)
    if not chosen.print:
        put(text)


if __name__ == "__main__":
    main()
