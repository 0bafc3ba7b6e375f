"""Puts pairs that may be one person into the portal that runs, as its owner, and signs people in.

Run by `test_links.py` in a process of its own, because it holds the owner's way into the database.
Prints the session key of everybody as JSON.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ["LIENY_DATABASE_ROLE"] = "owner"
os.environ["DJANGO_SETTINGS_MODULE"] = "lieny.node.settings"
import django

django.setup()
from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connections  # noqa: E402

connections.settings["owner"] = {**connections.settings["default"]}
sys.path.insert(0, str(Path(__file__).parents[2] / "registry"))
from link_ground import LEVELS, PARTS, Links  # noqa: E402


def session_of(user) -> str:
    if not Authenticator.objects.filter(user_id=user.pk).exists():
        TOTP.activate(type(user).objects.get(pk=user.pk), generate_totp_secret())
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "lieny.people.web.account_backend.AccountBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["signed_in_at"] = session["seen_at"] = int(time.time())
    session.save()
    return session.session_key


links = Links()
# The longest names that people have, and evidence that points both ways.
links.pair(
    ("Công Tằng Tôn Nữ Nguyễn Thị Hoàng Bích Phượng", "79", 12345),
    ("Công Tằng Tôn Nữ Nguyễn T. Hoàng Bích Phụng", "75", 12354),
    worth=2, weight=2.4, unmakes=["R11"],
    levels={
        **LEVELS, "name": "abbreviated", "birth": "one slip", "licence": "differs",
        "phone": "equal",
    },
    parts={**PARTS, "name": 8.01, "birth": -2.6, "licence": -6.1, "phone": 9.7},
)  # fmt: skip
links.rows["79"].person_id = links.across.one_id
links.rows["79"].save(using="owner")
sys.stdout.write(json.dumps({name: session_of(user) for name, user in links.users.items()}))
