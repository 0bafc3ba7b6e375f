"""A demo is one from its first day or never; its accounts exist nowhere else."""

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from lieny.people.models import User
from lieny.people.models.demo_instance import DemoInstance
from lieny.people.rules.demo import DEMO_DOMAIN

MARK = "INSERT INTO people_demoinstance (id, made_at) VALUES (1, now())"
ADD = (
    "INSERT INTO people_user (id, email, full_name, password, locale, is_active, demo_id)"
    " VALUES (gen_random_uuid(), %s, 'Cán bộ trình diễn', '!', 'vi', true, %s)"
)
DEMO_ADDRESS = f"chuyen-vien.79@{DEMO_DOMAIN}"


def refused(way_in, statement, *words):
    """Give the name of the constraint that refuses a statement."""
    with way_in.connect() as opened, pytest.raises(psycopg.errors.IntegrityError) as fault:
        opened.execute(statement, words)
    return fault.value.diag.constraint_name


def counts(way_in):
    with way_in.connect() as opened:
        question = "SELECT (SELECT count(*) FROM people_user), (SELECT count(*) FROM "
        return opened.execute(f"{question}people_demoinstance)").fetchone()


def test_an_instance_that_is_no_demo_refuses_a_demo_account_even_from_its_owner(own_database):
    owner = own_database.owner
    assert refused(owner, ADD, DEMO_ADDRESS, 1) == "a_demo_account_lives_on_a_demo_instance"
    assert refused(owner, ADD, DEMO_ADDRESS, None) == "an_address_of_the_demo_is_a_demo_account"
    assert refused(owner, ADD, "hoa@syt.example", 1) == "an_address_of_the_demo_is_a_demo_account"
    assert counts(owner) == (0, 0)


def test_the_pages_can_neither_make_a_demo_account_nor_a_demo(region):
    with pytest.raises(IntegrityError, match="a_demo_account_lives"), transaction.atomic():
        User.objects.create(email=DEMO_ADDRESS, full_name="Giả", password="!", demo_id=1)  # noqa: S106
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        DemoInstance.objects.exists()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(MARK)
    assert not User.objects.filter(email=DEMO_ADDRESS).exists()


def test_an_instance_in_use_does_not_become_a_demo(lasting_region, own_database):
    assert refused(own_database.owner, MARK) == "a_demo_is_one_from_its_beginning"
    assert counts(own_database.owner) == (0, 0)


def test_a_demo_holds_demo_accounts_and_stays_a_demo(own_database):
    owner = own_database.owner
    with owner.connect() as opened:
        opened.execute(MARK)
        opened.execute(ADD, [DEMO_ADDRESS, 1])
    for statement in (
        "DELETE FROM people_demoinstance",
        "UPDATE people_demoinstance SET made_at = now()",
        "TRUNCATE people_demoinstance CASCADE",
    ):
        assert refused(owner, statement) == "a_demo_stays_a_demo"
    assert counts(owner) == (1, 1)
