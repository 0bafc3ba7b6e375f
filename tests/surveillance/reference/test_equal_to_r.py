"""Every algorithm gives what R surveillance gives, on simulated series, within stated tolerances.

The numbers were made by `python tools/conformance/run.py --small` with R 4.2.2 and surveillance
1.20.3; `make conformance` makes many more anew. `LIENY_R_REFERENCE` names a further folder of the
layout of tools/conformance/layout.py to compare with.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conformance.comparing import compare
from conformance.layout import Config, Dataset, Reference

SHIPPED = Reference(Path(__file__).parent)
FURTHER = os.environ.get("LIENY_R_REFERENCE")
CASES = [
    pytest.param(reference, *pair, id=f"{pair[0].name}-{pair[1].name}")
    for reference in (SHIPPED, *([Reference(Path(FURTHER))] if FURTHER else []))
    for pair in reference.pairs()
]


@pytest.mark.parametrize(("reference", "config", "dataset", "path"), CASES)
def test_the_engine_equals_r(reference: Reference, config: Config, dataset: Dataset, path: Path):
    found = compare(reference, config, dataset, path)
    assert found.mismatches == 0, found.line()
    assert found.rows > 0


def test_every_algorithm_of_r_is_compared_in_every_configuration():
    compared = {config.name for config, _, _ in SHIPPED.pairs()}
    assert compared == set(SHIPPED.configs)


def test_the_shipped_reference_meets_alarms_refusals_and_missing_weeks():
    """Equality over empty or silent results would prove nothing."""
    from conformance.layout import results  # noqa: PLC0415

    alarms = unknown = rows = 0
    for _, _, path in SHIPPED.pairs():
        table = results(path)
        rows += table.num_rows
        alarms += sum(alarm == 1 for alarm in table["alarm"].to_pylist())
        unknown += table["upperbound"].null_count
    assert rows > 5_000
    assert alarms > 300
    assert unknown > 100
