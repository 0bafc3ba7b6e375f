"""A nation's register straight into the stored tables, for `benchmarks/portal.py`.

Names, places, forms of facilities and trades are those of the sample generator; who works where is
drawn, nothing is linked or checked. Every row is held to the same constraints and walls as rows
that came in as lists. Run in a process that holds the owner's way into the database.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import accumulate
from uuid import UUID

from django.db import connection, transaction

from lieny.node.sample import background, names, places, premises, trades
from lieny.people.models import Organisation, User
from lieny.registry.services.stored.kept_rows import copy_into
from lieny.vocabulary.text import fold, word_keys
from lieny.vocabulary.weekly_set import WeeklySet

SEED = 7
PERSONS_A_FACILITY = 16
ROWS_A_PERSON = 1.6
FACILITIES_A_FILE = 20
ELSEWHERE = 0.04  # of second posts: in another province
BATCH = 100_000
LOADED_AT = datetime(2026, 11, 1, 2, tzinfo=UTC)
HOURS = tuple(
    WeeklySet.of(
        ((day - 1) * 1440 + start, (day - 1) * 1440 + end)
        for days, spans in groups
        for day in days
        for start, end in spans
    ).to_bytes()
    for groups in (*premises.OFFICE_DAYS, *premises.FULL_DAY, *background.EVENINGS)
)


@dataclass
class Region:
    """What the rest is drawn from.

    Attributes:
        persons: how many.
        draw: the one stream of chances.
        provinces: codes of the old map with the weight of each.
        departments: organisation of each province in force.
        facilities: (id, province, name, issuer) of each facility.
        of_province: places of `facilities` by province.
        files: id of the list in which each facility stands.
        rows: next row of each list.
    """

    persons: int
    draw: random.Random
    departments: dict[str, UUID] = field(default_factory=dict)
    facilities: list[tuple[int, str, str, str]] = field(default_factory=list)
    of_province: dict[str, list[int]] = field(default_factory=dict)
    files: list[int] = field(default_factory=list)
    names_of_files: dict[int, str] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)

    def next_row(self, file: int) -> int:
        """Give the next row of a list."""
        self.rows[file] = self.rows.get(file, -1) + 1
        return self.rows[file]


@cache
def folded_as_linked(word: str) -> str:
    """Fold one word as rows are folded."""
    return word_keys(word)[0]


def fill(persons: int) -> Region:
    """Fill every table of the register; give what cases and officers are drawn from."""
    region = Region(persons, random.Random(SEED))
    with transaction.atomic():
        _departments(region)
        _facilities(region)
        _files(region)
    _persons(region)
    return region


def _departments(region: Region) -> None:
    codes = {places.province_on_new_map(code) for code in places.communes()}
    for code in sorted(codes):
        name = next(
            found[0].province_name
            for found in places.communes().values()
            if found[0].province == code
        )
        place = Organisation.objects.create(
            kind=Organisation.Kind.DEPARTMENT, province=code, name=f"Sở Y tế {name}"
        )
        region.departments[code] = place.pk


def _old_provinces() -> tuple[list[str], list[float]]:
    weights = {code: one.weight for code, one in places.issuers().items()}
    known = [code for code in places.communes() if code in weights]
    return known, list(accumulate(weights[code] for code in known))


def _facilities(region: Region) -> None:
    draw, (codes, weights) = region.draw, _old_provinces()
    made: list[Sequence[object]] = []
    for number in range(1, max(region.persons // PERSONS_A_FACILITY, len(codes) * 4) + 1):
        old = codes[(number - 1) % len(codes)] if number <= len(codes) * 4 else None
        old = old or draw.choices(codes, cum_weights=weights)[0]
        form = premises.FORM_URN.draw(draw)
        commune = draw.choice(places.communes()[old])
        bare = commune.commune.split(" ", 1)[1]
        name = trades.FORMS[form].name.format(
            place=bare, who=draw.choice(premises.OWNERS), n=number
        )
        issuer = places.issuers()[old].code
        licence = f"{number:05d}/{issuer}-GPHĐ"
        street = f"{draw.randint(1, 900)} {draw.choice(premises.STREETS)}"
        address = f"{street}, {commune.commune}, {commune.province_name}"
        region.of_province.setdefault(commune.province, []).append(number - 1)
        region.facilities.append((number, commune.province, name, issuer))
        made.append(
            (number, commune.province, licence, name, fold(name), licence, form, address, "active",
             commune.longitude, commune.latitude, HOURS[draw.randrange(8)])
        )  # fmt: skip
    columns = ("id", "province", "key", "name", "name_folded", "operating_licence", "form",
               "address", "status", "longitude", "latitude", "open_hours")  # fmt: skip
    copy_into("registry_facility", columns, made)
    _numbered_from("registry_facility", len(made))


def _files(region: Region) -> None:
    """Let each department hand in its facilities' lists, a few of them in one file."""
    sender = User.objects.create(email="nop@syt.example", full_name="Người nộp", password="!")  # noqa: S106
    region.files = [0] * len(region.facilities)
    submissions: list[Sequence[object]] = []
    files: list[Sequence[object]] = []
    for province, held in sorted(region.of_province.items()):
        for start in range(0, len(held), FACILITIES_A_FILE):
            number, submission = len(files) + 1, _uuid(region.draw)
            at = LOADED_AT - timedelta(hours=number % 700)
            waits = start % (12 * FACILITIES_A_FILE) == 0
            decided = ("read", None, None, None) if waits else ("confirmed", sender.pk, at, at)
            submissions.append(
                (submission, region.departments[province], province, "", sender.pk, at, *decided,
                 "", 1, 1)
            )  # fmt: skip
            name = f"danh-sach-{province}-{start // FACILITIES_A_FILE + 1}.xlsx"
            digest = sha256(name.encode()).hexdigest()
            files.append((number, submission, province, name, digest, 1, b"x", "", 40, 40, 0))
            region.names_of_files[number] = name
            for place in held[start : start + FACILITIES_A_FILE]:
                region.files[place] = number
    columns = ("id", "organisation_id", "province", "facility", "handed_in_by_id", "handed_in_at",
               "state", "decided_by_id", "decided_at", "taken_in_at", "remark", "files_done",
               "files_total")  # fmt: skip
    copy_into("registry_submission", columns, submissions)
    columns = ("id", "submission_id", "province", "name", "sha256", "size", "content", "kind",
               "rows", "accepted", "problems")  # fmt: skip
    copy_into("registry_sourcefile", columns, files)
    _numbered_from("registry_sourcefile", len(files))


