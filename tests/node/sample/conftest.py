"""One small region for all tests of the generator."""

import csv
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from lieny.node.sample import Options, Truth, generate_region

REGISTRATIONS = 2_500


class Region:
    """A generated region with its truth and its cells, as a plain reader sees them."""

    def __init__(self, truth: Truth) -> None:
        self.truth = truth
        lines = truth.signs.read_text("utf-8").splitlines()
        self.signs = [json.loads(line) for line in lines]
        with truth.persons.open(encoding="utf-8", newline="") as rows:
            self.persons = list(csv.DictReader(rows))
        self._books: dict[str, CalamineWorkbook] = {}

    def row(self, place: dict[str, object]) -> list[object]:
        path, sheet, row = str(place["path"]), str(place["sheet"]), int(str(place["row"]))
        if path not in self._books:
            self._books[path] = CalamineWorkbook.from_path(self.truth.lists / path)
        rows = self._books[path].get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return rows[row - 1]


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    out: Path = tmp_path_factory.mktemp("region")
    return Region(generate_region(out, registrations=REGISTRATIONS, seed=11))


@pytest.fixture(scope="session")
def clean_region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    out: Path = tmp_path_factory.mktemp("clean")
    options = Options(dirt=0, plant=0)
    return Region(generate_region(out, registrations=1_200, seed=5, options=options))
