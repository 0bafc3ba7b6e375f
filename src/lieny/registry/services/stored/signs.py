"""Signs of the rules, kept from the day they are first seen to the day they are gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from lieny.registry.models import StoredSign
from lieny.registry.services.evidence import EvidenceBook
from lieny.registry.services.findings import facility_case, open_cases, urgency
from lieny.registry.services.linked import Linked, evidence_book
from lieny.registry.services.progress import unheard
from lieny.registry.services.stored.persons import StoredPersons
from lieny.registry.services.stored.region import StoredBatch
from lieny.registry.services.stored.sign_rows import SignRows
from lieny.registry.services.verdicts import Verdicts, judge_region

Longs = npt.NDArray[np.int64]
Ending = StoredSign.Ending
REFRESHED = (
    "severity", "certainty", "provinces", "facilities", "minutes", "overlap", "said_vi", "said_en",
    "vanishes_vi", "vanishes_en", "question_vi", "question_en", "law", "evidence",
)  # fmt: skip
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class SignChange:
    """What a check changed: signs that were opened, that stand still, and that ended."""

    opened: int
    standing: int
    ended: int


def keep_signs(  # noqa: PLR0913 - the run, and what its numbers stand for
    stored: StoredBatch,
    linked: Linked,
    places: Longs,
    persons: StoredPersons,
    *,
    at: datetime,
    law_changed: bool = False,
) -> SignChange:
    """Judge everybody, then open, refresh and end signs.

    Args:
        stored: the rows.
        linked: the run.
        places: facility of each place of the run.
        persons: persons of the run.
        at: the time of the check.
        law_changed: no row changed since the last check, so what vanished did so by law or date.
    """
    seen = {sign.fingerprint: sign for sign in _seen(stored, linked, places, persons.ids, at)}
    return _settle(seen, persons, at=at, law_changed=law_changed)


def _settle(
    seen: Mapping[str, StoredSign],
    persons: StoredPersons,
    *,
    at: datetime,
    law_changed: bool,
) -> SignChange:
    standing = {sign.fingerprint: sign for sign in StoredSign.objects.filter(ended_at=None)}
    kept = [
        (old, seen[fingerprint]) for fingerprint, old in standing.items() if fingerprint in seen
    ]
    refreshed = [_refreshed(old, new) for old, new in kept if _differs(old, new)]
    StoredSign.objects.bulk_update(refreshed, REFRESHED, batch_size=500)
    gone = [old for fingerprint, old in standing.items() if fingerprint not in seen]
    usual = Ending.LAW_CHANGED if law_changed else Ending.ROWS_CHANGED
    for old in gone:
        old.ended_at = at
        old.ending = Ending.LINK_UNDONE if old.person_id in persons.split else usual
    StoredSign.objects.bulk_update(gone, ["ended_at", "ending"], batch_size=500)
    StoredSign.objects.filter(ended_at=None).update(last_seen_at=at)
    fresh = [new for fingerprint, new in seen.items() if fingerprint not in standing]
    StoredSign.objects.bulk_create(fresh, batch_size=500)
    return SignChange(len(fresh), len(kept), len(gone))


def _differs(old: StoredSign, new: StoredSign) -> bool:
    return any(_plain(getattr(old, name)) != _plain(getattr(new, name)) for name in REFRESHED)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _refreshed(old: StoredSign, new: StoredSign) -> StoredSign:
    for name in REFRESHED:
        setattr(old, name, getattr(new, name))
    return old


def _seen(
    stored: StoredBatch, linked: Linked, places: Longs, persons: Longs, at: datetime
) -> Iterable[StoredSign]:
    verdicts = judge_region(linked, progress=unheard)
    writer = SignRows.of(stored, linked, places, at)
    book = evidence_book(linked)
    ids = [str(number) for number in persons.tolist()]
    for begin in range(0, len(verdicts.judged), AT_ONCE):
        judged = verdicts.judged[begin : begin + AT_ONCE]
        for one, case in zip(judged, open_cases(judged, verdicts.region, book, ids), strict=True):
            signs = sorted(one.signs, key=urgency)
            yield from writer.signs(int(persons[one.dossier.person]), None, signs, case.findings)
    yield from _of_places(verdicts, writer, places, book)


def _of_places(
    verdicts: Verdicts, writer: SignRows, places: Longs, book: EvidenceBook
) -> Iterable[StoredSign]:
    for one in verdicts.places:
        case = facility_case(one.place, one.signs, verdicts.region, book)
        signs = sorted(one.signs, key=urgency)
        yield from writer.signs(None, int(places[one.place]), signs, case.findings)
