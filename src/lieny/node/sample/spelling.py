"""Spellings of Vietnamese text on old machines: TCVN3, VNI, NFD, cp1258, no marks at all.

The code tables are the published ones of TCVN 5712:1993 (VN3, "ABC") and of VNI for Windows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_TCVN3_LETTERS = (
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§",
)
_TCVN3 = str.maketrans(*_TCVN3_LETTERS)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_TONES = (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)
_BREVE, _HAT, _HORN = "\u0306", "\u0302", "\u031b"
_VNI_PLAIN = dict(zip(_TONES, "øùûõï", strict=True))
_VNI_HAT = {"": "â", **dict(zip(_TONES, "àáåãä", strict=True))}
_VNI_BREVE = {"": "ê", **dict(zip(_TONES, "èéúüë", strict=True))}
_VNI_WHOLE = {"đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_VNI_HORN = {"o": "ô", "u": "ö"}


def tcvn3(text: str) -> str:
    """Encode as TCVN3; capitals with a tone share the code of the small letter (a capital font)."""
    return "".join(
        char.translate(_TCVN3) if char in _TCVN3_LETTERS[0] else char.lower().translate(_TCVN3)
        if char.lower() in _TCVN3_LETTERS[0] else char
        for char in unicodedata.normalize("NFC", text)
    )  # fmt: skip


def vni(text: str) -> str:
    """Encode as VNI: base letter, then the mark as a letter of its own."""
    return "".join(map(_vni_letter, unicodedata.normalize("NFC", text)))


def _vni_letter(char: str) -> str:
    small = char.lower()
    if small in _VNI_WHOLE:
        coded = _VNI_WHOLE[small]
        return coded.upper() if char != small else coded
    decomposed = list(unicodedata.normalize("NFD", small))
    base, marks = decomposed[0], decomposed[1:]
    if not marks:
        return char
    tone = next((mark for mark in marks if mark in _TONES), "")
    if _HORN in marks:
        coded = _VNI_HORN[base] + (_VNI_PLAIN[tone] if tone else "")
    elif _HAT in marks:
        coded = base + _VNI_HAT[tone]
    elif _BREVE in marks:
        coded = base + _VNI_BREVE[tone]
    else:
        coded = base + _VNI_PLAIN[tone]
    return coded.upper() if char != small else coded


def nfd(text: str) -> str:
    """Decompose, as some Macs do."""
    return unicodedata.normalize("NFD", text)


def cp1258(text: str) -> str:
    """Compose what Windows-1258 has as one letter and leave the tones as marks."""
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if char in (_BREVE, _HAT, _HORN) and letters:
            # A tone below (nặng) sorts before the shape above: put the shape on the letter first.
            at = len(letters) - 1 - (letters[-1] in _TONES and len(letters) > 1)
            letters[at] = unicodedata.normalize("NFC", letters[at] + char)
        else:
            letters.append(char)
    return "".join(letters)


def without_marks(text: str) -> str:
    """Fold to plain letters."""
    return "".join(
        char
        for char in unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
        if not unicodedata.combining(char)
    )


_OLD_TONES = {
    new: old
    for tone in range(5)
    for new, old in (
        ("o" + "àáảãạ"[tone], "òóỏõọ"[tone] + "a"),
        ("o" + "èéẻẽẹ"[tone], "òóỏõọ"[tone] + "e"),
        ("u" + "ỳýỷỹỵ"[tone], "ùúủũụ"[tone] + "y"),
    )
}


def new_tone_placement(text: str) -> str:
    """Move the tone to the second vowel of a final oa, oe, uy: Hòa becomes Hoà."""
    words = text.split(" ")
    for place, word in enumerate(words):
        for new, old in _OLD_TONES.items():
            if word.endswith(old) and not word.lower().startswith("qu"):
                words[place] = word[: -len(old)] + new
    return " ".join(words)


def eth(text: str) -> str:
    """Write the Icelandic Ð for Đ, as some keyboards do."""
    return text.replace("Đ", "Ð")


def as_is(text: str) -> str:
    """Leave the text alone."""
    return text


SPELLINGS: dict[str, Callable[[str], str]] = {
    "unicode": as_is,
    "nfd": nfd,
    "tcvn3": tcvn3,
    "vni": vni,
    "new-tones": new_tone_placement,
    "eth": eth,
}
