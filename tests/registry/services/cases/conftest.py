"""The ground on which cases are opened."""

import django

django.setup()

import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402

sys.path.insert(0, str(Path(__file__).parents[2]))


@pytest.fixture
def ground(own_database):
    from case_ground import Ground  # noqa: PLC0415

    return Ground()
