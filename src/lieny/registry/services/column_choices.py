"""What senders say of their columns, remembered for their next list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lieny.people.models import Organisation
from lieny.people.services import audit
from lieny.registry.intake.headings import FIELDS, LEFT_OUT, heading_words
from lieny.registry.models import ColumnChoice, Submission
from lieny.registry.services import waiting_jobs

State = Submission.State
ACTION = "list.submit"  # whoever may hand in says what the columns are


class NoSuchField(ValueError):
    """A column was said to be something that lists do not have; nothing was written."""


class NotWaiting(ValueError):
    """The submission was decided already: it is not read again; nothing was written."""


def choices_of(organisation: Organisation) -> Mapping[str, str]:
    """Give what an organisation said of headings: folded words → field, "" to leave it out."""
    rows = ColumnChoice.objects.filter(organisation=organisation)
    return dict(rows.values_list("heading", "field"))


@transaction.atomic
def choose_columns(
    fields: Mapping[str, str], *, organisation: Organisation, by: UUID, at: datetime
) -> None:
    """Remember what headings mean in the lists of an organisation.

    Args:
        fields: heading as it stands in the sheet → field, or "" to leave the column out.
        organisation: whose lists.
        by: who says so.
        at: when.

    Raises:
        NoSuchField: nobody knows such a field; nothing was written.
    """
    unknown = [field for field in fields.values() if field not in FIELDS and field != LEFT_OUT]
    if unknown:
        raise NoSuchField(unknown[0])
    for heading, field in fields.items():
        ColumnChoice.objects.update_or_create(
            organisation=organisation,
            heading=heading_words(heading)[:250],
            defaults={
                "province": organisation.province,
                "field": field,
                "chosen_by_id": by,
                "chosen_at": at,
            },
        )
    audit.record(
        audit.Deed(
            action=ACTION,
            at=at,
            by=by,
            province=organisation.province,
            on_behalf_of=str(organisation.pk),
            target_kind="organisation",
            target=str(organisation.pk),
            detail={"columns": len(fields)},
        )
    )


@transaction.atomic
def read_again(submission: UUID) -> None:
    """Let the files of a submission that nobody has decided yet be read once more.

    Raises:
        Submission.DoesNotExist: it is not there for whoever asks.
        NotWaiting: it was decided, or is being read; nothing was written.
    """
    found = Submission.objects.select_for_update().get(pk=submission)
    if found.state not in {State.READ, State.FAILED}:
        raise NotWaiting(found.state)
    found.state, found.files_done, found.remark = State.READING, 0, ""
    found.save(update_fields=["state", "files_done", "remark"])
    waiting_jobs.defer_reading(found.pk)
