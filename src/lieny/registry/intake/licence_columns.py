"""Columns of licence numbers: serial, issuer, type and how far each was understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from lieny.registry.intake.distinct import Distinct
from lieny.registry.intake.licence_cell import (
    LicenceCell,
    read_licence_cell,
    read_licence_with,
    written,
)
from lieny.registry.intake.typing_desk import TypingDesk
from lieny.registry.intake.usual import Usual
from lieny.registry.intake.usual_numbers import usual_licences
from lieny.vocabulary.licence_number import LicenceReading, LicenceReadStatus

Columns = dict[str, pa.Array]
_CUT = "\x1f"  # the unit separator; nobody types it
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


@dataclass(frozen=True, slots=True)
class LicenceTexts:
    """A column of licence numbers, read.

    Attributes:
        texts: the column; where issuer or type help, an unusual text stands together with them.
        usual: what vectors gave.
        cells: what was read one by one of the other distinct texts.
    """

    texts: Distinct
    usual: Usual
    cells: list[LicenceCell]

    def column(
        self, name: str, of: Callable[[LicenceReading], object], kind: pa.DataType
    ) -> pa.Array:
        """Give one value a distinct text, of the practising licence in it."""
        firsts = [cell.first for cell in self.cells]
        return self.usual.woven(name, [None if f is None else of(f) for f in firsts], kind)

    def numbers(self, prefix: str) -> Columns:
        """Give the columns serial, issuer and type of each row."""
        serials = self.column("serial", lambda first: first.serial, pa.int32())
        issuers = self.column("issuer", lambda first: first.issuer, pa.string())
        types = self.column("type", _type, pa.string())
        return {
            f"{prefix}_serial": self.texts.spread(serials, pa.int32()),
            f"{prefix}_issuer": self.texts.words(issuers),
            f"{prefix}_type": self.texts.words(types),
        }


def licence_columns(desk: TypingDesk) -> Columns:
    """Type the practising licence of each row, and what other numbers its cell holds."""
    read = licence_texts(desk)
    count = len(read.usual.texts) - len(read.cells)
    stated = desk.days("issued_on")
    within = read.column("issued_on", lambda first: first.issued_on, pa.date32())
    exact = Usual(
        read.usual.texts,
        read.usual.is_usual,
        {
            "status": pa.repeat(pa.scalar(LicenceReadStatus.EXACT.value), count),
            "others": _empty_lists(count),
        },
    )
    statuses = ["unreadable" if c.first is None else c.first.status.value for c in read.cells]
    others = [[_struct(one) for one in cell.others] for cell in read.cells]
    return {
        **read.numbers("licence"),
        "licence_status": read.texts.words(exact.woven("status", statuses, pa.string())),
        "licence_issued_on": pa.compute.coalesce(stated, read.texts.spread(within, pa.date32())),
        "other_licences": read.texts.spread(exact.woven("others", others, _OTHERS), _OTHERS),
    }


def _empty_lists(count: int) -> pa.Array:
    starts = pa.array(np.zeros(count + 1, np.int32))
    return pa.ListArray.from_arrays(starts, pa.array([], _OTHERS.value_type)).cast(_OTHERS)


def licence_texts(desk: TypingDesk, name: str = "licence") -> LicenceTexts:
    """Read a column of licences; where issuer or type have their own columns, with those."""
    texts = desk.distinct(name)
    rows = desk.rows
    helped = [
        texts_of
        for texts_of in (rows.texts.get("issuer"), rows.texts.get("licence_kind"))
        if texts_of
    ]
    if name == "licence" and any(any(column) for column in helped):
        return _with_help(desk)
    usual = usual_licences(texts.column)
    read = LicenceTexts(texts, usual, [read_licence_cell(text) for text in usual.others()])
    if name == "licence":
        _complain(desk, read)
    return read


def _with_help(desk: TypingDesk) -> LicenceTexts:
    """Read an unusual text with the issuer and type beside it; a usual one needs neither."""
    given = desk.rows.texts
    texts = desk.distinct("licence")
    keys = list(given["licence"])
    for row, _ in texts.rows_where(~usual_licences(texts.column).is_usual):
        issuer, kind = given["issuer"][row], given["licence_kind"][row]
        keys[row] = _CUT.join((keys[row] or "", issuer or "", kind or ""))
    triples = Distinct(keys)
    usual = usual_licences(triples.column)
    cells = []
    for key in usual.others():
        text, issuer, kind = key.rsplit(_CUT, 2)
        cells.append(read_licence_with(text, issuer or None, kind or None))
    read = LicenceTexts(triples, usual, cells)
    _complain(desk, read)
    return read


def _complain(desk: TypingDesk, read: LicenceTexts) -> None:
    given = read.texts
    for row, value in given.rows_where(read.usual.marked([c.is_unreadable for c in read.cells])):
        desk.complain(
            row, "licence", "licence-unreadable", given=given.values[value].split(_CUT)[0]
        )
    meant = read.column("written", written, pa.string())
    for row, value in given.rows_where(read.usual.marked([c.is_doubtful for c in read.cells])):
        desk.complain(
            row, "licence", "licence-doubtful", given=given.values[value].split(_CUT)[0],
            expected=meant[value].as_py() or "",
        )  # fmt: skip


def _type(reading: LicenceReading) -> str | None:
    return None if reading.type is None else reading.type.value


def _struct(reading: LicenceReading) -> dict[str, object]:
    return {
        "serial": reading.serial,
        "issuer": reading.issuer,
        "type": _type(reading),
        "status": reading.status.value,
    }
