"""Bằng chứng của hồ sơ: the cells that signs rest on, by province, and the law of the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from django.db import connection

from lieny.law.book import Book
from lieny.law.provision import HowRead
from lieny.registry.models import StoredSign
from lieny.registry.rules.evidence_words import (
    EVIDENCE_WORDS,
    HOW_READ_WORDS,
    beside_the_point,
    cell_address,
    to_the_point,
)
from lieny.registry.rules.sign import Bilingual
from lieny.ui.clean_text import several_lines

Address = tuple[int, str, int]  # file, table, index


@dataclass(frozen=True, slots=True)
class Cell:
    """Ô bằng chứng: one cell as it was written."""

    heading: str
    address: str  # "E12"; "" where the column is not known
    text: str
    field: str = ""  # that the column was taken for
    is_ground: bool = False  # a sign rests on what it says


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """Thẻ bằng chứng: one row of a sender's sheet, as far as a sign is about it.

    Attributes:
        number: within the case, "[1]".
        kind: which table the row stands in.
        facility: that it names.
        file: name of the file.
        file_id: its number, for those who may open it.
        sheet, row: where it stands.
        sha256: of the file.
        received_at: when it was handed in.
        sender: by which organisation.
        cells: what is written there.
    """

    number: int
    kind: Bilingual
    facility: str
    file: str
    sheet: str
    row: int
    sha256: str
    received_at: datetime | None
    sender: str
    cells: tuple[Cell, ...]
    file_id: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceSide:
    """Bên bằng chứng: what one province wrote."""

    province: str
    cards: tuple[EvidenceCard, ...]


@dataclass(frozen=True, slots=True)
class LawCited:
    """Căn cứ được dẫn: a provision as it bound on the day of the sign."""

    title: str
    summary: Bilingual
    in_force_from: date | None
    how_read: Bilingual
    doubtful: bool
    reading: Bilingual


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    sha256: str
    received_at: datetime
    sender: str


@dataclass(slots=True)
class _Row:
    number: int
    entry: Mapping[str, object]
    rules: set[str] = field(default_factory=set)


def evidence_sides(signs: Sequence[StoredSign]) -> tuple[EvidenceSide, ...]:
    """Set what the provinces wrote side by side, in the order in which the signs name them.

    Cells that no sign is about (birth, personal number, title) are left out.
    """
    rows = _rows(signs)
    files = _files(signs)
    by_province: dict[str, list[EvidenceCard]] = {}
    for row in rows.values():
        card = _card(row, files.get(_whole(row.entry.get("file"))))
        by_province.setdefault(_text(row.entry.get("province")), []).append(card)
    return tuple(EvidenceSide(code, tuple(cards)) for code, cards in by_province.items())


def evidence_numbers(signs: Sequence[StoredSign]) -> dict[int, tuple[int, ...]]:
    """Give for each sign the numbers of the cards that it rests on."""
    rows = _rows(signs)
    return {
        sign.pk: tuple(rows[_address(entry)].number for entry in sign.evidence) for sign in signs
    }


def _rows(signs: Iterable[StoredSign]) -> dict[Address, _Row]:
    rows: dict[Address, _Row] = {}
    for sign in signs:
        for entry in sign.evidence:
            row = rows.setdefault(_address(entry), _Row(len(rows) + 1, entry))
            row.rules.add(sign.rule)
    return rows


def _address(entry: Mapping[str, object]) -> Address:
    return _whole(entry.get("file")), _text(entry.get("table")), _whole(entry.get("index"))


def _files(signs: Iterable[StoredSign]) -> dict[int, _File]:
    """Read name, sender, time and hash of the files behind signs; the wall shows no more."""
    ids = [sign.pk for sign in signs]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.* FROM unnest(%s::bigint[]) AS asked, registry_files_of_sign(asked) AS f",
            [ids],
        )
        return {row[0]: _File(row[1], row[2], row[3], row[4]) for row in cursor.fetchall()}


def _card(row: _Row, file: _File | None) -> EvidenceCard:
    entry = row.entry
    table, sheet_row = _text(entry.get("table")), _whole(entry.get("row"))
    return EvidenceCard(
        number=row.number,
        kind=EVIDENCE_WORDS.get(table, Bilingual(table, table)),
        facility=_text(entry.get("facility")),
        file=file.name if file else "",
        sheet=_text(entry.get("sheet")),
        row=sheet_row,
        sha256=file.sha256 if file else "",
        received_at=file.received_at if file else None,
        sender=file.sender if file else "",
        cells=_cells(entry, sheet_row, table, frozenset(row.rules)),
        file_id=_whole(entry.get("file")),
    )


def _cells(
    entry: Mapping[str, object], row: int, table: str, rules: frozenset[str]
) -> tuple[Cell, ...]:
    hidden, grounds = beside_the_point(table, rules), to_the_point(rules)
    raw, columns, fields = (_words(entry.get(name)) for name in ("raw", "columns", "fields"))
    shown = [heading for heading in raw if fields.get(heading) not in hidden]
    ordered = sorted(shown, key=lambda heading: _whole(columns.get(heading)))
    return tuple(
        Cell(
            heading,
            cell_address(_whole(columns.get(heading)), row),
            _text(raw[heading]),
            field=_text(fields.get(heading)),
            is_ground=fields.get(heading) in grounds,
        )
        for heading in ordered
    )


def laws_of(signs: Iterable[StoredSign]) -> tuple[LawCited, ...]:
    """List the provisions that signs rest on, each once."""
    cited = {str(sorted(one.items())): one for sign in signs for one in sign.law}
    return tuple(_law(one) for one in cited.values())


def _law(one: Mapping[str, object]) -> LawCited:
    how = HowRead(_text(one.get("how_read")) or HowRead.UNREAD.value)
    begins = _text(one.get("in_force_from"))
    return LawCited(
        title=f"{_text(one.get('article'))}, {_text(one.get('instrument'))}",
        summary=Bilingual(_text(one.get("summary_vi")), _text(one.get("summary_en"))),
        in_force_from=date.fromisoformat(begins) if begins else None,
        how_read=HOW_READ_WORDS[how],
        doubtful=how in {HowRead.SECOND_HAND, HowRead.UNREAD},
        reading=_reading(one),
    )


def _reading(one: Mapping[str, object]) -> Bilingual:
    """Word our reading as the tables of law word it now; a sign keeps what was said on its day."""
    kept = Bilingual(_text(one.get("reading")), _text(one.get("reading_en")))
    place = tuple(one.get(name) for name in ("topic", "instrument", "article", "in_force_from"))
    return _readings().get(place, kept)


@cache
def _readings() -> Mapping[tuple[object, ...], Bilingual]:
    return {
        (known.topic, known.instrument, known.article, known.in_force_from.isoformat()): Bilingual(
            known.reading, known.reading_en
        )
        for known in Book.load().provisions
    }


def _text(value: object) -> str:
    return several_lines(value) if isinstance(value, str) else ""


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _words(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
