"""Addresses of a database: who connects to what, and how Django and the tools are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from lieny.node.postgres.trouble import AddressUnreadable, ServerNotReached

CONNECT_SECONDS = 10


@dataclass(frozen=True)
class Address:
    """One role's way into one database.

    Attributes:
        host: name, number, or the folder of a local socket.
        port: as text.
        user: the role.
        password: never shown.
        database: its name.
        options: further words of libpq ("sslmode").
    """

    host: str
    port: str
    user: str
    password: str = field(repr=False)
    database: str
    options: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.user}@{self.host}:{self.port}/{self.database}"

    def as_user(self, user: str, password: str) -> Address:
        """Give another role's way into the same database."""
        return replace(self, user=user, password=password)

    def to_database(self, database: str) -> Address:
        """Give the same role's way into another database of the same server."""
        return replace(self, database=database)

    def words(self) -> dict[str, str]:
        """Give the words of libpq."""
        return {
            **self.options,
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "dbname": self.database,
        }

    def environment(self) -> dict[str, str]:
        """Give the variables that PostgreSQL's own tools read; a password never is an argument."""
        named = {
            "PGHOST": self.host,
            "PGPORT": self.port,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGDATABASE": self.database,
        }
        return {**named, **{f"PG{name.upper()}": value for name, value in self.options.items()}}

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        """Connect, each statement on its own.

        Raises:
            ServerNotReached: nobody answers, or the role is refused.
        """
        try:
            return psycopg.Connection[tuple[object, ...]].connect(
                make_conninfo(**self.words(), connect_timeout=CONNECT_SECONDS), autocommit=True
            )
        except psycopg.OperationalError as fault:
            raise ServerNotReached(str(self)) from fault


def read_address(url: str) -> Address:
    """Read `postgresql://user:password@host:port/database?sslmode=…`.

    Raises:
        AddressUnreadable: it has another form, or names no role or database.
    """
    try:
        words = {name: str(value) for name, value in conninfo_to_dict(url).items() if value}
    except psycopg.ProgrammingError:
        raise AddressUnreadable from None  # the fault's text repeats the address
    if not url.startswith(("postgresql://", "postgres://")) or not {"user", "dbname"} <= set(words):
        raise AddressUnreadable
    return Address(
        host=words.pop("host", "localhost"),
        port=words.pop("port", "5432"),
        user=words.pop("user"),
        password=words.pop("password", ""),
        database=words.pop("dbname"),
        options=words,
    )
