"""Receipts of registrations. Personal data: the part of a registration that is public."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from lieny.people.models import User
from lieny.registry.models.registration import Registration


class Receipt(models.Model):
    """Biên nhận đăng ký hành nghề: one row is what stood in the register on the day of issue.

    Never changed: `said` is compared with what stands when somebody reads the code on the paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A row that is gone leaves its receipts behind: they say that it stands no longer.
    registration = models.ForeignKey(
        Registration, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    province = models.CharField(max_length=2)  # of the department whose register says it
    facility_key = models.CharField(max_length=90, blank=True)  # "79:00123/HCM-GPHĐ"
    said = models.JSONField()  # as `rules/receipt.ReceiptEntry` writes it
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-issued_at", "id"]

    def __str__(self) -> str:
        return str(self.id)
