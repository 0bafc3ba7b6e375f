"""Accounts and their offices as requests ask for them, kept until anything of them changes.

What is kept is named by how accounts and offices stood (`SessionStore.accounts`), which the request
has read from the database before: whoever loses an office, a second factor or the account has lost
it with the next request, whichever process answers it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from uuid import UUID

from lieny.people.models.user import User
from lieny.people.rules.office import Standing
from lieny.people.services.standings import offices_of, standings_of

PEOPLE_KEPT = 1024
_STAND: ContextVar[str | None] = ContextVar("how accounts stand", default=None)


@contextmanager
def accounts_stand(how: str | None) -> Iterator[None]:
    """Let `account_kept` trust what was read of accounts that stood so; None: nothing."""
    token = _STAND.set(how)
    try:
        yield
    finally:
        _STAND.reset(token)


def account_kept(user: UUID, ask: Callable[[UUID], User | None]) -> User | None:
    """Give an account as it stands; each request has its own copy.

    Args:
        user: its id.
        ask: reads it from the database.
    """
    how = _STAND.get()
    if how is None:
        return ask(user)
    return copy.copy(_account(user, how, ask))


def offices_kept(user: User, *, on: date, how: str | None) -> tuple[Standing, ...]:
    """List the offices that somebody holds on a day.

    Args:
        user: the account, as it stands.
        on: the day.
        how: accounts and offices stand; None: nobody knows, and they are read.
    """
    if how is None or not user.is_active:
        return standings_of(user, on=on)
    return _offices(user.pk, on, how)


@lru_cache(maxsize=PEOPLE_KEPT)
def _account(user: UUID, how: str, ask: Callable[[UUID], User | None]) -> User | None:
    del how  # names the answer
    return ask(user)


@lru_cache(maxsize=PEOPLE_KEPT)
def _offices(user: UUID, on: date, how: str) -> tuple[Standing, ...]:
    del how
    return offices_of(user, on=on)
