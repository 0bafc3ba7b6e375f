"""A folder of reference results of R *surveillance*, as tools/conformance/reference.R writes it.

params.json                configuration → {"algorithm": R's name, "control": {…}}, or
                           R's name → configuration → control
params_other.json          (optional) more of them
series/_meta.json          name, freq, epochAsDate of every dataset
series/DATASET.csv[.gz]    unit,t,epoch,observed,population
out/CONFIG__DATASET.csv[.gz]   unit,k,observed,upperbound,alarm,… (empty: NA)
"""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

ALGORITHMS = {
    "farringtonFlexible": "farrington-flexible",
    "farrington": "farrington",
    "earsC": "ears",
    "bayes": "bayes",
    "rki": "rki",
    "cusum": "cusum",
    "glrpois": "glr-poisson",
    "glrnb": "glr-nb",
    "outbreakP": "outbreak-p",
}


@dataclass(frozen=True)
class Config:
    """An algorithm by R's name, and R's control values."""

    name: str
    algorithm: str
    control: dict[str, object]


@dataclass(frozen=True)
class Dataset:
    """A file of series: time points a year, and whether `epoch` counts days."""

    name: str
    frequency: int
    dated: bool
    units: int
    weeks: int


@dataclass(frozen=True)
class Reference:
    """A folder of that layout."""

    folder: Path

    @cached_property
    def configs(self) -> dict[str, Config]:
        """All configurations by name."""
        found = {}
        for file in ("params.json", "params_other.json"):
            if (self.folder / file).exists():
                given = json.loads((self.folder / file).read_text(encoding="utf-8"))
                found.update({config.name: config for config in read_configs(given)})
        return found

    @cached_property
    def datasets(self) -> dict[str, Dataset]:
        """All datasets by name."""
        meta = json.loads((self.folder / "series" / "_meta.json").read_text(encoding="utf-8"))
        return {
            each["name"]: Dataset(
                each["name"], each["freq"], each["epochAsDate"], each["units"], each["nweeks"]
            )
            for each in meta
        }

    def pairs(self) -> list[tuple[Config, Dataset, Path]]:
        """Every configuration and dataset of which R's results are there."""
        found = []
        for path in sorted((self.folder / "out").glob("*__*.csv*")):
            config, dataset = path.name.split(".csv")[0].split("__", 1)
            found.append((self.configs[config], self.datasets[dataset], path))
        return found

    @contextmanager
    def series(self, dataset: Dataset) -> Iterator[Path]:
        """Give a plain CSV file of a dataset for the length of the block."""
        plain = self.folder / "series" / f"{dataset.name}.csv"
        if plain.exists():
            yield plain
            return
        with tempfile.TemporaryDirectory() as scratch:
            target = Path(scratch, plain.name)
            with gzip.open(f"{plain}.gz") as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file)
            yield target


def read_configs(given: dict[str, dict[str, object]]) -> Iterator[Config]:
    """Read either form of a file of parameters."""
    for name, value in given.items():
        if name in ALGORITHMS:
            for inner, control in value.items():
                yield Config(inner, name, dict(control))  # type: ignore[call-overload]
        else:
            control = value["control"]
            yield Config(name, str(value["algorithm"]), dict(control))  # type: ignore[call-overload]


def results(path: Path) -> pa.Table:
    """Read R's results; the name of a unit stays text, what is empty is null."""
    with pa.input_stream(str(path), compression="detect") as file:
        header = file.read().split(b"\n", 1)[0].decode().replace('"', "").strip().split(",")
    types = {name: pa.string() if name == "unit" else pa.float64() for name in header}
    return pyarrow.csv.read_csv(
        path, convert_options=pyarrow.csv.ConvertOptions(column_types=types, null_values=["", "NA"])
    )
