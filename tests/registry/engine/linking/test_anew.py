"""Linking what came since, and linking everything, give the same persons."""

import random

import numpy as np
import pytest

from lieny.registry.columns.tables import LICENCES
from lieny.registry.engine.linking import (
    Before,
    Decided,
    MemoryDoesNotFit,
    blocking,
    clusters,
    link_anew,
    link_persons,
)
from people import number, shown, table

NAMES = ("Nguyễn Văn An", "Nguyễn Văn Anh", "Trần Thị Bình", "Lê Cúc", "Lê Thị Cúc", "Nguyễn An")
BIRTHS = ("1980-05-21", "1980-05-12", "1980", "1991-01-01", "1975-07-30", None)
LICENCES_OF = ("1234/HCM-CCHN", "1235/HCM-CCHN", "1234/ĐNAI-CCHN", "77/HNO-GPHN", "1234/HCM", None)
PHONES = ("0900000001", "0900000002", None, None)
CCCD = ("079080000001", "079080000002", "079075000003", None, None)


def some_rows(random_, count):
    rows = []
    for _ in range(count):
        more = {"phone": random_.choice(PHONES), "cccd": random_.choice(CCCD)}
        if random_.random() < 0.2:
            more["other_licences"] = [number(random_.choice(LICENCES_OF[:4]))]
        name, born = random_.choice(NAMES), random_.choice(BIRTHS)
        rows.append(shown(name, born=born, licence=random_.choice(LICENCES_OF), **more))
    return rows


def rows_as(kept, registrations, licences):
    listed = [*registrations, {"other_licences": []}][:-1]
    rows = [{"other_licences": [], **row} for row in listed]
    return table([rows[k] for k in kept[0]]), table([licences[k] for k in kept[1]], LICENCES)


def persons_of(links):
    return np.concatenate([links.registration_person, links.licence_person]).astype(np.int64)


def partition(persons):
    return {frozenset(np.flatnonzero(persons == one).tolist()) for one in set(persons.tolist())}


def go_on(steps, registrations, licences, decisions=None):
    """Link step by step; give the persons of the last step both ways."""
    links, had, said = None, ([], []), Decided()
    for at, kept in enumerate(steps):
        tables = rows_as(kept, registrations, licences)
        now = decisions[at] if decisions else Decided()
        if links is None:
            links = link_persons(*tables, decided=now)
        else:
            known = np.array([k in had[0] for k in kept[0]] + [k in had[1] for k in kept[1]], bool)
            person = np.full(len(known), -1, np.int64)
            person[known] = persons_of(links)
            new = {row for pair in {*now.same, *now.different} for row in pair}
            old = {row for pair in {*said.same, *said.different} for row in pair}
            changed = np.array(sorted(new | old), np.int64)
            before = Before(known, person, links.memory, changed)
            links = link_anew(*tables, before=before, decided=now)
            whole = link_persons(*tables, decided=now, frequencies_of=links.memory.frequencies)
            assert partition(persons_of(links)) == partition(persons_of(whole))
            assert links.memory.shown.tolist() == whole.memory.shown.tolist()
            assert partition(links.memory.component) == partition(whole.memory.component)
            assert questions_of(links) <= questions_of(whole)
            assert links.person_count == whole.person_count
        had, said = kept, now
    return links


def questions_of(links):
    """Name each question by what it is asked about."""
    asked = links.questions.to_pylist()
    return {
        (q["left_table"], q["left_row"], q["right_table"], q["right_row"], round(q["weight"], 3))
        for q in asked
    }


@pytest.mark.parametrize("seed", range(6))
def test_rows_that_come_in_any_order_become_the_persons_of_all_rows(seed, monkeypatch):
    monkeypatch.setattr(blocking, "MOST_IN_A_BLOCK", 7)
    monkeypatch.setattr(clusters, "LARGEST", 12)
    random_ = random.Random(seed)
    registrations, licences = some_rows(random_, 60), some_rows(random_, 12)
    parts = (
        [random_.choice((0, 1, 2)) for _ in registrations],
        [random_.choice((0, 1, 2)) for _ in licences],
    )
    steps = [
        tuple([k for k, part in enumerate(one) if part <= step] for one in parts)
        for step in range(3)
    ]
    go_on(steps, registrations, licences)


def test_decisions_that_come_and_go_are_followed():
    rows = [
        shown("Nguyễn Văn An", born="1980-05-21", licence="1234/HCM-CCHN"),
        shown("Nguyễn Văn An", born="1980-05-21", licence="1234/HCM-CCHN", phone="0900000001"),
        shown("Phạm Thị Hoa", born="1971-02-03", licence="77/HNO-CCHN"),
        shown("Lê Cúc", born="1991-04-05", licence="88/HNO-CCHN"),
    ]
    every = ([0, 1, 2, 3], [])
    said = [Decided(), Decided(((2, 3),), ((0, 1),)), Decided()]
    links = go_on([([0, 2, 3], []), every, every], rows, [], said)
    assert partition(persons_of(links)) == {frozenset({0, 1}), frozenset({2}), frozenset({3})}
    apart = go_on([([0, 1, 2, 3], []), every], rows, [], said[:2])
    assert partition(persons_of(apart)) == {frozenset({0}), frozenset({1}), frozenset({2, 3})}


def test_what_nothing_touches_is_not_looked_at():
    rows = [
        shown("Nguyễn Văn An", born="1980-05-21", licence="1234/HCM-CCHN"),
        shown("Phạm Thị Hoa", born="1971-02-03", licence="77/HNO-CCHN"),
        shown("Nguyễn Văn An", born="1980-05-21", licence="1234/HCM-CCHN", title="doctor"),
    ]
    links = go_on([([0, 1], []), ([0, 1, 2], [])], rows, [])
    assert links.looked_at.tolist() == [True, False, True]


def test_a_telephone_that_turns_out_to_be_the_facilitys_is_forgotten_everywhere():
    given = ("An", "Bình", "Cúc", "Dung")
    rows = [
        shown(f"Lê {name}", born=f"198{k}-03-04", phone="0900000001")
        for k, name in enumerate(given)
    ]
    rows.insert(0, shown("Lê An", phone="0900000001"))
    links = go_on([([0, 1, 2], []), ([0, 1, 2, 3, 4], [])], rows, [])
    assert links.looked_at.all()


def test_a_memory_of_other_rows_is_refused():
    rows = [shown("Nguyễn Văn An", born="1980-05-21"), shown("Lê Cúc", born="1991-04-05")]
    links = link_persons(table(rows[:1]), table([], LICENCES))
    before = Before(np.array([True, True]), np.zeros(2, np.int64), links.memory, np.empty(0, int))
    with pytest.raises(MemoryDoesNotFit):
        link_anew(table(rows), table([], LICENCES), before=before)
