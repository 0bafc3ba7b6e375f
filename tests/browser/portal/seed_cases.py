"""Puts the ground of cases into the portal that runs, as its owner, and signs its people in.

Run by `test_cases.py` in a process of its own, because it holds the owner's way into the database.
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
from case_ground import Ground  # noqa: E402


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


ground = Ground()
second = ground.new_person("Trần Thị Ngọc Bích Hoàng Oanh", ["75", "79"])
ground.new_sign(
    second, "R06", severity="critical",
    said_vi="Chứng chỉ hành nghề bị thu hồi từ 01/08/2026, vẫn đăng ký tại Phòng khám Sao Mai.",
    said_en="A licence revoked on 1 Aug 2026 is still registered at the clinic.",
)  # fmt: skip
ground.new_sign(second, "R02", severity="low", certainty="possible")
sys.stdout.write(json.dumps({name: session_of(user) for name, user in ground.users.items()}))
