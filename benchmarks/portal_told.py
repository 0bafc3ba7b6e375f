"""What came of `benchmarks/portal.py`, as docs/benchmarks.md tells it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from measuring import machine
from portal_first_page import FirstPage
from portal_processor import Spent

GOAL_RATE, GOAL_MS, GOAL_BYTES, GOAL_SEARCH_MS = 100, 300, 100_000, 100
ALL = "Aggregated"  # locust's name of the last line


@dataclass(frozen=True)
class Run:
    """How it was measured: requests a second, seconds, processes of pages, load, what it cost."""

    rate: int
    seconds: int
    workers: int
    busy: float
    cost: Spent


@dataclass(frozen=True)
class Page:
    """How long one kind of page took, milliseconds."""

    name: str
    requests: int
    failures: int
    p50: float
    p95: float
    p99: float
    worst: float
    rate: float
    size: float


def page_of(row: Mapping[str, str]) -> Page:
    """Read one line of locust's table."""
    numbers = [
        float(row[name])
        for name in (
            "50%", "95%", "99%", "Max Response Time", "Requests/s", "Average Content Size",
        )
    ]  # fmt: skip
    return Page(row["Name"], int(row["Request Count"]), int(row["Failure Count"]), *numbers)


def told(run: Run, plan: Mapping[str, Any], pages: Sequence[Page], first: FirstPage) -> str:
    """Write the section."""
    command = f"--persons {plan['person']} --rate {run.rate} --seconds {run.seconds}"
    lines = [
        (
            f"Measured on {time.strftime('%Y-%m-%d')} (`benchmarks/portal.py {command}`). "
            f"Machine: {machine()}; {run.workers} processes of pages, PostgreSQL and locust on "
            f"the same cores. Load average of the machine before: {run.busy:.1f}."
        ),
        "",
        (
            f"{plan['person']:,} persons, {plan['registration']:,} registrations, "
            f"{plan['facility']:,} facilities, {plan['storedsign']:,} signs, {plan['case']:,} "
            f"cases; {len(plan['officers'])} officers signed in with their second factor."
        ),
        "",
        "| Page | Requests | Failures | p50 ms | p95 ms | p99 ms | Worst ms | Mean bytes |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for page in sorted(pages, key=lambda one: (one.name == ALL, one.name)):
        name = "all" if page.name == ALL else page.name
        lines.append(
            f"| {name} | {page.requests:,} | {page.failures} | {page.p50:.0f} | {page.p95:.0f} | "
            f"{page.p99:.0f} | {page.worst:.0f} | {page.size:,.0f} |"
        )
    lines += [
        "",
        "| Goal | Measured | Wanted |  |",
        "|---|---:|---:|---|",
        *_goals(run, pages, first),
    ]
    whole = next(page for page in pages if page.name == ALL)
    lines += [
        "",
        (
            f"Processor for each request: {run.cost.python / whole.requests * 1e3:.0f} ms of "
            f"Python, {run.cost.postgres / whole.requests * 1e3:.0f} ms of PostgreSQL, "
            "background included."
        ),
    ]
    lines += ["", f"The first page, in {len(first.parts)} answers: {first.said()}."]
    return "\n".join(lines)


def _goals(run: Run, pages: Sequence[Page], first: FirstPage) -> list[str]:
    whole = next(page for page in pages if page.name == ALL)
    search = max(page.p95 for page in pages if page.name.startswith("search"))
    goals = [
        ("requests answered a second", f"{whole.rate:.1f} of {run.rate} asked", f"{GOAL_RATE}",
         whole.rate >= GOAL_RATE * 0.99),
        ("p95 over all pages, ms", f"{whole.p95:.0f}", f"≤ {GOAL_MS}", whole.p95 <= GOAL_MS),
        ("p95 of the slowest kind of search, ms", f"{search:.0f}", f"≤ {GOAL_SEARCH_MS}",
         search <= GOAL_SEARCH_MS),
        ("first page over the wire, cold, bytes", f"{first.bytes:,}", f"≤ {GOAL_BYTES:,}",
         first.bytes <= GOAL_BYTES),
        ("requests that failed", f"{whole.failures}", "0", whole.failures == 0),
    ]  # fmt: skip
    return [
        f"| {name} | {measured} | {wanted} | {'met' if met else 'missed'} |"
        for name, measured, wanted, met in goals
    ]
