"""The node's database for as long as something needs it: embedded or by address, one launcher."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from lieny.node.data_folder import DataFolder
from lieny.node.postgres.address import Address, read_address
from lieny.node.postgres.roles import Database, prepare_app, prepare_owner
from lieny.node.postgres.server import PORT, SUPERUSER, EmbeddedServer
from lieny.node.postgres.trouble import AlreadyRunning, ServerNotReached

OWNER = "lieny"
DATABASE = "lieny"
START_SECONDS = 10.0


@dataclass(frozen=True)
class RunningDatabase:
    """A database that answers.

    Attributes:
        database: its two ways in.
        server: the embedded server that we started; None when another process or machine runs it.
    """

    database: Database
    server: EmbeddedServer | None


def database_of(folder: DataFolder, environ: Mapping[str, str] = os.environ) -> Database:
    """Say how the node's database is reached; nothing is started or made.

    Raises:
        AddressUnreadable: LIENY_DATABASE_URL or LIENY_DATABASE_APP_URL has another form.
    """
    url = environ.get("LIENY_DATABASE_URL")
    if url:
        owner = read_address(url)
    else:
        word = folder.known_secret("postgres-owner") or ""
        owner = Address(str(folder.sockets), PORT, OWNER, word, DATABASE)
    app_url = environ.get("LIENY_DATABASE_APP_URL")
    if url and app_url:
        return Database(owner, read_address(app_url))
    word = folder.known_secret("postgres-app") or ""
    return Database(owner, owner.as_user(f"{owner.user}_app", word))


@contextmanager
def launched(
    folder: DataFolder, environ: Mapping[str, str] = os.environ
) -> Iterator[RunningDatabase]:
    """Hold the folder's lock and run its database until the block ends.

    Raises:
        AlreadyRunning: another launcher holds the folder.
        NodeTrouble: the server cannot be started or reached.
    """
    with _held(folder):
        for name in ("postgres-owner", "postgres-app"):
            folder.secret(name)
        if environ.get("LIENY_DATABASE_URL"):
            database = database_of(folder, environ)
            prepare_app(database)
            yield RunningDatabase(database, server=None)
            return
        server = EmbeddedServer(folder)
        try:
            server.start()
            database = database_of(folder, environ)
            superuser = database.owner.as_user(SUPERUSER, folder.secret("postgres-superuser"))
            prepare_owner(superuser.to_database("postgres"), database.owner)
            prepare_app(database)
            yield RunningDatabase(database, server)
        finally:
            server.stop()


@contextmanager
def joined(
    folder: DataFolder, environ: Mapping[str, str] = os.environ
) -> Iterator[RunningDatabase]:
    """Use the database that `lieny serve` runs; run it for ourselves when nobody does.

    Raises:
        NodeTrouble: the server cannot be started or reached.
    """
    try:
        with launched(folder, environ) as running:
            yield running
    except AlreadyRunning:
        database = database_of(folder, environ)
        _wait_for(database)
        yield RunningDatabase(database, server=None)


def _wait_for(database: Database) -> None:
    """Wait for a server that another process may be starting just now."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            database.owner.connect().close()
        except ServerNotReached:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


@contextmanager
def _held(folder: DataFolder) -> Iterator[None]:
    folder.root.mkdir(parents=True, exist_ok=True)
    # Opened anew each time: the lock belongs to the open file and dies with the process.
    with folder.lock.open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunning(folder.root, lock.read().strip() or "?") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
