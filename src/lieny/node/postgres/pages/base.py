"""Django's connection to PostgreSQL, that keeps all statements of the portal prepared.

Planning a statement through the walls costs more than reading a few rows. The driver keeps a
hundred prepared statements for a connection; the portal has more than that, and the names of
savepoints, new each time, would push them out.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection

PREPARED = 2000  # statements of one connection: more than the portal has


class DatabaseWrapper(base.DatabaseWrapper):  # the name is Django's
    """Django's own, with room for what is prepared, and savepoints named by their depth."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        """Connect."""
        connection: Connection[Any] = super().get_new_connection(conn_params)
        connection.prepared_max = PREPARED
        return connection

    def savepoint(self) -> str | None:
        """Set a savepoint; one that lies as deep has the same name, and its statement."""
        self.savepoint_state = len(self.savepoint_ids)
        return super().savepoint()
