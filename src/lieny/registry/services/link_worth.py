"""What merging a pair would make or unmake: questions that change a sign are asked first.

The registered hours of both sides are swept together as if they were one person's; a sign about one
of them that rests on a row of the other would be gone. It is computed after each linking, from the
rows as they are stored, for all questions at once.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
from django.db import connection, transaction

from lieny.registry.engine.sweep import sweep
from lieny.registry.models import LinkQuestion

OVERLAP, POSSIBLE_OVERLAP, TWO_LICENCES = "R01", "R02", "R12"
SURE, UNMADE, POSSIBLE = 3, 2, 1  # how soon a pair is asked about

_ROLES = """
    SELECT q.id, r.person_id = q.other_id, r.facility_id, r.definite, r.possible,
        r.valid_from, r.valid_until
    FROM registry_linkquestion q
    JOIN registry_registration r ON r.person_id IN (q.one_id, q.other_id)
    WHERE r.known_until IS NULL AND r.facility_id IS NOT NULL
        AND (r.valid_from IS NULL OR r.valid_from <= %(day)s)
        AND (r.valid_until IS NULL OR r.valid_until >= %(day)s)
    ORDER BY q.id, r.id
"""
# A standing sign about one of the two that rests on a row of the other one.
_UNMADE = """
    SELECT DISTINCT q.id, s.rule
    FROM registry_linkquestion q
    JOIN registry_storedsign s ON s.person_id IN (q.one_id, q.other_id) AND s.ended_at IS NULL
    CROSS JOIN LATERAL jsonb_array_elements(s.evidence) AS seen
    LEFT JOIN registry_registration r ON seen->>'table' = 'registration'
        AND r.file_id = (seen->>'file')::bigint AND r.index = (seen->>'index')::int
        AND r.known_until IS NULL
    LEFT JOIN registry_licencerow l ON seen->>'table' = 'licence'
        AND l.file_id = (seen->>'file')::bigint AND l.index = (seen->>'index')::int
        AND l.known_until IS NULL
    WHERE COALESCE(r.person_id, l.person_id) IN (q.one_id, q.other_id)
        AND COALESCE(r.person_id, l.person_id) <> s.person_id
    ORDER BY 1, 2
"""
_WRITE = """
    UPDATE registry_linkquestion q
    SET worth = found.worth, makes = found.makes, unmakes = found.unmakes
    FROM unnest(%s::bigint[], %s::smallint[], %s::text[]::jsonb[], %s::text[]::jsonb[])
        AS found (id, worth, makes, unmakes)
    WHERE q.id = found.id AND (q.worth, q.makes, q.unmakes)
        IS DISTINCT FROM (found.worth, found.makes, found.unmakes)
"""


@dataclass(slots=True)
class _Change:
    """Of one question: rules whose sign would come (with minutes a week), and would go."""

    makes: dict[str, int] = field(default_factory=dict)
    unmakes: list[str] = field(default_factory=list)

    @property
    def worth(self) -> int:
        if OVERLAP in self.makes:
            return SURE
        return UNMADE if self.unmakes else POSSIBLE if self.makes else 0


@transaction.atomic
def weigh_questions(*, day: date) -> int:
    """Write what merging each pair would change; give how many pairs would change a sign.

    Args:
        day: registrations valid on it count.
    """
    changes: dict[int, _Change] = defaultdict(_Change)
    _overlaps(changes, day)
    _unmade(changes)
    _two_licences(changes)
    LinkQuestion.objects.exclude(pk__in=list(changes)).filter(worth__gt=0).update(
        worth=0, makes={}, unmakes=[]
    )
    _write(changes)
    return len(changes)


def _write(changes: Mapping[int, _Change]) -> None:
    """Write all at once; Django's bulk_update takes minutes for some ten thousand."""
    given = [
        (number, one.worth, json.dumps(one.makes), json.dumps(one.unmakes))
        for number, one in changes.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [list(column) for column in zip(*given, strict=True)] or [[]] * 4)


def _overlaps(changes: dict[int, _Change], day: date) -> None:
    """Sweep the roles of both sides of each question as if they were one person's."""
    rows = _rows(_ROLES, {"day": day})
    if not rows:
        return
    question, is_other, place, definite, possible, since, until = zip(*rows, strict=True)
    numbers, group = np.unique(np.array(question, np.int64), return_inverse=True)
    places = np.unique(np.array(place, np.int64), return_inverse=True)[1]
    found = sweep(
        group.astype(np.int32),
        places.astype(np.int32),
        _patterns(definite),
        _patterns(possible),
        pa.array(since, pa.date32()),
        pa.array(until, pa.date32()),
        np.ones(len(rows), np.bool_),
    )
    left, right = found["left"].to_numpy(), found["right"].to_numpy()
    side = np.array(is_other, np.bool_)
    between = np.flatnonzero(side[left] != side[right])
    sure = found["definite_minutes"].to_numpy()
    perhaps = found["possible_minutes"].to_numpy()
    for at in between.tolist():
        makes = changes[int(numbers[group[left[at]]])].makes
        rule, minutes = (OVERLAP, sure[at]) if sure[at] else (POSSIBLE_OVERLAP, perhaps[at])
        makes[rule] = max(makes.get(rule, 0), int(minutes))


def _patterns(column: Sequence[bytes | None]) -> pa.DictionaryArray:
    whole = [None if one is None else bytes(one) for one in column]
    return pa.array(whole, pa.binary()).dictionary_encode()


def _unmade(changes: dict[int, _Change]) -> None:
    for number, rule in _rows(_UNMADE, {}):
        changes[number].unmakes.append(rule)


def _two_licences(changes: dict[int, _Change]) -> None:
    """Two numbers of one type in one person's hands are asked about by R12."""
    asked = LinkQuestion.objects.filter(levels__licence="differs")
    for number, one, other in asked.values_list("pk", "one_shown", "other_shown"):
        if one.get("licence_type") and one.get("licence_type") == other.get("licence_type"):
            changes[number].makes.setdefault(TWO_LICENCES, 0)


def _rows(statement: str, given: Mapping[str, date]) -> list[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return list(cursor.fetchall())
