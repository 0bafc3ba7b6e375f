"""Make the numbers and figures of docs/detection.md, and the example of the README.

python tools/build_detection_doc.py

Everything comes from seeds: the simulator's series with known outbreaks, and R's results shipped
with the tests. Writes docs/examples/, docs/figures/ and the marked block of docs/detection.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from conformance.comparing import compare, run  # noqa: E402 - found beside this file
from conformance.layout import Reference, results  # noqa: E402
from lieny.surveillance.engine.departures import DEPARTURES  # noqa: E402
from lieny.surveillance.engine.departures_of_sequential_methods import (  # noqa: E402
    SEQUENTIAL_DEPARTURES,
)
from lieny.surveillance.engine.detected import Span  # noqa: E402
from lieny.surveillance.engine.evaluation import Evaluation, evaluate, gather  # noqa: E402
from lieny.surveillance.engine.mode import Mode  # noqa: E402
from lieny.surveillance.engine.simulator.outbreaks import OutbreakPlan  # noqa: E402
from lieny.surveillance.engine.simulator.scenario import Scenario, setting_of  # noqa: E402
from lieny.surveillance.engine.simulator.simulation import Block, simulate  # noqa: E402
from lieny.surveillance.services.algorithms import Algorithm, kernel  # noqa: E402
from lieny.ui.tokens import HUES  # noqa: E402

DOCS = HERE.parent / "docs"
PAGE = DOCS / "detection.md"
BEGIN, END = "<!-- measured:begin -->", "<!-- measured:end -->"
SHIPPED = Reference(HERE.parent / "tests" / "surveillance" / "reference")
SEED = 20_261_122
STYLE = {"font.family": "DejaVu Sans", "font.size": 9, "svg.hashsalt": "lieny"}
NOUFAILY = {
    "b": 5, "w": 3, "noPeriods": 10, "pastWeeksNotIncluded": 26, "pThresholdTrend": 1,
    "thresholdMethod": "nbPlugin", "alpha": 0.01,
}  # fmt: skip
CONTENDERS: dict[str, tuple[Algorithm, dict[str, object]]] = {
    "farrington-flexible (Noufaily: 10 periods, nbPlugin, α 0.01)": (
        Algorithm.FARRINGTON_FLEXIBLE,
        NOUFAILY,
    ),
    "farrington-flexible (the same, no least number of cases)": (
        Algorithm.FARRINGTON_FLEXIBLE,
        {**NOUFAILY, "limit54": [0, 4]},
    ),
    "farrington-flexible (1 period, delta, α 0.01)": (
        Algorithm.FARRINGTON_FLEXIBLE,
        {"b": 5, "w": 3, "alpha": 0.01},
    ),
    "farrington (1996, α 0.01)": (Algorithm.FARRINGTON, {"b": 5, "w": 3, "alpha": 0.01}),
    "ears C1": (Algorithm.EARS, {"method": "C1"}),
    "ears C2": (Algorithm.EARS, {"method": "C2"}),
    "ears C3": (Algorithm.EARS, {"method": "C3"}),
    "bayes (b 2, w 4, α 0.01)": (Algorithm.BAYES, {"b": 2, "w": 4, "actY": True, "alpha": 0.01}),
    "rki (b 2, w 4)": (Algorithm.RKI, {"b": 2, "w": 4, "actY": True}),
    "cusum (k 1.04, h 2.26, rossi)": (
        Algorithm.CUSUM,
        {"k": 1.04, "h": 2.26, "trans": "rossi"},
    ),
    "glr-poisson (c.ARL 5, seasonal mean)": (
        Algorithm.GLR_POISSON,
        {"c.ARL": 5, "mu0": {"S": 1, "trend": False}, "ret": "value"},
    ),
    "glr-nb (c.ARL 5, α 0.2, seasonal mean)": (
        Algorithm.GLR_NEGATIVE_BINOMIAL,
        {"c.ARL": 5, "alpha": 0.2, "mu0": {"S": 1, "trend": False}, "ret": "value"},
    ),
}
CLASSES = ((2.0, 4.0), (4.0, 6.0), (6.0, 8.0), (8.0, 10.0))


def scenario(size: float) -> Scenario:
    """Weekly series of a region, ten years; outbreaks in the last year in half of the series.

    `size` multiplies the people of a commune: 20 gives what a former district or a small province
    had.
    """
    setting = setting_of(("79", "75", "80"), seed=1)
    return Scenario(
        seed=SEED,
        first=date(2016, 11, 7),
        last=date(2026, 12, 28),
        setting=replace(setting, people=setting.people * size),
        waves=0.0,
        outbreaks=(OutbreakPlan(share=0.5, first=date(2026, 1, 19), last=date(2026, 11, 2)),),
    )


@dataclass(frozen=True)
class Judged:
    """One contender over all blocks."""

    name: str
    evaluation: Evaluation

    def by_size(self) -> list[float]:
        """Share detected by standard deviations of the outbreak."""
        table = self.evaluation.outbreaks
        k = table["k"].to_numpy(zero_copy_only=False)
        found = table["detected"].to_numpy(zero_copy_only=False).astype(bool)
        return [float(found[(k >= low) & (k < high)].mean()) for low, high in CLASSES]


def judge(blocks: list[Block]) -> list[Judged]:
    """Run every contender over the last year of all blocks."""
    weeks = len(blocks[0].panel.epoch)
    span = Span(weeks - 51, weeks)
    found = []
    for name, (algorithm, control) in CONTENDERS.items():
        loaded = kernel(algorithm, control)
        parts = [
            evaluate(
                loaded.run(block.panel, span=span, mode=Mode.R, threads=1), block.truth, grace=0
            )
            for block in blocks
        ]
        found.append(Judged(name, gather(parts)))
        print(name, flush=True)
    return found


def accuracy_table(judged: list[Judged], blocks: list[Block], series: int) -> list[str]:
    """Write sensitivity, false alarms and time to detection."""
    usual = float(np.median(np.concatenate([block.mean[-52:].mean(axis=0) for block in blocks])))
    outbreaks = judged[0].evaluation.outbreaks.num_rows
    lines = [
        (
            f"{series:,} weekly series (communes of three provinces × diseases, ten years) with "
            f"outbreaks in the last year, {outbreaks:,} of which count; the median series expects "
            f"{usual:.2g} cases a week; seed {SEED}. *Detected*: "
            "an alarm between first and last week. *False alarms*: of 1,000 series-weeks that no "
            "outbreak reaches."
        ),
        "",
        (
            "| Algorithm | Detected | of 2–4 sd | of 4–6 | of 6–8 | of 8–10 | in the first week "
            "| by the second | False alarms / 1,000 | No answer |"
        ),
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for each in judged:
        one = each.evaluation
        sizes = " | ".join(f"{share:.2f}" for share in each.by_size())
        silent = one.silent / (series * 52)
        lines.append(
            f"| {each.name} | {one.detection_rate:.3f} | {sizes} | {one.within(0):.2f} | "
            f"{one.within(1):.2f} | {1000 * one.false_alarm_rate:.1f} | {silent:.1%} |"
        )
    return lines


def equality_table() -> list[str]:
    """Compare with R's shipped results, an algorithm a line."""
    lines = [
        (
            "| R's function | Configurations | Rows | Alarms of R | Differing alarms | Worst "
            "relative difference of a number |"
        ),
        "|---|---:|---:|---:|---:|---:|",
    ]
    found: dict[str, list[tuple[str, int, int, int, float]]] = {}
    for config, dataset, path in SHIPPED.pairs():
        one = compare(SHIPPED, config, dataset, path)
        alarms = sum(alarm == 1 for alarm in results(path)["alarm"].to_pylist())
        worst = max((one.worst.get(name, 0.0) for name in ("expected", "upperbound")), default=0.0)
        found.setdefault(config.algorithm, []).append(
            (config.name, one.rows, alarms, one.wrong.get("alarm", 0), worst)
        )
    for name, rows in found.items():
        configs = len({row[0] for row in rows})
        sums = [sum(row[place] for row in rows) for place in (1, 2, 3)]
        worst = max(row[4] for row in rows)
        lines.append(
            f"| {name} | {configs} | {sums[0]:,} | {sums[1]:,} | {sums[2]} | {worst:.0e} |"
        )
    return lines


