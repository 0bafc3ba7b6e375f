"""The second wall: PostgreSQL itself shows a row only within the boundary that is set.

A page that forgets a condition shows too little, not too much. The boundary is three settings of
the transaction, read by SQL functions (`migrations/0002_boundary.py`):

    lieny.user        id of who asks
    lieny.provinces   codes of the provinces whose department asks, "79,75"
    lieny.facilities  keys "79:00123" of the facilities whose staff ask

Without settings nothing is visible. The owner of the tables (migrations, backup) sees everything.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

# Tables that the role of the pages adds to and reads, and tables that it never touches.
APPEND_ONLY = ("people_auditrecord", "people_auditwaiting")
HIDDEN = ("people_audithead", "people_demoinstance", "django_migrations")

OWN_PROVINCE = "province = ANY (lieny_provinces())"
OWN_FACILITY = "(province || ':' || facility) = ANY (lieny_facilities())"
ANYBODY_SIGNED_IN = "lieny_user() IS NOT NULL"


class ProtectRows(RunSQL):
    """Close a table, then open it by one condition for reading and one for writing.

    Args:
        table: its name.
        read: SQL condition on the row for SELECT.
        write: SQL condition on the row for INSERT, UPDATE and DELETE.
    """

    def __init__(self, table: str, *, read: str, write: str) -> None:
        self.table, self.read, self.write = table, read, write
        statements = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY maintenance ON {table} USING (lieny_maintains())",
            f"CREATE POLICY reading ON {table} FOR SELECT USING ({read})",
            f"CREATE POLICY adding ON {table} FOR INSERT WITH CHECK ({write})",
            f"CREATE POLICY changing ON {table} FOR UPDATE USING ({write}) WITH CHECK ({write})",
            f"CREATE POLICY removing ON {table} FOR DELETE USING ({write})",
        ]
        undo = [
            f"DROP POLICY {name} ON {table}"
            for name in ("maintenance", "reading", "adding", "changing", "removing")
        ]
        undo += [f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"]
        undo += [f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"]
        super().__init__(";\n".join(statements) + ";", ";\n".join(undo) + ";")

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """Say how the operation is written in a migration."""
        return (
            self.__class__.__qualname__,
            [self.table],
            {"read": self.read, "write": self.write},
        )
