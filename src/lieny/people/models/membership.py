"""Who holds which office where and when. Personal data: ties a person to an employer."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User
from lieny.people.rules.office import OfficeRole, Standing


class Days(Func):
    """The days of a membership, both ends inclusive, as a range of PostgreSQL."""

    function = "DATERANGE"
    output_field = DateRangeField()


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about memberships."""

    def of(self, user: User) -> Self:
        """Keep those of one person."""
        return self.filter(user=user)

    def in_force_on(self, day: date) -> Self:
        """Keep those that hold on a day."""
        until = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        return self.filter(until, valid_from__lte=day)


class Membership(models.Model):
    """Phân công: one row is one person in one office at one organisation, with its days."""

    class Office(models.TextChoices):
        """The offices, as people read them."""

        LICENSING_OFFICER = OfficeRole.LICENSING_OFFICER.value, "Chuyên viên quản lý hành nghề"
        INSPECTOR = OfficeRole.INSPECTOR.value, "Thanh tra, kiểm tra"
        HEAD_OF_DEPARTMENT = OfficeRole.HEAD_OF_DEPARTMENT.value, "Lãnh đạo Sở Y tế"
        FACILITY_USER = OfficeRole.FACILITY_USER.value, "Người dùng của cơ sở"
        REGIONAL_COORDINATOR = OfficeRole.REGIONAL_COORDINATOR.value, "Điều phối vùng"
        AUDITOR = OfficeRole.AUDITOR.value, "Kiểm toán"
        ADMINISTRATOR = OfficeRole.ADMINISTRATOR.value, "Quản trị"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=24, choices=Office.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # inclusive; none = until further notice

    objects = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        ordering: ClassVar = ["valid_from", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_membership_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="a_membership_names_a_known_role",
                condition=Q(role__in=[role.value for role in OfficeRole if role != "visitor"]),
            ),
            ExclusionConstraint(
                name="one_office_is_held_once_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("organisation"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (
                        Days(
                            "valid_from",
                            "valid_until",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    def standing(self) -> Standing:
        """Give the office as the table of permissions asks for it."""
        place = self.organisation
        return Standing(OfficeRole(self.role), place.province or None, place.facility or None)
