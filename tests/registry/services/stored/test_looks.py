"""Whoever looks the same to the rules has the same signs; a region grows file by file."""

import random
from contextlib import nullcontext
from itertools import pairwise

import numpy as np
import pytest
from test_equal_to_check import partition

from lieny.node.sample.region import DAY_OF_SAMPLE, generate_region
from lieny.registry.engine.linking import Before, link_persons
from lieny.registry.intake.reading import read_paths
from lieny.registry.services.linked import link_batch, posts_of
from lieny.registry.services.progress import unheard
from lieny.registry.services.stored.blocks import by_file, joined, packed, unpacked
from lieny.registry.services.stored.identities import NONE, take_over
from lieny.registry.services.stored.looks import looks_of_persons
from lieny.registry.services.stored.region import StoredBatch
from lieny.registry.services.stored.sign_rows import TABLES
from lieny.registry.services.verdicts import judge_screened, screen_region


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Give what each file of a region holds, as it is stored."""
    root = tmp_path_factory.mktemp("region")
    generate_region(root, registrations=700, seed=5, as_of=DAY_OF_SAMPLE)
    batch = read_paths([root / "input"], jobs=1)
    return [
        {name: unpacked(packed(table)) for name, table in one.tables.items()}
        for one in by_file(batch)
    ]


class Growing:
    """A registry in memory that takes files in, keeping the ids of persons and places."""

    def __init__(self, files):
        self.files, self.chosen, self.fresh = files, [], 1
        self.owner = {"rows": {}, "facilities": {}}
        self.links = self.stored = None

    def take_in(self, numbers):
        had = list(self.chosen)
        self.chosen = sorted({*self.chosen, *numbers})
        batch = joined([self.files[number] for number in self.chosen])
        numbers = np.array(self.chosen)
        self.stored = StoredBatch(batch, numbers + 1, ("79",) * len(numbers), numbers)
        self.keys = [
            *((1, key) for key in self.stored.keys("registrations").tolist()),
            *((2, key) for key in self.stored.keys("licences").tolist()),
        ]
        self.linked = link_batch(
            batch,
            as_of=DAY_OF_SAMPLE,
            timing=lambda _stage: nullcontext(),
            progress=unheard,
            before=self._before(had) if had else None,
            arrivals=self.stored.arrivals,
        )
        self.links = self.linked.persons
        of_row = np.concatenate([self.links.registration_person, self.links.licence_person])
        self.ids = self._ids("rows", of_row.astype(np.int64), self.keys)
        self.places = self._ids(
            "facilities",
            self.linked.facilities.entity.astype(np.int64),
            self.stored.keys("facilities").tolist(),
        )

    def _before(self, had):
        known = np.array([(key >> 32) - 1 in set(had) for _, key in self.keys])
        person = np.array([self.owner["rows"].get(key, NONE) for key in self.keys], np.int64)
        return Before(known, person, self.links.memory, np.empty(0, np.int64))

    def _ids(self, name, group, keys):
        owner = self.owner[name]
        ids = take_over(group, np.array([owner.get(key, NONE) for key in keys], np.int64)).of_group
        new = np.flatnonzero(ids == NONE)
        ids[new] = np.arange(self.fresh, self.fresh + len(new))
        self.fresh += len(new)
        owner.update(zip(keys, ids[group].tolist(), strict=True))
        return ids

    def looks_and_signs(self):
        """Give of each person's id what rules look at, and what they see."""
        screening = screen_region(self.linked)
        looks = looks_of_persons(
            self.stored, screening.ground, screening.screened, self.ids, self.places
        )
        verdicts = judge_screened(self.linked, screening, progress=unheard)
        kept = {kind: self.stored.keys(name) for kind, name in TABLES.items()}
        signs = {
            int(self.ids[one.dossier.person]): frozenset(told(sign, kept) for sign in one.signs)
            for one in verdicts.judged
        }
        return dict(zip(self.ids.tolist(), looks.tolist(), strict=True)), signs


def told(sign, kept):
    evidence = tuple((row.table.value, int(kept[row.table][row.index])) for row in sign.evidence)
    minutes = None if sign.overlap is None else sign.overlap.minutes
    question = sign.question and sign.question.vi
    vanishes = sign.vanishes_if and sign.vanishes_if.vi
    certain = (sign.severity.value, sign.certainty.value)
    return (sign.rule, *certain, sign.said.vi, vanishes, question, minutes, evidence)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [1, 2])
def test_who_looks_the_same_has_the_same_signs_while_a_region_comes_in(files, seed):
    random_ = random.Random(seed)
    order = random_.sample(range(len(files)), len(files))
    cuts = [0, len(files) // 2, 2 * len(files) // 3, len(files) - 2, len(files)]
    growing, looks, signs = Growing(files), {}, {}
    same = changed = 0
    for begin, end in pairwise(cuts):
        growing.take_in(order[begin:end])
        now, seen = growing.looks_and_signs()
        for person in looks.keys() & now.keys():
            if looks[person] == now[person]:
                same += 1
                assert signs.get(person) == seen.get(person), person
            else:
                changed += signs.get(person) != seen.get(person)
        looks, signs = now, seen
    assert same > 100
    assert changed > 10
    rows, batch = growing.links, growing.stored.batch
    whole = link_persons(
        batch.registrations,
        batch.licences,
        posts=posts_of(batch, as_of=DAY_OF_SAMPLE),
        frequencies_of=rows.memory.frequencies,
    )
    both = [
        np.concatenate([one.registration_person, one.licence_person]).tolist()
        for one in (rows, whole)
    ]
    places = range(len(both[0]))
    assert partition(zip(places, both[0], strict=True)) == partition(
        zip(places, both[1], strict=True)
    )
