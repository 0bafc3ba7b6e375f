"""Raw facilities, of registers and of the heads and columns of lists, to the table `FACILITIES`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import pyarrow as pa

from lieny.registry.columns.tables import FACILITIES
from lieny.registry.intake.distinct import interned
from lieny.registry.intake.gathering import Gathering
from lieny.registry.intake.status_words import read_facility_status
from lieny.registry.intake.time_columns import opening_hours
from lieny.registry.intake.typing_desk import TypingDesk, read_number
from lieny.vocabulary.facility_form import read_facility_form
from lieny.vocabulary.issuer import issuers
from lieny.vocabulary.licence_number import LicenceReadStatus, LicenceType
from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.place_commune_reading import find_commune
from lieny.vocabulary.place_province_reading import find_province
from lieny.vocabulary.text import clean, fold

_CODE = re.compile(r"^(?:\d{5}|\d{13}|[A-Z0-9]{5})$")
_USUAL = re.compile(r"([0-9]{1,7})/([A-ZĐ]{2,4})-GPH[ĐD]")
_NUMBER_ONLY = re.compile(r"^\D{0,12}0*(\d{1,7})\s*$")
_LATITUDES, _LONGITUDES = (8.0, 24.0), (102.0, 118.0)  # Vietnam with its islands


def type_facilities(gathering: Gathering) -> pa.Table:
    """Type all facilities of a group of files."""
    desk = TypingDesk(gathering, gathering.facilities)
    names, addresses = desk.distinct("facility_name"), _addresses(desk)
    columns: dict[str, pa.Array] = {
        **dict(zip(("file", "table", "row"), desk.provenance(), strict=True)),
        "source": desk.raw_words("source"),
        "name": names.spread([clean(text) for text in names.values], pa.string()),
        "name_folded": names.spread([fold(clean(text)) for text in names.values], pa.string()),
        **_licence_columns(desk),
        **_code_columns(desk),
        "form": _forms(desk),
        "address": pa.array(addresses, pa.string()),
        "address_folded": pa.array([a and fold(a) for a in addresses], pa.string()),
        **_place_columns(desk, addresses),
        "open_hours": _open_hours(desk),
        **_coordinates(desk),
        **_status_columns(desk),
        "raw_name": desk.raw("facility_name"),
        "raw_licence": desk.raw("facility_licence"),
        "raw_form": desk.raw_words("form"),
        "raw_address": desk.raw("address"),
        "raw_open_hours": desk.raw("open_hours"),
        "raw_status": desk.raw_words("status"),
    }
    return pa.Table.from_arrays([columns[field.name] for field in FACILITIES], schema=FACILITIES)


@lru_cache(maxsize=65_536)
def read_operating_licence(text: str) -> tuple[int | None, str | None]:
    """Read serial and issuer of an operating licence; a bare number has no issuer."""
    usual = _USUAL.fullmatch(text)
    if usual and int(usual[1]) and usual[2] in issuers():
        return int(usual[1]), usual[2]
    alone = _NUMBER_ONLY.match(clean(text))
    if alone and int(alone[1]):
        return int(alone[1]), None
    readings = [r for r in read_licences(text) if r.status is not LicenceReadStatus.UNREADABLE]
    chosen = next((r for r in readings if r.type is LicenceType.OPERATING), None)
    chosen = chosen or next((r for r in readings if r.type is None), None)
    if chosen is None:
        return None, None
    return chosen.serial, chosen.issuer


def _licence_columns(desk: TypingDesk) -> dict[str, pa.Array]:
    texts = desk.distinct("facility_licence")
    read = texts.read(read_operating_licence)
    return {
        "licence_serial": texts.spread([serial for serial, _ in read], pa.int32()),
        "licence_issuer": texts.words([issuer for _, issuer in read]),
    }


def _code_columns(desk: TypingDesk) -> dict[str, pa.Array]:
    texts = desk.distinct("facility_code")
    return {"code": texts.spread([facility_code(text) for text in texts.values], pa.string())}


def facility_code(text: str) -> str | None:
    """Read a code of 5 or 13 characters; zeros that a spreadsheet took off are put back."""
    plain = clean(text).upper().replace(" ", "").removesuffix(".0")
    if plain.isdigit() and len(plain) in {4, 12}:
        plain = "0" + plain
    return plain if _CODE.match(plain) else None


def _forms(desk: TypingDesk) -> pa.Array:
    """The form column speaks first, else the facility's own name."""
    stated, names = desk.distinct("form"), desk.distinct("facility_name")
    first = stated.spread([_form_of(text) for text in stated.values], pa.string())
    second = names.spread([_form_of(text) for text in names.values], pa.string())
    return pa.compute.coalesce(first, second).dictionary_encode()


