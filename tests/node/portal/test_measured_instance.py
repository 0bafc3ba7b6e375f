"""What loads are measured on (`benchmarks/portal.py`) is filled as the tables are now."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

FILL = Path(__file__).parents[3] / "benchmarks" / "portal_fill.py"
PERSONS, OFFICERS = 2000, 2


@pytest.fixture
def folder():
    made = Path(tempfile.mkdtemp(prefix="lieny-measured-"))
    made.chmod(0o711)  # the database's own user passes through
    yield made
    shutil.rmtree(made, ignore_errors=True)


def test_an_instance_is_filled_with_people_signs_cases_and_officers(folder):
    done = subprocess.run(
        [sys.executable, str(FILL), str(PERSONS), str(OFFICERS)],
        env={**os.environ, "LIENY_DATA": str(folder / "d")},
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    plan = json.loads(done.stdout)
    assert plan["person"] == PERSONS
    assert plan["registration"] > PERSONS
    assert 0 < plan["case"] < plan["storedsign"]
    assert {one["province"] for one in plan["officers"]} == set(plan["provinces"])
    assert len(plan["officers"]) == OFFICERS
    assert all(
        asked[kind]
        for asked in plan["provinces"].values()
        for kind in ("persons", "licences", "searches", "cases")
    )
