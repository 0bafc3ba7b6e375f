"""How Django installs the wing."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The wing of the registry as an application of Django."""

    name = "lieny.registry"
    label = "registry"
    verbose_name = "Liên Y: registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the audit log name the records of the registry."""
        from lieny.people.services import audit_targets  # noqa: PLC0415 - tables are loaded now
        from lieny.registry.services.audit_targets import RegistryNamer  # noqa: PLC0415

        audit_targets.known_by(RegistryNamer())
