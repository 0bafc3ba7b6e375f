"""The way in that is handed to somebody: an address at which a password is chosen, once."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from lieny.people.models.user import User


def way_in_path(user: User) -> str:
    """Give the path; it stops working once a password is chosen, or after three days."""
    words = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=words)
