"""Bảng mã cũ: TCVN3 (ABC, fonts .VnTime) and VNI for Windows, found per file and decoded.

Text typed in these fonts reaches us as Latin-1 letters: "NguyÔn V¨n An" (TCVN3), "Nguyeãn Vaên An"
(VNI). A single cell cannot tell which it is ("Lª" or "Hå" may be anything), so the encoding is
judged from many texts of one file and then applied to all of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from lieny.vocabulary.syllable import is_syllable


class LegacyEncoding(StrEnum):
    """Bảng mã tiếng Việt của một tệp."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3_TYPED = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§"
_TCVN3_MEANT = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ"
_TCVN3 = dict(zip(map(ord, _TCVN3_TYPED), _TCVN3_MEANT, strict=True))
_TCVN3_BACK = dict(zip(map(ord, _TCVN3_MEANT), _TCVN3_TYPED, strict=True))

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_TONES = (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)


def _vni_table() -> dict[str, str]:
    """Pair what VNI types with the small letter that it means."""
    table = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư"}
    for typed, base in (*zip("aeouy", "aeouy", strict=True), ("ô", "ơ"), ("ö", "ư")):
        table |= {typed + mark: base + tone for mark, tone in zip("øùûõï", _TONES, strict=True)}
    for typed, base in zip("aeo", "âêô", strict=True):
        table[typed + "â"] = base
        table |= {typed + mark: base + tone for mark, tone in zip("àáåãä", _TONES, strict=True)}
    table["aê"] = "ă"
    table |= {f"a{mark}": f"ă{tone}" for mark, tone in zip("èéúüë", _TONES, strict=True)}
    del table["yï"]  # VNI writes ỵ with a letter of its own
    return {typed: unicodedata.normalize("NFC", meant) for typed, meant in table.items()}


_VNI = _vni_table()
_VNI_TYPED = re.compile(
    "|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE
)
_VNI_BACK = {meant: typed for typed, meant in _VNI.items()}

# Letters that no Latin-1 text holds: one of them shows that a text is Unicode already.
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0323]")
_WORD = re.compile(r"[^\s\d.,;:()/\\\"+=_-]+")

_READ_AT_MOST = 20_000
_FEWEST_WORDS = 3
_LEGACY_PER_UNICODE = 20


def detect_encoding(samples: Sequence[str]) -> LegacyEncoding:
    """Judge the encoding of a file from texts of it, the more the better.

    A distinct word speaks for an old encoding if it is no Vietnamese syllable as it stands and is
    one after decoding; it speaks for Unicode if it has letters that the old encodings lack, or is
    a syllable that decoding would spoil. Numbers and plain ASCII say nothing. An old encoding
    needs three such words and twenty times as many as speak for Unicode: a mixed file stays
    Unicode, because a wrong guess would spoil the correct half.
    """
    votes = dict.fromkeys(LegacyEncoding, 0)
    for word in _distinct_words(samples):
        for encoding in _speaks_for(word):
            votes[encoding] += 1
    against = votes.pop(LegacyEncoding.UNICODE)
    best = max(votes, key=lambda encoding: votes[encoding])
    rival = min(votes.values())
    if votes[best] < _FEWEST_WORDS or votes[best] <= rival:
        return LegacyEncoding.UNICODE
    return best if votes[best] >= _LEGACY_PER_UNICODE * against else LegacyEncoding.UNICODE


def decode(text: str, encoding: LegacyEncoding) -> str:
    """Turn a text of a file in `encoding` into Unicode (NFC).

    A text with letters that exist only in Unicode is left as it is. In the capital fonts of TCVN3
    (.VnTimeH) small letters are typed and capitals seen; they come back small.
    """
    if encoding is LegacyEncoding.UNICODE or text.isascii() or _ONLY_UNICODE.search(text):
        return text
    return _DECODERS[encoding](text)


def encode(text: str, encoding: LegacyEncoding) -> str:
    """Write a Unicode text as the old fonts type it: the inverse of `decode`.

    TCVN3 has no capitals with tone marks: those are written small, as its typists did.
    """
    composed = unicodedata.normalize("NFC", text)
    if encoding is LegacyEncoding.TCVN3:
        small = (c if c.isascii() or ord(c) in _TCVN3_BACK else c.lower() for c in composed)
        return "".join(c if c.isascii() else c.translate(_TCVN3_BACK) for c in small)
    if encoding is LegacyEncoding.VNI:
        return "".join(_vni_typed(letter) for letter in composed)
    return composed


def _distinct_words(samples: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for sample in samples:
        if not sample.isascii():
            found.update(word for word in _WORD.findall(sample) if not word.isascii())
            if len(found) > _READ_AT_MOST:
                break
    return found


def _speaks_for(word: str) -> list[LegacyEncoding]:
    if _ONLY_UNICODE.search(word):
        return [LegacyEncoding.UNICODE]
    readable = is_syllable(word.replace("Ð", "Đ").replace("ð", "đ"))
    decoded = [encoding for encoding, read in _DECODERS.items() if is_syllable(read(word))]
    if not readable:
        return decoded
    return [] if decoded else [LegacyEncoding.UNICODE]


def _from_tcvn3(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_TCVN3))


def _from_vni(text: str) -> str:
    def meant(found: re.Match[str]) -> str:
        typed = found.group()
        letter = _VNI[typed.lower()]
        return letter.upper() if typed[0].isupper() else letter

    return unicodedata.normalize("NFC", _VNI_TYPED.sub(meant, text))


def _vni_typed(letter: str) -> str:
    typed = _VNI_BACK.get(letter.lower(), letter)
    return typed.upper() if letter.isupper() else typed


_DECODERS: dict[LegacyEncoding, Callable[[str], str]] = {
    LegacyEncoding.TCVN3: _from_tcvn3,
    LegacyEncoding.VNI: _from_vni,
}
