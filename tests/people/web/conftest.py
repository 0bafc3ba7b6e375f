"""Browsers of people who have signed in, and pages as the portal sends them."""

import sys
from pathlib import Path

import django

django.setup()
sys.path.insert(0, str(Path(__file__).parents[2]))  # what several wings' tests need

import time  # noqa: E402

import pytest  # noqa: E402
from django.test import Client  # noqa: E402


@pytest.fixture
def signed_in(db):
    """Sign somebody in without walking through the pages; they have a second factor."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415

    def sign(user, *, second_factor=True) -> Client:
        if second_factor and not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
        client = Client()
        client.force_login(user, "lieny.people.web.account_backend.AccountBackend")
        session = client.session
        session["signed_in_at"] = session["seen_at"] = int(time.time())
        session.save()
        return client

    return sign