def _persons(region: Region) -> None:
    """Draw everybody with their posts and their licence, and write them in batches."""
    draw = region.draw
    weights = list(accumulate(len(held) for held in region.of_province.values()))
    codes = list(region.of_province)
    serials: dict[str, int] = {}
    batch: list[_Person] = []
    for number in range(1, region.persons + 1):
        name = names.draw_name(draw, "F" if draw.random() < 0.62 else "M")
        places_of_work = _places(region, draw.choices(codes, cum_weights=weights)[0])
        issuer = region.facilities[places_of_work[0]][3]
        serials[issuer] = serials.get(issuer, 0) + 1
        kind = "CCHN" if draw.random() < 0.7 else "GPHN"
        batch.append(_Person(number, name, (serials[issuer], issuer, kind), places_of_work))
        if len(batch) == BATCH or number == region.persons:
            _write(region, batch)
            batch = []
    _numbered_from("registry_person", region.persons)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody before they are written: name, licence, places in `Region.facilities`."""

    number: int
    name: str
    licence: tuple[int, str, str]
    places: list[int]

    @property
    def key(self) -> str:
        """The name as rows are folded."""
        return " ".join(map(folded_as_linked, self.name.split()))


def _places(region: Region, home: str) -> list[int]:
    """Draw where somebody works: one place, or two and more, seldom in another province."""
    draw, held = region.draw, region.of_province[home]
    found = [held[min(int(len(held) * draw.random() ** 2), len(held) - 1)]]
    while draw.random() < 1 - 1 / ROWS_A_PERSON:
        if draw.random() < ELSEWHERE:
            found.append(draw.randrange(len(region.facilities)))
        else:
            found.append(draw.choice(held))
    return found


def _write(region: Region, batch: list[_Person]) -> None:
    draw = region.draw
    with transaction.atomic():
        copy_into(
            "registry_person",
            ("id", "public_id", "name", "name_folded", "birth_year", "provinces", "first_seen_at"),
            (
                (one.number, _uuid(draw), one.name, fold(one.name),
                 draw.randint(1955, 2002) if draw.random() < 0.8 else None,
                 sorted({region.facilities[place][1] for place in one.places}), LOADED_AT)
                for one in batch
            ),
        )  # fmt: skip
        copy_into("registry_registration", REGISTRATION, _registrations(region, batch))
        copy_into("registry_licencerow", LICENCE, _licences(region, batch))


REGISTRATION = (
    "file_id", "index", "province", "person_id", "facility_id", "name", "name_folded",
    "licence_serial", "licence_issuer", "licence_type", "position", "title", "definite",
    "valid_from", "listed_on", "source", "known_from",
)  # fmt: skip
LICENCE = (
    "file_id", "index", "province", "person_id", "name", "name_folded", "serial", "issuer", "type",
    "status", "issued_on", "source", "known_from",
)  # fmt: skip


def _registrations(region: Region, batch: list[_Person]) -> Iterator[Sequence[object]]:
    draw = region.draw
    for one in batch:
        for order, place in enumerate(one.places):
            facility, province, facility_name, _ = region.facilities[place]
            file = region.files[place]
            index = region.next_row(file)
            hours = HOURS[draw.randrange(8) if order == 0 else -1 - draw.randrange(6)]
            since = date(2024, 1, 2) + timedelta(days=draw.randrange(900))
            cells = {"Họ và tên": one.name, "Cơ sở": facility_name, "Thời gian": "T2-T6"}
            source = _source(region, file, index, cells)
            yield (file, index, province, one.number, facility, one.name, one.key, *one.licence,
                   "", "doctor", hours, since, date(2026, 10, 1), source, LOADED_AT)  # fmt: skip


def _licences(region: Region, batch: list[_Person]) -> Iterator[Sequence[object]]:
    for one in batch:
        province, file = region.facilities[one.places[0]][1], region.files[one.places[0]]
        index = region.next_row(-file)
        issued = date(2012 + one.number % 12, 1 + one.number % 12, 3)
        serial, issuer, kind = one.licence
        source = _source(region, file, index, {"Số": f"{serial:06d}/{issuer}-{kind}"})
        yield (file, index, province, one.number, one.name, one.key, *one.licence, "active",
               issued, source, LOADED_AT)  # fmt: skip


def _source(region: Region, file: int, index: int, cells: dict[str, str]) -> str:
    where = {"file": region.names_of_files[file], "sheet": "Sheet1", "row": index + 8}
    return json.dumps({**where, "cells": cells}, ensure_ascii=False)


def _uuid(draw: random.Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)


def _numbered_from(table: str, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
