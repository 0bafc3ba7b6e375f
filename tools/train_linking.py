"""Train the weights of person linking on generated lists and write the model of the package.

    .venv/bin/python tools/train_linking.py [PERSONS] [SEED]

m (how often records of one person stand at a level) is counted over all true pairs; u (how often
records of two persons do) over random pairs. What chance alone cannot show in a sample is set here
by hand, on the careful side, and said so.
"""

import sys
from dataclasses import asdict
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from lieny.registry.engine.linking.comparison import NULL, Comparison
from lieny.registry.engine.linking.comparisons import COMPARISONS
from lieny.registry.engine.linking.levels import levels_of
from lieny.registry.engine.linking.model import Model
from lieny.registry.engine.linking.records import collect
from linking_population import Population

MODEL = Path(__file__).parents[1] / "src/lieny/registry/engine/linking/model.json"
RANDOM_PAIRS = 4_000_000
PRIOR = 1e-6  # a nation of a million practitioners
AUTOMATIC, DOUBTFUL = 6.0, 0.0
LEAST = 0.001  # no fault is so rare in the field as to decide alone

# By hand. Two persons with one number: copied down, invented, a placeholder.
BY_HAND_U = {
    ("personal_number", "equal"): 2e-7,
    ("personal_number", "one slip"): 2e-6,
    ("personal_number", "old number differs"): 0.5,
    ("licence", "equal"): 2e-7,
    ("phone", "equal"): 1e-5,
}
# A person with two numbers of one type is what rule R12 looks for, not a habit: of two namesakes
# born on one day, each with a certificate, none is linked however rare the name.
# An old 9-digit number changed when its holder moved to another province.
BY_HAND_M = {("licence", "differs"): 0.002, ("personal_number", "old number differs"): 0.03}
# A serial without its issuer must not decide, with however rare a name; one that lacks only its
# type decides for a name that is not common. The name says the sex already.
BY_HAND_WEIGHT = {
    ("licence", "type missing"): 13.0,
    ("licence", "uncertain"): 4.0,
    ("licence", "other issuer"): 4.0,
    ("gender", "equal"): 0.0,
    ("gender", "differs"): -5.0,
}


def main() -> None:
    """Train and write."""
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20_26
    population = Population(persons, seed)
    lists, of_list = population.rows()
    register, of_register = population.rows(register=True)
    rows = pa.concat_tables([lists, register])
    person = np.concatenate([of_list, of_register])
    con = duckdb.connect()
    place = pa.array(np.arange(len(person)))
    records = collect(con, rows.append_column("place", place).append_column("origin", place))
    shown = np.unique(np.stack([records.of_row, person], axis=1), axis=0)
    same = level_shares(con, *true_pairs(shown))
    other = level_shares(con, *random_pairs(shown, np.random.default_rng(seed)))
    chances = {c.name: chances_of(c, same[c.name], other[c.name]) for c in COMPARISONS}
    model = Model(PRIOR, chances, AUTOMATIC, DOUBTFUL)
    MODEL.write_text(model.to_json() + "\n", "utf-8")
    for comparison in COMPARISONS:
        for level in comparison.levels[1:]:
            m, u = chances[comparison.name][level.name]
            weight = model.weight(comparison.name, level.name)
            print(f"{comparison.name:16} {level.name:22} m {m:.6f} u {u:.9f} {weight:+6.2f}")
    print(asdict(population.faults))


def true_pairs(shown: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of records of one person; `shown` holds (record, person)."""
    shown = shown[np.argsort(shown[:, 1], kind="stable")]
    left, right = [], []
    for distance in range(1, 12):
        near = np.flatnonzero(shown[:-distance, 1] == shown[distance:, 1])
        left.append(shown[near, 0])
        right.append(shown[near + distance, 0])
    return np.concatenate(left), np.concatenate(right)


def random_pairs(shown: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of records of two persons."""
    one, other = (shown[rng.integers(0, len(shown), RANDOM_PAIRS)] for _ in range(2))
    differ = one[:, 1] != other[:, 1]
    return one[differ, 0], other[differ, 0]


def level_shares(
    con: duckdb.DuckDBPyConnection, left: np.ndarray, right: np.ndarray
) -> dict[str, dict[str, float]]:
    """Share of each level among the pairs for which the comparison is not null."""
    pairs = pa.table({"l": left, "r": right, "pair": np.arange(len(left))})
    con.register("pairs", pairs)
    answers = levels_of(con, "pairs", COMPARISONS)
    con.unregister("pairs")
    shares = {}
    for comparison in COMPARISONS:
        counted = answers[comparison.name].value_counts().to_pylist()
        known = {row["values"]: row["counts"] for row in counted if row["values"] != NULL}
        shares[comparison.name] = {k: n / sum(known.values()) for k, n in known.items()}
    return shares


def chances_of(
    comparison: Comparison, same: dict[str, float], other: dict[str, float]
) -> dict[str, tuple[float, float]]:
    """Settle m and u of each level."""
    settled = {}
    for level in comparison.levels[1:]:
        key = (comparison.name, level.name)
        m = BY_HAND_M.get(key, max(same.get(level.name, 0.0), LEAST))
        u = BY_HAND_U.get(key, max(other.get(level.name, 0.0), 1e-6))
        if key in BY_HAND_WEIGHT:
            m = min(m, 2 ** BY_HAND_WEIGHT[key])
            u = m / 2 ** BY_HAND_WEIGHT[key]
        settled[level.name] = (round(m, 6), float(f"{u:.4g}"))
    return settled


if __name__ == "__main__":
    main()
