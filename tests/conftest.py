"""The portal's database for tests: one embedded server a session, started when first needed."""

# ruff: noqa: PLC0415 - tests without a portal import none of this
import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings

# No test fails because the machine was busy.
settings.register_profile(
    "untimed", settings.get_profile(settings.get_current_profile_name()), deadline=None
)
settings.load_profile("untimed")

# A folder that holds nothing yet: no test reads what a developer's own portal keeps.
ROOT = Path(tempfile.mkdtemp(prefix="ly-tests-"))
ROOT.chmod(0o711)
atexit.register(shutil.rmtree, ROOT, ignore_errors=True)
# A page's first request looks for the folder, whichever test of a process comes first.
(ROOT / "d" / "static").mkdir(parents=True)
for name in [name for name in os.environ if name.startswith("LIENY_")]:
    del os.environ[name]
os.environ["LIENY_DATA"] = str(ROOT / "d")
os.environ["DJANGO_SETTINGS_MODULE"] = "lieny.node.settings"
# Playwright's synchronous interface keeps a loop running in the thread of the tests; Django would
# take every test after it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

TEMPLATE = "lieny"


@pytest.fixture(scope="session")
def portal_server() -> Iterator[SimpleNamespace]:
    """A started server with the migrated database `lieny`, which serves as a template."""
    from lieny.node.data_folder import data_folder
    from lieny.node.postgres.launcher import launched
    from lieny.node.postgres.server import SUPERUSER

    folder = data_folder()
    with ExitStack() as stack:
        running = stack.enter_context(launched(folder))
        subprocess.run([sys.executable, "-m", "lieny.node.portal.prepare"], check=True)
        owner, app = running.database.owner, running.database.app
        superuser = owner.as_user(SUPERUSER, folder.secret("postgres-superuser"))
        yield SimpleNamespace(owner=owner, app=app, superuser=superuser, folder=folder)


@dataclass
class OwnDatabase:
    """A database of a test's own, with the three ways in."""

    owner: object
    app: object
    superuser: object


def clone(server, name: str) -> OwnDatabase:
    with server.superuser.to_database("postgres").connect() as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE} OWNER lieny')
        connection.execute(f'GRANT CONNECT ON DATABASE "{name}" TO lieny_app')
    return OwnDatabase(
        server.owner.to_database(name),
        server.app.to_database(name),
        server.superuser.to_database(name),
    )


def point(alias: str, address) -> None:
    """Let Django's connection of that name, in every thread to come, lead to an address."""
    from django.db import connections

    words = {
        "HOST": address.host,
        "PORT": address.port,
        "NAME": address.database,
        "USER": address.user,
        "PASSWORD": address.password,
    }
    if alias not in connections.settings:
        # No page opens a transaction on it: only tests go this way.
        connections.settings[alias] = {**connections.settings["default"], "ATOMIC_REQUESTS": False}
    connections.settings[alias].update(words)
    connections[alias].close()
    connections[alias].settings_dict.update(words)


@pytest.fixture(scope="session")
def django_db_setup(portal_server, django_test_environment, django_db_blocker) -> Iterator[None]:
    """Django's tests run as the pages do: as the role that owns nothing."""
    from django.db import connections

    with django_db_blocker.unblock():
        point("default", clone(portal_server, "lieny_tests").app)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def own_database(
    portal_server, django_db_setup, django_db_blocker, request
) -> Iterator[OwnDatabase]:
    """A database of the test's own, for what commits; "default" is the pages' way in, "owner"
    that of migrations."""
    from django.db import connections

    name = f"own_{abs(hash(request.node.nodeid))}"
    made = clone(portal_server, name)
    with django_db_blocker.unblock():
        point("default", made.app)
        point("owner", made.owner)
        yield made
        connections.close_all()
        point("default", portal_server.app.to_database("lieny_tests"))
        with portal_server.superuser.to_database("postgres").connect() as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
