"""Puts a small region into the portal that runs, list by list over ten weeks, and opens cases.

Run by `test_overview.py` in a process of its own, because it holds the owner's way into the
database. Prints the session key of everybody as JSON.
"""

import json
import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

os.environ["LIENY_DATABASE_ROLE"] = "owner"
os.environ["DJANGO_SETTINGS_MODULE"] = "lieny.node.settings"
import django

django.setup()
from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.utils import timezone  # noqa: E402

from lieny.node.sample.region import Options, generate_region  # noqa: E402
from lieny.people.models import Membership, Organisation, User  # noqa: E402
from lieny.registry.models import StoredSign  # noqa: E402
from lieny.registry.services import confirming, handing_in  # noqa: E402
from lieny.registry.services.cases.opening import open_case  # noqa: E402
from lieny.registry.services.stored import taking_in  # noqa: E402

DEPARTMENTS = {
    "79": ("Sở Y tế TP. Hồ Chí Minh", "Nguyễn Thị Hoàng Hoa"),
    "75": ("Sở Y tế Đồng Nai", "Trần Văn Bình"),
    "80": ("Sở Y tế Tây Ninh", "Lê Thị Ngọc Lan"),
}
# Weeks ago, department, folder of the region.
HANDED_IN = (
    (10, "79", "79-HCM"),
    (9, "75", "75-ĐNAI"),
    (7, "80", "80-LA"),
    (6, "79", "74-BD"),
    (4, "75", "70-BP"),
    (3, "80", "72-TNI"),
    (1, "79", "77-BRVT"),
)
WITHDRAWN, WITHDRAWN_WEEKS_AGO = "70-BP", 2
CASES, CASES_WEEKS_AGO = 6, 3


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


def people() -> dict[str, User]:
    users = {}
    for code, (name, officer) in DEPARTMENTS.items():
        place, _ = Organisation.objects.get_or_create(
            kind=Organisation.Kind.DEPARTMENT, province=code, defaults={"name": name}
        )
        for role in ("licensing-officer", "head-of-department"):
            user = User.objects.create(
                email=f"{role}-{code}@vung.example",
                full_name=officer,
                password="!",  # noqa: S106
            )
            Membership.objects.create(
                user=user, organisation=place, role=role, valid_from=date(2026, 1, 1)
            )
            users[f"{role.split('-')[0]}-{code}"] = user
    return users


def hand_in(folder: Path, department: Organisation, user: User, at) -> int:
    given = [
        handing_in.GivenFile(f"{path.parent.name}/{path.name}", path.read_bytes())
        for path in sorted(folder.glob("*"))
    ]
    sent = handing_in.hand_in(given, by=user.pk, organisation=department, at=at)
    handing_in.read_submission(sent.pk)
    confirming.confirm(sent.pk, by=user.pk, at=at)
    taking_in.take_in(at=at, day=timezone.localtime(at).date())
    return sent.pk


def weeks_ago(weeks: int):
    return timezone.now() - timedelta(weeks=weeks)


def fill(size: int) -> None:
    users = people()
    with tempfile.TemporaryDirectory() as out:
        region = generate_region(
            Path(out),
            registrations=size,
            seed=7,
            options=Options(dirt=1.0, nation=False, processes=1),
        )
        sent = {}
        for weeks, code, folder in HANDED_IN:
            department = Organisation.objects.get(kind="department", province=code)
            user = users[f"licensing-{code}"]
            sent[folder] = hand_in(region.lists / folder, department, user, weeks_ago(weeks))
            if weeks == CASES_WEEKS_AGO:
                open_cases(users["licensing-79"], weeks_ago(CASES_WEEKS_AGO))
    at = weeks_ago(WITHDRAWN_WEEKS_AGO)
    confirming.withdraw(sent[WITHDRAWN], by=users["licensing-75"].pk, at=at)
    taking_in.take_in(at=timezone.now(), day=timezone.localdate())
    sys.stdout.write(json.dumps({name: session_of(user) for name, user in users.items()}))


def open_cases(user: User, at) -> None:
    between = StoredSign.objects.filter(ended_at=None, provinces__contains=["75", "79"], rule="R01")
    for person in sorted({sign.person_id for sign in between})[:CASES]:
        open_case(person, by=user.pk, at=at)


fill(int(sys.argv[1]) if sys.argv[1:] else 300)
