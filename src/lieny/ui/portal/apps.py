"""How Django installs the frame."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The frame of pages as an application of Django."""

    name = "lieny.ui.portal"
    label = "portal"
    verbose_name = "Liên Y: pages"
