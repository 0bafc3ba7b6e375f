"""A small generated region in the registry: three departments, two clinics, everybody's browser."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)
BEGAN = date(2026, 1, 1)
FOLDERS = {
    "79": ("79-HCM", "74-BD", "77-BRVT"),
    "75": ("75-ĐNAI", "70-BP"),
    "80": ("80-LA", "72-TNI"),
}
ROLES = {
    "officer": "licensing-officer",
    "inspector": "inspector",
    "head": "head-of-department",
    "auditor": "auditor",
    "admin": "administrator",
}


@dataclass
class Registry:
    """What stands in the database: submissions by province, accounts by name."""

    submissions: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    folder: Path = Path()

    def files(self, province):
        return [
            path
            for folder in FOLDERS[province]
            for path in sorted((self.folder / folder).glob("*"))
        ]


@pytest.fixture(scope="module")
def registry(portal_server, django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything handed in, read, confirmed and taken in, once for all tests of a module."""
    from django.db import connections

    from lieny.node.sample.region import Options, generate_region

    out = tmp_path_factory.mktemp("region")
    truth = generate_region(
        out, registrations=300, seed=7, options=Options(dirt=1.0, nation=False, processes=1)
    )
    server = portal_server
    name = "registry_pages"
    with server.superuser.to_database("postgres").connect() as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE lieny OWNER lieny')
        connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO lieny_app')
    found = Registry(folder=truth.lists)
    with django_db_blocker.unblock():
        _point(server.owner.to_database(name))
        _fill(found)
        connections.close_all()
        _point(server.app.to_database(name))
        yield found
        connections.close_all()
        _point(server.app.to_database("lieny_tests"))
        with server.superuser.to_database("postgres").connect() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _point(address):
    from django.db import connections

    words = {
        "HOST": address.host,
        "PORT": address.port,
        "NAME": address.database,
        "USER": address.user,
        "PASSWORD": address.password,
        "CONN_MAX_AGE": 0,
    }
    connections.settings["default"].update(words)
    connections["default"].close()
    connections["default"].settings_dict.update(words)


def _fill(found):
    from lieny.people.models import Membership, Organisation, User
    from lieny.registry.services import confirming, handing_in
    from lieny.registry.services.stored import taking_in

    kinds = Organisation.Kind
    for code in FOLDERS:
        department = Organisation.objects.create(
            kind=kinds.DEPARTMENT, name=f"Sở Y tế tỉnh {code}", province=code
        )
        for short, role in ROLES.items():
            found.users[f"{short}-{code}"] = _user(f"{short}-{code}", department, role)
        given = [
            handing_in.GivenFile(f"{path.parent.name}/{path.name}", path.read_bytes())
            for path in found.files(code)
        ]
        officer = found.users[f"officer-{code}"]
        sent = handing_in.hand_in(given, by=officer.pk, organisation=department, at=AT)
        handing_in.read_submission(sent.pk)
        confirming.confirm(sent.pk, by=officer.pk, at=AT)
        found.submissions[code] = sent.pk
    taking_in.take_in(at=AT, day=AT.date())
    region = Organisation.objects.create(kind=kinds.REGION, name="Điều phối vùng")
    found.users["coordinator"] = _user("coordinator", region, "regional-coordinator")
    from lieny.registry.models import Facility

    place = Facility.objects.filter(province="79", registrations__known_until=None).first()
    clinic = Organisation.objects.create(
        kind=kinds.FACILITY, name=place.name, province="79", facility=place.key
    )
    found.users["clinic"] = _user("clinic", clinic, "facility-user")
    found.users["nobody-special"] = User.objects.create(
        email="khong@syt.example",
        full_name="Không Vai Trò",
        password="!",  # noqa: S106
    )
    assert Membership.objects.exists()


def _user(name, organisation, role):
    from lieny.people.models import Membership, User

    user = User.objects.create(
        email=f"{name}@syt.example",
        full_name=f"Cán bộ {name}",
        password="!",  # noqa: S106
    )
    Membership.objects.create(user=user, organisation=organisation, role=role, valid_from=BEGAN)
    return user


@pytest.fixture
def browser_of(registry, db):
    """Give somebody's browser, signed in with a second factor; what they do is undone."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.test import Client

    def signed(name):
        client = Client()
        if name == "visitor":
            return client
        user = type(registry.users[name]).objects.get(pk=registry.users[name].pk)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
        client.force_login(user, "lieny.people.web.account_backend.AccountBackend")
        session = client.session
        session["signed_in_at"] = session["seen_at"] = int(time.time())
        session.save()
        return client

    return signed


@pytest.fixture
def behind(registry, db):
    """Look at the tables as a department does."""
    from lieny.people.services.boundary import Boundary, within

    def of(name, *provinces):
        return within(Boundary(registry.users[name].pk, provinces))

    return of
