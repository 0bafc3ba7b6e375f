"""What rules look at in each person, as a fingerprint: who has the same has the same signs.

A rule is given a dossier and the region. What a dossier is made of is the person's own rows and
what others show of the same numbers, names and places; of the region rules ask about the person's
places and issuers. All of it goes into the fingerprint, a little more than the rules read: then
somebody is judged once too often, never once too seldom. The day and the law do not: what they
change is found when everybody is judged (`checking_anew`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.engine.columns_read import coded
from lieny.registry.engine.licence_keys import SERIALS
from lieny.registry.engine.place_facts import TOLD
from lieny.registry.engine.screens import Screened
from lieny.registry.rules import r09_facility, r10_unknown_licence, r21_no_practice
from lieny.registry.rules.facts import Region
from lieny.registry.rules.rule_set import ON_BANDS
from lieny.registry.rules.settings import binds, number
from lieny.registry.services.dossiers import Ground
from lieny.registry.services.late_heaps import in_late_heaps
from lieny.registry.services.stored.fingerprints import Hashes, added, mixed, of_rows, of_text
from lieny.registry.services.stored.region import StoredBatch

Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
# What rules are told of a place (`PlaceFacts`), but for the numbers of its rows in the run.
OF_ENTITY: Final = [name for name in TOLD if name != "rows"]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Licence numbers of a run, numbered in order.

    Attributes:
        count: how many there are.
        used: number of each use.
        held: number of each row of the registers, −1 for none.
        group: issuer and type of each number.
        seen: fingerprint of each number.
    """

    count: int
    used: Longs
    held: Longs
    group: Longs
    seen: Hashes


def looks_of_persons(
    stored: StoredBatch, ground: Ground, screened: Screened, ids: Longs, places: Longs
) -> Hashes:
    """Give the fingerprint of what rules look at in each person of the run.

    Args:
        stored: where rows are kept.
        ground: the run.
        screened: which rules may see something in whom.
        ids: id of each person of the run.
        places: id of each place of the run.
    """
    given = ground.given
    place_seen = _places(stored, ground, places)
    person = given.registration_person.astype(np.int64)
    holder = given.licence_person.astype(np.int64)
    rules = np.zeros(given.person_count + 1, np.int64)
    rules[screened.persons] = screened.rules
    rows = mixed(
        stored.keys("registrations"),
        place_seen[given.place],
        given.current,
        given.active,
        given.passed_over,
        in_late_heaps(given),
        _bands(ground, rules[person]),
        _of_uses(stored, ground, ids, place_seen),
    )
    registers = mixed(stored.keys("licences"), *_reach(ground))
    return mixed(
        rules[:-1],
        added(rows, person, given.person_count)[:-1],
        added(registers, holder, given.person_count)[:-1],
        _witnesses(stored, ground, place_seen),
    )


def _places(stored: StoredBatch, ground: Ground, places: Longs) -> Hashes:
    """Give the fingerprint of each place; the last one stands for none."""
    region, entities, facts = ground.region, ground.given.entities, ground.places
    least = _least(region, r09_facility.TOPIC, "least_coverage")
    (province,), codes = coded(entities["province"])
    loaded = [code in region.facility_register_loaded for code in codes]
    covered = [region.facility_coverage.get(code, 0.0) >= least for code in codes]
    habits = facts.habits
    hours = np.array([0, *(of_text(one.to_bytes().hex()) for one in habits.sets[1:])], np.int64)
    told = mixed(
        places,
        of_rows(entities.select(OF_ENTITY)),
        facts.vague,
        habits.listed,
        habits.template,
        hours[habits.copies],
        np.array([*loaded, False])[province],
        np.array([*covered, least <= 0.0])[province],
        _rows_of_places(stored, entities),
    )
    return np.append(told, np.uint64(0))


def _rows_of_places(stored: StoredBatch, entities: pa.Table) -> Hashes:
    """Give a fingerprint of the rows of each place, in their order."""
    rows = entities["rows"].combine_chunks()
    place = np.asarray(pc.list_parent_indices(rows), np.int64)
    order = np.arange(len(place)) - np.asarray(rows.offsets)[place]
    keys = stored.keys("facilities")[np.asarray(pc.list_flatten(rows), np.int64)]
    return added(mixed(keys, order), place, entities.num_rows)[:-1]


def _bands(ground: Ground, rules: Longs) -> Hashes:
    """Give the dates between which numbers should have been issued, where a rule asks for them."""
    bands = ground.given.bands
    told = mixed(bands.earliest, bands.latest, bands.neighbours)
    return np.where(rules & ON_BANDS > 0, told, np.uint64(0))


