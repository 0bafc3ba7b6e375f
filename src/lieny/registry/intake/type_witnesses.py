"""Raw rows of activity tables and of trainees' tables."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

import pyarrow as pa

from lieny.registry.columns.tables import ACTIVITIES, TRAINEES
from lieny.registry.intake.distinct import Distinct
from lieny.registry.intake.gathering import Gathering
from lieny.registry.intake.licence_columns import licence_texts
from lieny.registry.intake.person_columns import folded_names
from lieny.registry.intake.type_facilities import facility_code, read_operating_licence
from lieny.registry.intake.typing_desk import TypingDesk
from lieny.vocabulary.day import read_day
from lieny.vocabulary.text import clean, fold

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
        **licence_texts(desk).numbers("licence"),
        "name_folded": folded_names(desk.distinct("name")),
        "facility_licence_serial": operating.spread([serial for serial, _ in numbers], pa.int32()),
        "facility_licence_issuer": operating.words([issuer for _, issuer in numbers]),
        "facility_code": codes.spread([facility_code(text) for text in codes.values], pa.string()),
        "facility_name_folded": _folded(desk.distinct("facility_name")),
        "at": moments.spread(read, pa.timestamp("s")),
    }
    return pa.Table.from_arrays([columns[field.name] for field in ACTIVITIES], schema=ACTIVITIES)


def type_trainees(gathering: Gathering) -> pa.Table:
    """Type who practises under whom."""
    desk = TypingDesk(gathering, gathering.trainees)
    columns = {
        **_provenance(desk),
        **licence_texts(desk, "mentor_licence").numbers("mentor"),
        "mentor_name_folded": folded_names(desk.distinct("mentor_name")),
        "trainee_name_folded": folded_names(desk.distinct("trainee_name")),
        "valid_from": desk.days("valid_from"),
        "valid_until": desk.days("valid_until"),
    }
    return pa.Table.from_arrays([columns[field.name] for field in TRAINEES], schema=TRAINEES)


def _folded(texts: Distinct) -> pa.Array:
    """Fold the names of facilities, as their register does."""
    return texts.spread([fold(clean(text)) for text in texts.values], pa.string())


def _provenance(desk: TypingDesk) -> dict[str, pa.Array]:
    return dict(zip(("file", "table", "row"), desk.provenance(), strict=True))


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
