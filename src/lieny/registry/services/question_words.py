"""What somebody typed to ask before accepting, read into a question, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from lieny.registry.models import Facility, Person
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.asking_before import Question
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.period import Period, PeriodEndsBeforeItBegins
from lieny.vocabulary.weekly_set import EMPTY, WeeklyTime
from lieny.vocabulary.working_time import read_working_time

FIELDS = ("licence", "name", "hours", "facility", "since", "until")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Typed:
    """Câu hỏi như đã gõ: every field as text, "" where nothing was typed.

    Attributes:
        person: public id of a person whom one sees already; then no number is needed.
        facility: id of the facility that asks.
    """

    licence: str = ""
    name: str = ""
    hours: str = ""
    facility: str = ""
    since: str = ""
    until: str = ""
    person: str = ""


class NotAQuestion(ValueError):
    """What was typed cannot be asked.

    Attributes:
        said: by field, what was given, what is expected, what to do.
    """

    def __init__(self, said: Mapping[str, Bilingual]) -> None:
        super().__init__("; ".join(f"{field}: {one.en}" for field, one in said.items()))
        self.said = said


def question_of(typed: Typed, *, today: date) -> Question:
    """Read what was typed.

    Raises:
        NotAQuestion: some field cannot be read; all of them are told at once.
    """
    wrong: dict[str, Bilingual] = {}
    person = _person(typed, wrong)
    licence = None if person is not None else _licence(typed.licence, wrong)
    if person is None and not typed.name.strip():
        wrong["name"] = Bilingual(
            "Chưa ghi họ tên. Hãy ghi họ và tên như trong giấy phép.",
            "The name is missing. Write it as the licence does.",
        )
    wanted = _hours(typed.hours, wrong)
    facility = _facility(typed.facility, wrong)
    during = _during(typed, today, wrong)
    if wrong:
        raise NotAQuestion(wrong)
    return Question(licence, typed.name.strip()[:LONGEST], person, wanted, facility, during)


def _person(typed: Typed, wrong: dict[str, Bilingual]) -> int | None:
    if not typed.person:
        return None
    plain = typed.person.replace("-", "")
    known = len(plain) == 32 and all(letter in "0123456789abcdef" for letter in plain)  # noqa: PLR2004
    found = Person.objects.filter(public_id=typed.person).first() if known else None
    if found is None:
        wrong["person"] = Bilingual(
            "Không thấy người này. Hãy hỏi bằng số giấy phép và họ tên.",
            "This person is not found. Ask by licence number and name.",
        )
        return None
    return int(found.pk)


def _licence(text: str, wrong: dict[str, Bilingual]) -> LicenceNumber | None:
    numbers = [one.number for one in read_licences(text[:LONGEST]) if one.number is not None]
    if len(numbers) == 1:
        return numbers[0]
    wrong["licence"] = Bilingual(
        f"“{text[:60]}” không đọc được thành một số giấy phép. Hãy ghi đủ số, nơi cấp, loại, "
        "ví dụ 000123/HCM-CCHN.",
        f"“{text[:60]}” cannot be read as one licence number. Write number, issuer and type, "
        "as in 000123/HCM-CCHN.",
    )
    return None


def _hours(text: str, wrong: dict[str, Bilingual]) -> WeeklyTime:
    if not text.strip():
        return WeeklyTime(EMPTY, EMPTY)
    reading = read_working_time(text[:LONGEST])
    if not reading.time.definite and not reading.time.possible:
        wrong["hours"] = Bilingual(
            f"“{text[:60]}” không đọc được thành giờ trong tuần. Hãy ghi như “T2-T6: 17h-20h”.",
            f"“{text[:60]}” cannot be read as hours of the week. Write them as “T2-T6: 17h-20h”.",
        )
    return reading.time


def _facility(text: str, wrong: dict[str, Bilingual]) -> int | None:
    if not text.strip():
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0  # noqa: PLR2004
    if Facility.objects.filter(pk=number).exists():
        return number
    wrong["facility"] = Bilingual(
        f"Không có cơ sở “{text[:40]}”. Hãy chọn trong danh sách hoặc để trống.",
        f"There is no facility “{text[:40]}”. Choose one of the list, or leave it empty.",
    )
    return None


def _during(typed: Typed, today: date, wrong: dict[str, Bilingual]) -> Period:
    since, until = _day("since", typed.since, wrong), _day("until", typed.until, wrong)
    try:
        return Period(since or today, until)
    except PeriodEndsBeforeItBegins:
        wrong["until"] = Bilingual(
            "Ngày kết thúc trước ngày bắt đầu. Hãy sửa một trong hai ngày.",
            "It ends before it begins. Correct one of the days.",
        )
        return Period(today)


def _day(field: str, text: str, wrong: dict[str, Bilingual]) -> date | None:
    plain = text.strip()
    if not plain:
        return None
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(plain, shape).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    wrong[field] = Bilingual(
        f"“{plain[:40]}” không phải là ngày. Hãy ghi như 30/11/2026.",
        f"“{plain[:40]}” is no date. Write it as 30/11/2026.",
    )
    return None
