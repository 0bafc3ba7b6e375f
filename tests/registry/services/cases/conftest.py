"""The ground on which cases are opened."""

import django

django.setup()

import sys  # noqa: E402
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]


@pytest.fixture
def ground(own_database):
    from case_ground import Ground  # noqa: PLC0415

    return Ground()


@pytest.fixture
def box(settings):
    from mail_ground import served  # noqa: PLC0415

    with served(settings) as box:
        yield box


@pytest.fixture
def background(own_database):
    """Run something as the background does."""
    from mail_ground import owners_way  # noqa: PLC0415

    def run(work, **words):
        with owners_way(own_database):
            return work(**words)

    return run
