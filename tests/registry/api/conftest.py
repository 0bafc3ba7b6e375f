"""A demo that runs, for programs that ask it."""

import sys
from pathlib import Path

import django

django.setup()
sys.path.insert(0, str(Path(__file__).parents[2]))
from running import demo  # noqa: E402

__all__ = ["demo"]
