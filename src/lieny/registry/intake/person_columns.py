"""The columns of `PERSON`: name, birth, numbers, title and licence of each row."""

from __future__ import annotations

import pyarrow as pa

from lieny.registry.intake.distinct import Distinct
from lieny.registry.intake.licence_cell import (
    LicenceCell,
    read_licence_cell,
    read_licence_with,
    written,
)
from lieny.registry.intake.typing_desk import TypingDesk
from lieny.vocabulary.birth_date import read_birth_date
from lieny.vocabulary.gender import read_gender
from lieny.vocabulary.licence_number import LicenceReading
from lieny.vocabulary.person_name import NameReading, PersonName, read_person_name
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
        **_licence_columns(desk),
    }


def _name_columns(desk: TypingDesk) -> Columns:
    texts = desk.distinct("name")
    readings = texts.read(read_person_name)
    names = [reading.name for reading in readings]
    desk.complain_where("name", "name-unreadable", [name is None for name in names])
    columns: Columns = {
        column: texts.spread([None if n is None else getattr(n, part) for n in names], pa.string())
        for column, part in _NAME_PARTS
    }
    columns["title"] = _titles(desk, texts, readings)
    return columns


_NAME_PARTS = (
    ("name", "text"), ("name_folded", "folded"), ("name_toned", "toned"), ("surname", "surname"),
    ("middle", "middle"), ("given", "given"), ("initials", "initials"),
)  # fmt: skip


def _titles(desk: TypingDesk, names: Distinct, readings: list[NameReading]) -> pa.Array:
    """The title column speaks first; a title before the name fills its gaps."""
    column = desk.distinct("title")
    stated = column.words([_title_of(text) for text in column.values])
    beside = names.words(
        [_title_of(" ".join(reading.titles)) if reading.titles else None for reading in readings]
    )
    if beside.null_count == len(beside):
        return stated
    filled = pa.compute.coalesce(stated.cast(pa.string()), beside.cast(pa.string()))
    return filled.dictionary_encode()


def _title_of(text: str) -> str | None:
    title: Title | None = read_title(text).title
    return None if title is None else title.value


def _birth_columns(desk: TypingDesk) -> Columns:
    texts = desk.distinct("birth")
    births = [read_birth_date(text).birth for text in texts.values]
    desk.complain_where("birth", "birth-unreadable", [birth is None for birth in births])
    return {
        "birth_on": texts.spread([None if b is None else b.exact for b in births], pa.date32()),
        "birth_year": texts.spread([None if b is None else b.year for b in births], pa.int16()),
    }


def _number_columns(desk: TypingDesk) -> Columns:
    numbers = desk.distinct("personal_number")
    read = numbers.read(read_personal_number)
    desk.complain_where("personal_number", "personal-number-unreadable", [_is_bad(r) for r in read])
    phones = desk.distinct("phone")
    genders = desk.distinct("gender")
    return {
        "cccd": numbers.spread(
            [None if r.personal_number is None else r.personal_number.digits for r in read],
            pa.string(),
        ),
        "cmnd": numbers.spread([r.old_number for r in read], pa.string()),
        "phone": phones.spread([_phone(text) for text in phones.values], pa.string()),
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


def _licence_columns(desk: TypingDesk) -> Columns:
    texts, cells = licence_cells(desk)
    firsts = [cell.first for cell in cells]
    stated = desk.days("issued_on")
    within = texts.spread([None if f is None else f.issued_on for f in firsts], pa.date32())
    return {
        "licence_serial": texts.spread(
            [None if f is None else f.serial for f in firsts], pa.int32()
        ),
        "licence_issuer": texts.words([None if f is None else f.issuer for f in firsts]),
        "licence_type": texts.words([_type(f) for f in firsts]),
        "licence_status": texts.words(
            ["unreadable" if f is None else f.status.value for f in firsts]
        ),
        "licence_issued_on": pa.compute.coalesce(stated, within),
        "other_licences": texts.spread(
            [[_struct(one) for one in cell.others] for cell in cells], _OTHERS
        ),
    }


_OTHERS = pa.list_(
    pa.struct(
        [
            ("serial", pa.int32()),
            ("issuer", pa.string()),
            ("type", pa.string()),
            ("status", pa.string()),
        ]
    )
)


def licence_cells(desk: TypingDesk, name: str = "licence") -> tuple[Distinct, list[LicenceCell]]:
    """Read the licence column; where issuer or type have their own columns, with those."""
    texts = desk.distinct(name)
    rows = desk.rows
    helped = [
        texts_of
        for texts_of in (rows.texts.get("issuer"), rows.texts.get("licence_kind"))
        if texts_of
    ]
    if name == "licence" and any(any(column) for column in helped):
        return _cells_with_help(desk)
    cells = texts.read(read_licence_cell)
    if name == "licence":
        _complain(desk, texts, cells)
    return texts, cells


def _cells_with_help(desk: TypingDesk) -> tuple[Distinct, list[LicenceCell]]:
    given = desk.rows.texts
    keys: list[str | None] = [
        None if text is None else "\x1f".join((text, issuer or "", kind or ""))
        for text, issuer, kind in zip(
            given["licence"], given["issuer"], given["licence_kind"], strict=True
        )
    ]
    triples = Distinct(keys)
    cells = []
    for key in triples.values:
        text, issuer, kind = key.rsplit("\x1f", 2)
        cells.append(read_licence_with(text, issuer or None, kind or None))
    _complain(desk, triples, cells)
    return triples, cells


def _complain(desk: TypingDesk, texts: Distinct, cells: list[LicenceCell]) -> None:
    for row, value in texts.rows_where([cell.is_unreadable for cell in cells]):
        desk.complain(
            row, "licence", "licence-unreadable", given=texts.values[value].split("\x1f")[0]
        )
    for row, value in texts.rows_where([cell.is_doubtful for cell in cells]):
        first = cells[value].first
        desk.complain(
            row, "licence", "licence-doubtful", given=texts.values[value].split("\x1f")[0],
            expected="" if first is None else written(first),
        )  # fmt: skip


def _type(reading: LicenceReading | None) -> str | None:
    return None if reading is None or reading.type is None else reading.type.value


def _struct(reading: LicenceReading) -> dict[str, object]:
    return {
        "serial": reading.serial,
        "issuer": reading.issuer,
        "type": None if reading.type is None else reading.type.value,
        "status": reading.status.value,
    }


def folded_names(texts: Distinct) -> pa.Array:
    """Type a column of names to their folded keys only."""
    names: list[PersonName | None] = [reading.name for reading in texts.read(read_person_name)]
    return texts.spread([None if name is None else name.folded for name in names], pa.string())
