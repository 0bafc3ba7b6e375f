"""What was counted in each file that was handed in. No personal data: numbers alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lieny.registry.models.submission import SourceFile


class FileQuality(models.Model):
    """Số đo đã lưu của một tệp: one row is the `FileMeasure` of one file, and its problems."""

    file = models.OneToOneField(SourceFile, on_delete=models.CASCADE, related_name="quality")
    province = models.CharField(max_length=2)
    rows = models.PositiveIntegerField()
    rows_whole = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()
    cells_unread = models.PositiveIntegerField()
    days_late = models.PositiveIntegerField(null=True)
    kinds = models.JSONField()  # {code of the problem: how often}
    refused = models.PositiveIntegerField(default=0)  # rows, sheets and files that did not go in

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_measured_part_is_no_larger_than_its_whole",
                condition=Q(rows_whole__lte=F("rows"), cells_unread__lte=F("cells")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id}"
