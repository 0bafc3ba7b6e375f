"""Nodes with people in them, worked through the command line as operators do."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lieny.node.data_folder import DataFolder
from lieny.node.postgres.launcher import joined


@dataclass
class Node:
    """One node: its folder, and the server that it was told to use."""

    root: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> DataFolder:
        return DataFolder(self.root / "d")

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LIENY_", "DJANGO_"))}
        return {**kept, "LIENY_DATA": str(self.folder.root), **self.variables}

    def lieny(self, *words: str, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "lieny.node", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stderr
        return done.stdout + done.stderr

    @contextmanager
    def database(self):
        with joined(self.folder, self.variables) as running:
            yield running.database

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table as text, in one order."""
        with self.database() as database, database.owner.connect() as connection:
            tables = connection.execute(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            ).fetchall()
            statement = "SELECT t::text FROM {} t ORDER BY 1"
            return {
                name: [row for (row,) in connection.execute(statement.format(name))]
                for (name,) in tables
            }


@pytest.fixture
def new_node():
    made = []

    def make(**variables: str) -> Node:
        root = Path(tempfile.mkdtemp(prefix="ly-"))
        root.chmod(0o711)
        made.append(root)
        return Node(root, variables)

    yield make
    for root in made:
        shutil.rmtree(root)


@pytest.fixture(scope="session")
def peopled_once():
    """A node with two people, an audit log, and a key of its own; made once and then copied."""
    root = Path(tempfile.mkdtemp(prefix="ly-"))
    root.chmod(0o711)
    node = Node(root)
    with node.database():  # stays up while the commands run
        for email, name, province in (
            ("hoa@syt.example", "Nguyễn Thị Hoa", "79"),
            ("lan@syt.example", "Lê Thị Lan", "75"),
        ):
            node.lieny("account", "invite", email, "--name", name, "--province", province)
    yield node
    shutil.rmtree(root)


@pytest.fixture
def peopled(peopled_once, new_node):
    node = new_node()
    subprocess.run(["cp", "-a", peopled_once.folder.root, node.folder.root], check=True)
    return node


@pytest.fixture
def outside(peopled_once, new_node):
    """An external server with an empty database: another node's, reached by its address alone."""
    node = new_node()
    subprocess.run(["cp", "-a", peopled_once.folder.root, node.folder.root], check=True)
    with node.database() as database:
        word = node.folder.known_secret("postgres-superuser")
        superuser = database.owner.as_user("postgres", word).to_database("postgres")
        with superuser.connect() as connection:
            connection.execute("CREATE DATABASE moved OWNER lieny TEMPLATE template0")
        address = database.owner.to_database("moved")
        yield (
            f"postgresql://{address.user}:{address.password}@/{address.database}"
            f"?host={address.host}&port={address.port}"
        )
