"""How Django installs the wing."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The wing of people as an application of Django."""

    name = "lieny.people"
    label = "people"
    verbose_name = "Liên Y: people"
    default_auto_field = "django.db.models.BigAutoField"
