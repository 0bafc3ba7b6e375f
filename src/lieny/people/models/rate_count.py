"""How often somebody without an account has asked. No address is kept: its keyed hash alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RateCount(models.Model):
    """Số lần hỏi: one row counts what came from one address within one window of time."""

    key = models.CharField(max_length=64)  # keyed hash of address and limit
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "ends_at"], name="a_window_is_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at:%H:%M}"
