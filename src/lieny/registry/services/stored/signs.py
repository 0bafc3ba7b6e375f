"""Signs of the rules, kept from the day they are first seen to the day they are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
from django.db.models import Q

from lieny.registry.models import StoredSign
from lieny.registry.services.evidence import EvidenceBook
from lieny.registry.services.findings import facility_case, open_cases, urgency
from lieny.registry.services.linked import Linked, evidence_book
from lieny.registry.services.progress import unheard
from lieny.registry.services.stored.looks import looks_of_persons
from lieny.registry.services.stored.memory import Looks
from lieny.registry.services.stored.persons import StoredPersons
from lieny.registry.services.stored.region import StoredBatch
from lieny.registry.services.stored.sign_rows import SignRows
from lieny.registry.services.verdicts import Verdicts, judge_screened, screen_region

Longs = npt.NDArray[np.int64]
Ending = StoredSign.Ending
REFRESHED = (
    "severity", "certainty", "provinces", "facilities", "minutes", "overlap", "said_vi", "said_en",
    "vanishes_vi", "vanishes_en", "question_vi", "question_en", "law", "evidence",
)  # fmt: skip
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class SignChange:
    """What a check changed: signs that were opened, that stand still, that ended.

    Attributes:
        refreshed: of those that stand still, how many say something else than before.
    """

    opened: int
    standing: int
    ended: int
    refreshed: int = 0


@dataclass(frozen=True, slots=True)
class Judging:
    """A run whose signs are to be kept.

    Attributes:
        stored: the rows.
        linked: the run.
        places: facility of each place of the run.
        persons: persons of the run.
        at: the time of the check.
    """

    stored: StoredBatch
    linked: Linked
    places: Longs
    persons: StoredPersons
    at: datetime


def keep_signs(
    run: Judging, *, last: Looks | None = None, law_changed: bool = False
) -> tuple[SignChange, Looks]:
    """Judge those who do not look as they did last time, then open, refresh and end their signs.

    Args:
        run: who is to be judged.
        last: what rules looked at last time; None judges everybody.
        law_changed: no list came since the last check, so what vanished did so by law or date.

    Returns:
        What changed, and what the rules looked at.
    """
    screening = screen_region(run.linked)
    ids = run.persons.ids
    order = np.argsort(ids)
    seen = looks_of_persons(run.stored, screening.ground, screening.screened, ids, run.places)
    looks = Looks(ids[order], seen[order])
    if last is None:
        found = _found(run, judge_screened(run.linked, screening, progress=unheard))
        return _settle(found, None, run, law_changed=law_changed), looks
    changed = np.empty(len(ids), np.bool_)
    changed[order] = looks.differing(last)
    verdicts = judge_screened(run.linked, screening.among(changed), progress=unheard)
    whom = {*ids[changed].tolist(), *np.setdiff1d(last.persons, ids).tolist()}
    return _settle(_found(run, verdicts), whom, run, law_changed=law_changed), looks


def _found(run: Judging, verdicts: Verdicts) -> dict[str, StoredSign]:
    return {sign.fingerprint: sign for sign in _seen(run, verdicts)}


def _settle(
    seen: Mapping[str, StoredSign],
    whom: Collection[int] | None,
    run: Judging,
    *,
    law_changed: bool,
) -> SignChange:
    """Open, refresh and end the signs of some persons, and of all places."""
    stand = StoredSign.objects.filter(ended_at=None)
    if whom is not None:
        stand = stand.filter(Q(person__in=whom) | Q(person=None))
    standing = {sign.fingerprint: sign for sign in stand}
    kept = [
        (old, seen[fingerprint]) for fingerprint, old in standing.items() if fingerprint in seen
    ]
    refreshed = [_refreshed(old, new) for old, new in kept if _differs(old, new)]
    StoredSign.objects.bulk_update(refreshed, REFRESHED, batch_size=500)
    gone = [old for fingerprint, old in standing.items() if fingerprint not in seen]
    for old in gone:
        old.ended_at = run.at
        old.ending = _ending(old.person_id, run.persons, law_changed=law_changed)
    StoredSign.objects.bulk_update(gone, ["ended_at", "ending"], batch_size=500)
    stand.update(last_seen_at=run.at)
    fresh = [new for fingerprint, new in seen.items() if fingerprint not in standing]
    StoredSign.objects.bulk_create(fresh, batch_size=500)
    return SignChange(len(fresh), len(kept), len(gone), len(refreshed))


def _ending(person: int | None, persons: StoredPersons, *, law_changed: bool) -> Ending:
    """Say why a sign is no longer there."""
    if person in persons.split:
        return Ending.LINK_UNDONE
    if law_changed and person not in persons.touched:
        return Ending.LAW_CHANGED
    return Ending.ROWS_CHANGED


def _differs(old: StoredSign, new: StoredSign) -> bool:
    return any(_plain(getattr(old, name)) != _plain(getattr(new, name)) for name in REFRESHED)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _refreshed(old: StoredSign, new: StoredSign) -> StoredSign:
    for name in REFRESHED:
        setattr(old, name, getattr(new, name))
    return old


def _seen(run: Judging, verdicts: Verdicts) -> Iterable[StoredSign]:
    rows = {row for one in verdicts.judged for sign in one.signs for row in sign.evidence}
    rows |= {row for one in verdicts.places for sign in one.signs for row in sign.evidence}
    places = {int(run.places[one.place]) for one in verdicts.places}
    writer = SignRows.of(run.stored, run.linked, run.places, rows, places, at=run.at)
    book, persons = evidence_book(run.linked), run.persons.ids
    ids = [str(number) for number in persons.tolist()]
    for begin in range(0, len(verdicts.judged), AT_ONCE):
        judged = verdicts.judged[begin : begin + AT_ONCE]
        for one, case in zip(judged, open_cases(judged, verdicts.region, book, ids), strict=True):
            signs = sorted(one.signs, key=urgency)
            yield from writer.signs(int(persons[one.dossier.person]), None, signs, case.findings)
    yield from _of_places(verdicts, writer, run.places, book)


def _of_places(
    verdicts: Verdicts, writer: SignRows, places: Longs, book: EvidenceBook
) -> Iterable[StoredSign]:
    book.fetch(row for one in verdicts.places for sign in one.signs for row in sign.evidence)
    for one in verdicts.places:
        case = facility_case(one.place, one.signs, verdicts.region, book)
        signs = sorted(one.signs, key=urgency)
        yield from writer.signs(None, int(places[one.place]), signs, case.findings)
