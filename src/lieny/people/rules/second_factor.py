"""Who must show a second factor at sign-in."""

from __future__ import annotations

from collections.abc import Iterable

from lieny.people.rules.office import OfficeRole, Standing

# A facility's user sees the facility's own rows alone; every other office sees other people's.
WITHOUT = frozenset({OfficeRole.FACILITY_USER, OfficeRole.VISITOR})


def must_use_second_factor(standings: Iterable[Standing]) -> bool:
    """Tell whether these offices call for a second factor.

    Source: OWASP ASVS 5.0.0, 6.3.3; TCVN 11930:2017, level 3 (to be confirmed with counsel).
    """
    return any(standing.role not in WITHOUT for standing in standings)