def departure_table() -> list[str]:
    """List what `--mode corrected` does otherwise, as the engine lists it."""
    return [
        "| R's function | In R | Corrected |",
        "|---|---|---|",
        *(
            f"| {one.algorithm} | {one.in_r} | {one.corrected} |"
            for one in (*DEPARTURES, *SEQUENTIAL_DEPARTURES)
        ),
    ]


def draw_sensitivity(judged: list[Judged], name: str, heading: str) -> None:
    """Share detected by size of the outbreak against false alarms."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.4, 4.9), layout="constrained")
        axes = figure.subplots()
        for number, each in enumerate(judged):
            x, y = 1000 * each.evaluation.false_alarm_rate, each.evaluation.detection_rate
            colour = HUES[number % len(HUES)][0]
            axes.scatter(
                *(x, y, 48), color=colour, marker="osD^vP*XhdpH"[number], label=each.name, zorder=3
            )
        figure.legend(loc="outside lower center", ncols=2, frameon=False, fontsize=7.5)
        axes.set_xlabel("False alarms of 1,000 quiet series-weeks (log scale)")
        axes.set_ylabel("Outbreaks detected")
        axes.set_xscale("log")
        axes.set_ylim(0, 1)
        axes.grid(color="#d5dbd9", linewidth=0.6)
        axes.margins(x=0.18)
        axes.set_title(heading, loc="left", fontsize=10)
        save(figure, name)


def draw_equality() -> None:
    """Our threshold as a line, R's as rings, on one shipped series."""
    config, dataset = SHIPPED.configs["F03"], SHIPPED.datasets["simPeople"]
    path = next(path for one, other, path in SHIPPED.pairs() if (one, other) == (config, dataset))
    theirs = results(path).to_pandas().query("unit == 'unit2'")
    first, last = int(theirs.k.min()), int(theirs.k.max())
    ours = (
        run(SHIPPED, config, dataset, span=Span(first, last)).to_pandas().query("unit == 'unit2'")
    )
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.4, 2.9), layout="constrained")
        axes = figure.subplots()
        axes.bar(ours.k, ours.observed, color="#a9c3cf", width=0.86, label="cases")
        axes.step(ours.k, ours.upperbound, where="mid", color=HUES[1][0], label="threshold, ours")
        axes.plot(
            theirs.k, theirs.upperbound, "o", mfc="none", color="#16252b", label="threshold, R"
        )
        axes.step(ours.k, ours.expected, where="mid", color=HUES[0][0], label="expected, ours")
        axes.plot(
            theirs.k, theirs.expected, "s", mfc="none", ms=4, color="#16252b", label="expected, R"
        )
        axes.set_xlabel("week")
        axes.grid(axis="y", color="#d5dbd9", linewidth=0.6)
        figure.legend(loc="outside lower center", ncols=5, frameon=False, fontsize=8)
        save(figure, "detection-equal-to-r.svg")


