"""Cấu hình phát hiện: which algorithm, with which control values, over which weeks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lieny.surveillance.columns.series import TimeGrid
from lieny.surveillance.engine.detected import Span
from lieny.surveillance.services.algorithms import Algorithm, algorithm_named
from lieny.ui.dates import Language

MOST_YEARS = 5


class ConfigFault(ValueError):
    """The configuration or the range cannot be used; says why and what to do in both languages."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(english)
        self.sentences = {Language.VI: vietnamese, Language.EN: english}


@dataclass(frozen=True, slots=True)
class DetectionConfig:
    """An algorithm and its control values, named as in R; `control` None: the defaults."""

    algorithm: Algorithm
    control: Mapping[str, object] | None = None


def read_config(path: Path | None, *, algorithm: Algorithm | None) -> DetectionConfig:
    """Read a configuration: an object of control values, or `{"algorithm": …, "control": {…}}`.

    Args:
        path: a JSON file; None for the defaults.
        algorithm: what was asked for beside the file; it must not contradict the file.

    Raises:
        ConfigFault: not such a file.
    """
    given: Mapping[str, object] | None = None if path is None else _object(path)
    named: Algorithm | None = None
    if given is not None and "algorithm" in given:
        named = _named(str(given["algorithm"]))
        inner = given.get("control", {})
        given = inner if isinstance(inner, dict) else _refuse(str(path))
    if algorithm and named and algorithm is not named:
        raise ConfigFault(
            f"--algorithm là {algorithm} nhưng tệp cấu hình ghi {named}: hãy bỏ một trong hai",
            f"--algorithm is {algorithm} but the configuration says {named}: drop one of them",
        )
    return DetectionConfig(algorithm or named or Algorithm.FARRINGTON_FLEXIBLE, given)


def _object(path: Path) -> Mapping[str, object]:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        line = fault.lineno if isinstance(fault, json.JSONDecodeError) else 1
        raise ConfigFault(
            f"{path}: không phải JSON, hỏng ở dòng {line}; ví dụ đúng: " + '{"b": 5, "w": 3}',
            f"{path}: not JSON, broken at line {line}; a right one: " + '{"b": 5, "w": 3}',
        ) from None
    return given if isinstance(given, dict) else _refuse(str(path))


def _refuse(path: str) -> Mapping[str, object]:
    raise ConfigFault(
        f"{path}: cần một đối tượng JSON gồm tên và giá trị, ví dụ " + '{"b": 5, "w": 3}',
        f"{path}: expected a JSON object of names and values, such as " + '{"b": 5, "w": 3}',
    )


def _named(name: str) -> Algorithm:
    found = algorithm_named(name)
    if found is None:
        known = ", ".join(Algorithm)
        raise ConfigFault(
            f"không có thuật toán “{name}”; có: {known}",
            f"there is no algorithm “{name}”; there are: {known}",
        )
    return found


def span_of(grid: TimeGrid, chosen: tuple[int, int] | None, *, frequency: int) -> Span:
    """Give the evaluated weeks as positions on the grid; without a choice, the latest year.

    Raises:
        ConfigFault: the chosen range leaves the file's weeks.
    """
    if chosen is None:
        return Span(max(1, len(grid) - frequency + 1), len(grid))
    first, last = chosen
    if not grid.first <= first <= last <= grid.last:
        raise ConfigFault(
            f"--range {first}:{last} ra ngoài các tuần của tệp ({grid.first}:{grid.last})",
            f"--range {first}:{last} leaves the weeks of the file ({grid.first}:{grid.last})",
        )
    return Span(first - grid.first + 1, last - grid.first + 1)


def default_control(algorithm: Algorithm, *, span: Span, frequency: int) -> dict[str, object]:
    """Give the control values when none are given; named as in R, the rest are R's defaults.

    Farrington flexible takes what Noufaily et al. (2013) recommend: seasons in ten periods, the
    last half year left out of the baseline, the trend always kept, a threshold by quantiles of the
    negative binomial. As many years back as there are before the first evaluated week, at most 5.
    """
    years = max(1, min(MOST_YEARS, (span.first - 1) // frequency))
    if algorithm is Algorithm.FARRINGTON_FLEXIBLE:
        return {
            "b": years,
            "w": 3,
            "noPeriods": 10,
            "pastWeeksNotIncluded": frequency // 2,
            "pThresholdTrend": 1,
            "thresholdMethod": "nbPlugin",
            "alpha": 0.01,
        }
    if algorithm is Algorithm.FARRINGTON:
        return {"b": years, "w": 3}
    return {}
