"""A sentence in both languages; the reader's language is chosen when it is shown."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language


def chosen(vi: str, en: str) -> str:
    """Give the sentence in the language of the page; Vietnamese unless English was asked for."""
    return en if (get_language() or "vi").startswith("en") else vi


def either(vi: str, en: str) -> str:
    """Give a sentence whose language is chosen when it is shown."""
    shown: str = _lazily(vi, en)
    return shown


_lazily = lazy(chosen, str)
