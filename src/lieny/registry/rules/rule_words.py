"""Tên gọi của các quy tắc: what each kind of sign is called where people read it."""

from __future__ import annotations

from lieny.registry.rules.rule_table import RULES
from lieny.registry.rules.sign import Bilingual, Certainty, Severity
from lieny.ui.dates import Language

RULE_TITLES: dict[str, Bilingual] = {rule.code: rule.title for rule in RULES}

SEVERITY_WORDS: dict[Severity, Bilingual] = {
    Severity.CRITICAL: Bilingual("Nghiêm trọng", "Critical"),
    Severity.HIGH: Bilingual("Cao", "High"),
    Severity.MEDIUM: Bilingual("Trung bình", "Medium"),
    Severity.LOW: Bilingual("Thấp", "Low"),
    Severity.INFO: Bilingual("Để biết", "For information"),
}

# The shape tells the severity where colour does not: printed in grey, or to a colour-blind eye.
SEVERITY_GLYPHS: dict[Severity, str] = {
    Severity.CRITICAL: "◆",
    Severity.HIGH: "▲",
    Severity.MEDIUM: "●",
    Severity.LOW: "○",
    Severity.INFO: "·",
}

CERTAINTY_WORDS: dict[Certainty, Bilingual] = {
    Certainty.DEFINITE: Bilingual("Chắc chắn", "Definite"),
    Certainty.POSSIBLE: Bilingual("Cần hỏi", "To be asked"),
}

# Positions that matter to a rule; whoever merely practises needs no word for it.
POSITION_WORDS: dict[str, Bilingual] = {
    "CHIEF": Bilingual("chịu trách nhiệm chuyên môn", "in charge of the facility"),
    "HEAD_UNIT": Bilingual("phụ trách bộ phận", "head of a unit"),
}


def rule_title(rule: str) -> Bilingual:
    """Name a kind of sign; a rule that has no name yet is called by its number."""
    return RULE_TITLES.get(rule, Bilingual(rule, rule))


def in_language(text: Bilingual, language: Language) -> str:
    """Choose one language of a sentence."""
    return text.vi if language is Language.VI else text.en
