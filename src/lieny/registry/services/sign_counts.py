"""Counts of signs, kept in this process as long as no sign changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from django.db import connection

MOST_KEPT = 512
P = ParamSpec("P")
T = TypeVar("T")
_KEPT: OrderedDict[Hashable, object] = OrderedDict()
_LOCK = Lock()


def kept_until_signs_change(count: Callable[P, T]) -> Callable[P, T]:
    """Answer again what was counted before, for the same provinces and the same signs.

    Only for counts of signs alone, whose arguments can be hashed and whose result nobody changes:
    what the wall shows of signs depends on the provinces of the boundary and on nothing else.
    """

    @wraps(count)
    def counted(*args: P.args, **words: P.kwargs) -> T:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT version, lieny_provinces(), lieny_maintains() FROM registry_signversion"
            )
            state = repr(cursor.fetchone())
        key = (count.__module__, count.__qualname__, state, args, tuple(sorted(words.items())))
        with _LOCK:
            if key in _KEPT:
                _KEPT.move_to_end(key)
                return _KEPT[key]  # type: ignore[return-value]
        found = count(*args, **words)
        with _LOCK:
            _KEPT[key] = found
            while len(_KEPT) > MOST_KEPT:
                _KEPT.popitem(last=False)
        return found

    return counted
