"""Measure person linking on lists the model was not trained on: other persons, more faults.

    .venv/bin/python tools/measure_linking.py PERSONS [SEED] [FAULTS] [full|official]

`official` shows lists as the official form does, name and licence number only, beside a register.
Prints precision and recall over pairs of rows, seconds and memory; `splink` is the time of
Splink's own blocking, scoring and clustering on the same rows.
"""

import resource
import sys
import time

import numpy as np
import pyarrow as pa

from lieny.registry.engine.linking import link_persons
from linking_population import Faults, Population

HIDDEN_ON_THE_FORM = ("birth_on", "birth_year", "cccd", "cmnd", "phone", "gender")


def main() -> None:
    """Measure one size."""
    persons = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    factor = float(sys.argv[3]) if len(sys.argv) > 3 else 1.5
    kind = sys.argv[4] if len(sys.argv) > 4 else "full"
    population = Population(persons, seed, Faults().times(factor))
    lists, of_list = population.rows()
    register, of_register = population.rows(register=True)
    if kind == "official":
        for name in HIDDEN_ON_THE_FORM:
            place = lists.schema.get_field_index(name)
            hidden = pa.nulls(lists.num_rows, lists.schema.field(name).type)
            lists = lists.set_column(place, name, hidden)
    else:
        register, of_register = register.slice(0, 0), of_register[:0]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    begin = time.perf_counter()
    links = link_persons(lists, register)
    seconds = time.perf_counter() - begin
    found = np.concatenate([links.registration_person, links.licence_person])
    precision, recall = agreement(found, np.concatenate([of_list, of_register]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{kind} persons {persons} rows {len(found)} faults x{factor} seed {seed}: "
        f"P {precision:.5f} R {recall:.4f} found {links.person_count} "
        f"questions {links.questions.num_rows} {seconds:.1f} s, "
        f"{peak:.2f} GB (before {before:.2f})"
    )


def agreement(found: np.ndarray, true: np.ndarray) -> tuple[float, float]:
    """Precision and recall over pairs of rows."""
    both = pairs_within(found.astype(np.int64) * (int(true.max()) + 1) + true)
    return both / max(pairs_within(found), 1), both / max(pairs_within(true), 1)


def pairs_within(label: np.ndarray) -> int:
    """How many pairs of rows bear one label."""
    sizes = np.unique(label, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


if __name__ == "__main__":
    main()
