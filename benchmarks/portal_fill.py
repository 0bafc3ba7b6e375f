"""Fills the instance of LIENY_DATA for `benchmarks/portal.py` and prints its plan as JSON."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
from __future__ import annotations

import json
import sys

from lieny.node.data_folder import data_folder
from lieny.node.portal.migrate import bring_up_to_date
from lieny.node.postgres.launcher import launched


def main() -> None:
    """Fill."""
    persons, count = map(int, sys.argv[1:3])
    folder = data_folder()
    with launched(folder) as running:
        folder.secret("django")
        bring_up_to_date(running.database)
        from django.db import connection

        from portal_cases import fill_cases, officers
        from portal_plan import PASSWORD, targets
        from portal_region import fill

        fill(persons)
        fill_cases()
        made = officers(count, PASSWORD)
        plan: dict[str, object] = {
            "officers": made,
            "provinces": targets({one["province"] for one in made}),
        }
        tables = ("person", "registration", "storedsign", "case", "facility")
        with connection.cursor() as cursor:
            for name in tables:
                cursor.execute(f"SELECT count(*) FROM registry_{name}")  # noqa: S608
                plan[name] = cursor.fetchone()[0]
    json.dump(plan, sys.stdout)


if __name__ == "__main__":
    main()
