"""Giờ đang hỏi đã hiểu thế nào: what stayed unread in typed hours, and what was assumed."""

from __future__ import annotations

from lieny.registry.rules.sign import Bilingual
from lieny.registry.rules.wording import said_hours
from lieny.vocabulary.working_time import TimeReading

UNREAD = "Chưa hiểu"  # how the reading's own note on this begins; here each part is told apart


def remarks_on(hours: TimeReading) -> tuple[Bilingual, ...]:
    """Say which parts of typed hours were not understood, and which hours are only possible."""
    if not hours.text.strip():
        return ()
    remarks = [
        Bilingual(
            f"Chưa hiểu “{part}”: phần này chưa được xét. Hãy ghi ngày và giờ, như “T2-T6: "
            "17h-20h; T7: 7h30-11h30”.",
            f"“{part}” is not understood and was not looked at. Write days and hours, as in "
            "“T2-T6: 17h-20h; T7: 7h30-11h30”.",
        )
        for part in hours.not_understood
    ]
    notes = [Bilingual(*note) for note in hours.notes if not note.vi.startswith(UNREAD)]
    if not hours.time.possible:
        return (*remarks, *notes)
    assumed = said_hours(hours.time.possible)
    why = Bilingual(
        " ".join(note.vi for note in notes) or "Chữ đã ghi có thể hiểu theo cách khác.",
        " ".join(note.en for note in notes) or "The words may be read in another way.",
    )
    remarks.append(
        Bilingual(
            f"{why.vi} Đang hiểu là có thể làm {assumed.vi}. Hãy ghi đủ ngày, giờ bắt đầu và giờ "
            "kết thúc để có câu trả lời chắc chắn.",
            f"{why.en} Taken as possibly {assumed.en}. Write days, begin and end, for a firm "
            "answer.",
        )
    )
    return tuple(remarks)
