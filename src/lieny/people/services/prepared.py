"""Queries that pages ask again and again: their statement is made once, then only given values.

Django builds and compiles a query anew each time it is asked, which costs two to four times what
PostgreSQL needs to answer it. A `Prepared` keeps what was compiled; rows become models as ever.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, ForeignObject, Lookup, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Given(Expression):
    """Stands in a query for a value that comes when it is asked.

    Args:
        name: of the value, as the query's maker calls it.
    """

    def __init__(self, name: str) -> None:
        super().__init__(output_field=Field())
        self.name = name

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Give a place for the value."""
        del compiler, connection
        return "%s", (self,)


@ForeignObject.register_lookup
@Field.register_lookup
class OneOf(Lookup):
    """`field__one_of`: one of an array, however long; `in` is another statement for each length."""

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Compare with any member."""
        left, of_left = self.process_lhs(compiler, connection)
        right, of_right = self.process_rhs(compiler, connection)
        return f"{left} = ANY {right}", (*of_left, *of_right)


class Prepared(Generic[Row]):
    """A query whose statement is made once: `Prepared(lambda person: Row.objects.filter(…))`.

    What the maker is called with are places for values: they may be compared with, and passed to
    functions, but never looked at. Whatever else it uses must always be the same (no clock).

    Args:
        make: makes the query; the names of its arguments are those of the values.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        self._make = make
        self._made: tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]] | None = None
        self._names = frozenset(inspect.signature(make).parameters)

    def __call__(self, **values: object) -> list[Row]:
        """Ask, and give the rows.

        Args:
            values: by name; lists for `one_of`.

        Raises:
            TypeError: a value is missing, or one too many was given.
        """
        if values.keys() != self._names:
            raise TypeError(f"values {sorted(values)} were given, {sorted(self._names)} expected")
        query, compiled, statement, places = self._made = self._made or self._compiled()
        bound: tuple[Any, ...] = tuple(
            values[p.name] if isinstance(p, Given) else p for p in places
        )
        compiler = copy.copy(compiled)
        compiler.connection = connections[query.db]
        compiler.as_sql = lambda *_, **__: (statement, bound)  # type: ignore[method-assign]
        asked = query.all()
        asked.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(asked)

    def first(self, **values: object) -> Row | None:
        """Ask, and give the first row, or None where there is none."""
        rows = self(**values)
        return rows[0] if rows else None

    def _compiled(self) -> tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[Any, ...]]:
        query = self._make(**{name: Given(name) for name in self._names})
        compiler = query.query.get_compiler(using=query.db)
        statement, places = compiler.as_sql()
        return query, compiler, statement, tuple(places)


def bring(whole: Model, parts: str, rows: Iterable[Model]) -> None:
    """Let what points at a row stand ready in it, as if Django had fetched it beforehand.

    Args:
        whole: what is pointed at.
        parts: name of the relation, as in `whole.parts.all()`.
        rows: all that point at it.
    """
    related = getattr(whole, parts)
    found = list(rows)
    for row in found:
        setattr(row, related.field.name, whole)
    ready = related.all()
    ready._result_cache = found  # noqa: SLF001 - Django offers no other way but asking anew
    if not hasattr(whole, "_prefetched_objects_cache"):
        whole._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # noqa: SLF001
    whole._prefetched_objects_cache[parts] = ready  # type: ignore[attr-defined]  # noqa: SLF001
