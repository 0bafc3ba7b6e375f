"""Persons of whom one's own provinces hold a row: what links and questions beforehand go by.

The wall of the table opens a little more: whoever was told of a case knows whom it is about
(migrations/0018). That gives no word in who is one and the same person.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, QuerySet, TextField

from lieny.registry.models import Person


def own_persons() -> QuerySet[Person]:
    """Find the persons in lists or registers of the provinces of the boundary."""
    own = Func(function="lieny_provinces", output_field=ArrayField(TextField()))
    return Person.objects.filter(provinces__overlap=own)
