"""Persons as the linker knows them. Personal data: name, day of birth."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from lieny.people.models import User
from lieny.registry.models.sort_key import sort_key_of


class Person(models.Model):
    """Người hành nghề: one row is one person, whatever lists name them; the id is for good."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=150)  # as most rows write it
    name_folded = models.CharField(max_length=150)
    sort_key = sort_key_of("name")
    birth_on = models.DateField(null=True)
    birth_year = models.SmallIntegerField(null=True)
    # Provinces whose lists or registers hold a row of the person: the wall asks it who may see.
    provinces = ArrayField(models.CharField(max_length=2), default=list)
    first_seen_at = models.DateTimeField()
    # Found to be the same as another person: its rows moved there, its id still leads there.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged_from"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="nobody_is_merged_into_themselves",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
            models.CheckConstraint(name="a_person_has_a_name", condition=~Q(name="")),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["provinces"], name="persons_of_a_province"),
            models.Index(fields=["sort_key"], name="persons_in_vietnamese_order"),
        ]

    def __str__(self) -> str:
        return self.name


class LinkDecision(models.Model):
    """Quyết định ghép: what people said of two persons; across provinces two people must agree."""

    class Verdict(models.TextChoices):
        """What was said."""

        SAME = "same", "cùng một người"
        DIFFERENT = "different", "hai người khác nhau"

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    across_provinces = models.BooleanField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    seconded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    undone_reason = models.CharField(max_length=400, blank=True)
    # In whose name each of them spoke: code of the province, "" where none was said.
    decided_for = models.CharField(max_length=2, blank=True)
    seconded_for = models.CharField(max_length=2, blank=True)
    undone_for = models.CharField(max_length=2, blank=True)
    # The one of the two whom whoever decided could not see: who seconds must see them.
    behind_wall = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # What the question showed when it was answered: both sides, weight, levels, what it changes.
    asked = models.JSONField(default=dict)
    # Rows that were shown of each when it was decided, [[table, file, index], …]: persons are
    # found anew from rows, and what was said of these rows holds whatever becomes of the persons.
    one_rows = models.JSONField(default=list)
    other_rows = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_pair_is_written_in_one_order", condition=Q(one__lt=F("other"))
            ),
            models.CheckConstraint(
                name="nobody_seconds_themselves",
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("decided_by")),
            ),
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=Q(undone_at__isnull=True),
                name="a_pair_is_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id} {self.verdict}"

    @property
    def is_in_force(self) -> bool:
        """Test whether it counts: not undone, and seconded where two provinces are concerned."""
        agreed = self.seconded_by_id is not None or not (
            self.across_provinces and self.verdict == self.Verdict.SAME
        )
        return agreed and self.undone_at is None


class LinkQuestion(models.Model):
    """Câu hỏi ghép: one row is a pair of persons who may be one, as the linker weighed them last.

    What is shown of both stands here, so that whoever sees one of them can compare: name, year of
    birth, licence number, province, and nothing of where and when the other one works.
    """

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    weight = models.FloatField()  # log2 of the odds that both are one person
    contradicted = models.BooleanField()  # birth or personal number speak against it
    parts = models.JSONField()  # comparison → its share of the weight
    levels = models.JSONField(default=dict)  # comparison → the level that was found
    one_shown = models.JSONField()
    other_shown = models.JSONField()
    asked_at = models.DateTimeField()
    # What merging would make or unmake (`services/link_worth.py`): the higher, the sooner asked.
    worth = models.SmallIntegerField(default=0)
    makes = models.JSONField(default=dict)  # rule → minutes a week, 0 where none are counted
    unmakes = models.JSONField(default=list)  # rules

    class Meta:
        ordering: ClassVar = ["-worth", "-weight", "id"]
        indexes: ClassVar = [
            models.Index(
                F("worth").desc(), F("weight").desc(), "id", name="questions_by_what_they_change"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_question_is_written_in_one_order", condition=Q(one__lt=F("other"))
            ),
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_asked_about_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class LinkDoubt(models.Model):
    """Chưa rõ: a pair that a department cannot decide; asked again once its rows say else."""

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    province = models.CharField(max_length=2)  # of the department
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True)
    one_shown = models.JSONField()
    other_shown = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["one", "other", "province"], name="a_department_doubts_a_pair_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id} {self.province}"
