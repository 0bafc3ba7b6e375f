"""Two roles: one owns the tables and migrates, the other serves pages and owns nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg
from psycopg import sql

from lieny.node.postgres.address import Address
from lieny.node.postgres.trouble import (
    AppRoleMissing,
    AppRoleTooMighty,
    ServerNotReached,
    ServerTooOld,
)

OLDEST_SERVER = 150000  # as PostgreSQL numbers itself
Cursor = psycopg.Cursor[tuple[object, ...]]
# Functions that read the boundary, with what they give (people/migrations/0002_boundary.py).
BOUNDARY = {
    "lieny_user": "uuid",
    "lieny_provinces": "text[]",
    "lieny_facilities": "text[]",
    "lieny_maintains": "boolean",
}
_CALL = re.compile(rf"(?<!SELECT )\b({'|'.join(BOUNDARY)})\(\)")


@dataclass(frozen=True)
class Database:
    """One database with its two ways in.

    Attributes:
        owner: owns the tables; migrates, backs up, restores.
        app: reads and writes rows within the boundary that is set; owns nothing.
    """

    owner: Address
    app: Address


def check_version(number: int) -> None:
    """Refuse a server that is too old; `number` is its `server_version_num`.

    Raises:
        ServerTooOld: older than version 15.
    """
    if number < OLDEST_SERVER:
        raise ServerTooOld(str(number // 10000))


def prepare_owner(superuser: Address, owner: Address) -> None:
    """Make the owner's role and database on our own server, once."""
    with superuser.connect() as connection, connection.cursor() as cursor:
        _set_role(cursor, owner, "CREATEROLE")
        found = cursor.execute("SELECT FROM pg_database WHERE datname = %s", [owner.database])
        if found.fetchone() is None:
            statement = "CREATE DATABASE {} OWNER {} TEMPLATE template0"
            cursor.execute(_named(statement, owner.database, owner.user))


def prepare_app(database: Database) -> None:
    """Make the role of the pages if it is missing, and let it use what the owner makes.

    Raises:
        ServerNotReached: nobody answers, or the owner is refused.
        ServerTooOld: the server is older than version 15.
        AppRoleTooMighty: the role of the pages would not be bound by the boundary.
        AppRoleMissing: the role is not there and the owner may not make it.
    """
    app = database.app
    with database.owner.connect() as connection, connection.cursor() as cursor:
        check_version(connection.info.server_version)
        try:
            if not _connects(app):
                _set_role(cursor, app, "")
            cursor.execute(_named("GRANT CONNECT ON DATABASE {} TO {}", app.database, app.user))
        except psycopg.errors.InsufficientPrivilege as fault:
            raise AppRoleMissing(app.user) from fault
        _check_power(cursor, app.user)
        cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        cursor.execute(_named("GRANT USAGE ON SCHEMA public TO {}", app.user))
        grants = (
            "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES",
            "GRANT USAGE, SELECT ON SEQUENCES",
        )
        for grant in grants:
            statement = f"ALTER DEFAULT PRIVILEGES IN SCHEMA public {grant} TO {{}}"
            cursor.execute(_named(statement, app.user))


def grant_tables(database: Database, *, append_only: Sequence[str], hidden: Sequence[str]) -> None:
    """Let the role of the pages use every table; some of them only a little, some not at all.

    Args:
        database: both ways in.
        append_only: tables to which rows are added and from which they are read.
        hidden: tables that only the owner and its functions touch.
    """
    app = database.app.user
    grants = [
        _named("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}", app),
        _named("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}", app),
    ]
    grants += [
        _named("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}", name, app) for name in append_only
    ]
    grants += [_named("REVOKE ALL ON {} FROM {}", name, app) for name in hidden]
    with database.owner.connect() as connection, connection.transaction():
        for grant in grants:
            connection.execute(grant)


def ask_once(database: Database) -> None:
    """Let every policy ask for the boundary once a statement instead of once a row.

    A call within a policy is made for each row; as a subquery of its own it is made once. What a
    policy says stays the same. Run again it finds nothing to do.
    """
    with database.owner.connect() as connection, connection.transaction():
        found = connection.execute(
            "SELECT tablename, policyname, qual, with_check FROM pg_policies "
            "WHERE schemaname = 'public' ORDER BY 1, 2"
        )
        for table, policy, *conditions in found.fetchall():
            once = [None if one is None else _once(str(one)) for one in conditions]
            if once == conditions:
                continue
            words = zip(("USING", "WITH CHECK"), once, strict=True)
            said = [f"{word} ({condition})" for word, condition in words if condition is not None]
            statement = _named("ALTER POLICY {} ON {} ", str(policy), str(table))
            connection.execute(statement + sql.SQL(" ".join(said)))


def _once(condition: str) -> str:
    return _CALL.sub(lambda call: f"((SELECT {call[0]})::{BOUNDARY[call[1]]})", condition)


def _check_power(cursor: Cursor, role: str) -> None:
    question = "SELECT rolsuper OR rolbypassrls OR rolname = current_user FROM pg_roles"
    found = cursor.execute(f"{question} WHERE rolname = %s", [role]).fetchone()
    if found is not None and found[0]:
        raise AppRoleTooMighty(role)


def _connects(address: Address) -> bool:
    try:
        address.connect().close()
    except ServerNotReached:
        return False
    return True


def _set_role(cursor: Cursor, address: Address, attribute: str) -> None:
    """Make a role, or give it the password that we know."""
    found = cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [address.user]).fetchone()
    verb = "CREATE" if found is None else "ALTER"
    # The server gets a verifier: a password in a statement could reach a log.
    verifier = cursor.connection.pgconn.encrypt_password(
        address.password.encode(), address.user.encode(), b"scram-sha-256"
    ).decode("ascii")
    statement = sql.SQL(f"{verb} ROLE {{}} LOGIN {attribute} PASSWORD {{}}").format(
        sql.Identifier(address.user), sql.Literal(verifier)
    )
    cursor.execute(statement)


def _named(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*(sql.Identifier(name) for name in names))
