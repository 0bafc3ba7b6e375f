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
from lieny.registry.services.stored.kept_rows import NONE, KeptRows
from lieny.registry.services.stored.memory import Remembered, recall, remember
from lieny.registry.services.stored.persons import keep_persons
from lieny.registry.services.stored.places import keep_places
from lieny.registry.services.stored.questions import keep_questions
from lieny.registry.services.stored.region import StoredBatch, load_all
from lieny.registry.services.stored.rows_that_stand import (
    RowsThatStand,
    after,
    keep_rows_that_stand,
    rows_that_stand,
)
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
    stored = load_all(at=at)
    stand = rows_that_stand(anew=last is None)
    kept = stand.of_persons
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
    # What was written of places is known only as long as nobody else has written of them.
    told = last.places if last and stand.kept else None
    places = keep_places(stored, linked, stand.facilities, told, at=at)
    run = _written(stored, linked, kept, places.ids, at=at)
    change, seen = keep_signs(run, last=last.looks if last else None, law_changed=law_changed)
    links = linked.persons
    left = Remembered(
        stored.files,
        standing(),
        (len(links.registration_person), len(links.licence_person)),
        links.memory,
        seen,
        places.looks,
    )
    remember(left, last, at=at)
    keep_rows_that_stand(_stand(run, stand), stand, at=at)
    return change


def _stand(run: Judging, before: RowsThatStand) -> RowsThatStand:
    """Give how the rows stand after a run."""
    stored, linked, links = run.stored, run.linked, run.linked.persons
    places = np.append(run.places, NONE)
    current = ~registry_rows.superseded(linked)
    return RowsThatStand(
        after(
            before.registrations,
            stored.keys("registrations"),
            run.persons.ids[links.registration_person],
            current=current,
            facility=places[linked.place],
            passed_over=np.where(current, linked.submissions.passed_over, 0).astype(np.int64),
        ),
        after(
            before.licences,
            stored.keys("licences"),
            run.persons.ids[links.licence_person],
            current=np.ones(len(links.licence_person), np.bool_),
        ),
        after(
            before.facilities,
            stored.keys("facilities"),
            places[linked.facilities.entity],
            current=np.ones(len(linked.facilities.entity), np.bool_),
        ),
    )


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
