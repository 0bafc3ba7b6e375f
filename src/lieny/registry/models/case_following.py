"""Which case went on about whom when persons were merged, so that undoing can bring it back."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lieny.registry.models.case import Case
from lieny.registry.models.person import Person


class CaseFollowing(models.Model):
    """Hồ sơ đi theo người đã ghép: one row is one case that went on about a merged person.

    Pages never read it; the owner's function `registry_stands_in_the_way` answers them.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="followings")
    version = models.PositiveIntegerField()  # of the case, when it had gone on
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")  # until then
    into = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    peers = ArrayField(models.CharField(max_length=2), default=list)  # until then
    # The younger case that was closed into it, and where it stood.
    joined = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=13, blank=True)
    since = models.DateTimeField(null=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # the persons were parted again

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["joined"], condition=Q(ended_at=None), name="a_case_is_joined_once"
            ),
            models.CheckConstraint(
                name="of_a_joined_case_it_is_known_where_it_stood",
                condition=Q(joined__isnull=True, since__isnull=True, state="")
                | (Q(joined__isnull=False, since__isnull=False) & ~Q(state="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id} {self.into_id}"
