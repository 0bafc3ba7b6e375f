"""The truth on disk: one sign or trap a line, and the person of every row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lieny.node.sample import week
from lieny.node.sample.scene import Expectation, Scene
from lieny.node.sample.subjects import Cell, Person


def write(scene: Scene, folder: Path) -> None:
    """Write the cell's part of the truth."""
    number = scene.plan.number
    lines = [json.dumps(as_json(e), ensure_ascii=False) for e in scene.expectations]
    part = folder / f"truth.{number:05d}.part"
    part.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([*cell, person.id] for cell, person in _rows(scene) if cell)
    (folder / f"persons.{number:05d}.part").write_text(text.getvalue(), encoding="utf-8")


def _rows(scene: Scene) -> Iterator[tuple[Cell | None, Person]]:
    """Every row that is about a person: of lists, registers and optional tables."""
    yield from ((row.cell, row.person) for row in scene.registrations)
    yield from ((licence.cell, licence.holder) for licence in scene.all_licences())
    yield from ((activity.cell, activity.person) for activity in scene.activities)
    yield from ((trainee.cell, trainee.mentor) for trainee in scene.trainees)


def join_parts(folder: Path, stem: str, target: Path, *, header: str) -> None:
    """Join the cells' parts in their order and remove them."""
    with target.open("w", encoding="utf-8", newline="") as out:
        out.write(header)
        for part in sorted(folder.glob(f"{stem}.*.part")):
            out.write(part.read_text("utf-8"))
            part.unlink()


def as_json(expectation: Expectation) -> dict[str, Any]:
    """Write one expectation as the judge reads it."""
    e = expectation
    provinces = sorted({facility.province for facility in e.facilities})
    rows = [row.cell for row in e.registrations]
    entries = [licence.cell for licence in e.licences]
    seen = [witness.cell for witness in e.witnesses]
    cells = [cell for cell in [*rows, *entries, *seen] if cell]
    return {
        "rule": e.rule,
        "expect": e.expect,
        "plant": e.plant,
        "trap": e.trap,
        "person": e.person.id if e.person else None,
        "name": e.person.name if e.person else None,
        "licences": sorted({r.licence.key for r in e.registrations if r.licence}),
        "facilities": [facility.id for facility in e.facilities],
        "provinces": provinces,
        "cross_province": len(provinces) > 1,
        "minutes": list(e.minutes),
        "intervals": week.by_day(e.overlap),
        "around": [_place(cell) for cell in _around(e)],
        "evidence": [_place(cell) for cell in cells],
    }


def _around(e: Expectation) -> list[Cell]:
    """Rows that tell of the facilities: of their register, of the heads of their lists."""
    entries = [facility.cell for facility in e.facilities if facility.cell]
    return entries + [head for facility in e.facilities for head in facility.heads]


def _place(cell: Cell) -> dict[str, Any]:
    path, sheet, row = cell
    return {"path": path, "sheet": sheet, "row": row}
