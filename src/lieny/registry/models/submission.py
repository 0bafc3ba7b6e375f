"""What was handed in: submissions, their files, and the rows that were read from them.

Personal data: the files and blocks hold whole lists of practitioners.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lieny.people.models import Organisation, User


class Submission(models.Model):
    """Lần nộp: one row is files that one organisation handed in together."""

    class State(models.TextChoices):
        """How far it is; nothing of it counts before it is confirmed."""

        READING = "reading", "đang đọc"
        READ = "read", "đã đọc, chờ xác nhận"
        CONFIRMED = "confirmed", "đã xác nhận"
        RETURNED = "returned", "đã trả lại"
        WITHDRAWN = "withdrawn", "đã rút"
        FAILED = "failed", "không đọc được"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    province = models.CharField(max_length=2)
    facility = models.CharField(max_length=80, blank=True)  # key of the sender's facility
    state = models.CharField(max_length=9, choices=State.choices, default=State.READING)
    handed_in_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=400, blank=True)
    # When its rows came into the registry; a submission that was confirmed waits for it.
    taken_in_at = models.DateTimeField(null=True)
    files_done = models.PositiveIntegerField(default=0)
    files_total = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-handed_in_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_submission_is_decided_by_somebody_at_some_time",
                condition=Q(
                    state__in=["confirmed", "returned", "withdrawn"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | Q(
                    state__in=["reading", "read", "failed"],
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="no_more_files_are_done_than_there_are",
                condition=Q(files_done__lte=F("files_total")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["province", "-handed_in_at"], name="submissions_of_a_province")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.handed_in_at:%d/%m/%Y}"


class SourceFile(models.Model):
    """Tệp nguồn: one row is one file as it came, byte for byte."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    province = models.CharField(max_length=2)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()
    kind = models.CharField(max_length=120, blank=True)
    listed_on = models.DateField(null=True)
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    # Cells that were understood, but not for sure: hours that are only possible.
    unsure = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="files_by_their_bytes")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["submission", "sha256"], name="a_file_is_handed_in_once_a_submission"
            ),
            models.CheckConstraint(
                name="a_file_is_known_by_its_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="no_more_rows_are_accepted_than_read", condition=Q(accepted__lte=F("rows"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FileBlock(models.Model):
    """Khối dòng đã đọc: one row is all rows of one table of `columns.tables` that one file gave.

    The rows stay together as Arrow, exactly as the engine takes them; what people search or the
    walls between provinces need is beside it in `Registration`, `LicenceRow` and `FacilityRow`.
    """

    class Table(models.TextChoices):
        """Tables of a batch (`registry/columns/tables.py`)."""

        FILES = "files"
        HEADINGS = "headings"
        REGISTRATIONS = "registrations"
        LICENCES = "licences"
        FACILITIES = "facilities"
        ACTIVITIES = "activities"
        TRAINEES = "trainees"
        PROBLEMS = "problems"

    file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="blocks")
    province = models.CharField(max_length=2)
    table = models.CharField(max_length=13, choices=Table.choices)
    rows = models.PositiveIntegerField()
    arrow = models.BinaryField()  # Arrow IPC stream, zstd

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "table"], name="a_file_gives_a_table_once"),
            models.CheckConstraint(
                name="a_block_is_of_a_known_table",
                condition=Q(
                    table__in=[
                        "files",
                        "headings",
                        "registrations",
                        "licences",
                        "facilities",
                        "activities",
                        "trainees",
                        "problems",
                    ]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.table}"


class ColumnChoice(models.Model):
    """Cột đã chọn: one row is what a sender said of one column, remembered for its next list."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    province = models.CharField(max_length=2)
    heading = models.CharField(max_length=250)  # folded words of the heading
    field = models.CharField(max_length=40, blank=True)  # empty: leave the column out
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "heading"], name="a_sender_says_once_what_a_heading_means"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.field}"
