"""Letters by e-mail that wait, went out or were given up, and how often people want a digest.

A letter names no person of a case: number, deadline and address of the portal. The row holds no
e-mail address; it is read from the account when the letter is sent.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lieny.people.models import User
from lieny.registry.models.case_papers import CaseNotice
from lieny.registry.rules.mail_terms import DigestFrequency


class OutgoingMail(models.Model):
    """Thư gửi đi: one row is one letter to one account, from its making to its end."""

    class Kind(models.TextChoices):
        """What it tells."""

        NOTICE = "notice", "thông báo hồ sơ"
        QUESTION = "question", "câu hỏi gửi cơ sở"
        DIGEST = "digest", "thư tổng hợp"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    province = models.CharField(max_length=2)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    notice = models.ForeignKey(CaseNotice, on_delete=models.CASCADE, null=True, related_name="+")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)  # when it is tried; null once nobody tries any more
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True)  # kind of the last fault, no address

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_letter_waits_went_out_or_was_given_up",
                condition=Q(next_at__isnull=False, sent_at__isnull=True, given_up_at__isnull=True)
                | Q(next_at__isnull=True, sent_at__isnull=False, given_up_at__isnull=True)
                | Q(next_at__isnull=True, sent_at__isnull=True, given_up_at__isnull=False),
            ),
            models.CheckConstraint(
                name="an_outgoing_letter_is_of_a_known_kind",
                condition=Q(kind__in=["notice", "question", "digest"]),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="letters_that_wait"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DigestChoice(models.Model):
    """Lựa chọn thư tổng hợp: one row is how often one account wants it, and when it last came."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    frequency = models.CharField(max_length=6, default=DigestFrequency.WEEKLY.value)
    last_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_digest_comes_as_often_as_can_be_chosen",
                condition=Q(frequency__in=[one.value for one in DigestFrequency]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.frequency}"
