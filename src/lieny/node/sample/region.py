"""Make a region: split it into cells, make them side by side, write lists and truth."""

from __future__ import annotations

import multiprocessing
import shutil
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
class Options:
    """How the region is to be.

    Attributes:
        dirt: 0 clean, 1 as in the wild.
        plant: density of planted signs and traps; 0 none.
        nation: all 63 old provinces instead of the Southeast; None decides by size.
        processes: how many to use.
    """

    dirt: float = 1.0
    plant: float = 1.0
    nation: bool | None = None
    processes: int = 2


USUAL = Options()


@dataclass(frozen=True, slots=True)
class Truth:
    """Where things are, and how much there is of them."""

    lists: Path  # the folder to check
    signs: Path  # truth.jsonl
    persons: Path  # persons.csv: path,sheet,row,person
    registrations: int
    people: int


class FolderInUse(ValueError):
    """The folder for the lists holds files that no sample region left there."""


def generate_region(
    out: Path,
    *,
    registrations: int,
    seed: int = 7,
    as_of: date = DAY_OF_SAMPLE,
    options: Options = USUAL,
) -> Truth:
    """Write the lists to `out/input` and the truth about them to `out/truth`.

    An older sample region in `out` is replaced.

    Args:
        out: folder, made if it is not there.
        registrations: rows of lists, about.
        seed: the same seed gives the same region.
        as_of: the day on which the truth holds.
        options: how the region is to be.

    Raises:
        FolderInUse: `out/input` holds something else.
    """
    truth = out / "truth"
    _clear(out / "input", is_ours=(truth / "truth.jsonl").exists())
    truth.mkdir(parents=True, exist_ok=True)
    jobs = [(cell, out) for cell in cells_of(registrations, seed, as_of, options)]
    if options.processes > 1 and len(jobs) > 1:
        with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
            counts = pool.starmap(_make_cell, jobs, chunksize=1)
    else:
        counts = [_make_cell(*job) for job in jobs]
    signs, persons = truth / "truth.jsonl", truth / "persons.csv"
    answers.join_parts(truth, "truth", signs, header="")
    answers.join_parts(truth, "persons", persons, header="path,sheet,row,person\n")
    rows, people = (sum(count) for count in zip(*counts, strict=True))
    return Truth(out / "input", signs, persons, rows, people)


def _clear(folder: Path, *, is_ours: bool) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not is_ours:
            raise FolderInUse(f"{folder} is not empty and was not made by the sample region")
        shutil.rmtree(folder)


def cells_of(registrations: int, seed: int, as_of: date, options: Options) -> list[CellPlan]:
    """Split the region into independent cells of equal size."""
    nation = registrations >= NATION_FROM if options.nation is None else options.nation
    count = max(1, round(registrations / (20_000 if nation else 4_000)))
    each, rest = divmod(registrations, count)
    return [
        CellPlan(
            number=number,
            cells=count,
            registrations=each + (number < rest),
            provinces=_provinces(number, nation=nation),
            seed=seed,
            as_of=as_of,
            dirt=options.dirt,
            plant=options.plant,
            rows_per_file=1_000 if nation else 120,
            nation=nation,
        )
        for number in range(count)
    ]


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
