"""Departments that hand in lists, and the background that takes them in."""

# ruff: noqa: E402, PLC0415 - tables can be imported once Django is up
import django

django.setup()

import sys
from pathlib import Path
from uuid import uuid4

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

from stored_portal import AT, Portal

__all__ = ["AT", "Portal"]


@pytest.fixture
def portal(own_database):
    from lieny.people.models import User

    user = User.objects.using("owner").create(
        email=f"{uuid4().hex[:8]}@syt.example",
        full_name="Nguyễn Thị Hoa",
        password="!",  # noqa: S106
    )
    return Portal(own_database, user)


def files_of(folder: Path) -> list[tuple[str, bytes]]:
    return [
        (f"{path.parent.name}/{path.name}", path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