@lru_cache(maxsize=65_536)
def _form_of(text: str) -> str | None:
    form = read_facility_form(text).form
    return None if form is None else form.value


def _addresses(desk: TypingDesk) -> list[str | None]:
    """Join street, commune, district and province where they stand in columns of their own."""
    given = desk.rows.texts
    parts = (given["address"], given["commune"], given["district"], given["province"])
    return [_joined(row) for row in zip(*parts, strict=True)]


def _joined(parts: Sequence[str | None]) -> str | None:
    whole: list[str] = []
    said = ""
    for part in parts:
        plain = clean(part) if part else ""
        if plain and fold(plain) not in said:
            whole.append(plain)
            said += f" {fold(plain)}"
    return ", ".join(whole) or None


def _place_columns(desk: TypingDesk, addresses: Sequence[str | None]) -> dict[str, pa.Array]:
    """Province and commune that the text names, on the map of the list's own day."""
    days = desk.gathering.list_days
    given = desk.rows.texts
    provinces: list[str | None] = []
    communes: list[str | None] = []
    for index, address in enumerate(addresses):
        number = desk.gathering.facility_lists.get(index, -1)
        day = days[number] if number >= 0 else None
        stated = given["province"][index]
        match = (find_province(clean(stated), day) if stated else None) or (
            find_province(address, day) if address else None
        )
        if match is None and given["authority"][index]:
            match = find_province(given["authority"][index] or "", day)
        provinces.append(None if match is None else match.code)
        commune = find_commune(address, match.code, day) if address and match else None
        communes.append(None if commune is None else commune.code)
    return {"province_given": interned(provinces), "commune_given": interned(communes)}


def _open_hours(desk: TypingDesk) -> pa.Array:
    texts = desk.distinct("open_hours")
    hours = texts.read(opening_hours)
    return texts.patterns([None if one is None else one.open.to_bytes() for one in hours])


def _coordinates(desk: TypingDesk) -> dict[str, pa.Array]:
    """Degrees; exchanged columns are put right, what lies outside the country is null."""
    given = desk.rows.texts
    pairs = [
        _point(latitude, longitude, both)
        for latitude, longitude, both in zip(
            given["latitude"], given["longitude"], given["coordinates"], strict=True
        )
    ]
    return {
        "longitude": pa.array([longitude for _, longitude in pairs], pa.float64()),
        "latitude": pa.array([latitude for latitude, _ in pairs], pa.float64()),
    }


def _point(
    latitude: str | None, longitude: str | None, both: str | None
) -> tuple[float | None, float | None]:
    if both and not (latitude or longitude):
        parts = re.split(r"\s*[;,]\s*|\s+", both.strip())
        latitude, longitude = parts if len(parts) == len(("vĩ độ", "kinh độ")) else (None, None)
    north = read_number(latitude) if latitude else None
    east = read_number(longitude) if longitude else None
    if north is None or east is None:
        return None, None
    for one, other in ((north, east), (east, north)):
        if _LATITUDES[0] <= one <= _LATITUDES[1] and _LONGITUDES[0] <= other <= _LONGITUDES[1]:
            return one, other
    return None, None


def _status_columns(desk: TypingDesk) -> dict[str, pa.Array]:
    texts = desk.distinct("status")
    statuses = texts.read(read_facility_status)
    desk.complain_where("status", "status-unreadable", [status is None for status in statuses])
    return {
        "status": texts.words([None if status is None else status.value for status in statuses]),
        "status_from": desk.days("status_from"),
        "status_until": desk.days("status_until"),
    }
