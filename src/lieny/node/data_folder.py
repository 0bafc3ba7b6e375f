"""The folder of one node: everything it keeps outside of the database, and who may read it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SECRET_MODE = 0o600
CLOSED = 0o700
PASSABLE = 0o711  # others may pass through to what is theirs, and list nothing


@dataclass(frozen=True)
class DataFolder:
    """The folder named by LIENY_DATA.

    Attributes:
        root: its absolute path.
    """

    root: Path

    @property
    def cluster(self) -> Path:
        """Files of the embedded PostgreSQL."""
        return self.root / "postgres"

    @property
    def sockets(self) -> Path:
        """Folder of the socket of the embedded PostgreSQL."""
        return self.root / "run"

    @property
    def binaries(self) -> Path:
        """Copies of programs that lie where the server's user cannot read."""
        return self.root / "binaries"

    @property
    def log(self) -> Path:
        """What the embedded PostgreSQL says."""
        return self.root / "log" / "postgres.log"

    @property
    def static(self) -> Path:
        """Style sheets, fonts and scripts as they are served."""
        return self.root / "static"

    @property
    def lock(self) -> Path:
        """Held by the one launcher of this folder."""
        return self.root / "launcher.lock"

    @property
    def last_backup(self) -> Path:
        """When the node was last backed up, for the page of its state."""
        return self.root / "last-backup.json"

    @property
    def demo_accounts(self) -> Path:
        """Ways into a demo, in words; only a demo has this file."""
        return self.root / "demo-accounts.txt"

    def make(self, *, for_others: bool) -> None:
        """Make the folder; `for_others` when another system user runs the server in it."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(PASSABLE if for_others else CLOSED)
        for folder in (self.log.parent, self._secrets):
            folder.mkdir(mode=CLOSED, exist_ok=True)

    def secret(self, name: str) -> str:
        """Give a secret of this node; it is made once, readable by its owner alone."""
        path = self._secrets / name
        path.parent.mkdir(mode=CLOSED, parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, SECRET_MODE)
        except FileExistsError:
            return path.read_text("ascii").strip()
        with os.fdopen(handle, "w", encoding="ascii") as target:
            made = secrets.token_urlsafe(48)
            target.write(made)
            target.flush()
            os.fsync(target.fileno())
        return made

    def known_secret(self, name: str) -> str | None:
        """Give a secret if it was made before; nothing is written."""
        path = self._secrets / name
        return path.read_text("ascii").strip() if path.exists() else None

    def keep_secret(self, name: str, value: str) -> None:
        """Keep a secret that came back from a backup; one that is there stays."""
        path = self._secrets / name
        path.parent.mkdir(mode=CLOSED, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(SECRET_MODE)
            path.write_text(value, "ascii")

    @property
    def _secrets(self) -> Path:
        return self.root / "secrets"


def data_folder(environ: Mapping[str, str] = os.environ) -> DataFolder:
    """Find the folder: LIENY_DATA; otherwise /var/lib/lieny for root, the user's own data folder.

    Nothing is made here.
    """
    named = environ.get("LIENY_DATA")
    if named:
        return DataFolder(Path(named).expanduser().absolute())
    if os.getuid() == 0:
        return DataFolder(Path("/var/lib/lieny"))
    shared = environ.get("XDG_DATA_HOME") or str(Path("~/.local/share").expanduser())
    return DataFolder(Path(shared) / "lieny")
