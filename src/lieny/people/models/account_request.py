"""Acts on accounts that take two people. Personal data: ties a person to an employer."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User
from lieny.people.rules.two_persons import AccountAct


class AccountRequest(models.Model):
    """Đề nghị về tài khoản: one row is one act that one person asks for and another decides."""

    class Act(models.TextChoices):
        """What is asked for."""

        OFFICE = AccountAct.OFFICE.value, "Giao vai trò"
        FACTOR = AccountAct.FACTOR.value, "Xoá lớp xác thực thứ hai"
        REOPEN = AccountAct.REOPEN.value, "Mở lại tài khoản"

    class Decision(models.TextChoices):
        """What became of it."""

        AGREED = "agreed", "đã đồng ý"
        REFUSED = "refused", "đã từ chối"
        WITHDRAWN = "withdrawn", "đã rút"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField(max_length=8, choices=Act.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    province = models.CharField(max_length=2)  # the organisation's: the wall asks it
    role = models.CharField(max_length=24, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    reason = models.CharField(max_length=400)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=9, choices=Decision.choices, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="nobody_decides_on_what_they_asked_for",
                condition=Q(decided_by__isnull=True)
                | ~Q(decided_by=F("asked_by"))
                | Q(decision="withdrawn"),
            ),
            models.CheckConstraint(
                name="nobody_decides_on_their_own_account",
                condition=Q(decided_by__isnull=True)
                | ~Q(decided_by=F("user"))
                | Q(decision="withdrawn"),
            ),
            models.CheckConstraint(
                name="a_decision_says_who_and_when",
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_office_is_asked_for_with_its_first_day",
                condition=(Q(act="office", valid_from__isnull=False) & ~Q(role=""))
                | (~Q(act="office") & Q(role="", valid_from__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "act", "role"],
                condition=Q(decision=""),
                name="an_act_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.user_id}"

    @property
    def is_open(self) -> bool:
        """Test whether it still waits."""
        return self.decision == ""
