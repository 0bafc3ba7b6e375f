"""Raw registrations to the table `REGISTRATIONS`."""

from __future__ import annotations

import pyarrow as pa

from lieny.registry.columns.tables import REGISTRATIONS
from lieny.registry.intake.gathering import Gathering
from lieny.registry.intake.person_columns import person_columns
from lieny.registry.intake.scope_columns import scope_columns
from lieny.registry.intake.time_columns import time_columns
from lieny.registry.intake.typing_desk import TypingDesk
from lieny.vocabulary.position import read_position
from lieny.vocabulary.text import clean, fold

_ANY_UNIT = frozenset({"bo phan chuyen mon", "mot bo phan chuyen mon", "bo phan"})
LIST = "list"  # number of the list that a row stands in; its date is told below the list


def type_registrations(gathering: Gathering) -> pa.Table:
    """Type what was gathered; a column `list` stays beside the schema until dates are known."""
    desk = TypingDesk(gathering, gathering.registrations)
    columns: dict[str, pa.Array] = {
        **dict(zip(("file", "table", "row"), desk.provenance(), strict=True)),
        "facility": pa.array(desk.rows.facility, pa.int32()),
        **person_columns(desk),
        **_position_columns(desk),
        **scope_columns(desk),
        **time_columns(desk),
        **_raw_columns(desk),
    }
    units = desk.distinct("unit")
    columns["unit"] = _first_of(
        units.words([clean(text) for text in units.values]), columns["unit"]
    )
    columns |= _day_columns(desk, columns)
    columns["cme_hours"] = desk.numbers("cme_hours", pa.float32(), "số giờ/hours")
    columns["listed_on"] = pa.nulls(len(desk.rows), pa.date32())
    arrays = [columns[field.name] for field in REGISTRATIONS]
    table = pa.Table.from_arrays(arrays, schema=REGISTRATIONS)
    return table.append_column(LIST, pa.array(gathering.registrations.lists, pa.int32()))


def _position_columns(desk: TypingDesk) -> dict[str, pa.Array]:
    texts = desk.distinct("position")
    readings = texts.read(read_position)
    return {
        "position": texts.words(
            [None if one.position is None else one.position.value for one in readings]
        ),
        "unit": texts.words([_named_unit(one.unit) for one in readings]),
        "acting": texts.spread([one.acting for one in readings], pa.bool_()).fill_null(False),  # noqa: FBT003
    }


def _named_unit(unit: str | None) -> str | None:
    """The law's own words for any unit ("bộ phận chuyên môn") name none."""
    return None if unit is None or fold(unit) in _ANY_UNIT else unit


def _day_columns(desk: TypingDesk, columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Validity from its own columns, else from the text of the working time."""
    begin, end = desk.days("valid_from"), desk.days("valid_until")
    _complain_reversed(desk, begin, end)
    return {
        "valid_from": pa.compute.coalesce(begin, columns["valid_from"]),
        "valid_until": pa.compute.coalesce(end, columns["valid_until"]),
        "received_on": desk.days("received_on"),
        "event_on": desk.days("event_on"),
    }


def _complain_reversed(desk: TypingDesk, begin: pa.Array, end: pa.Array) -> None:
    reversed_rows = pa.compute.indices_nonzero(
        pa.compute.less(end, begin).fill_null(False)  # noqa: FBT003
    )
    for row in reversed_rows.to_pylist():
        given = desk.rows.texts
        desk.complain(
            row, "valid_until", "dates-reversed",
            given=given["valid_until"][row] or "", expected=given["valid_from"][row] or "",
        )  # fmt: skip


def _first_of(one: pa.Array, other: pa.Array) -> pa.Array:
    """Fill the gaps of a column of words from another."""
    if other.null_count == len(other):
        return one
    return pa.compute.coalesce(one.cast(pa.string()), other.cast(pa.string())).dictionary_encode()


def _raw_columns(desk: TypingDesk) -> dict[str, pa.Array]:
    texts = ("name", "licence", "birth", "personal_number", "valid_from", "valid_until")
    words = ("time", "position", "scope", "title", "elsewhere", "note")
    return {
        **{f"raw_{name}": desk.raw(name) for name in texts},
        **{f"raw_{name}": desk.raw_words(name) for name in words},
    }
