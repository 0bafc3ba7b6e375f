"""Tên gọi của các quy tắc, as the renderers ask for them."""

from __future__ import annotations

from lieny.registry.rules.rule_words import (
    CERTAINTY_WORDS,
    POSITION_WORDS,
    RULE_TITLES,
    SEVERITY_GLYPHS,
    SEVERITY_WORDS,
    in_language,
    rule_title,
)

__all__ = [
    "CERTAINTY_WORDS",
    "POSITION_WORDS",
    "RULE_TITLES",
    "SEVERITY_GLYPHS",
    "SEVERITY_WORDS",
    "in_language",
    "rule_title",
]
