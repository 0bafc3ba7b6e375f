"""Which fields the rows of a table fill: by its kind and its columns."""

from __future__ import annotations

from collections.abc import Iterable

from lieny.registry.intake import table_kind
from lieny.registry.intake.headings import heading_words
from lieny.registry.intake.joined_fields import JOINED
from lieny.registry.intake.layout import Layout

_REGISTER_FIELDS = {"valid_from": "status_from", "valid_until": "status_until"}


def renamed_fields(kind: str, layout: Layout) -> tuple[tuple[str, str], ...]:
    """Give the fields that mean something else in this kind of table, with what they mean."""
    columns = layout.columns
    pairs: list[tuple[str, str]] = []
    if kind in {table_kind.LICENCE_REGISTER, table_kind.FACILITY_REGISTER}:
        pairs += [(a, _register_field(kind, layout, a, b)) for a, b in _REGISTER_FIELDS.items()]
        pairs = [pair for pair in pairs if pair[1] not in columns]
    if kind == table_kind.TRAINEE and "trainee_name" not in columns:
        pairs.append(("name", "trainee_name"))
    return tuple(pair for pair in pairs if pair[0] in columns)


def _register_field(kind: str, layout: Layout, name: str, status: str) -> str:
    """In a register "valid until" is the licence's term, "đến ngày" that of its status."""
    words = heading_words(layout.headings.get(layout.columns.get(name, 0), ""))
    is_term = kind == table_kind.LICENCE_REGISTER and words.startswith("valid")
    return "expires_on" if is_term and name == "valid_until" else status


def brought_fields(layout: Layout, fields: Iterable[str], made: Iterable[str]) -> tuple[str, ...]:
    """Give the fields that rows of a table may fill, in the order of `fields`.

    Args:
        layout: of the table.
        fields: all that this kind of rows has.
        made: those that come from elsewhere than a column of their own.
    """
    brought = {"unit", "source", *made, *layout.columns}
    for name, parts in JOINED.items():
        if layout.has(*parts):
            brought |= {name, "gender"} if name == "birth" else {name}
    return tuple(name for name in fields if name in brought)
