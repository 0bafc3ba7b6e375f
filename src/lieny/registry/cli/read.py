"""`lieny read`: what the vocabulary understands of a cell, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

import click

from lieny.vocabulary.legacy_encoding import LegacyEncoding, decode, detect_encoding
from lieny.vocabulary.licence_number import LicenceReading
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.working_time import read_working_time, time_reading_as_json

Json = dict[str, object] | list[dict[str, object]]


class CellKind(StrEnum):
    """Which kind of cell is read."""

    TIME = "time"
    LICENCE = "licence"
    NAME = "name"


def time_as_json(text: str) -> Json:
    """Read a working-time cell."""
    return dict(time_reading_as_json(read_working_time(text)))


def licence_as_json(text: str) -> Json:
    """Read a licence cell: an object, or a list of them where the cell holds several numbers."""
    readings = [_licence(reading) for reading in read_licences(text)]
    return readings[0] if len(readings) == 1 else readings


def name_as_json(text: str) -> Json:
    """Read a name cell by itself, in Unicode."""
    return _name(text, LegacyEncoding.UNICODE)


def _name(text: str, encoding: LegacyEncoding) -> Json:
    reading = read_person_name(decode(text, encoding))
    notes = list(reading.notes)
    if encoding is not LegacyEncoding.UNICODE:
        notes.append(f"giải mã từ {encoding.value.upper()}")
    shown: dict[str, object] = {
        "text": text,
        "name": None if reading.name is None else reading.name.text,
        "titles": list(reading.titles),
        "folded": reading.folded,
    }
    return shown | ({"notes": notes} if notes else {})


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("kind", type=click.Choice([kind.value for kind in CellKind]))
@click.argument("texts", nargs=-1, type=click.UNPROCESSED)
def read(kind: str, texts: tuple[str, ...]) -> None:
    """Cho biết Liên Y hiểu một ô thế nào: giờ (time), số giấy phép (licence), họ tên (name).

    TEXTS: các ô; nếu không có thì đọc mỗi dòng một ô từ đầu vào chuẩn. Mỗi ô cho một dòng JSON.
    """
    for shown in read_cells(CellKind(kind), texts or _lines()):
        line = json.dumps(shown, ensure_ascii=False)
        click.echo(line.encode("utf-8", errors="replace"))


def read_cells(kind: CellKind, texts: Sequence[str] | Iterator[str]) -> Iterator[Json]:
    """Read cells one after another.

    Names from standard input are the lines of one file: were they typed in TCVN3 or VNI, they are
    decoded. Names given as arguments are single cells, of which no encoding can be judged.
    """
    reader: Callable[[str], Json] = _READERS[kind]
    if kind is CellKind.NAME and not isinstance(texts, Sequence):
        lines = list(texts)
        encoding = detect_encoding(lines)
        yield from (_name(line, encoding) for line in lines)
    else:
        yield from map(reader, texts)


def _licence(reading: LicenceReading) -> dict[str, object]:
    shown: dict[str, object] = {
        "text": reading.text,
        "serial": reading.serial,
        "issuer": reading.issuer,
        "type": None if reading.type is None else reading.type.value,
        "status": reading.status.value,
        "notes": list(reading.notes),
    }
    if reading.issued_on is not None:
        shown["issued"] = reading.issued_on.isoformat()
    return shown


def _lines() -> Iterator[str]:
    """Give the lines of standard input, UTF-8; a blank line is an empty cell."""
    first = True
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if first else text
        first = False


_READERS: dict[CellKind, Callable[[str], Json]] = {
    CellKind.TIME: time_as_json,
    CellKind.LICENCE: licence_as_json,
    CellKind.NAME: name_as_json,
}
