"""Accounts. Personal data: name and e-mail address of officials and of facilities' staff."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from lieny.people.models.demo_instance import DemoInstance
from lieny.people.rules.demo import DEMO_DOMAIN


class Accounts(BaseUserManager["User"]):
    """Questions about accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:  # noqa: ANN401 - Django's contract
        """Make an account; without a password nobody signs in before one is chosen."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find an account by its address, however it was typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Tài khoản: one row is one person who signs in, known by e-mail address."""

    class Locale(models.TextChoices):
        """Language of pages and letters."""

        VI = "vi", "Tiếng Việt"
        EN = "en", "English"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254)
    full_name = models.CharField(max_length=150)
    locale = models.CharField(max_length=2, choices=Locale.choices, default=Locale.VI)
    is_active = models.BooleanField(default=True)
    # The mark that lets an account of known password be here (migrations/0005_demo.py names the
    # foreign key, so that whoever is refused can read why).
    demo = models.ForeignKey(
        DemoInstance,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_an_address"),
            models.CheckConstraint(condition=~models.Q(full_name=""), name="an_account_has_a_name"),
            models.CheckConstraint(
                name="an_address_of_the_demo_is_a_demo_account",
                condition=models.Q(demo__isnull=False, email__iendswith=f"@{DEMO_DOMAIN}")
                | (models.Q(demo__isnull=True) & ~models.Q(email__iendswith=f"@{DEMO_DOMAIN}")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """Name the person; libraries ask for it."""
        return self.full_name
