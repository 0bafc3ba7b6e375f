"""Which acts on accounts take two people."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from lieny.people.rules.office import OfficeRole
from lieny.people.rules.second_factor import WITHOUT

# Who holds one of these could give themselves the rest, or watch over the others.
POWERFUL = frozenset({OfficeRole.ADMINISTRATOR, OfficeRole.HEAD_OF_DEPARTMENT, OfficeRole.AUDITOR})


class AccountAct(StrEnum):
    """Việc với tài khoản: acts that open something to somebody."""

    OFFICE = "office"  # give an office
    FACTOR = "factor"  # take the second factor away, to be set up anew
    REOPEN = "reopen"  # open a closed account again


def needs_second_person(
    act: AccountAct, *, role: OfficeRole | None = None, held: Iterable[OfficeRole] = ()
) -> bool:
    """Tell whether an act takes a second person.

    Design: taking away (ending an office, closing an account, ending sessions) never does, so that
        danger can be stopped by whoever sees it.

    Args:
        act: what is to be done.
        role: the office to be given.
        held: offices of the account today.

    Source: OWASP ASVS 5.0.0, 2.3.5.
    """
    if act is AccountAct.OFFICE:
        return role in POWERFUL
    if act is AccountAct.FACTOR:
        # Together with a new password, which one administrator may give, it would be a way in.
        return any(one not in WITHOUT for one in held)
    return any(one in POWERFUL for one in held)
