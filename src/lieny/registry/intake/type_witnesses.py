"""Raw rows of activity tables and of trainees' tables."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

import pyarrow as pa

from lieny.registry.columns.tables import ACTIVITIES, TRAINEES
from lieny.registry.intake.gathering import Gathering
from lieny.registry.intake.person_columns import folded_names, licence_cells
from lieny.registry.intake.type_facilities import facility_code, read_operating_licence
from lieny.registry.intake.typing_desk import TypingDesk
from lieny.vocabulary.day import read_day

_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])\s*(?::|h|g|giờ)\s*([0-5]\d)?(?::([0-5]\d))?")
_MIDNIGHT = 24


def type_activities(gathering: Gathering) -> pa.Table:
    """Type signatures in time; a row without a readable moment is told of and has none."""
    desk = TypingDesk(gathering, gathering.activities)
    moments = desk.distinct("activity_at")
    read = moments.read(read_moment)
    desk.complain_where("activity_at", "row-without-time", [one is None for one in read])
    operating, codes = desk.distinct("facility_licence"), desk.distinct("facility_code")
    numbers = operating.read(read_operating_licence)
    columns = {
        **_provenance(desk),
        **_licence(desk, "licence", "licence"),
        "name_folded": folded_names(desk.distinct("name")),
        "facility_licence_serial": operating.spread([serial for serial, _ in numbers], pa.int32()),
        "facility_licence_issuer": operating.words([issuer for _, issuer in numbers]),
        "facility_code": codes.spread([facility_code(text) for text in codes.values], pa.string()),
        "at": moments.spread(read, pa.timestamp("s")),
    }
    return pa.Table.from_arrays([columns[field.name] for field in ACTIVITIES], schema=ACTIVITIES)


def type_trainees(gathering: Gathering) -> pa.Table:
    """Type who practises under whom."""
    desk = TypingDesk(gathering, gathering.trainees)
    columns = {
        **_provenance(desk),
        **_licence(desk, "mentor_licence", "mentor"),
        "mentor_name_folded": folded_names(desk.distinct("mentor_name")),
        "trainee_name_folded": folded_names(desk.distinct("trainee_name")),
        "valid_from": desk.days("valid_from"),
        "valid_until": desk.days("valid_until"),
    }
    return pa.Table.from_arrays([columns[field.name] for field in TRAINEES], schema=TRAINEES)


def _provenance(desk: TypingDesk) -> dict[str, pa.Array]:
    return dict(zip(("file", "table", "row"), desk.provenance(), strict=True))


def _licence(desk: TypingDesk, name: str, prefix: str) -> dict[str, pa.Array]:
    texts, cells = licence_cells(desk, name)
    firsts = [cell.first for cell in cells]
    return {
        f"{prefix}_serial": texts.spread(
            [None if f is None else f.serial for f in firsts], pa.int32()
        ),
        f"{prefix}_issuer": texts.words([None if f is None else f.issuer for f in firsts]),
        f"{prefix}_type": texts.words(
            [None if f is None or f.type is None else f.type.value for f in firsts]
        ),
    }


@lru_cache(maxsize=131_072)
def read_moment(text: str) -> datetime | None:
    """Read day and time of day, local time: "05/03/2026 08:30", "2026-03-05T08:30:00"."""
    iso = _iso(text)
    if iso is not None:
        return iso
    day: date | None = read_day(text).exact
    if day is None:
        return None
    clock = _CLOCK.search(text)
    if clock is None or int(clock[1]) == _MIDNIGHT:
        return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - local time of the facility
    hour, minute, second = int(clock[1]), int(clock[2] or 0), int(clock[3] or 0)
    return datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - as above


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return None
