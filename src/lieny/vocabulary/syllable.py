"""Âm tiết: what can be one written syllable of Vietnamese."""

from __future__ import annotations

import re
import unicodedata

_ONSETS = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x"
_RIMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ă|ăc|ăm|ăn|ăng|ăp|ăt|â|âc|âm|ân|âng|âp|ât|âu|ây|e|"
    "ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|"
    "inh|ip|it|iu|y|ych|ynh|yt|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|"
    "oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|"
    "ơp|ơt|u|ua|uc|uê|uêch|uên|uênh|uêt|ui|um|un|ung|uơ|uơi|uôc|uôi|uôm|uôn|uông|uôp|uôt|up|ut|"
    "uy|uya|uych|uyên|uyêt|uyn|uynh|uyt|uyu|uân|uâng|uât|uây|ưu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ươc|ươi|"
    "ươm|ươn|ương|ươp|ươt|ươu|yêm|yên|yêng|yêt|yêu|uac|uach|uai|uan|uang|uanh|uao|uat|uau|uay|"
    "uăc|uăm|uăn|uăng|uăp|uăt|ue|uen|ueo|uet|uêu"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RIMES})")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def is_syllable(word: str) -> bool:
    """Test whether a word could be one Vietnamese syllable: known onset and rime, one tone."""
    shape, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", shape)) is not None
