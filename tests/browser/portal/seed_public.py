"""Puts two departments' lists into the register of the portal that runs, and signs people in.

Run by `test_public.py` in a process of its own, because it holds the owner's way into the database.
Prints the session key of everybody as JSON.
"""

import json
import os
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

os.environ["LIENY_DATABASE_ROLE"] = "owner"
os.environ["DJANGO_SETTINGS_MODULE"] = "lieny.node.settings"
import django

django.setup()
sys.path.insert(0, str(Path(__file__).parents[2] / "registry" / "services" / "stored"))
from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from stored_lists import BINH, CLINIC, CUC, HOSPITAL, OANH, official_list  # noqa: E402

from lieny.people.models import Membership, Organisation, User  # noqa: E402
from lieny.registry.services import confirming, handing_in  # noqa: E402
from lieny.registry.services.stored import taking_in  # noqa: E402

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)
DAY, EVENING = "T2-T6: 7h30-16h30", "T2-T6: 17h-20h, T7: 7h-11h"
PEOPLE = {
    "officer": ("79", "licensing-officer", "Nguyễn Thị Hoàng Hoa"),
    "admin": ("79", "administrator", "Phạm Thị Quản Trị"),
    "head": ("79", "head-of-department", "Võ Thị Ngọc Sếp"),
    "auditor": ("79", "auditor", "Đặng Văn Kiểm"),
    "inspector": ("79", "inspector", "Hồ Thị Thanh Tra"),
    "neighbour": ("75", "licensing-officer", "Trần Văn Bình"),
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


def taken_in(province, name, content):
    place = Organisation.objects.get(kind=Organisation.Kind.DEPARTMENT, province=province)
    by = users["officer" if province == "79" else "neighbour"].pk
    sent = handing_in.hand_in(
        [handing_in.GivenFile(name, content)], by=by, organisation=place, at=AT
    )
    handing_in.read_submission(sent.pk)
    confirming.confirm(sent.pk, by=by, at=AT)


users = {}
for code, name in (("79", "Sở Y tế TP. Hồ Chí Minh"), ("75", "Sở Y tế Đồng Nai")):
    Organisation.objects.get_or_create(
        kind=Organisation.Kind.DEPARTMENT, province=code, defaults={"name": name}
    )
for short, (code, role, name) in PEOPLE.items():
    place = Organisation.objects.get(kind=Organisation.Kind.DEPARTMENT, province=code)
    users[short] = User.objects.create(
        email=f"{short}@cong-khai.example",
        full_name=name,
        password="!",  # noqa: S106
    )
    Membership.objects.create(
        user=users[short], organisation=place, role=role, valid_from=date(2026, 1, 1)
    )
rows = [(OANH, DAY), (BINH, DAY), (CUC, DAY)]
taken_in("79", "benh-vien.xlsx", official_list(HOSPITAL, rows))
taken_in("75", "phong-kham.xlsx", official_list(CLINIC, [(OANH, EVENING)]))
taking_in.take_in(at=AT, day=AT.date())
sys.stdout.write(json.dumps({name: session_of(user) for name, user in users.items()}))
