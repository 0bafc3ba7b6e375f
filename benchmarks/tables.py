"""The Markdown of docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from ladder import Step
from measuring import machine

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
PACKAGES = ("splink", "duckdb", "python-calamine", "recordlinkage", "numpy", "pyarrow")
GIB = 2**30
LARGEST = 4.0  # GiB that the design allows
RATIO = 1.5  # times the floor that the design allows


def page(steps: Sequence[Step], day: str) -> str:
    """Write what was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return "\n\n".join(
        (
            f"Measured on {day}. Machine: {machine()}; {packages}.",
            "### The check\n\n" + _check(steps),
            "### Beside it, in the same run\n\n" + _peers(steps),
            "### Right and wrong\n\n" + _quality(steps),
            "### Goals\n\n" + _goals(steps[-1]),
        )
    )


def put(path: Path, text: str) -> None:
    """Replace what stands between the markers of the page."""
    old = path.read_text("utf-8")
    head, rest = old.split(BEGIN, 1)
    tail = rest.split(END, 1)[1]
    path.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{tail}", encoding="utf-8")


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(headings) + " |", "|" + "---:|" * len(headings)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _check(steps: Sequence[Step]) -> str:
    stages = list(dict.fromkeys(stage for step in steps for stage in step.result["stages"]))
    headings = [
        "Registrations", "Rows", "Workbooks", *(f"{stage} s" for stage in stages), "Total s",
        "ms a row", "CPU s", "Peak GiB", "Signs",
    ]  # fmt: skip
    return _table(
        headings,
        [
            [
                f"{step.registrations:,}",
                f"{step.rows:,}",
                f"{step.workbooks:,}",
                *(f"{step.result['stages'].get(stage, 0):.1f}" for stage in stages),
                f"{step.product.seconds:.1f}",
                f"{1000 * step.product.seconds / step.rows:.3f}",
                f"{step.product.cpu:.1f}",
                f"{step.product.peak / GIB:.2f}",
                f"{step.result['findings']:,}",
            ]
            for step in steps
        ],
    )


def _peers(steps: Sequence[Step]) -> str:
    headings = [
        "Registrations", "Calamine, 1 process s", "Calamine, 2 processes s", "Splink alone s",
        "Reading + Splink s", "Check / that", "the same in CPU", "DuckDB interval join s",
        "Sweep s", "recordlinkage s", "Linking s",
    ]  # fmt: skip
    return _table(
        headings,
        [
            [
                f"{step.registrations:,}",
                f"{step.calamine_one:.1f}",
                f"{step.calamine_two:.1f}",
                f"{step.splink['seconds']:.1f}",
                f"{step.floor:.1f}",
                f"{step.product.seconds / step.floor:.2f}",
                f"{step.product.cpu / step.floor_cpu:.2f}",
                f"{step.join['seconds']:.2f}",
                f"{step.result['stages'].get('sweep', 0):.2f}",
                f"{step.toolkit['seconds']:.1f}" if step.toolkit else "–",
                f"{step.result['stages'].get('linking', 0):.1f}",
            ]
            for step in steps
        ],
    )


def _quality(steps: Sequence[Step]) -> str:
    headings = [
        "Registrations", "True pairs", "Link precision", "Link recall", "R01 precision",
        "R01 recall", "Minutes exact", "Traps", "Sprung",
    ]  # fmt: skip
    return _table(
        headings,
        [
            [
                f"{step.registrations:,}",
                f"{step.links.true_pairs:,}",
                f"{step.links.precision:.5f}",
                f"{step.links.recall:.4f}",
                f"{step.verdict.rule('R01').precision:.4f}",
                f"{step.verdict.rule('R01').recall:.4f}",
                f"{step.verdict.minutes_exact:.4f}",
                f"{step.verdict.traps:,}",
                f"{len(step.verdict.traps_sprung):,}",
            ]
            for step in steps
        ],
    )


def _goals(step: Step) -> str:
    ratio = step.product.seconds / step.floor
    peak = step.product.peak / GIB
    lines = (
        ("time over reading plus Splink", f"{ratio:.2f}", f"≤ {RATIO}", ratio <= RATIO),
        ("peak memory, GiB", f"{peak:.2f}", f"≤ {LARGEST}", peak <= LARGEST),
        ("link precision", f"{step.links.precision:.5f}", "≥ 0.999", step.links.precision >= 0.999),
        ("link recall", f"{step.links.recall:.4f}", "≥ 0.98", step.links.recall >= 0.98),
    )
    rows = [
        [f"{name} at {step.registrations:,}", got, goal, "met" if met else "missed"]
        for name, got, goal, met in lines
    ]
    return _table(["Goal", "Measured", "Wanted", ""], rows)
