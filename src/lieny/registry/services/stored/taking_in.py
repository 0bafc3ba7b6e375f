"""Everything that is confirmed, brought into the registry in one go, and what follows from it."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date, datetime

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction

from lieny.registry.models import Submission
from lieny.registry.services.linked import Linked, link_batch
from lieny.registry.services.progress import unheard
from lieny.registry.services.stored import rows as registry_rows
from lieny.registry.services.stored.decisions import decided, standing
from lieny.registry.services.stored.going_on import MOST_NEW, what_is_known
from lieny.registry.services.stored.kept_rows import KeptRows, read_kept
from lieny.registry.services.stored.memory import Remembered, recall, remember
from lieny.registry.services.stored.persons import keep_persons
from lieny.registry.services.stored.places import keep_places
from lieny.registry.services.stored.questions import keep_questions
from lieny.registry.services.stored.region import StoredBatch, confirmed_files, load
from lieny.registry.services.stored.signs import Judging, SignChange, keep_signs

Longs = npt.NDArray[np.int64]
TAKING_IN = 7_281_336  # number of the lock: one change of the registry at a time


def hold_registry() -> None:
    """Wait until nobody else changes the registry, and let nobody until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TAKING_IN])


@transaction.atomic
def take_in(*, at: datetime, day: date, most_new: float = MOST_NEW) -> int:
    """Bring every confirmed submission into the registry; give how many were new.

    Rows of submissions that were taken back since are known no longer. Safe to be run again.

    Args:
        at: the time of the change.
        day: the day whose law and registrations count.
        most_new: share of rows that may be new; beyond it everything is linked and judged.
    """
    hold_registry()
    waiting = Submission.objects.filter(state=Submission.State.CONFIRMED, taken_in_at__isnull=True)
    numbers = list(waiting.values_list("id", flat=True))
    run_all(at=at, day=day, last=recall(), most_new=most_new)
    return Submission.objects.filter(id__in=numbers).update(taken_in_at=at)


def run_all(
    *,
    at: datetime,
    day: date,
    last: Remembered | None,
    most_new: float = MOST_NEW,
    law_changed: bool = False,
) -> SignChange:
    """Link, judge and write, and remember it; what the last run left is not looked at again.

    Args:
        at: the time of the run.
        day: the day whose law and registrations count.
        last: what the last run left; None links and judges everything.
        most_new: share of rows that may be new for the run to go on from the last.
        law_changed: no list came since the last run, so what vanished did so by law or date.
    """
    stored = load(confirmed_files())
    kept = (
        read_kept(registry_rows.REGISTRATIONS, "person_id", registrations=True),
        read_kept(registry_rows.LICENCES, "person_id"),
    )
    said = decided(stored)
    before = what_is_known(stored, kept, last, most_new=most_new)
    linked = link_batch(
        stored.batch,
        as_of=day,
        timing=lambda _stage: nullcontext(),
        progress=unheard,
        decided=said,
        before=before,
        arrivals=stored.arrivals,
    )
    if before is None:
        last = None
    places = keep_places(stored, linked, last.places if last else None, at=at)
    run = _written(stored, linked, kept, places.ids, at=at)
    change, seen = keep_signs(run, last=last.looks if last else None, law_changed=law_changed)
    left = Remembered(stored.files, standing(), linked.persons.memory, seen, places.looks)
    remember(left, last, at=at)
    return change


def _written(
    stored: StoredBatch,
    linked: Linked,
    kept: tuple[KeptRows, KeptRows],
    places: Longs,
    *,
    at: datetime,
) -> Judging:
    """Write persons, questions and rows."""
    links = linked.persons
    persons = keep_persons(stored, (links.registration_person, links.licence_person), kept, at=at)
    place = np.append(places, -1)[linked.place] if len(linked.place) else linked.place
    registry_rows.keep_registrations(
        stored,
        linked,
        kept[0],
        persons.ids[links.registration_person],
        np.asarray(place, np.int64),
        at=at,
    )
    keep_questions(stored, linked, persons, at=at)
    registry_rows.keep_licences(stored, kept[1], persons.ids[links.licence_person], at=at)
    return Judging(stored, linked, places, persons, at)
