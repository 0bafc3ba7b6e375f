"""`lieny migrate`: brings the database to the state that this version needs."""

from __future__ import annotations

import os

import click

from lieny.node.data_folder import data_folder
from lieny.node.postgres.launcher import joined
from lieny.node.postgres.roles import Database, ask_once, grant_tables
from lieny.node.saying import troubles_said


@click.command()
@troubles_said
def migrate() -> None:
    """Đưa cơ sở dữ liệu tới phiên bản này.

    Bring the database to the state that this version needs; running it again does nothing.
    """
    with joined(data_folder()) as running:
        bring_up_to_date(running.database)
    click.echo("Cơ sở dữ liệu đã sẵn sàng. / The database is ready.")


def bring_up_to_date(database: Database) -> None:
    """Migrate as the owner of the tables, then open them to the role of the pages.

    This process keeps the owner's way in: it must not serve pages.
    """
    set_up_django_as_owner()
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings chosen

    from lieny.people.models.row_security import APPEND_ONLY, HIDDEN  # noqa: PLC0415
    from lieny.registry.models import APPEND_ONLY as HISTORY  # noqa: PLC0415
    from lieny.registry.models import HIDDEN as KEYS  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    ask_once(database)
    grant_tables(database, append_only=(*APPEND_ONLY, *HISTORY), hidden=(*HIDDEN, *KEYS))


def set_up_django_as_owner() -> None:
    """Start Django in this process with the owner's way into the database."""
    os.environ["LIENY_DATABASE_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lieny.node.settings")
    import django  # noqa: PLC0415 - only commands of the portal load it

    django.setup()
