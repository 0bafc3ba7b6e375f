"""Which configurations R is run with, on which weeks of which datasets."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable
from pathlib import Path

from conformance.layout import Config, Dataset, Reference

LONG_RUN = {"farringtonFlexible", "farrington"}  # slow in R
LONGEST_OUTBREAK_P = 320  # its time in R grows with the square of the length, and more
COLUMNS = ("config", "dataset", "algorithm", "freq", "dated", "first", "last", "control")


def r_expression(value: object) -> str:
    """Write a control value as R does."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, list):
        return f"c({', '.join(map(r_expression, value))})"
    if isinstance(value, dict):
        inner = ", ".join(f"{name} = {r_expression(each)}" for name, each in value.items())
        return f"list({inner})"
    return repr(value)


def weeks_of(config: Config, dataset: Dataset, *, most: int) -> tuple[int, int] | None:
    """Choose the latest weeks that have enough history; None when there are too few."""
    n, control = dataset.weeks, config.control
    if config.algorithm == "outbreakP":
        if n > LONGEST_OUTBREAK_P:
            return None
        first = max(1, n - most)
    elif config.algorithm in {"cusum", "glrpois", "glrnb"}:
        first = n // 2
    elif config.algorithm == "earsC":
        first = max(int(str(control.get("baseline", 7))) + 5, n - 4 * most)
    else:
        years, half = int(str(control.get("b", 0))), int(str(control.get("w", 6)))
        first = max(years * dataset.frequency + half + 3, n - most)
    return (first, n) if n - first >= 4 else None


def write_plan(folder: Path, configs: Iterable[Config], *, most: int) -> int:
    """Write `plan.tsv` of all configurations on all datasets; give the number of jobs."""
    reference = Reference(folder)
    missing = {name for name in reference.datasets if _has_missing(reference, name)}
    jobs = 0
    with (folder / "plan.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(COLUMNS)
        for config in configs:
            for dataset in reference.datasets.values():
                slow = config.algorithm in LONG_RUN and dataset.units > 4
                weeks = weeks_of(config, dataset, most=most // 3 if slow else most)
                if weeks is None or (dataset.name in missing and not _takes_missing(config)):
                    continue
                writer.writerow(
                    [
                        *(config.name, dataset.name, config.algorithm, dataset.frequency),
                        *(int(dataset.dated), *weeks, r_expression(config.control)),
                    ]
                )
                jobs += 1
    return jobs


def _takes_missing(config: Config) -> bool:
    """R's other functions stop at a missing count, or drop it without a word."""
    return config.algorithm in {"farringtonFlexible", "earsC"}


def _has_missing(reference: Reference, name: str) -> bool:
    with reference.series(reference.datasets[name]) as path, path.open(encoding="utf-8") as file:
        return any(row["observed"] in {"", "NA"} for row in csv.DictReader(file))


def random_configs(seed: int, count: int) -> list[Config]:
    """Draw further configurations: `count` for farringtonFlexible, half as many for the others."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    drawn: list[Config] = []
    for name, draw in DRAWS.items():
        times = count if name == "farringtonFlexible" else (count + 1) // 2
        drawn += [
            Config(f"X{seed}{name[:3]}{name[-2:]}{number}", name, draw(chance))
            for number in range(times)
        ]
    return drawn


def _flexible(chance: random.Random) -> dict[str, object]:
    half = chance.randint(1, 6)
    return {
        "b": chance.randint(2, 6),
        "w": half,
        "reweight": chance.random() < 0.8,
        "weightsThreshold": chance.choice([1, 1.5, 2.58]),
        "alpha": chance.choice([0.005, 0.01, 0.025, 0.05, 0.1]),
        "trend": chance.random() < 0.8,
        "pThresholdTrend": chance.choice([0.05, 0.2, 1]),
        "limit54": chance.choice([[5, 4], [0, 4], [3, 8], [10, 10]]),
        "powertrans": chance.choice(["2/3", "1/2", "none"]),
        "populationOffset": chance.random() < 0.3,
        "noPeriods": chance.choice([1, 2, 4, 5, 10, 12]),
        "thresholdMethod": chance.choice(["delta", "nbPlugin", "muan"]),
        "pastWeeksNotIncluded": chance.choice([half, 0, 13, 26]),
        "glmWarnings": False,
        "verbose": False,
    }


def _farrington(chance: random.Random) -> dict[str, object]:
    return {
        "b": chance.randint(2, 5),
        "w": chance.randint(1, 5),
        "reweight": chance.random() < 0.7,
        "alpha": chance.choice([0.001, 0.01, 0.05]),
        "trend": chance.random() < 0.8,
        "limit54": chance.choice([[5, 4], [0, 4]]),
        "powertrans": chance.choice(["2/3", "1/2", "none"]),
    }


def _ears(chance: random.Random) -> dict[str, object]:
    return {
        "method": chance.choice(["C1", "C2", "C3"]),
        "baseline": chance.randint(3, 14),
        "minSigma": chance.choice([0, 0.2, 1]),
        "alpha": chance.choice([0.001, 0.01, 0.05]),
    }


def _window(chance: random.Random) -> dict[str, object]:
    years = chance.randint(0, 3)
    return {"b": years, "w": chance.randint(1, 8), "actY": years == 0 or chance.random() < 0.5}


def _bayes(chance: random.Random) -> dict[str, object]:
    return {**_window(chance), "alpha": chance.choice([0.01, 0.05, 0.1])}


def _cusum(chance: random.Random) -> dict[str, object]:
    return {
        "k": chance.choice([0.5, 0.8, 1.04, 1.5]),
        "h": chance.choice([2.26, 3, 5]),
        "m": chance.choice([None, "glm"]),
        "trans": chance.choice(["standard", "rossi", "none"]),
    }


def _glr(chance: random.Random) -> dict[str, object]:
    return {
        "c.ARL": chance.choice([3, 5, 7.5]),
        "M": chance.choice([-1, 10, 40]),
        "ret": chance.choice(["value", "cases"]),
        "theta": chance.choice([None, 0.3, 0.7]),
        "dir": "inc",
        "mu0": {"S": chance.randint(1, 2), "trend": chance.random() < 0.3},
    }


def _glr_negative_binomial(chance: random.Random) -> dict[str, object]:
    return {**_glr(chance), "ret": "value", "alpha": chance.choice([0.05, 0.2, 0.5])}


def _outbreak(chance: random.Random) -> dict[str, object]:
    return {"k": chance.choice([20, 100, 500]), "ret": chance.choice(["value", "cases"])}


DRAWS = {
    "farringtonFlexible": _flexible,
    "farrington": _farrington,
    "earsC": _ears,
    "bayes": _bayes,
    "rki": _window,
    "cusum": _cusum,
    "glrpois": _glr,
    "glrnb": _glr_negative_binomial,
    "outbreakP": _outbreak,
}
