"""What a case gives out: notices to departments, letters, and departments' own words for them.

Personal data: letters name persons; kept with the case. Notices name none.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lieny.people.models import User
from lieny.registry.models.case import Case
from lieny.registry.rules.case_letters import LetterKind


class CaseNotice(models.Model):
    """Thông báo của hồ sơ: one row tells one department of one step; also sent by e-mail."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    department = models.CharField(max_length=2)
    act = models.CharField(max_length=15)  # of rules.case_acts, or "opened", "message"
    at = models.DateTimeField()
    due_on = models.DateField(null=True)
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_notice_is_read_by_somebody",
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["department"],
                condition=Q(read_at__isnull=True),
                name="notices_not_read",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.department} {self.act}"


class CaseLetter(models.Model):
    """Công văn của hồ sơ: one row is one letter as it went out; never changed (a trigger)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    department = models.CharField(max_length=2)
    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=40, blank=True)  # the registry office may write it by hand
    recipient = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    written_on = models.DateField()
    content = models.BinaryField()  # PDF/A
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_letter_is_of_a_known_kind",
                condition=Q(kind__in=[one.value for one in LetterKind]),
            ),
            models.CheckConstraint(
                name="a_letter_is_known_by_its_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class LetterWords(models.Model):
    """Lời văn công văn của một Sở: one row takes the place of the words that are shipped."""

    province = models.CharField(max_length=2)
    kind = models.CharField(max_length=16)
    text = models.TextField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["province", "kind"], name="a_department_words_a_letter_once"
            ),
            models.CheckConstraint(name="a_letter_has_words", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.province} {self.kind}"