def _of_uses(stored: StoredBatch, ground: Ground, ids: Longs, place_seen: Hashes) -> Hashes:
    """Give for each registration what is shown of its numbers: by registers and other holders."""
    given, keys = ground.given, ground.keys
    numbers = _numbers(ground)
    whole_ids = np.append(ids, -1)
    row = keys.use_row.astype(np.int64)
    user = given.registration_person[row].astype(np.int64)
    register = mixed(stored.keys("licences"), whole_ids[given.licence_person])
    of_number = added(register, numbers.held, numbers.count)[numbers.used]
    of_name = _namesakes(ground, register)
    owned = added(numbers.seen[numbers.used], user, given.person_count) + added(
        np.append(numbers.seen, np.uint64(0))[numbers.held],
        np.where(numbers.held >= 0, given.licence_person, -1).astype(np.int64),
        given.person_count,
    )
    holder = mixed(
        stored.keys("registrations")[row],
        whole_ids[user],
        place_seen[given.place[row]],
        owned[user],
        of_name,
    )
    active = given.active[row]
    holders = added(holder[active], numbers.used[active], numbers.count)[numbers.used]
    use = mixed(
        numbers.seen[numbers.used],
        keys.use_exact,
        of_number,
        of_name,
        holders,
        _covered(ground)[numbers.group[numbers.used]],
    )
    return added(use, row, given.registrations.num_rows)[:-1]


def _numbers(ground: Ground) -> _Numbers:
    keys = ground.keys
    found, at = np.unique(np.concatenate([keys.use_key, keys.register]), return_inverse=True)
    used, held = at[: len(keys.use_key)], at[len(keys.use_key) :]
    group = np.where(found >= 0, found // SERIALS, -1)
    words = np.array([*(of_text(repr(one)) for one in keys.groups), 0], np.int64)
    return _Numbers(
        count=len(found),
        used=used.astype(np.int64),
        held=np.where(keys.register >= 0, held, -1).astype(np.int64),
        group=group,
        seen=mixed(words[group], np.where(found >= 0, found % SERIALS, -1)),
    )


def _namesakes(ground: Ground, register: Hashes) -> Hashes:
    """Give for each use what registers show of the same name in the same series."""
    keys = ground.keys
    listed, held, names = ground.names
    series = np.where(keys.register >= 0, keys.register // SERIALS, -1)
    theirs = np.where((series >= 0) & (held >= 0), series * names + held, -1)
    name = listed[keys.use_row]
    wanted = np.where(name >= 0, keys.use_key // SERIALS * names + name, -1)
    found, at = np.unique(np.concatenate([wanted, theirs]), return_inverse=True)
    owner = np.where(theirs >= 0, at[len(wanted) :], -1).astype(np.int64)
    whole = added(register, owner, len(found))
    return np.where(wanted >= 0, whole[at[: len(wanted)]], np.uint64(0))


def _least(region: Region, topic: str, parameter: str) -> float:
    """Give from which share on a rule asks; more than any share where its law does not bind."""
    return number(region, topic, parameter) if binds(region, topic) else 2.0


def _covered(ground: Ground) -> Flags:
    """Tell the issuers and types whose register is complete enough to miss a number in."""
    region = ground.region
    least = _least(region, r10_unknown_licence.TOPIC, "least_coverage")
    coverage = region.register_coverage
    return np.array([coverage.get(one, 0.0) >= least for one in ground.keys.groups] + [False])


def _reach(ground: Ground) -> tuple[Flags, Flags]:
    """Tell of register rows whether lists reach their issuer, and whether a list may mean them."""
    keys, region = ground.keys, ground.region
    least = _least(region, r21_no_practice.TOPIC, "least_named")
    reached = np.array(
        [region.list_coverage.get(one, 0.0) >= least for one in keys.groups] + [False]
    )
    listed, held, names = ground.names
    numbered = np.zeros(len(listed), np.bool_)
    numbered[keys.use_row[keys.use_exact]] = True
    unnumbered = np.zeros(names + 1, np.bool_)
    unnumbered[listed[~numbered & (listed >= 0)]] = True
    group = np.where(keys.register >= 0, keys.register // SERIALS, -1)
    return reached[group], unnumbered[held] & (held >= 0)


def _witnesses(stored: StoredBatch, ground: Ground, place_seen: Hashes) -> Hashes:
    """Give for each person what activities and trainees tell."""
    witnesses = ground.witnesses
    seen = place_seen.view(np.int64)
    told = np.zeros(ground.given.person_count, np.uint64)
    kept = stored.keys("activities")
    for person, activities in witnesses.activities.items():
        rows = np.array([one.row for one in activities], np.int64)
        at = np.array([-1 if one.facility is None else one.facility for one in activities])
        named = np.array([one.named_only for one in activities])
        told[person] += mixed(kept[rows], seen[at], named).sum()
    kept = stored.keys("trainees")
    for person, trainees in witnesses.trainees.items():
        told[person] += mixed(kept[np.array([one.row for one in trainees], np.int64)]).sum()
    return told
