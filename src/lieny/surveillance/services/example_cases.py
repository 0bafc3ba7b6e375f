"""Danh sách ca mẫu: a simulated case list of one province with one outbreak planted at its end.

Nothing in it is of real persons; the places are real communes, their people and cases are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from lieny.surveillance.engine.simulator.case_list import ReportingDelay, case_list
from lieny.surveillance.engine.simulator.outbreaks import KnownOutbreak
from lieny.surveillance.engine.simulator.profiles import profile
from lieny.surveillance.engine.simulator.scenario import Scenario, Setting, setting_of
from lieny.surveillance.engine.simulator.simulation import simulate

YEARS = 6
SIZE = 30
WAVES = 0.3  # of those measured: a province's own wave must not hide the example


@dataclass(frozen=True, slots=True)
class Example:
    """A case list, the unit in which the outbreak was planted, and the last day."""

    cases: pa.Table
    unit: str
    last: date


def example_cases(seed: int, last: date, *, province: str = "79", communes: int = 12) -> Example:
    """Make six years of two diseases in some communes of today; dengue breaks out in the last week.

    Args:
        seed: equal seeds give equal lists.
        last: the last day, a Sunday.
        province: code since 1 July 2025.
        communes: how many.
    """
    whole = setting_of((province,), seed)
    setting = Setting(
        whole.communes[:communes], whole.provinces[:communes], whole.people[:communes]
    )
    chosen = communes // 2
    scenario = Scenario(
        seed=seed,
        first=last - timedelta(days=7 * 52 * YEARS - 1),
        last=last,
        setting=setting,
        diseases=(profile("dengue"), profile("chickenpox")),
        waves=WAVES,
        known=(KnownOutbreak(chosen, last - timedelta(days=6), SIZE),),
    )
    lists = [
        case_list(scenario, block, ReportingDelay(), number)
        for number, block in enumerate(simulate(scenario))
    ]
    unit = f"dengue/{province}/{setting.communes[chosen]}"
    return Example(pa.concat_tables(lists), unit, last)
