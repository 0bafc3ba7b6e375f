"""Cases: what departments hold together of one person's signs, with its whole history.

Personal data: discussions and answers may name persons; kept with the case.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lieny.people.models import User
from lieny.registry.models.facility import Facility
from lieny.registry.models.person import Person
from lieny.registry.models.sign import StoredSign
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import CaseState, Measure, Outcome
from lieny.registry.rules.sign import Severity

SETTLED = ("closed", "suppressed", "superseded")


def _one_of(field: str, words: type, name: str, *, empty: bool = False) -> models.CheckConstraint:
    """Allow only the words of the pure rules."""
    values = [one.value for one in words]  # type: ignore[attr-defined]
    return models.CheckConstraint(
        name=name, condition=Q(**{f"{field}__in": [*values, ""] if empty else values})
    )


class Case(models.Model):
    """Hồ sơ: one row is one case; its fields are those of `rules.case_file.CaseFile`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=20, unique=True)  # "2026/000123"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=13)
    severity = models.CharField(max_length=8)
    lead = models.CharField(max_length=2)
    peers = ArrayField(models.CharField(max_length=2), default=list)
    since = models.DateTimeField()
    acknowledged = ArrayField(models.CharField(max_length=2), default=list)
    proposed = models.CharField(max_length=13, blank=True)
    proposed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=13, blank=True)
    measure = models.CharField(max_length=20, blank=True)
    heard_at = models.DateTimeField(null=True)
    replied = ArrayField(models.CharField(max_length=12), default=list)
    appealed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True)  # the earliest term that runs; for lists
    # All its rules were seldom confirmed: a facility is asked before anybody is told.
    asks_first = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)  # steps taken: two people never take one twice
    # The older case that goes on, where two persons turned out to be one.
    joined_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )

    class Meta:
        ordering: ClassVar = ["due_on", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state__in=SETTLED),
                name="one_case_a_person",
            ),
            models.CheckConstraint(
                name="a_joined_case_is_superseded",
                condition=Q(joined_into__isnull=True) | Q(state="superseded"),
            ),
            models.CheckConstraint(
                name="the_lead_is_no_peer", condition=~Q(peers__contains=[models.F("lead")])
            ),
            models.CheckConstraint(
                name="only_what_is_confirmed_has_a_measure",
                condition=Q(measure="") | Q(outcome="confirmed"),
            ),
            _one_of("state", CaseState, "a_case_is_in_a_known_state"),
            _one_of("severity", Severity, "a_case_has_a_known_severity"),
            _one_of("proposed", Outcome, "a_known_outcome_is_proposed", empty=True),
            _one_of("outcome", Outcome, "a_known_outcome_was_agreed", empty=True),
            _one_of("measure", Measure, "a_known_measure_is_taken", empty=True),
        ]
        indexes: ClassVar = [
            models.Index(fields=["lead", "state"], name="cases_that_a_province_leads"),
            models.Index(fields=["due_on"], name="cases_by_term"),
        ]

    def __str__(self) -> str:
        return self.number


class CaseSign(models.Model):
    """Dấu hiệu trong hồ sơ."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="signs")
    sign = models.ForeignKey(StoredSign, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "sign"], name="a_case_holds_a_sign_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sign_id}"


class CaseSignature(models.Model):
    """Chữ ký của một Sở under what is proposed now."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="signatures")
    department = models.CharField(max_length=2)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "department"], name="a_department_signs_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.department}"


class CaseEvent(models.Model):
    """Bước đã qua: one row is one step that was taken; never changed (a trigger refuses it)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    version = models.PositiveIntegerField()
    act = models.CharField(max_length=15)
    party = models.CharField(max_length=12)
    department = models.CharField(max_length=2, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    state_before = models.CharField(max_length=13)
    state_after = models.CharField(max_length=13)
    outcome = models.CharField(max_length=13, blank=True)
    measure = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["case", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "version"], name="a_step_is_taken_once"),
            _one_of("act", Act, "a_step_is_a_known_act"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.version} {self.act}"


class CaseMessage(models.Model):
    """Trao đổi: one row is what somebody of a department wrote to the others; never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    department = models.CharField(max_length=2)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="a_message_says_something", condition=~Q(text=""))
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%d/%m/%Y %H:%M}"


class CaseQuestion(models.Model):
    """Câu hỏi gửi cơ sở: one row is one question to one facility, and its answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="questions")
    province = models.CharField(max_length=2)  # of the department that asks
    facility = models.ForeignKey(Facility, on_delete=models.PROTECT, related_name="questions")
    facility_key = models.CharField(max_length=83)  # "79:00123/HCM-GPHĐ": whose staff may answer
    text = models.TextField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)  # the facility reads it

    class Meta:
        ordering: ClassVar = ["asked_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="a_question_asks_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="an_answer_has_words_and_a_time",
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_is_withdrawn_says_why_and_has_no_answer",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (
                    Q(withdrawn_at__isnull=False, answered_at__isnull=True)
                    & ~Q(withdrawn_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.facility_id}"

    @property
    def waits(self) -> bool:
        """Test whether the facility is still to answer."""
        return self.answered_at is None and self.withdrawn_at is None


class CaseAttachment(models.Model):
    """Tệp đính kèm: one row is one paper added to a case; type and size are checked before."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    department = models.CharField(max_length=2, blank=True)
    question = models.ForeignKey(
        CaseQuestion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "sha256"], name="a_paper_is_added_once"),
            models.CheckConstraint(
                name="a_paper_is_of_a_safe_type",
                condition=Q(
                    media_type__in=[
                        "application/pdf",
                        "image/png",
                        "image/jpeg",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    ]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
