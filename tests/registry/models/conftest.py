"""These tests import tables: Django must be up before they are read."""

import django

django.setup()
