"""What somebody typed to ask before accepting, read into a question, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lieny.registry.rules.sign import Bilingual
from lieny.registry.rules.wording import said_day
from lieny.registry.services.asked_answer import Question
from lieny.registry.services.asking_places import MOST, Place, places_meant
from lieny.registry.services.hours_asked import parts_refused
from lieny.registry.services.own_persons import own_persons
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.period import Period, PeriodEndsBeforeItBegins
from lieny.vocabulary.working_time import FacilityHours, TimeReading, read_working_time

FIELDS = ("licence", "name", "hours", "facility", "position", "scope", "since", "until")
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Typed:
    """Câu hỏi như đã gõ: every field as text, "" where nothing was typed.

    Attributes:
        person: public id of a person whom one sees already; then no number is needed.
        facility: id of the facility that asks, its name, or its operating licence.
        position, scope: post and scope of practice as they would be registered.
    """

    licence: str = ""
    name: str = ""
    hours: str = ""
    facility: str = ""
    position: str = ""
    scope: str = ""
    since: str = ""
    until: str = ""
    person: str = ""


class NotAQuestion(ValueError):
    """What was typed cannot be asked.

    Attributes:
        said: by field, what was given, what is expected, what to do.
        places: facilities that may be meant, where the words fit several.
    """

    def __init__(self, said: Mapping[str, Bilingual], places: Sequence[Place] = ()) -> None:
        super().__init__("; ".join(f"{field}: {one.en}" for field, one in said.items()))
        self.said = said
        self.places = tuple(places)


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
    places = places_meant(typed.facility)
    facility = places[0] if len(places) == 1 else None
    if typed.facility.strip() and facility is None:
        wrong["facility"] = _which(typed.facility, places)
    hours = _hours(typed.hours, facility, wrong)
    during = _during(typed, today, wrong)
    if wrong:
        raise NotAQuestion(wrong, places if facility is None else ())
    return Question(
        licence=licence,
        name=typed.name.strip()[:LONGEST],
        person=person,
        hours=hours,
        facility=facility.id if facility is not None else None,
        during=during,
        position=typed.position.strip()[:LONGEST],
        scope=typed.scope.strip()[:LONGEST],
        place_label=facility.label if facility is not None else "",
    )


def _person(typed: Typed, wrong: dict[str, Bilingual]) -> int | None:
    if not typed.person:
        return None
    plain = typed.person.replace("-", "")
    known = len(plain) == 32 and all(letter in "0123456789abcdef" for letter in plain)  # noqa: PLR2004
    found = own_persons().filter(public_id=typed.person).first() if known else None
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


def _hours(text: str, place: Place | None, wrong: dict[str, Bilingual]) -> TimeReading:
    """Read the hours; what a text only names ("hành chính") is taken from the place's own hours."""
    own = FacilityHours(place.open_hours) if place is not None and place.open_hours else None
    reading = read_working_time(text[:LONGEST].strip(), facility=own)
    if text.strip() and not reading.time.definite and not reading.time.possible:
        notes = parts_refused(text[:LONGEST]) or tuple(Bilingual(*one) for one in reading.notes)
        wrong["hours"] = Bilingual(
            " ".join(
                [
                    f"“{text[:60]}” không đọc được thành giờ trong tuần.",
                    *(note.vi for note in notes),
                    "Hãy ghi như “T2-T6: 17h-20h”.",
                ]
            ),
            " ".join(
                [
                    f"“{text[:60]}” cannot be read as hours of the week.",
                    *(note.en for note in notes),
                    "Write them as “T2-T6: 17h-20h”.",
                ]
            ),
        )
    return reading


def _which(text: str, places: Sequence[Place]) -> Bilingual:
    if len(places) == MOST:
        return Bilingual(
            f"“{text[:60]}” có thể là nhiều cơ sở; đây là {MOST} cơ sở giống nhất. Hãy chọn một "
            "hoặc gõ thêm chữ của tên.",
            f"“{text[:60]}” may be many facilities; these {MOST} are the likest. Choose one, or "
            "type more of the name.",
        )
    if places:
        return Bilingual(
            f"“{text[:60]}” có thể là {len(places)} cơ sở. Hãy chọn một.",
            f"“{text[:60]}” may be {len(places)} facilities. Choose one.",
        )
    return Bilingual(
        f"Không thấy cơ sở nào như “{text[:60]}” trong tỉnh. Hãy ghi tên hoặc số giấy phép "
        "hoạt động như trong sổ, hoặc để trống.",
        f"No facility like “{text[:60]}” is found in the province. Write its name or operating "
        "licence as the register does, or leave it empty.",
    )


def _during(typed: Typed, today: date, wrong: dict[str, Bilingual]) -> Period:
    since, until = _day("since", typed.since, wrong), _day("until", typed.until, wrong)
    if until is not None and until < today and (since is None or since <= until):
        wrong["until"] = _past(since, until, today)
        return Period(today)
    try:
        return Period(since or today, until)
    except PeriodEndsBeforeItBegins:
        wrong["until"] = Bilingual(
            "Ngày kết thúc trước ngày bắt đầu. Hãy sửa một trong hai ngày.",
            "It ends before it begins. Correct one of the days.",
        )
        return Period(today)


def _past(since: date | None, until: date, today: date) -> Bilingual:
    first, last, now = said_day(since), said_day(until), said_day(today)
    vi = f"từ {first.vi} đến {last.vi}" if since else f"đến {last.vi}"
    en = f"from {first.en} until {last.en}" if since else f"until {last.en}"
    return Bilingual(
        f"Những ngày đang hỏi ({vi}) đã qua; hôm nay là {now.vi}. Hãy để trống ngày kết thúc hoặc "
        "ghi từ hôm nay trở đi. Đăng ký của một ngày đã qua xem ở trang của người đó trong Sổ "
        "đăng ký, chọn ngày.",
        f"The days asked for ({en}) are past; today is {now.en}. Leave the last day empty, or "
        "write today or later. What was registered on a past day is on the person's page in the "
        "register, by day.",
    )


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
