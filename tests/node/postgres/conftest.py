"""Folders for servers that are started for real."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from lieny.node.data_folder import DataFolder
from lieny.node.postgres.launcher import launched


def made_root() -> Path:
    """A folder that PostgreSQL's own user can enter, with a name short enough for a socket."""
    root = Path(tempfile.mkdtemp(prefix="ly-"))
    root.chmod(0o711)
    return root


@pytest.fixture(scope="session")
def prepared() -> Iterator[DataFolder]:
    """A node that was started once; making its cluster is what takes time."""
    root = made_root()
    folder = DataFolder(root / "d")
    with launched(folder, {}):
        pass
    yield folder
    shutil.rmtree(root)


@pytest.fixture
def new_folder():
    """Make folders of nodes that were never started."""
    made = []

    def make() -> DataFolder:
        made.append(made_root())
        return DataFolder(made[-1] / "d")

    yield make
    for root in made:
        shutil.rmtree(root)


@pytest.fixture
def started_folder(new_folder, prepared):
    """Make folders of nodes that were started and stopped before."""

    def make() -> DataFolder:
        folder = new_folder()
        subprocess.run(["cp", "-a", prepared.root, folder.root], check=True)
        return folder

    return make


@pytest.fixture
def folder(started_folder):
    return started_folder()
