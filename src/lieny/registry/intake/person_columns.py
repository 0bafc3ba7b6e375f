"""The columns of `PERSON`: name, birth, numbers, title and licence of each row."""

from __future__ import annotations

import pyarrow as pa

from lieny.registry.intake.distinct import Distinct
from lieny.registry.intake.licence_columns import licence_columns
from lieny.registry.intake.typing_desk import TypingDesk
from lieny.registry.intake.usual_names import usual_names
from lieny.registry.intake.usual_numbers import (
    usual_days,
    usual_personal_numbers,
    usual_phones,
)
from lieny.vocabulary.birth_date import PLAUSIBLE_YEARS, read_birth_date
from lieny.vocabulary.gender import read_gender
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.personal_number import PersonalNumberReading, read_personal_number
from lieny.vocabulary.phone import read_phones
from lieny.vocabulary.title import Title, read_title

Columns = dict[str, pa.Array]


def person_columns(desk: TypingDesk) -> Columns:
    """Type everything about the person of each row."""
    return {
        **_name_columns(desk),
        **_birth_columns(desk),
        **_number_columns(desk),
        **licence_columns(desk),
    }


def _name_columns(desk: TypingDesk) -> Columns:
    texts = desk.distinct("name")
    usual = usual_names(texts.column)
    readings = [read_person_name(text) for text in usual.others()]
    names = [reading.name for reading in readings]
    bad = usual.marked([name is None for name in names])
    desk.complain_where("name", "name-unreadable", bad)
    columns: Columns = {}
    for column, part in _NAME_PARTS:
        parts = [None if name is None else getattr(name, part) for name in names]
        columns[column] = texts.spread(usual.woven(column, parts, pa.string()), pa.string())
    told = [_title_of(" ".join(one.titles)) if one.titles else None for one in readings]
    columns["title"] = _titles(desk, texts.words(usual.woven("title", told, pa.string())))
    return columns


_NAME_PARTS = (
    ("name", "text"), ("name_folded", "folded"), ("name_toned", "toned"), ("surname", "surname"),
    ("middle", "middle"), ("given", "given"), ("initials", "initials"),
)  # fmt: skip


def _titles(desk: TypingDesk, beside: pa.Array) -> pa.Array:
    """The title column speaks first; a title before the name fills its gaps."""
    column = desk.distinct("title")
    stated = column.words([_title_of(text) for text in column.values])
    if beside.null_count == len(beside):
        return stated
    filled = pa.compute.coalesce(stated.cast(pa.string()), beside.cast(pa.string()))
    return filled.dictionary_encode()


def _title_of(text: str) -> str | None:
    title: Title | None = read_title(text).title
    return None if title is None else title.value


def _birth_columns(desk: TypingDesk) -> Columns:
    texts = desk.distinct("birth")
    usual = usual_days(texts.column, PLAUSIBLE_YEARS)
    births = [read_birth_date(text).birth for text in usual.others()]
    bad = usual.marked([birth is None for birth in births])
    desk.complain_where("birth", "birth-unreadable", bad)
    days = usual.woven("day", [None if b is None else b.exact for b in births], pa.date32())
    years = usual.woven("year", [None if b is None else b.year for b in births], pa.int16())
    return {
        "birth_on": texts.spread(days, pa.date32()),
        "birth_year": texts.spread(years, pa.int16()),
    }


def _number_columns(desk: TypingDesk) -> Columns:
    numbers = desk.distinct("personal_number")
    usual = usual_personal_numbers(numbers.column)
    read = [read_personal_number(text) for text in usual.others()]
    bad = usual.marked([_is_bad(one) for one in read])
    desk.complain_where("personal_number", "personal-number-unreadable", bad)
    twelve = [None if r.personal_number is None else r.personal_number.digits for r in read]
    nine = [r.old_number for r in read]
    phones = desk.distinct("phone")
    mobile = usual_phones(phones.column)
    others = [_phone(text) for text in mobile.others()]
    genders = desk.distinct("gender")
    return {
        "cccd": numbers.spread(usual.woven("cccd", twelve, pa.string()), pa.string()),
        "cmnd": numbers.spread(usual.woven("cmnd", nine, pa.string()), pa.string()),
        "phone": phones.spread(mobile.woven("phone", others, pa.string()), pa.string()),
        "gender": genders.spread(genders.read(read_gender), pa.string()),
    }


def _is_bad(reading: PersonalNumberReading) -> bool:
    return (
        reading.personal_number is None and reading.old_number is None and reading.passport is None
    )


def _phone(text: str) -> str | None:
    """A person's number: the first mobile one, else the first."""
    phones = read_phones(text).phones
    chosen = next((phone for phone in phones if phone.is_mobile), phones[0] if phones else None)
    return None if chosen is None else chosen.digits


def folded_names(texts: Distinct) -> pa.Array:
    """Type a column of names to their folded keys only."""
    usual = usual_names(texts.column)
    names = [read_person_name(text).name for text in usual.others()]
    keys = [None if name is None else name.folded for name in names]
    return texts.spread(usual.woven("name_folded", keys, pa.string()), pa.string())
