"""Registrations and licences, row by row, with what is searched and what the walls ask.

Personal data: names, days of birth, licence numbers. Every value read is in `FileBlock`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lieny.registry.models.facility import Facility
from lieny.registry.models.known import ends_after_it_begins, known_index, known_once
from lieny.registry.models.person import Person
from lieny.registry.models.submission import SourceFile


class Registration(models.Model):
    """Đăng ký hành nghề: one row is one row of a list: a person at a facility with hours.

    `valid_…` is what was true in the world; `known_…` when this instance knew it. A later list of
    the facility ends what is known; nothing is deleted.
    """

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="+")
    index = models.PositiveIntegerField()  # row in the file's block
    province = models.CharField(max_length=2)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    facility = models.ForeignKey(
        Facility, on_delete=models.PROTECT, null=True, related_name="registrations"
    )
    name = models.CharField(max_length=150)
    name_folded = models.CharField(max_length=150)
    licence_serial = models.IntegerField(null=True)
    licence_issuer = models.CharField(max_length=12, blank=True)
    licence_type = models.CharField(max_length=16, blank=True)
    position = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=40, blank=True)
    definite = models.BinaryField(null=True)  # WeeklySet.to_bytes
    possible = models.BinaryField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    listed_on = models.DateField(null=True)
    # Later full lists of the facility that no longer name the person; the row stands nevertheless.
    passed_over = models.PositiveIntegerField(default=0, db_default=0)
    source = models.JSONField(default=dict)  # {file, sheet, row, cells: {heading: words}}
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            known_once("a_registration_is_kept_once"),
            ends_after_it_begins("a_registration_is_known_before_it_is_forgotten"),
        ]
        indexes: ClassVar = [
            known_index("registration"),
            models.Index(fields=["person"], name="registrations_of_a_person"),
            models.Index(fields=["facility"], name="registrations_of_a_facility"),
            models.Index(
                fields=["licence_serial", "licence_issuer"],
                condition=Q(known_until__isnull=True),
                name="registrations_by_licence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.index}"


class LicenceRow(models.Model):
    """Dòng sổ cấp phép: one row is one licence in an issuer's register, as one file gave it."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="+")
    index = models.PositiveIntegerField()
    province = models.CharField(max_length=2)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="licences")
    name = models.CharField(max_length=150)
    name_folded = models.CharField(max_length=150)
    serial = models.IntegerField(null=True)
    issuer = models.CharField(max_length=12, blank=True)
    type = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=10, blank=True)
    status_from = models.DateField(null=True)
    status_until = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    source = models.JSONField(default=dict)  # {file, sheet, row, cells: {heading: words}}
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            known_once("a_licence_row_is_kept_once"),
            ends_after_it_begins("a_licence_row_is_known_before_it_is_forgotten"),
            models.CheckConstraint(
                name="a_serial_is_a_number_above_zero",
                condition=Q(serial__isnull=True) | Q(serial__gt=0),
            ),
        ]
        indexes: ClassVar = [
            known_index("licence_row"),
            models.Index(fields=["person"], name="licences_of_a_person"),
            models.Index(fields=["serial", "issuer"], name="licence_rows_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.serial}/{self.issuer}-{self.type}"
