"""Answers kept in this process as long as nothing changes that they were drawn from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from django.db import connection

MOST_KEPT = 1024  # drawn lists among them, some 30 kB each
P = ParamSpec("P")
T = TypeVar("T")
_KEPT: OrderedDict[Hashable, object] = OrderedDict()
_LOCK = Lock()
# All that the walls around signs and cases ask of whoever looks (`models` and migrations 2, 5, 15).
_STATE = """SELECT array_agg(what || ' ' || backend || ' ' || version ORDER BY what, backend),
    lieny_provinces(), lieny_facilities(), lieny_maintains(), registry_coordinates()
    FROM registry_change"""
_TOLD = "SELECT md5(COALESCE(array_agg(id ORDER BY id)::text, '')) FROM registry_told_signs() AS id"


@dataclass(frozen=True, slots=True)
class _State:
    """How things stand: a text for each kind and each writer, and who looks."""

    versions: tuple[str, ...]
    looks: str

    def of(self, kinds: tuple[str, ...]) -> Hashable:
        """Give what must be the same for an answer about these kinds to be the same."""
        return (self.looks, *(one for one in self.versions if one.split(" ", 1)[0] in kinds))


_STANDS: ContextVar[list[_State] | None] = ContextVar("how things stand", default=None)


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Ask only once how things stand: for a page that asks for much and changes nothing itself."""
    token = _STANDS.set([])
    try:
        yield
    finally:
        _STANDS.reset(token)


def _state() -> _State:
    seen = _STANDS.get()
    if seen:
        return seen[0]
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        versions, *looks = cursor.fetchone()
    state = _State(tuple(versions or ()), repr(looks))
    if seen is not None:
        seen.append(state)
    return state


def _told(state: _State) -> Hashable:
    """Name the signs that are open to whoever looks through a case alone.

    Opening a case opens its signs to the departments that are told, though no sign has changed.
    Asked once for each change of what is open: while these signs are the same, what is kept of
    signs stays.
    """
    key = ("told", state.of((Changing.OPENED.value,)))
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return _KEPT[key]
    with connection.cursor() as cursor:
        cursor.execute(_TOLD)
        told = str(cursor.fetchone()[0])
    _keep(key, told)
    return told


def _keep(key: Hashable, answer: object) -> None:
    with _LOCK:
        _KEPT[key] = answer
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)


class Changing(StrEnum):
    """What may change.

    SIGNS: any, and which of them a case opens to whoever looks. CASES: with their steps, signatures
    and signs. OPENED: which persons and signs have a case, whether it is open, and whom it
    concerns. NOTICES: of cases. REGISTER: persons, facilities, registrations and what was decided
    about links. LISTS: that were handed in, their files, and who hands in.
    """

    CASES = "cases"
    LISTS = "lists"
    NOTICES = "notices"
    OPENED = "opened"
    REGISTER = "register"
    SIGNS = "signs"


def kept_until_change(*what: Changing) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Answer again what was found before, for the same boundary, as long as `what` is the same.

    Only for what is drawn from nothing else, whose arguments can be hashed and whose result nobody
    changes.
    """
    kinds = tuple(one.value for one in what)

    def keeping(find: Callable[P, T]) -> Callable[P, T]:
        @wraps(find)
        def found(*args: P.args, **words: P.kwargs) -> T:
            stands = _state()
            told = _told(stands) if Changing.SIGNS in what else None
            named = (find.__module__, find.__qualname__)
            key = (*named, stands.of(kinds), told, args, tuple(sorted(words.items())))
            with _LOCK:
                if key in _KEPT:
                    _KEPT.move_to_end(key)
                    return _KEPT[key]  # type: ignore[return-value]
            answer = find(*args, **words)
            _keep(key, answer)
            return answer

        return found

    return keeping
