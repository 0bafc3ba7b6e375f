"""Everything that is confirmed, brought into the registry in one go, and what follows from it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from django.db import connection, transaction

from lieny.registry.models import Submission
from lieny.registry.services.linked import Linked, link_batch
from lieny.registry.services.progress import unheard
from lieny.registry.services.stored import rows as registry_rows
from lieny.registry.services.stored.decisions import decided
from lieny.registry.services.stored.kept_rows import read_kept
from lieny.registry.services.stored.persons import StoredPersons, keep_persons
from lieny.registry.services.stored.places import keep_places
from lieny.registry.services.stored.questions import keep_questions
from lieny.registry.services.stored.region import StoredBatch, confirmed_files, load
from lieny.registry.services.stored.signs import keep_signs

TAKING_IN = 7_281_336  # number of the lock: one change of the registry at a time


@dataclass(frozen=True, slots=True)
class Known:
    """The run and what its numbers stand for in the database.

    Attributes:
        stored: rows and the files they are from.
        linked: the engine's answer over them.
        places: id of the facility of each place of the run.
        persons: ids of persons.
    """

    stored: StoredBatch
    linked: Linked
    places: np.ndarray[tuple[int], np.dtype[np.int64]]
    persons: StoredPersons


def hold_registry() -> None:
    """Wait until nobody else changes the registry, and let nobody until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TAKING_IN])


@transaction.atomic
def take_in(*, at: datetime, day: date) -> int:
    """Bring every confirmed submission into the registry; give how many were new.

    Rows of submissions that were taken back since are known no longer. Safe to be run again.

    Args:
        at: the time of the change.
        day: the day whose law and registrations count.
    """
    hold_registry()
    waiting = Submission.objects.filter(state=Submission.State.CONFIRMED, taken_in_at__isnull=True)
    numbers = list(waiting.values_list("id", flat=True))
    known = relate(at=at, day=day)
    keep_signs(known.stored, known.linked, known.places, known.persons, at=at)
    return Submission.objects.filter(id__in=numbers).update(taken_in_at=at)


def relate(*, at: datetime, day: date) -> Known:
    """Link everything that counts and write places, persons and rows."""
    stored = load(confirmed_files())
    linked = link_batch(
        stored.batch,
        as_of=day,
        timing=lambda _stage: nullcontext(),
        progress=unheard,
        decided=decided(stored),
    )
    places = keep_places(stored, linked, at=at)
    kept = (
        read_kept(registry_rows.REGISTRATIONS, "person_id", facility=True),
        read_kept(registry_rows.LICENCES, "person_id"),
    )
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
    return Known(stored, linked, places, persons)
