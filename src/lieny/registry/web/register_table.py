"""The roster of a facility as a table to save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lieny.people.rules.office import Record
from lieny.registry.models import Facility, Registration
from lieny.registry.rules.rule_words import POSITION_WORDS
from lieny.registry.services.as_of import KnownFacility, KnownRole
from lieny.registry.web.register_shown import hours_said
from lieny.registry.web.said import province_said, said
from lieny.registry.web.table_downloads import PageTable, seen_column
from lieny.ui.portal.language import chosen
from lieny.ui.table_file import TableColumn, TableRow
from lieny.vocabulary.dictionary_order import dictionary_order
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType


def roster_columns() -> Sequence[TableColumn]:
    """Give the columns that may be chosen."""
    return (
        seen_column("name", "Họ tên", "Name", 28),
        seen_column("licence", "Số giấy phép hành nghề", "Licence number", 22),
        seen_column("position", "Vị trí", "Position", 26),
        seen_column("hours", "Giờ đăng ký", "Registered hours", 44),
        seen_column("from", "Từ ngày", "From", 12),
        seen_column("until", "Đến ngày", "Until", 12),
        seen_column("holds", "Còn hiệu lực", "In force", 12),
        seen_column("province", "Tỉnh của bên nộp", "Sender's province", 20),
        seen_column("file", "Tệp", "File", 36),
        seen_column("sheet", "Trang tính", "Sheet", 16),
        seen_column("row", "Dòng", "Row", 8),
    )


def roster_table(facility: Facility, known: KnownFacility) -> PageTable:
    """Give the roster that the page of a facility shows, in Vietnamese order."""
    return PageTable(
        name=chosen("Người hành nghề", "Roster"),
        columns=roster_columns(),
        rows=_rows(known.roles),
        record=Record(facility.province or None, facility.key),
        kind="facility",
        target=str(facility.pk),
    )


def in_order(roles: Sequence[KnownRole]) -> list[KnownRole]:
    """Put registrations in Vietnamese order of names, those that hold first."""
    return sorted(roles, key=lambda role: (not role.holds, dictionary_order(role.name)))


def _rows(roles: Sequence[KnownRole]) -> Iterator[TableRow]:
    numbers = _numbers([role.id for role in roles])
    for role in in_order(roles):
        position = POSITION_WORDS.get(role.position)
        yield {
            "name": role.name,
            "licence": numbers.get(role.id, ""),
            "position": said(position) if position else "",
            "hours": hours_said(role.time),
            "from": role.valid_from,
            "until": role.valid_until,
            "holds": chosen("có", "yes") if role.holds else chosen("không", "no"),
            "province": province_said(role.province),
            "file": role.source.file,
            "sheet": role.source.sheet,
            "row": role.source.row,
        }


def _numbers(rows: Sequence[int]) -> Mapping[int, str]:
    """Give the licence number of each row of the register, as it is printed on the card."""
    held = Registration.objects.filter(pk__in=rows, licence_serial__isnull=False)
    return {
        row: LicenceNumber(serial, issuer, LicenceType(kind)).canonical
        for row, serial, issuer, kind in held.values_list(
            "pk", "licence_serial", "licence_issuer", "licence_type"
        )
        if serial is not None and issuer and kind in set(LicenceType)
    }
