"""Blocks of simulated series with the truth about their outbreaks.

    scenario = Scenario(seed=1, first=date(2017, 1, 2), last=date(2026, 12, 28),
                        setting=setting_of(("79", "75"), seed=1), waves=0,
                        outbreaks=(OutbreakPlan(first=date(2026, 1, 5)),))
    for block in simulate(scenario):         # at most BLOCK series at a time
        detected = kernel(block.panel, …)
        evaluate(detected, block.truth)      # lieny.surveillance.engine.evaluation

A block's bytes depend on the seed and the block's number alone, so that a million series can be
made in any order, by several processes, in memory for one block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.surveillance.engine.panel import Panel
from lieny.surveillance.engine.preparation.calendar import day_number, period_lengths
from lieny.surveillance.engine.simulator.baseline import (
    disease_course,
    draw_counts,
    generator,
    waves,
)
from lieny.surveillance.engine.simulator.outbreaks import (
    SHAPES,
    OutbreakPlan,
    Outbreaks,
    case_days,
    draw_outbreaks,
)
from lieny.surveillance.engine.simulator.scenario import Scenario
from lieny.surveillance.engine.truth import OUTBREAKS, Truth

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BLOCK = 1024
"""Series a block."""


@dataclass(frozen=True, slots=True)
class Block:
    """A chunk of a scenario.

    Attributes:
        panel: counts with the outbreaks in them; people as population.
        keys: a row a series: unit, disease, province, commune, age, sex, people.
        truth: the outbreaks and their cases.
        mean: `[time, unit]` what was expected without outbreaks.
    """

    panel: Panel
    keys: pa.Table
    truth: Truth
    mean: Floats


def block_count(scenario: Scenario) -> int:
    """Count the blocks of a scenario."""
    return -(-len(scenario) // BLOCK)


def simulate(scenario: Scenario, blocks: range | None = None) -> Iterator[Block]:
    """Make the blocks of a scenario one after another; `blocks` chooses some of them."""
    courses = np.stack([disease_course(scenario, one) for one in scenario.diseases])
    wave, provinces = waves(scenario)
    province_at = {code: place for place, code in enumerate(provinces)}
    province_of = np.array([province_at[code] for code in scenario.setting.provinces])
    for number in blocks if blocks is not None else range(block_count(scenario)):
        series = np.arange(number * BLOCK, min((number + 1) * BLOCK, len(scenario)))
        disease, commune, stratum = positions(scenario, series)
        people = scenario.setting.people[commune]
        people *= np.array([one.share for one in scenario.strata])[stratum]
        mean = (courses[disease] * wave[disease, province_of[commune]]).T * people
        yield _block(scenario, number, series, mean)


def positions(scenario: Scenario, series: Ints) -> tuple[Ints, Ints, Ints]:
    """Give disease, commune and stratum of series by their numbers."""
    strata, places = len(scenario.strata), len(scenario.setting.communes)
    return series // (strata * places), series // strata % places, series % strata


def key_table(scenario: Scenario, series: Ints) -> pa.Table:
    """Say what each series is of."""
    disease, commune, stratum = positions(scenario, series)
    setting = scenario.setting
    columns = {
        "disease": np.array([one.disease for one in scenario.diseases])[disease],
        "province": np.array(setting.provinces)[commune],
        "commune": np.array(setting.communes)[commune],
        "age": np.array([one.age for one in scenario.strata])[stratum],
        "sex": np.array([one.sex for one in scenario.strata])[stratum],
    }
    units = ["/".join(row) for row in zip(*(columns[name] for name in columns), strict=True)]
    return pa.table({"unit": units, **columns, "people": setting.people[commune]})


def _block(scenario: Scenario, number: int, series: Ints, mean: Floats) -> Block:
    rng = generator(scenario.seed, 0, number)
    observed = draw_counts(rng, mean, scenario.dispersion)
    outbreaks = _outbreaks(rng, scenario, series, np.sqrt(scenario.dispersion * mean))
    keys = key_table(scenario, series)
    injected, placed = _inject(rng, scenario, outbreaks, mean.shape)
    units = tuple(keys["unit"].to_pylist())
    panel = Panel(
        units=units,
        epoch=scenario.epoch,
        observed=(observed + injected).astype(np.float64),
        population=np.broadcast_to(keys["people"].to_numpy(), mean.shape),
        frequency=scenario.calendar.frequency,
        dated=True,
    )
    table = _truth_table(outbreaks, placed, keys["unit"], number, series)
    return Block(panel, keys, Truth(table, injected.astype(np.int32)), mean)


def _window(scenario: Scenario, plan: OutbreakPlan) -> tuple[int, int]:
    epoch = scenario.epoch
    first = 0 if plan.first is None else np.searchsorted(epoch, day_number(plan.first))
    last = len(epoch) if plan.last is None else np.searchsorted(
        epoch, day_number(plan.last), side="right"
    )  # fmt: skip
    if first >= last:
        raise ValueError("no period of the scenario begins inside the days of an outbreak plan")
    return int(first), int(last) - 1


def _outbreaks(
    rng: np.random.Generator, scenario: Scenario, series: Ints, deviation: Floats
) -> Outbreaks:
    """Draw those of the plans and add the known ones of these series."""
    parts = [
        draw_outbreaks(rng, plan, _window(scenario, plan), deviation) for plan in scenario.outbreaks
    ]
    known = [one for one in scenario.known if series[0] <= one.series <= series[-1]]
    starts = np.array([day_number(one.start) for one in known], np.int64)
    parts.append(
        Outbreaks(
            column=np.array([one.series - series[0] for one in known], np.int64),
            start=np.searchsorted(scenario.epoch, starts, side="right") - 1,
            size=np.array([one.size for one in known], np.int64),
            k=np.full(len(known), np.nan),
            shape=np.array([SHAPES.index(one.shape) for one in known], np.int64),
        )
    )
    return Outbreaks(
        *(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Outbreaks))
    )


def _inject(
    rng: np.random.Generator, scenario: Scenario, outbreaks: Outbreaks, shape: tuple[int, ...]
) -> tuple[Ints, tuple[Ints, Ints, Ints]]:
    """Lay the cases on the grid; also give first and last position and cases seen of each."""
    epoch = scenario.epoch
    of, days = case_days(rng, outbreaks)
    day = epoch[outbreaks.start[of]] + days
    time = np.searchsorted(epoch, day, side="right") - 1
    inside = day < epoch[-1] + period_lengths(epoch[-1:], scenario.calendar)[0]
    of, time = of[inside], time[inside]
    flat = time * shape[1] + outbreaks.column[of]
    injected = np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)
    last = outbreaks.start.copy()
    np.maximum.at(last, of, time)
    return injected, (outbreaks.start, last, np.bincount(of, minlength=len(outbreaks.size)))


def _truth_table(
    outbreaks: Outbreaks,
    placed: tuple[Ints, Ints, Ints],
    units: pa.ChunkedArray,
    number: int,
    series: Ints,
) -> pa.Table:
    first, last, seen = placed
    words = np.array([one.value for one in SHAPES])
    count = len(outbreaks.size)
    return pa.table(
        {
            "outbreak": number * 2**32 + np.arange(count),
            "column": outbreaks.column,
            "series": series[0] + outbreaks.column,
            "unit": units.take(pa.array(outbreaks.column)),
            "first": first + 1,
            "last": last + 1,
            "size": outbreaks.size,
            "seen": seen,
            "k": pa.array(outbreaks.k, mask=np.isnan(outbreaks.k)),
            "shape": words[outbreaks.shape],
        },
        schema=OUTBREAKS,
    )
