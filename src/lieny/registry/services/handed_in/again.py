"""Files that were handed in before, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.registry.models import SourceFile, Submission

State = Submission.State
COUNTS = (State.READING, State.READ, State.CONFIRMED)


@dataclass(frozen=True, slots=True)
class CameBefore:
    """A file and the same bytes in an earlier submission.

    Attributes:
        file: of the submission that was asked about.
        earlier: the latest of the files before it, with its submission.
    """

    file: SourceFile
    earlier: SourceFile


def came_before(submission: Submission) -> tuple[CameBefore, ...]:
    """Find the files of a submission that an earlier one brought, which counts or waits.

    What was returned or withdrawn does not stand in the way: it was to be handed in again.
    """
    files = list(submission.files.defer("content").order_by("name", "id"))
    others = (
        SourceFile.objects.defer("content")
        .filter(sha256__in=[file.sha256 for file in files], submission__state__in=COUNTS)
        .exclude(submission=submission)
        .select_related("submission")
    )
    came = (submission.handed_in_at, submission.pk)
    latest: dict[str, SourceFile] = {}
    for one in sorted(others, key=lambda one: (one.submission.handed_in_at, one.submission_id)):
        if (one.submission.handed_in_at, one.submission_id) < came:
            latest[one.sha256] = one
    return tuple(CameBefore(file, latest[file.sha256]) for file in files if file.sha256 in latest)
