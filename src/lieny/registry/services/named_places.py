"""Facilities by the names that signs, questions and offices know them by: "79:key"."""

from __future__ import annotations

from collections.abc import Iterable

from lieny.people.services.prepared import Prepared
from lieny.registry.models import Facility

# Of the provinces named and of the keys named: some are pairs that nobody named.
_NEAR = Prepared(
    lambda provinces, keys: Facility.objects.filter(province__one_of=provinces, key__one_of=keys)
)


def facilities_named(names: Iterable[str]) -> list[Facility]:
    """Find facilities by province and key, "79:key"; what names none finds none."""
    wanted = {tuple(name.split(":", 1)) for name in names if ":" in name}
    if not wanted:
        return []
    provinces, keys = zip(*wanted, strict=True)
    near = _NEAR(provinces=sorted(set(provinces)), keys=sorted(set(keys)))
    return [one for one in near if (one.province, one.key) in wanted]
