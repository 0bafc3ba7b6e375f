"""Answers kept in this process as long as nothing changes that they were drawn from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from enum import StrEnum
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from django.db import connection

MOST_KEPT = 512
P = ParamSpec("P")
T = TypeVar("T")
_KEPT: OrderedDict[Hashable, object] = OrderedDict()
_LOCK = Lock()
# All that the walls around signs and cases ask of whoever looks (`models` and migrations 2, 5, 15).
_STATE = """SELECT string_agg(version::text, '' ORDER BY what, backend), lieny_provinces(),
    lieny_facilities(), lieny_maintains(), registry_coordinates()
    FROM registry_change WHERE what = ANY (%s)"""


class Changing(StrEnum):
    """What may change: signs; cases with their steps, signatures, signs and notices."""

    CASES = "cases"
    SIGNS = "signs"


def kept_until_change(*what: Changing) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Answer again what was found before, for the same boundary, as long as `what` is the same.

    Only for what is drawn from nothing else, whose arguments can be hashed and whose result nobody
    changes.
    """
    asked = [one.value for one in what]

    def keeping(find: Callable[P, T]) -> Callable[P, T]:
        @wraps(find)
        def found(*args: P.args, **words: P.kwargs) -> T:
            with connection.cursor() as cursor:
                cursor.execute(_STATE, [asked])
                state = repr(cursor.fetchone())
            key = (find.__module__, find.__qualname__, state, args, tuple(sorted(words.items())))
            with _LOCK:
                if key in _KEPT:
                    _KEPT.move_to_end(key)
                    return _KEPT[key]  # type: ignore[return-value]
            answer = find(*args, **words)
            with _LOCK:
                _KEPT[key] = answer
                while len(_KEPT) > MOST_KEPT:
                    _KEPT.popitem(last=False)
            return answer

        return found

    return keeping
