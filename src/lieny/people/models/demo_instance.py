"""The mark of a demo: without it the database refuses every demo account. No personal data."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DemoInstance(models.Model):
    """Bản trình diễn: its one row says that this instance shows generated people to visitors.

    The row can be written only while the instance has no account and no organisation, and is never
    changed or taken away (`migrations/0005_demo.py`).
    """

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_mark_an_instance")
        ]

    def __str__(self) -> str:
        return "Bản trình diễn"
