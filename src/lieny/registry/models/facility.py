"""Facilities as the lists and registers name them. No personal data."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lieny.registry.models.known import known_index, known_once
from lieny.registry.models.sort_key import sort_key_of
from lieny.registry.models.submission import SourceFile


class Facility(models.Model):
    """Cơ sở khám bệnh, chữa bệnh: one row is one place, whatever rows name it; the id is for good.

    `key` is what people's organisations refer to: operating licence where known, else own id.
    """

    id = models.BigAutoField(primary_key=True)
    province = models.CharField(max_length=2, blank=True)
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=300)
    name_folded = models.CharField(max_length=300)
    sort_key = sort_key_of("name")
    operating_licence = models.CharField(max_length=60, blank=True)
    form = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=400, blank=True)
    status = models.CharField(max_length=10, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    open_hours = models.BinaryField(null=True)  # WeeklySet.to_bytes
    # Found to be the same as another place: its rows moved there, its id still leads there.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged_from"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["province", "key"], name="one_facility_a_key"),
            models.CheckConstraint(name="a_facility_has_its_key", condition=~Q(key="")),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_key"], name="facilities_in_vietnamese_order"),
            models.Index(
                fields=["longitude", "latitude"],
                condition=Q(merged_into__isnull=True),
                name="places_at_a_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FacilityRow(models.Model):
    """Dòng nêu cơ sở: one row is one mention of a facility in a file."""

    file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="+")
    index = models.PositiveIntegerField()  # row in the file's block
    province = models.CharField(max_length=2)
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="rows")
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [known_once("a_facility_row_is_kept_once")]
        indexes: ClassVar = [known_index("facility_row")]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.index}"
