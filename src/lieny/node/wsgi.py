"""What the web server calls."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from lieny.node.portal.body_first import BodyFirst

WORKING = 1  # threads of one process: two would take the interpreter from each other
LONGEST = 640 * 1024 * 1024  # bytes: a submission of the most bytes, with its names and boundaries
STRANGER = 1024 * 1024  # bytes: forms to sign in, and the public page's

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lieny.node.settings")
application = BodyFirst(
    get_wsgi_application(),
    working=WORKING,
    longest=LONGEST,
    stranger=STRANGER,
    cookie=settings.SESSION_COOKIE_NAME,
)
