"""What stands on a page, in the language of the page."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from lieny.registry.models import StoredSign
from lieny.registry.rules.rule_words import SEVERITY_GLYPHS, SEVERITY_WORDS, rule_title
from lieny.registry.rules.sign import Bilingual, Severity
from lieny.ui.dates import Language, day_in_words
from lieny.ui.portal.language import chosen
from lieny.ui.provinces import province_name
from lieny.vocabulary.licence_number import LicenceType


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


def sign_said(sign: StoredSign, *, naming: bool) -> str:
    """Say what was seen; only what kind of sign it is where the reader may not know who it is."""
    if naming or sign.person_id is None:
        return chosen(sign.said_vi, sign.said_en)
    return chosen(
        "Nội dung nêu tên người hành nghề nên không hiện với bạn.",
        "What was seen names the practitioner, and is not shown to you.",
    )


def licence_said(serial: int | None, issuer: str | None, kind: str | None) -> str:
    """Write a licence number as far as it was read: `001234/HCM-CCHN`, `số 001234, thiếu nơi cấp`.

    "" where nothing was read.
    """
    if serial is None:
        return kind or ""
    number = f"{serial:06d}"
    if issuer and kind:
        return f"{number}/{issuer}-{LicenceType(kind).printed}"
    if not issuer and not kind:
        return chosen(f"số {number}, thiếu phần sau", f"number {number}, the rest is missing")
    if kind:
        mark = LicenceType(kind).printed
        return chosen(
            f"số {number} ({mark}), thiếu nơi cấp", f"number {number} ({mark}), no issuer"
        )
    return chosen(f"{number}/{issuer}, thiếu loại giấy phép", f"{number}/{issuer}, no type")
