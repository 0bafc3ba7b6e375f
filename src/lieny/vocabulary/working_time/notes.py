"""What a person should know about a reading, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.items import Sentence


class Note(NamedTuple):
    """One remark about a reading."""

    vi: str
    en: str


_OF_FLAG: dict[TimeFlag, Note] = {
    TimeFlag.FULL_TIME: Note("Ghi hình thức làm việc toàn thời gian.", "Says full time."),
    TimeFlag.PART_TIME: Note("Ghi hình thức làm việc bán thời gian.", "Says part time."),
    TimeFlag.OFFICE_HOURS: Note(
        "Giờ hành chính do cơ sở quy định.", "Office hours are fixed by the facility."
    ),
    TimeFlag.OUTSIDE_OFFICE: Note("Ghi làm ngoài giờ hành chính.", "Says outside office hours."),
    TimeFlag.FACILITY_HOURS: Note(
        "Theo giờ hoạt động của cơ sở.", "Follows the opening hours of the facility."
    ),
    TimeFlag.ON_CALL: Note(
        "Có phần trực hoặc theo phân công, không rõ giờ.", "On call or by roster: hours not stated."
    ),
    TimeFlag.SHIFT_ROTATION: Note(
        "Làm theo ca luân phiên, không rõ giờ.", "Rotating shifts: hours not stated."
    ),
    TimeFlag.TELEHEALTH: Note("Khám bệnh từ xa.", "Telehealth."),
    TimeFlag.ASSIGNMENT: Note(
        "Luân phiên, tăng cường hoặc chuyển giao kỹ thuật.",
        "Rotation, reinforcement or transfer of technique.",
    ),
    TimeFlag.BIWEEKLY: Note("Không phải tuần nào cũng làm.", "Not every week."),
    TimeFlag.MONTHLY: Note("Chỉ một số tuần trong tháng.", "Only some weeks of the month."),
    TimeFlag.SEASONAL: Note(
        "Giờ khác nhau theo mùa, cần ghi ngày áp dụng.",
        "Hours change with the season: dates are needed.",
    ),
    TimeFlag.HOLIDAY: Note("Có nhắc đến ngày lễ.", "Mentions holidays."),
    TimeFlag.DITTO: Note("Như dòng trên.", "Same as the row above."),
    TimeFlag.BLANK: Note("Ô trống.", "Blank."),
    TimeFlag.AWAY: Note("Đang tạm nghỉ hoặc không còn làm việc.", "Away or no longer working."),
    TimeFlag.MULTI_SITE: Note(
        "Nêu địa điểm khác nhau trong một ô; cần tách dòng.",
        "Names different places in one cell: split it.",
    ),
    TimeFlag.DATE_ONLY: Note("Có ngày tháng trong ô giờ.", "A date stands in the cell of hours."),
    TimeFlag.DAYS_ONLY: Note("Chỉ có ngày, thiếu giờ.", "Days without hours."),
    TimeFlag.TIMES_ONLY: Note(
        "Chỉ có giờ, thiếu ngày trong tuần.", "Hours without days of the week."
    ),
    TimeFlag.HALF_DAY: Note("Chỉ nêu buổi, thiếu giờ.", "Halves of days without hours."),
    TimeFlag.QUANTITY: Note(
        "Là số lượng, không phải giờ trong ngày.", "An amount, not a time of the day."
    ),
    TimeFlag.TOO_LONG: Note(
        "Ô quá dài so với một ô giờ hành nghề, chưa đọc.", "Too long for a cell of hours: not read."
    ),
    TimeFlag.AMBIGUOUS: Note(
        "Có thể hiểu theo hơn một cách, cần hỏi lại.", "Can be read in more than one way: ask."
    ),
}


def notes_of(flags: Iterable[TimeFlag], sentence: Sentence | None = None) -> tuple[Note, ...]:
    """Give the remarks that flags and a sentence call for."""
    notes = [_OF_FLAG[flag] for flag in sorted(flags) if flag in _OF_FLAG]
    if sentence is None:
        return tuple(notes)
    if sentence.open_ended:
        notes.append(Note("Thiếu giờ kết thúc.", "The hour of the end is missing."))
    if sentence.impossible:
        notes.append(Note("Có ngày hoặc giờ không tồn tại.", "A day or hour does not exist."))
    if sentence.lunch_unknown:
        notes.append(Note("Có nghỉ trưa nhưng không rõ giờ.", "A lunch break without hours."))
    if sentence.unknown:
        words = ", ".join(f"“{word}”" for word in sentence.unknown)
        notes.append(Note(f"Chưa hiểu: {words}.", f"Not understood: {words}."))
    return tuple(notes)
