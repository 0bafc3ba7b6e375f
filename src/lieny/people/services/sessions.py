"""Sessions as Django keeps them; each request reads one, by a statement that is made once."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from lieny.people.services.prepared import Prepared

_LASTING = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now))


class SessionStore(db.SessionStore):
    """Django's store; the name is Django's."""

    def _get_session_from_db(self) -> Session | None:
        session = _LASTING.first(key=self.session_key, now=timezone.now())
        if session is None:
            self._session_key = None
        return session
