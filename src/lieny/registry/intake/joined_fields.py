"""Fields put together from several columns, and the headings under which evidence shows them."""

from __future__ import annotations

from collections.abc import Mapping

from lieny.registry.intake import table_kind
from lieny.registry.intake.gathering import Gathering
from lieny.registry.intake.layout import Layout

JOINED = {
    "time": ("time_days", "time_hours", "time_from", "time_until", "time_slot"),
    "birth": ("birth_male", "birth_female"),
    "name": ("family_name", "given_name"),
}
_FACILITY_HEADINGS = {
    "facility_name": "name", "facility_licence": "licence", "facility_code": "code"
}  # fmt: skip


def note_headings(
    gathering: Gathering,
    table: tuple[int, int],
    kind: str,
    layout: Layout,
    renamed: Mapping[str, str],
) -> None:
    """Keep which column of a table is which field, under the user's own words.

    Args:
        gathering: where they are kept.
        table: file and table, whose sheet is known already.
        kind: kind of the table.
        layout: fields by column.
        renamed: fields that mean something else in this kind of table.
    """
    sheet = gathering.sheets[table]
    for name, column in layout.columns.items():
        field_name = renamed.get(name, name)
        gathering.columns[(*table, field_name)] = column
        if kind == table_kind.FACILITY_REGISTER:
            field_name = _FACILITY_HEADINGS.get(field_name, field_name)
        heading = _heading(layout, name)
        gathering.headings.append((*table, sheet, field_name, column, heading))
    _note_joined(gathering, table, sheet, layout)


def _heading(layout: Layout, name: str) -> str:
    return layout.headings.get(layout.columns[name]) or name


def _note_joined(gathering: Gathering, table: tuple[int, int], sheet: str, layout: Layout) -> None:
    """Working time split over columns is shown under all their headings, birth likewise."""
    for name, parts in JOINED.items():
        present = [part for part in parts if part in layout.columns]
        if not present or name in layout.columns:
            continue
        column = min(layout.columns[part] for part in present)
        heading = "; ".join(_heading(layout, part) for part in present)
        gathering.columns[(*table, name)] = column
        gathering.headings.append((*table, sheet, name, column, heading))