def save(figure: Figure, name: str) -> None:
    """Write a figure without its day of making."""
    FigureCanvasAgg(figure)
    figure.savefig(DOCS / "figures" / name, metadata={"Date": None}, facecolor="white")


def write_example() -> None:
    """Write the example series, its configuration, and the figure that the README shows."""
    chance = np.random.default_rng(SEED)
    t = np.arange(364)
    days = (date(2020, 1, 6) - date(1970, 1, 1)).days + 7 * t
    counts: dict[str, npt.NDArray[np.int64]] = {}
    for unit, level in {"Phường Mẫu 1": 6.0, "Phường Mẫu 2": 14.0, "Xã Mẫu 3": 2.5}.items():
        season = np.exp(0.6 * np.cos(2 * np.pi * (t - 34) / 52) + 0.0006 * t)
        counts[unit] = chance.negative_binomial(level * season / 0.6, 1 / 1.6)
    counts["Phường Mẫu 1"][352:356] += [9, 22, 17, 8]
    counts["Xã Mẫu 3"][330:332] += [6, 9]
    folder = DOCS / "examples"
    folder.mkdir(exist_ok=True)
    with (folder / "series.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("unit,t,epoch,observed,population\n")
        for unit, each in counts.items():
            for place in t:
                missing = unit == "Phường Mẫu 2" and place == 340
                count = "" if missing else each[place]
                file.write(f"{unit},{place + 1},{days[place]},{count},30000\n")
    config = {"algorithm": "farringtonFlexible", "control": NOUFAILY}
    (folder / "farrington.json").write_text(json.dumps(config, indent=2) + "\n")
    command = ["lieny", "detect", "docs/examples/series.csv", "--dated"]
    command += ["--config", "docs/examples/farrington.json", "--plot", "docs/figures/detection.png"]
    command += ["--unit", "Phường Mẫu 1", "--unit", "Xã Mẫu 3", "--output", "/dev/null"]
    program = "from lieny.node.cli import main; main()"
    command[-1] = str(DOCS.parent / "out" / "detection-example.csv")
    Path(command[-1]).parent.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-c", program, *command[1:]], cwd=DOCS.parent, check=True)


def main() -> None:
    """Make everything."""
    (DOCS / "figures").mkdir(exist_ok=True)
    write_example()
    tables: list[str] = []
    for heading, size in (("Communes: few cases", 1.0), ("Units twenty times as large", 20.0)):
        blocks = list(simulate(scenario(size)))
        judged = judge(blocks)
        series = sum(len(block.panel.units) for block in blocks)
        tables += [f"**{heading}**", "", *accuracy_table(judged, blocks, series), ""]
        draw_sensitivity(judged, f"detection-accuracy-{size:.0f}.svg", heading)
    draw_equality()
    lines = [
        "### Sensitivity, false alarms, time to detection",
        "",
        *tables,
        "### Equal to R",
        "",
        *equality_table(),
        "",
        "### Departures of the corrected mode",
        "",
        *departure_table(),
    ]
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    body = "\n".join(lines)
    PAGE.write_text(f"{before}{BEGIN}\n\n{body}\n\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
