"""Checks of the audit log that somebody asked for. No personal data: numbers of rows alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lieny.people.models.user import User


class AuditCheck(models.Model):
    """Lần kiểm nhật ký: one row is one check of the whole chain by the background, and its result.

    `breaks` holds [number of row, fault] pairs as `services/audit_chain.py` names them.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "đang chờ"
        RUNNING = "running", "đang kiểm"
        DONE = "done", "đã xong"
        FAILED = "failed", "không kiểm được"

    province = models.CharField(max_length=2)  # in whose name it was asked for
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    anchor_row = models.BigIntegerField(null=True)
    anchor_hash = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    rows_done = models.BigIntegerField(default=0)
    rows_total = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    breaks = models.JSONField(default=list)
    more_breaks = models.BooleanField(default=False)  # `breaks` holds the first ones alone
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_anchor_has_its_number_and_its_hash",
                condition=Q(anchor_row__isnull=True, anchor_hash="")
                | (Q(anchor_row__gt=0) & Q(anchor_hash__regex=r"^[0-9a-f]{64}$")),
            ),
            models.UniqueConstraint(
                fields=["province"],
                condition=Q(state__in=["waiting", "running"]),
                name="a_department_checks_the_log_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def is_going(self) -> bool:
        """Test whether it still waits or runs."""
        return self.state in {self.State.WAITING, self.State.RUNNING}

    @property
    def percent(self) -> int:
        """How much of the chain is read, 0 to 100."""
        return min(100, self.rows_done * 100 // self.rows_total) if self.rows_total else 0
