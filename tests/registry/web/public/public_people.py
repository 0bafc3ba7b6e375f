"""Accounts around the public part, and their browsers."""

# ruff: noqa: PLC0415, S106 - tables can be imported once Django is up
import time
from datetime import date
from uuid import uuid4

BEGAN = date(2026, 1, 1)


def somebody(organisation, role, name="Nguyễn Thị Hoa"):
    from lieny.people.models import Membership, User

    user = User.objects.using("owner").create(
        email=f"{uuid4().hex[:8]}@syt.example", full_name=name, password="!"
    )
    Membership.objects.using("owner").create(
        user=user, organisation=organisation, role=role, valid_from=BEGAN
    )
    return user


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


def facility_user(portal, licence):
    """Give somebody who works for the facility with this operating licence."""
    from lieny.people.models import Organisation
    from lieny.registry.models import Facility

    place = Facility.objects.using("owner").get(operating_licence=licence)
    made, _ = Organisation.objects.using("owner").get_or_create(
        kind="facility", province=place.province, facility=place.key, defaults={"name": place.name}
    )
    return somebody(made, "facility-user", "Người Của Cơ Sở")
