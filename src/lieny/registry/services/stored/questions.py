"""The grey band of linking, kept as questions for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
from django.db.models import Q

from lieny.registry.engine.linking import REGISTRATION
from lieny.registry.models import LinkDecision, LinkQuestion
from lieny.registry.services.linked import Linked
from lieny.registry.services.stored.persons import StoredPersons
from lieny.registry.services.stored.region import StoredBatch

MOST = 20_000  # the likeliest
SHOWN = ("name", "birth_year", "licence_serial", "licence_issuer", "licence_type")
NOT_PARTS = {
    "left_table", "left_row", "right_table", "right_row", "left_person", "right_person", "weight",
    "contradicted",
}  # fmt: skip


def keep_questions(
    stored: StoredBatch, linked: Linked, persons: StoredPersons, *, at: datetime
) -> int:
    """Write the questions of the run anew; pairs that people decided are asked about no more.

    Where only some rows were linked anew, questions about other persons stay as they are.
    """
    asked = linked.persons.questions.slice(0, MOST).to_pylist()
    answered = {(one.one_id, one.other_id) for one in LinkDecision.objects.filter(undone_at=None)}
    shown = _shown(stored, asked)
    levels = _levels(linked, asked)
    _drop(linked, persons)
    kept: dict[tuple[int, int], LinkQuestion] = {}
    for row, found in zip(asked, levels, strict=True):
        sides = [
            (
                int(persons.ids[row[f"{side}_person"]]),
                shown[row[f"{side}_table"], row[f"{side}_row"]],
            )
            for side in ("left", "right")
        ]
        (one, of_one), (other, of_other) = sorted(sides, key=lambda side: side[0])
        if (one, other) in answered or (one, other) in kept:
            continue
        kept[one, other] = LinkQuestion(
            one_id=one,
            other_id=other,
            weight=row["weight"],
            contradicted=row["contradicted"],
            parts={name: round(row[name], 2) for name in row if name not in NOT_PARTS},
            levels=found,
            one_shown=of_one,
            other_shown=of_other,
            asked_at=at,
        )
    LinkQuestion.objects.bulk_create(kept.values(), batch_size=1_000)
    return len(kept)


def _drop(linked: Linked, persons: StoredPersons) -> None:
    """Take back the questions that the run asks again, if they are still to be asked."""
    links = linked.persons
    if links.looked_at is None:
        LinkQuestion.objects.all().delete()
        return
    of_row = np.concatenate([links.registration_person, links.licence_person])
    again = {*persons.ids[of_row[links.looked_at]].tolist(), *persons.touched}
    LinkQuestion.objects.filter(Q(one__in=again) | Q(other__in=again)).delete()


def _levels(linked: Linked, asked: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Say of each question which level each comparison found, those that say something."""
    pairs = [
        (
            (row["left_table"], row["left_row"]),
            (row["right_table"], row["right_row"]),
        )
        for row in asked
    ]
    explained = linked.persons.explain_all(pairs)
    return [{part.comparison: part.level for part in one.parts} for one in explained]


def _shown(
    stored: StoredBatch, asked: list[dict[str, object]]
) -> Mapping[tuple[object, object], dict[str, object]]:
    """Give what is shown of each row of a question: little, and nothing of work."""
    shown: dict[tuple[object, object], dict[str, object]] = {}
    for word in {row[f"{side}_table"] for row in asked for side in ("left", "right")}:
        rows = sorted(
            {
                int(str(row[f"{side}_row"]))
                for row in asked
                for side in ("left", "right")
                if row[f"{side}_table"] == word
            }
        )
        table = (
            stored.batch.registrations if word == REGISTRATION else stored.batch.licences
        ).select(["file", *SHOWN])
        for number, said in zip(rows, table.take(pa.array(rows)).to_pylist(), strict=True):
            shown[word, number] = {
                **{name: said[name] for name in SHOWN},
                "province": stored.provinces[said["file"]],
            }
    return shown
