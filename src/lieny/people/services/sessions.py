"""Sessions as Django keeps them; whoever reads one learns how accounts and offices stand."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

# By the statement that reads the session: a request asks nothing more to know that nothing changed.
_LASTING = """SELECT session_data,
    (SELECT array_agg(version ORDER BY backend)::text FROM people_change)
    FROM django_session WHERE session_key = %s AND expire_date > %s"""


class SessionStore(db.SessionStore):
    """Django's store; the name is Django's.

    Attributes:
        accounts: how accounts and offices stood when the session was read (`who_is_who`); None
            while it was not.
    """

    accounts: str | None = None

    def _get_session_from_db(self) -> Session | None:
        with connection.cursor() as cursor:
            cursor.execute(_LASTING, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return None
        data, accounts = row
        self.accounts = accounts or ""  # nothing has changed since the tables were made
        return Session(session_data=data)
