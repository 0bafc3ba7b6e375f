"""One backup: a dump by PostgreSQL's own tools, the node's key, and a manifest with hashes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import sql

from lieny.node.data_folder import CLOSED, DataFolder
from lieny.node.portal.backup_trouble import (
    BackupDamaged,
    FolderInUse,
    NotEmpty,
    RestoreDiffers,
    ToolFailed,
)
from lieny.node.postgres.address import Address
from lieny.node.postgres.binaries import wheel_binaries

DUMP, KEY, MANIFEST = "database.dump", "django.key", "manifest.json"
PIECE = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    Attributes:
        written_at: when, with zone.
        lieny: version of the program.
        server: version of the server that was saved.
        tables: rows of each table at that moment.
        audit_anchor: "number:hash" of the audit log's last row; keep it apart from the backup.
        files: SHA-256 of each file.
    """

    written_at: str
    lieny: str
    server: str
    tables: dict[str, int]
    audit_anchor: str
    files: dict[str, str]

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(self.tables.values())


@dataclass(frozen=True)
class BackupFolder:
    """The folder of one backup."""

    folder: Path

    def write(self, owner: Address, node: DataFolder, *, at: datetime) -> Manifest:
        """Save the database as it is at one moment, with the key that its secrets need.

        Raises:
            FolderInUse: the folder holds something; nothing was written.
            ToolFailed: pg_dump says why.
        """
        if self.folder.exists() and any(self.folder.iterdir()):
            raise FolderInUse(self.folder)
        self.folder.mkdir(mode=CLOSED, parents=True, exist_ok=True)
        self.folder.chmod(CLOSED)
        with owner.connect() as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            snapshot = str(_one(connection.execute("SELECT pg_export_snapshot()").fetchone()))
            tables = count_rows(connection)
            anchor = _anchor(connection)
            server = connection.info.parameter_status("server_version") or ""
            # The owner sees every row by a policy of its own, which pg_dump has to be told to use.
            words = ["--format=custom", "--no-owner", "--no-acl", "--enable-row-security"]
            words += ["--no-comments", f"--snapshot={snapshot}", f"--file={self.folder / DUMP}"]
            _run("pg_dump", words, owner)
        key = node.known_secret("django") or ""
        (self.folder / KEY).write_text(key, "ascii")
        files = {name: _sha256(self.folder / name) for name in (DUMP, KEY)}
        made = Manifest(at.isoformat(), version("lieny"), server, tables, anchor, files)
        text = json.dumps(asdict(made), ensure_ascii=False, indent=1)
        (self.folder / MANIFEST).write_text(text, "utf-8")
        for path in self.folder.iterdir():
            path.chmod(0o600)
            with path.open("rb") as written:
                os.fsync(written.fileno())
        return made

    def checked(self) -> Manifest:
        """Read the manifest and compare every file with its hash.

        Raises:
            BackupDamaged: a file is missing or is not what was written.
        """
        try:
            made = Manifest(**json.loads((self.folder / MANIFEST).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            raise BackupDamaged(self.folder, MANIFEST) from None
        for name, expected in made.files.items():
            path = self.folder / name
            if not path.is_file() or _sha256(path) != expected:
                raise BackupDamaged(self.folder, name)
        return made

    def read_into(self, owner: Address, node: DataFolder, manifest: Manifest) -> None:
        """Bring everything back, in one transaction, into a database that holds nothing.

        Raises:
            NotEmpty: the database has tables, or the node another key; nothing was changed.
            ToolFailed: pg_restore says why; nothing was changed.
            RestoreDiffers: a table has another number of rows than when it was saved.
        """
        key = (self.folder / KEY).read_text("ascii")
        with owner.connect() as connection:
            if count_rows(connection) or node.known_secret("django") not in {None, key}:
                raise NotEmpty(str(owner))
            names = _table_of_contents(self.folder / DUMP, owner)
        words = ["--no-owner", "--no-acl", "--single-transaction", "--exit-on-error"]
        words += ["--enable-row-security", f"--use-list={names}", f"--dbname={owner.database}"]
        try:
            _run("pg_restore", [*words, str(self.folder / DUMP)], owner)
        finally:
            names.unlink()
        with owner.connect() as connection:
            found = count_rows(connection)
        differing = sorted(set(found.items()) ^ set(manifest.tables.items()))
        if differing:
            raise RestoreDiffers(differing[0][0])
        if key:
            node.keep_secret("django", key)


def count_rows(connection: psycopg.Connection[tuple[object, ...]]) -> dict[str, int]:
    """Count the rows of every table of the schema that the portal uses."""
    cursor = connection.cursor()
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    counted = {}
    for (name,) in cursor.fetchall():
        cursor.execute(
            sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", str(name)))
        )
        counted[str(name)] = int(str(_one(cursor.fetchone())))
    return counted


def _one(row: tuple[object, ...] | None) -> object:
    return row[0] if row else ""


def _anchor(connection: psycopg.Connection[tuple[object, ...]]) -> str:
    cursor = connection.cursor()
    cursor.execute("SELECT to_regclass('public.people_audithead') IS NOT NULL")
    if not _one(cursor.fetchone()):
        return ""
    cursor.execute("SELECT sequence || ':' || hash FROM people_audithead")
    return str(_one(cursor.fetchone()))


def _table_of_contents(dump: Path, owner: Address) -> Path:
    """List what is to be restored: all but the schema itself, which every database has."""
    listed = _run("pg_restore", ["--list", str(dump)], owner)
    kept = [line for line in listed.splitlines() if " SCHEMA - public " not in line]
    path = dump.with_suffix(".list")
    path.write_text("\n".join(kept) + "\n", "utf-8")
    return path


def _run(program: str, words: list[str], owner: Address) -> str:
    done = subprocess.run(  # noqa: S603 - our own program
        [wheel_binaries().path(program), *words],
        env={**os.environ, **owner.environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ToolFailed(program, _without_values(done.stderr))
    return done.stdout


def _without_values(said: str) -> str:
    """Keep the first line that names the fault; details of rows may hold personal data."""
    lines = [line for line in said.splitlines() if "error:" in line]
    return (lines or ["?"])[0].partition("DETAIL")[0][:300]


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
