"""Prepares the database and the static files: `python -m lieny.node.portal.prepare`.

A process of its own, because it holds the owner's way into the database.
"""

from __future__ import annotations

from lieny.node.data_folder import data_folder
from lieny.node.portal.migrate import bring_up_to_date
from lieny.node.postgres.launcher import database_of


def main() -> None:
    """Migrate, then collect the static files under names with their hashes."""
    bring_up_to_date(database_of(data_folder()))
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings chosen

    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


if __name__ == "__main__":
    main()
