"""What pages ask stays prepared: savepoints do not push it out, and there is room for all."""

import django
import pytest
from django.db import connection, transaction

django.setup()


class Undone(Exception):
    """What a test undoes."""


def names():
    """Read what is prepared on the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_a_hundred_blocks_within_blocks_prepare_two_statements_for_each_depth(db):
    for _ in range(100):
        with transaction.atomic(), transaction.atomic():
            pass
    about = [one for one in names() if "SAVEPOINT" in one]
    assert sorted(one.split()[0] for one in about) == ["RELEASE"] * 2 + ["SAVEPOINT"] * 2


def test_more_statements_stay_prepared_than_the_driver_keeps_by_itself(db):
    with connection.cursor() as cursor:
        for _ in range(4):
            for number in range(150):
                cursor.execute(f"SELECT {number} + %s", [1])
    assert len([one for one in names() if one.startswith("SELECT ")]) >= 150


@pytest.mark.parametrize("deep", [1, 2, 3])
def test_what_is_undone_inside_is_undone_to_its_own_savepoint(db, deep):
    def nested(depth):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO kept VALUES (%s)", [depth])
            if depth < 3:
                try:
                    nested(depth + 1)
                except Undone:
                    if depth + 1 != deep:
                        raise
            if depth >= deep > 1:
                raise Undone

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept (depth int)")
        nested(1)
        cursor.execute("SELECT depth FROM kept ORDER BY depth")
        kept = [depth for (depth,) in cursor.fetchall()]
    assert kept == ([1, 2, 3] if deep == 1 else list(range(1, deep)))
