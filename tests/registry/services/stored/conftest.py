"""Departments that hand in lists, and the background that takes them in."""

# ruff: noqa: E402 - tables can be imported once Django is up
import django

django.setup()

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from stored_portal import AT, Portal, new_account

__all__ = ["AT", "Portal"]


@pytest.fixture
def portal(own_database):
    return Portal(own_database, new_account("Nguyễn Thị Hoa"))


def files_of(folder: Path) -> list[tuple[str, bytes]]:
    return [
        (f"{path.parent.name}/{path.name}", path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
