"""Signs as the checker saw them, from first day to last. Personal data: names in words."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from lieny.registry.models.facility import Facility
from lieny.registry.models.person import Person
from lieny.registry.rules.sign import Certainty, Severity


class StoredSign(models.Model):
    """Dấu hiệu: one row is a sign about a person or a place, as long as its rows say so."""

    class Ending(models.TextChoices):
        """Why it is no longer there."""

        ROWS_CHANGED = "rows-changed", "dữ liệu đã thay đổi"
        LAW_CHANGED = "law-changed", "quy định đã thay đổi"
        LINK_UNDONE = "link-undone", "đã tách người"

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="signs")
    # A sign about a place itself (R25) names the place and no person.
    facility = models.ForeignKey(
        Facility, on_delete=models.CASCADE, null=True, related_name="signs"
    )
    rule = models.CharField(max_length=3)
    severity = models.CharField(max_length=8)
    certainty = models.CharField(max_length=8)
    provinces = ArrayField(models.CharField(max_length=2))
    facilities = ArrayField(models.CharField(max_length=83), default=list)  # "79:key"
    minutes = models.PositiveIntegerField(null=True)
    overlap = models.BinaryField(null=True)  # WeeklySet.to_bytes
    said_vi = models.TextField()
    said_en = models.TextField()
    vanishes_vi = models.TextField(blank=True)
    vanishes_en = models.TextField(blank=True)
    question_vi = models.TextField(blank=True)
    question_en = models.TextField(blank=True)
    law = models.JSONField()  # [{instrument, article, summary_vi, summary_en, how_read}]
    # [{file, table, index, row, province}] and, of this one row, what a department is shown that
    # cannot open the file: {sheet, facility, raw: {heading: text}, columns: {heading: 1-based},
    # fields: {heading: field}}
    evidence = models.JSONField()
    fingerprint = models.CharField(max_length=64)  # the same sign seen again has the same
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(ended_at__isnull=True),
                name="a_sign_stands_once",
            ),
            models.CheckConstraint(
                name="a_sign_that_ended_says_why",
                condition=Q(ended_at__isnull=True, ending="")
                | (Q(ended_at__isnull=False) & ~Q(ending="")),
            ),
            models.CheckConstraint(
                name="a_sign_is_about_a_person_or_a_place",
                condition=Q(person__isnull=False, facility__isnull=True)
                | Q(person__isnull=True, facility__isnull=False),
            ),
            models.CheckConstraint(
                name="a_sign_is_definite_or_possible",
                condition=Q(certainty__in=[one.value for one in Certainty]),
            ),
            models.CheckConstraint(
                name="a_sign_has_a_known_severity",
                condition=Q(severity__in=[one.value for one in Severity]),
            ),
            models.CheckConstraint(
                name="a_sign_names_its_rule", condition=Q(rule__regex=r"^R[0-9]{2}$")
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person"], condition=Q(ended_at__isnull=True), name="standing_signs"
            ),
            models.Index(
                fields=["first_seen_at"],
                include=["id", "ended_at", "rule", "severity", "provinces", "person"],
                name="signs_as_they_are_counted",
            ),
            # What is said of a place, of each of its people: folded by place in the inbox.
            models.Index(
                Coalesce(F("facilities__0"), Value("")),
                include=["id", "person", "severity", "provinces", "first_seen_at", "facilities"],
                condition=Q(rule="R09", ended_at__isnull=True),
                name="standing_signs_by_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.person_id or self.facility_id}"
