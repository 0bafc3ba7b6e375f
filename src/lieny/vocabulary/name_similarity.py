"""Độ giống nhau của hai họ tên: agreement of folded names, 0 to 1.

A difference of surname or given name weighs most; a middle name that one side leaves out or
abbreviates weighs little; a typing slip costs its share of the word. The order of the words may
differ (given name first), at a small price.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

_ABBREVIATED = 0.9  # "n" for "nguyen"
_REORDERED = 0.95
_MIDDLE_LEFT_OUT = 0.92
_MIDDLE_DIFFERS = 0.55
_SAME_WORD = 0.5  # below this, two words are different words, not one word misspelt
_SEARCHED = 0.6  # names that agree in the given order at least so well are not reordered
_WHOLE = 2  # surname and given name


@lru_cache(maxsize=65_536)
def similarity(left: str, right: str) -> float:
    """Compare two folded names (`PersonName.folded`).

    Symmetric; 1.0 exactly where they are equal. Below 0.6 they are taken for different names.
    """
    if left == right:
        return 1.0
    if left > right:
        return similarity(right, left)
    one, other = left.split(), right.split()
    if not one or not other:
        return 0.0
    best = _in_order(one, other)
    if best < _SEARCHED:
        turned = (
            (one[::-1], other),
            (one[1:] + one[:1], other),
            (one[-1:] + one[:-1], other),
        )
        best = max(best, *(_REORDERED * _in_order(a, b) for a, b in turned))
    if best < _SEARCHED and sorted(one) == sorted(other):
        best = _REORDERED
    return round(min(best, 0.99), 4)


def _in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Compare surname with surname, given name with given name, the rest with the rest."""
    given = _word(one[-1], other[-1])
    if min(len(one), len(other)) < _WHOLE:
        # A single word can only be held against the given name: weak evidence at best.
        return _SEARCHED * given
    return given * _word(one[0], other[0]) * _middle(one[1:-1], other[1:-1])


def _middle(one: Sequence[str], other: Sequence[str]) -> float:
    if list(one) == list(other):
        return 1.0
    if not one or not other:
        return _MIDDLE_LEFT_OUT
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    agreed = sum(_best_words(few, many)) / len(few)
    left_out = _MIDDLE_LEFT_OUT if len(few) < len(many) else 1.0
    return left_out * (_MIDDLE_DIFFERS + (1 - _MIDDLE_DIFFERS) * agreed)


def _best_words(few: Sequence[str], many: Sequence[str]) -> list[float]:
    """Match each word of the shorter middle name with a word of the longer, each used once."""
    free = list(many)
    scores = []
    for word in few:
        score, partner = max((_word(word, other), other) for other in free)
        scores.append(score)
        free.remove(partner)
    return scores


@lru_cache(maxsize=65_536)
def _word(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if (len(short) == 1 or not set(short) & set("aeiouy")) and long.startswith(short):
        return _ABBREVIATED
    distance = OSA.distance(one, other)
    score = 1 - distance / len(long) if distance <= _WHOLE else 0.0
    return score if score > _SAME_WORD else 0.0
