"""The system user under which PostgreSQL runs: ourselves, or its own one when we are root."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from lieny.node.postgres.trouble import ServerUserMissing

SERVER_USER = "lieny-postgres"


class ProcessUser(TypedDict, total=False):
    """Arguments of `subprocess` that change the user; none when it stays the same."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class OsUser:
    """A user of the operating system.

    Attributes:
        name: its login name.
        uid: its number.
        gid: its group's number.
        other: it is not the user that we are.
    """

    name: str
    uid: int
    gid: int
    other: bool

    def process(self) -> ProcessUser:
        """Say how to start a process of this user."""
        if not self.other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Make this user the owner of a path."""
        if self.other:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """See whether the user reaches a folder through all folders above."""
        return self._test("-x", str(folder))

    def can_run(self, program: str) -> bool:
        """See whether the user may run a program."""
        return self._test("-x", program)

    def _test(self, *question: str) -> bool:
        done = subprocess.run(  # noqa: S603 - test(1) with our own paths
            [shutil.which("test") or "/usr/bin/test", *question],
            cwd="/",
            check=False,
            **self.process(),
        )
        return done.returncode == 0


def server_user() -> OsUser:
    """Give the user for PostgreSQL, which refuses to run as root; root makes one when missing.

    Raises:
        ServerUserMissing: we are root and no user could be made.
    """
    if os.getuid() != 0:
        return OsUser(getpass.getuser(), os.getuid(), os.getgid(), other=False)
    try:
        entry = pwd.getpwnam(SERVER_USER)
    except KeyError:
        entry = _made_user()
    return OsUser(entry.pw_name, entry.pw_uid, entry.pw_gid, other=True)


def _made_user() -> pwd.struct_passwd:
    command = ["/usr/sbin/useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", SERVER_USER]
    try:
        # Another launcher may make it at this moment: what counts is that it is there afterwards.
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - fixed words
        return pwd.getpwnam(SERVER_USER)
    except (OSError, KeyError) as fault:
        raise ServerUserMissing(SERVER_USER) from fault
