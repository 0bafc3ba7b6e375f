"""Drawn lists are kept as well: what they show of the register and of lists may change.

A statement trigger each: a list taken in changes thousands of rows with few statements.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

kinds = import_module("lieny.registry.migrations.0021_notices_change").kinds
BEFORE = ("cases", "notices", "opened", "signs")
SHOWN = {
    "register": (
        "registry_facility",
        "registry_linkdecision",
        "registry_person",
        "registry_registration",
    ),
    "lists": ("people_organisation", "registry_sourcefile", "registry_submission"),
}
TRIGGERS = "".join(
    f"CREATE TRIGGER what_is_shown AFTER INSERT OR UPDATE OR DELETE ON {table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION registry_changed('{what}');\n"
    for what, tables in SHOWN.items()
    for table in tables
)
UNDO_TRIGGERS = "".join(
    f"DROP TRIGGER what_is_shown ON {table};\n" for tables in SHOWN.values() for table in tables
)
UNDO_ROWS = "DELETE FROM registry_change WHERE what IN ('register', 'lists')"


class Migration(migrations.Migration):
    """Give the register and the lists kinds of their own."""

    dependencies: ClassVar = [("registry", "0024_what_runs_leave")]

    operations: ClassVar = [
        migrations.RunSQL(
            [kinds(*BEFORE, *SHOWN), TRIGGERS], [UNDO_TRIGGERS, UNDO_ROWS, kinds(*BEFORE)]
        )
    ]
