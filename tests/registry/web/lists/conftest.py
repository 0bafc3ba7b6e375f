"""A department's officer in the pages of lists, with the background at hand."""

# ruff: noqa: E402, PLC0415, S106 - tables can be imported once Django is up
import django

django.setup()

import sys
import time
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

STORED = Path(__file__).parents[2] / "services" / "stored"
sys.path[:0] = [str(STORED), str(Path(__file__).parents[2])]

from stored_portal import Portal

BEGAN = date(2026, 1, 1)


def somebody(organisation, role, name):
    from lieny.people.models import Membership, User

    user = User.objects.using("owner").create(
        email=f"{uuid4().hex[:8]}@syt.example", full_name=name, password="!"
    )
    Membership.objects.using("owner").create(
        user=user, organisation=organisation, role=role, valid_from=BEGAN
    )
    return user


@pytest.fixture
def portal(own_database):
    """A portal in which the licensing officer of 79 hands in and confirms."""
    found = Portal(own_database)
    found.user = somebody(found.department("79"), "licensing-officer", "Nguyễn Thị Hoa")
    return found


def signed(user):
    """Give the browser of an account, signed in with a second factor."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth import get_user_model
    from django.test import Client

    held = get_user_model().objects.get(pk=user.pk)
    if not Authenticator.objects.filter(user=held).exists():
        TOTP.activate(held, generate_totp_secret())
    client = Client()
    client.force_login(held, "lieny.people.web.account_backend.AccountBackend")
    session = client.session
    session["signed_in_at"] = session["seen_at"] = int(time.time())
    session.save()
    return client


@pytest.fixture
def officer(portal):
    """The browser of the officer of 79."""
    return signed(portal.user)


@pytest.fixture
def browser_for(portal):
    """Give the browser of somebody who holds an office at the department of a province."""

    def of(province, role):
        return signed(somebody(portal.department(province), role, f"Người {role} {province}"))

    return of
