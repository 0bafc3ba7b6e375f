"""What a kind of problem is called where many of it are counted: without what one cell held."""

from __future__ import annotations

import re

from lieny.registry.intake.row_wording import WORDING
from lieny.registry.rules.sign import Bilingual

QUOTED = re.compile(r"(,| từ| from| in)? ?[«“]\{(?:given|expected)\}[»”](?! nhưng| but)")
BRACKETED = re.compile(r" \((?:[^(){}]*\{(?:given|expected)\}[^()]*)\)")
AFTER_A_COLON = re.compile(r"(?:;[^:;.]*)?[:;][^:;.]*\{(?:given|expected)\}(?=\.)")
BARE = re.compile(r"\{(?:given|expected|where)\}")


def kind_words(code: str) -> tuple[Bilingual, Bilingual]:
    """Say what is wrong and what to do; a code that has no words any more is said as it is."""
    wording = WORDING.get(code)
    if wording is None:
        return Bilingual(code, code), Bilingual("", "")
    return (
        Bilingual(_bare(wording.problem_vi), _bare(wording.problem_en)),
        Bilingual(_bare(wording.advice_vi), _bare(wording.advice_en)),
    )


def _bare(text: str) -> str:
    for pattern in (QUOTED, BRACKETED, AFTER_A_COLON):
        text = pattern.sub("", text)
    return BARE.sub("…", text).replace("….", "…")
