"""Giờ đang hỏi đã hiểu thế nào: what stayed unread in typed hours, and what was assumed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lieny.registry.rules.sign import Bilingual
from lieny.registry.rules.wording import said_hours
from lieny.vocabulary.working_time import TimeReading, TimeStatus, read_working_time

UNREAD = "Chưa hiểu"  # how the reading's own note on this begins; here each part is told apart

_PARTS = re.compile(r"[;\n]")
_CLOCK = r"(\d{1,2})\s*(?:h|g|giờ|:)\s*(\d{2})?"
_FROM_TO = re.compile(rf"{_CLOCK}\s*(?:-|–|đến|tới)\s*{_CLOCK}", re.IGNORECASE)


def parts_refused(text: str) -> tuple[Bilingual, ...]:
    """Say of each part of refused hours what is wrong with it; parts are told apart by “;”."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    return tuple(_refused(part) for part in parts if _gives_nothing(read_working_time(part)))


def _gives_nothing(reading: TimeReading) -> bool:
    return not reading.time.definite and not reading.time.possible


def _refused(part: str) -> Bilingual:
    reading = read_working_time(part)
    if reading.status is TimeStatus.INVALID:
        return Bilingual(
            f"“{part[:60]}”: có ngày hoặc giờ không tồn tại.",
            f"“{part[:60]}”: a day or hour does not exist.",
        )
    if reading.not_understood:
        return Bilingual(f"“{part[:60]}”: chưa hiểu.", f"“{part[:60]}”: not understood.")
    notes = [Bilingual(*note) for note in reading.notes]
    return Bilingual(
        f"“{part[:60]}”: {' '.join(note.vi for note in notes) or 'không có giờ nào.'}",
        f"“{part[:60]}”: {' '.join(note.en for note in notes) or 'no hours.'}",
    )


def _backward(text: str) -> Iterator[str]:
    """Find hours whose end stands before their begin, and that are no night shift."""
    for found in _FROM_TO.finditer(text):
        begin, begin_minute, end, end_minute = (int(one or 0) for one in found.groups())
        alone = read_working_time(f"T2: {found.group()}").time
        if (end, end_minute) < (begin, begin_minute) and alone.possible and not alone.definite:
            yield found.group()


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
    notes += [
        Bilingual(
            f"“{span}”: giờ kết thúc đứng trước giờ bắt đầu.",
            f"“{span}”: the end stands before the begin.",
        )
        for span in _backward(hours.text)
    ]
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
