"""Puts three departments with an officer and a head each into the portal that runs.

Run by `test_lists.py` in a process of its own, because it holds the owner's way into the database.
Prints the session key of everybody as JSON.
"""

import json
import os
import sys
import time
from datetime import date

os.environ["LIENY_DATABASE_ROLE"] = "owner"
os.environ["DJANGO_SETTINGS_MODULE"] = "lieny.node.settings"
import django

django.setup()
from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from lieny.people.models import Membership, Organisation, User  # noqa: E402

DEPARTMENTS = {
    "79": ("Sở Y tế TP. Hồ Chí Minh", "Nguyễn Thị Hoàng Hoa"),
    "75": ("Sở Y tế Đồng Nai", "Trần Văn Bình"),
    "80": ("Sở Y tế Tây Ninh", "Lê Thị Ngọc Lan"),
}


def session_of(user) -> str:
    if not Authenticator.objects.filter(user_id=user.pk).exists():
        TOTP.activate(user, generate_totp_secret())
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "lieny.people.web.account_backend.AccountBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["signed_in_at"] = session["seen_at"] = int(time.time())
    session.save()
    return session.session_key


sessions = {}
for code, (name, officer) in DEPARTMENTS.items():
    place, _ = Organisation.objects.get_or_create(
        kind=Organisation.Kind.DEPARTMENT, province=code, defaults={"name": name}
    )
    for role in ("licensing-officer", "head-of-department"):
        user = User.objects.create(
            email=f"{role}-{code}@syt.example",
            full_name=officer,
            password="!",  # noqa: S106
        )
        Membership.objects.create(
            user=user, organisation=place, role=role, valid_from=date(2026, 1, 1)
        )
        sessions[f"{role.split('-')[0]}-{code}"] = session_of(user)
sys.stdout.write(json.dumps(sessions))
