"""Organisations whose people use the portal. No personal data."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Organisation(models.Model):
    """Cơ quan, đơn vị: one row is a department, a facility, or the office of the whole region."""

    class Kind(models.TextChoices):
        """What it is; a facility's people see its own rows, a department's the province's."""

        DEPARTMENT = "department", "Sở Y tế"
        FACILITY = "facility", "Cơ sở khám bệnh, chữa bệnh"
        REGION = "region", "Điều phối vùng"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=250)
    # Code of the province in force; a merger moves rows to the successor with its own migration.
    province = models.CharField(max_length=2, blank=True)
    # Key by which the registry knows a facility.
    facility = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["province", "name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_the_region_has_no_province",
                condition=models.Q(kind="region", province="")
                | (~models.Q(kind="region") & models.Q(province__regex=r"^[0-9]{2}$")),
            ),
            models.CheckConstraint(
                name="a_facility_has_a_key_and_nobody_else",
                condition=(models.Q(kind="facility") & ~models.Q(facility=""))
                | (~models.Q(kind="facility") & models.Q(facility="")),
            ),
            models.UniqueConstraint(
                fields=["province"],
                condition=models.Q(kind="department"),
                name="one_department_a_province",
            ),
            models.UniqueConstraint(
                fields=["province", "facility"],
                condition=models.Q(kind="facility"),
                name="one_organisation_a_facility",
            ),
        ]

    def __str__(self) -> str:
        return self.name
