"""Browsers of everybody of the ground, signed in, each with a second factor."""

import django

django.setup()

import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]


@pytest.fixture
def ground(own_database):
    from case_ground import Ground  # noqa: PLC0415

    return Ground()


@pytest.fixture
def sign(ground):
    """Sign somebody of the ground in without walking through the pages."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    def signed(name):
        client = Client()
        if name == "nobody":
            return client
        user = type(ground.users[name]).objects.get(pk=ground.users[name].pk)
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
        client.force_login(user, "lieny.people.web.account_backend.AccountBackend")
        session = client.session
        session["signed_in_at"] = session["seen_at"] = int(time.time())
        session.save()
        return client

    return signed
