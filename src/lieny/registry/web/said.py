"""What stands on a page, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from lieny.registry.rules.rule_words import SEVERITY_GLYPHS, SEVERITY_WORDS, rule_title
from lieny.registry.rules.sign import Bilingual, Severity
from lieny.ui.dates import Language, day_in_words
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_name


def language() -> Language:
    """Give the language of the page."""
    return Language(chosen(Language.VI.value, Language.EN.value))


def said(words: Bilingual) -> str:
    """Choose one language of a sentence."""
    return chosen(words.vi, words.en)


def said_day(day: date) -> str:
    """Write a date."""
    return day_in_words(day, language())


def said_time(at: datetime) -> str:
    """Write a time of Viet Nam: `09:00 02/11/2026`."""
    here = timezone.localtime(at)
    return f"{here:%H:%M} {said_day(here.date())}"


def province_said(code: str) -> str:
    """Name a province as it is called today."""
    return province_name(code, timezone.localdate(), language())


def department_said(code: str) -> str:
    """Name the department of a province."""
    name = province_said(code)
    return chosen(f"Sở Y tế {name}", f"{name} Department of Health")


def rule_said(rule: str) -> str:
    """Name a kind of sign."""
    return said(rule_title(rule))


def severity_said(word: str) -> tuple[str, str, str]:
    """Give class, glyph and word of a severity."""
    severity = Severity(word)
    return word, SEVERITY_GLYPHS[severity], said(SEVERITY_WORDS[severity])
