"""Điều cần biết khi đọc câu trả lời: what is no sign and changes no answer, yet has to be said."""

from __future__ import annotations

from collections.abc import Mapping

from lieny.registry.rules.sign import Bilingual
from lieny.registry.rules.wording import said_day
from lieny.registry.services.asked_answer import Question
from lieny.registry.services.public_answers import PublicHolder
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType

Holders = Mapping[LicenceNumber, PublicHolder | None]


def remarks_beside(
    question: Question, holders: Holders, *, is_known: bool
) -> tuple[Bilingual, ...]:
    """Say that no register has a number, and when a licence's term ends.

    Args:
        question: what is asked.
        holders: what everybody may know of each number; None where that is nobody or several.
        is_known: some row is of the person asked about.
    """
    remarks: list[Bilingual | None] = []
    for number, holder in holders.items():
        remarks.append(_unheard_of(number, holder, is_known=is_known))
        remarks.append(_term(question, number, holder))
    return tuple(one for one in remarks if one is not None)


def _unheard_of(
    number: LicenceNumber, holder: PublicHolder | None, *, is_known: bool
) -> Bilingual | None:
    """Say what the public look-up says; of a number of several known persons it says nothing."""
    if holder.licences if holder is not None else is_known:
        return None
    return Bilingual(
        f"Tra cứu công khai: số {number.canonical} không có trong sổ cấp nào đang biết.",
        f"Public look-up: the number {number.canonical} is in no register that is known here.",
    )


def _term(
    question: Question, number: LicenceNumber, holder: PublicHolder | None
) -> Bilingual | None:
    """Say when the term ends, where the days asked for have no end of their own."""
    first = question.during.valid_from
    if question.during.valid_until is not None or number.type is not LicenceType.LICENCE:
        return None
    ends = [one.valid_until for one in holder.licences] if holder is not None else []
    dated = [end for end in ends if end is not None]
    if not dated or len(dated) < len(ends) or first is None or max(dated) < first:
        return None
    end = said_day(max(dated))
    return Bilingual(
        f"Giấy phép {number.canonical} có hạn đến {end.vi}.",
        f"Licence {number.canonical} is valid until {end.en}.",
    )
