"""Make a region: split it into cells, make them side by side, write lists and truth."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lieny.node.sample import (
    answers,
    background,
    dirt,
    expected,
    files,
    history,
    places,
    plants,
    premises,
)
from lieny.node.sample.scene import CellPlan, Scene

DAY_OF_SAMPLE = date(2026, 11, 1)
NATION_FROM = 100_000  # registrations from which the sample covers all provinces


@dataclass(frozen=True, slots=True)
class RegionPlan:
    """What to make.

    Attributes:
        registrations: rows of lists, about.
        seed: the same seed gives the same region.
        as_of: the day on which the truth holds.
        dirt: 0 clean, 1 as in the wild.
        plant: density of planted signs and traps; 0 none.
        nation: all 63 old provinces instead of the Southeast; None decides by size.
        processes: how many to use.
    """

    registrations: int
    seed: int = 7
    as_of: date = DAY_OF_SAMPLE
    dirt: float = 1.0
    plant: float = 1.0
    nation: bool | None = None
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Truth:
    """Where things are, and how much there is of them."""

    lists: Path  # the folder to check
    signs: Path  # truth.jsonl
    persons: Path  # persons.csv: path,sheet,row,person
    registrations: int
    people: int


def generate_region(out: Path, plan: RegionPlan) -> Truth:
    """Write the lists to `out/input` and the truth about them to `out/truth`."""
    truth = out / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    jobs = [(cell, out) for cell in cells_of(plan)]
    if plan.processes > 1 and len(jobs) > 1:
        with multiprocessing.get_context("spawn").Pool(plan.processes) as pool:
            counts = pool.starmap(_make_cell, jobs, chunksize=1)
    else:
        counts = [_make_cell(*job) for job in jobs]
    signs, persons = truth / "truth.jsonl", truth / "persons.csv"
    answers.join_parts(truth, "truth", signs, header="")
    answers.join_parts(truth, "persons", persons, header="path,sheet,row,person\n")
    return Truth(
        out / "input", signs, persons, sum(c[0] for c in counts), sum(c[1] for c in counts)
    )


def cells_of(plan: RegionPlan) -> list[CellPlan]:
    """Split the region into independent cells of equal size."""
    nation = plan.registrations >= NATION_FROM if plan.nation is None else plan.nation
    count = max(1, round(plan.registrations / (5_000 if nation else 4_000)))
    each, rest = divmod(plan.registrations, count)
    rows = 700 if nation else 120
    return [
        CellPlan(
            number, count, each + (number < rest), _provinces(number, nation=nation), plan.seed,
            plan.as_of, plan.dirt, plan.plant, rows, nation,
        )
        for number in range(count)
    ]  # fmt: skip


def _provinces(number: int, *, nation: bool) -> tuple[str, ...]:
    if not nation:
        return places.REGION
    # Every old province is the home of cells in proportion to its people; a neighbour joins in.
    ladder = [
        issuer.old_province
        for issuer in places.issuers().values()
        for _ in range(max(1, issuer.weight // 60))
    ]
    codes = list(places.issuers())
    home = ladder[number * 37 % len(ladder)]
    at = codes.index(home)
    return home, codes[(at + 1) % len(codes)], codes[at - 1]


def _make_cell(cell: CellPlan, out: Path) -> tuple[int, int]:
    scene = Scene(cell)
    premises.settle(scene, int(cell.registrations * 0.72))
    plants.sow(scene)
    background.populate(scene)
    expected.settle(scene)
    dirt.soil(scene)
    history.recall(scene)
    files.write(scene, out / "input")
    answers.write(scene, out / "truth")
    return len(scene.registrations), len(scene.persons)
