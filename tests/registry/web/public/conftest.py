"""The public part over one hospital and one clinic, with everybody's browser."""

# ruff: noqa: E402, PLC0415 - tables can be imported once Django is up
import django

django.setup()

import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

STORED = Path(__file__).parents[2] / "services" / "stored"
sys.path[:0] = [str(STORED), str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from public_people import somebody
from stored_lists import BINH, CLINIC, CUC, HOSPITAL, OANH, official_list
from stored_portal import Portal

BEGAN = date(2026, 1, 1)
# Another person under the number of Cúc.
TWIN = ("BS Phạm Quốc Khánh", CUC[1], CUC[2])
MARKED = (
    "UPDATE registry_person SET birth_on = '1971-05-23', birth_year = 1971",
    (
        "UPDATE registry_registration SET title = 'DAU-DANH', source = "
        """'{"file": "DAU-TEP", "sheet": "DAU-TRANG", "row": 77123, "cells": {"x": "DAU-O"}}'"""
    ),
    "UPDATE registry_facility SET form = 'DAU-HINH'",
    (
        "UPDATE registry_registration SET valid_until = '2026-10-31' "
        "WHERE province = '75' AND licence_serial = 1235"
    ),
    (
        "INSERT INTO registry_facility (province, key, name, name_folded, operating_licence, form, "
        "address, status) SELECT '79', 'k' || n, 'Nha khoa Hoa Sen ' || n, "
        "'nha khoa hoa sen ' || n, "
        "'', '', '', '' FROM generate_series(1, 9) n"
    ),
)
MORNING, AFTERNOON, EVENING = "T2-T6: 7h-11h", "T2-T6: 13h-16h", "T2-T6: 17h-20h"


@pytest.fixture(scope="module")
def portal(portal_server, django_db_setup, django_db_blocker):
    """Oanh works at the hospital and, in the evening, at a clinic of another province.

    Made once a file, and nothing is undone: each test asks from an address of its own. Every
    column that is not public holds a marker.
    """
    from django.db import connections

    name = "public_part"
    with portal_server.superuser.to_database("postgres").connect() as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE lieny OWNER lieny')
        connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO lieny_app')
    ways = (portal_server.app, portal_server.owner)
    app, owner = (way.to_database(name) for way in ways)
    database = SimpleNamespace(app=app, owner=owner)
    with django_db_blocker.unblock():
        connections.settings["owner"] = {**connections.settings["default"]}
        connections.settings["owner"]["ATOMIC_REQUESTS"] = False
        _lead("owner", owner)
        _lead("default", app)
        found = Portal(database)
        found.user = somebody(found.department("79"), "licensing-officer")
        found.neighbour = somebody(found.department("75"), "licensing-officer", "Trần Văn Nam")
        rows = [(OANH, MORNING), (BINH, AFTERNOON), (CUC, MORNING), (TWIN, EVENING)]
        found.confirm(found.hand_in("79", [("benh-vien.xlsx", official_list(HOSPITAL, rows))]))
        rows = [(OANH, EVENING), (BINH, EVENING)]
        found.confirm(found.hand_in("75", [("pk.xlsx", official_list(CLINIC, rows))]))
        with connections["owner"].cursor() as cursor:
            for statement in MARKED:
                cursor.execute(statement)
        yield found
        connections.close_all()
        _lead("default", portal_server.app.to_database("lieny_tests"))
        with portal_server.superuser.to_database("postgres").connect() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _lead(alias, address):
    from django.db import connections

    words = {
        "HOST": address.host,
        "PORT": address.port,
        "NAME": address.database,
        "USER": address.user,
        "PASSWORD": address.password,
        "CONN_MAX_AGE": 0,
    }
    connections.settings[alias].update(words)
    connections[alias].close()
    connections[alias].settings_dict.update(words)


@pytest.fixture
def later_list(portal):
    """Hand in and confirm a later list of the hospital."""

    def handed_in(rows, month=11):
        content = official_list(HOSPITAL, rows, month=month)
        portal.confirm(portal.hand_in("79", [("moi.xlsx", content)]))

    return handed_in
