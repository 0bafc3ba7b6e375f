"""The audit log. Personal data: none in clear; persons and records are named by their ids."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AuditRecord(models.Model):
    """Dòng nhật ký: one row is one thing that was done or refused; it is never changed.

    The row keeps no foreign key: it outlives what it tells of. The database numbers the rows
    without a gap and chains them: `hash` is SHA-256 over the row and the hash before it
    (`people/migrations/0003_audit_chain.py`, checked again in `services/audit_chain.py`).
    """

    class Outcome(models.TextChoices):
        """How it ended."""

        DONE = "done", "đã làm"
        REFUSED = "refused", "bị từ chối"
        FAILED = "failed", "không thành"

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True, db_index=True)
    on_behalf_of = models.CharField(max_length=80, blank=True)  # organisation's id
    province = models.CharField(max_length=2, blank=True)
    action = models.CharField(max_length=60, db_index=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    target_kind = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=400, blank=True)
    origin = models.CharField(max_length=45, blank=True)  # network, not the single machine
    detail = models.TextField(default="{}")  # canonical JSON: sorted keys, no spaces
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["sequence"]
        indexes: ClassVar = [
            models.Index(fields=["target_kind", "target"], name="audit_of_one_record"),
            models.Index(fields=["at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"
