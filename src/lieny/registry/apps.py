"""How Django installs the wing."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The wing of the registry as an application of Django."""

    name = "lieny.registry"
    label = "registry"
    verbose_name = "Liên Y: registry"
    default_auto_field = "django.db.models.BigAutoField"
