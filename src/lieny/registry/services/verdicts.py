"""Asks the rules about everybody whom the screens chose, and about the places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.law.book import Book
from lieny.registry.engine.screen_input import BandColumns, ScreenInput
from lieny.registry.engine.screens import Screened, screen_persons
from lieny.registry.engine.screens_places import screen_facilities
from lieny.registry.engine.serial_bands import serial_bands
from lieny.registry.rules.facts import Region
from lieny.registry.rules.rule_inputs import RuleInput
from lieny.registry.rules.rulebook import judge, judge_facility, not_run
from lieny.registry.rules.settings import binds, number
from lieny.registry.rules.sign import Sign
from lieny.registry.services.dossiers import (
    Ground,
    build_dossiers,
    build_region,
    facility_rosters,
)
from lieny.registry.services.findings import Judged, JudgedPlace
from lieny.registry.services.linked import Linked
from lieny.registry.services.progress import Progress, Stage
from lieny.registry.services.result import RuleNotRun

Flags = npt.NDArray[np.bool_]
KNOWN_LICENCES = "licence.known"  # the topic that says when a register is complete enough


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the rules said.

    Attributes:
        region: the day, the law and the places.
        judged: persons with signs.
        places: facilities with signs of their own (R25).
        not_run: rules whose input nobody gave.
    """

    region: Region
    judged: tuple[Judged, ...]
    places: tuple[JudgedPlace, ...]
    not_run: tuple[RuleNotRun, ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """A run made ready, and who is to be judged by which rules."""

    ground: Ground
    screened: Screened

    def among(self, persons: Flags) -> Screening:
        """Leave out everybody who is not among these persons of the run."""
        kept = persons[self.screened.persons]
        chosen = Screened(self.screened.persons[kept], self.screened.rules[kept])
        return Screening(self.ground, chosen)


def judge_region(linked: Linked, *, progress: Progress) -> Verdicts:
    """Choose by screens, build dossiers, ask every rule."""
    return judge_screened(linked, screen_region(linked), progress=progress)


def screen_region(linked: Linked) -> Screening:
    """Choose by screens whom rules are to be asked about."""
    given = screen_input(linked)
    ground = build_region(given, as_of=linked.as_of, law=Book.load())
    return Screening(ground, screen_persons(given, ground.keys, ground.region))


def judge_screened(linked: Linked, screening: Screening, *, progress: Progress) -> Verdicts:
    """Build the dossiers of those chosen and ask the rules; places are judged in any case."""
    ground = screening.ground
    judged = tuple(_judged(ground, screening.screened, progress))
    places = tuple(_judged_places(ground))
    silent = not_run(available_inputs(linked, ground), ground.region)
    return Verdicts(
        region=ground.region,
        judged=judged,
        places=places,
        not_run=tuple(RuleNotRun(code, reason) for code, reason in silent),
    )


def _judged(ground: Ground, screened: Screened, progress: Progress) -> Iterator[Judged]:
    total = len(screened.persons)
    dossiers = build_dossiers(ground, screened.persons, screened.rules)
    asked = screened.rules.tolist()
    for done, (dossier, rules) in enumerate(zip(dossiers, asked, strict=True)):
        if done % 1_000 == 0:
            progress(Stage.RULES, done, total)
        signs = judge(dossier, ground.region, rules)
        if signs:
            yield Judged(dossier, signs)
    progress(Stage.RULES, total, total)


def _judged_places(ground: Ground) -> Iterator[JudgedPlace]:
    chosen = screen_facilities(ground.given, ground.region)
    for place, roles in facility_rosters(ground, chosen):
        signs: tuple[Sign, ...] = judge_facility(
            ground.region.facilities[place], roles, ground.region
        )
        if signs:
            yield JudgedPlace(place, signs)


def screen_input(linked: Linked) -> ScreenInput:
    """Give the run to the screens."""
    batch = linked.batch
    return ScreenInput(
        registrations=batch.registrations,
        licences=batch.licences,
        facilities=batch.facilities,
        entities=linked.facilities.entities,
        activities=batch.activities,
        trainees=batch.trainees,
        registration_person=linked.persons.registration_person,
        licence_person=linked.persons.licence_person,
        person_count=linked.persons.person_count,
        place=linked.place,
        facility_place=linked.facilities.entity,
        current=linked.submissions.current,
        passed_over=linked.submissions.passed_over,
        active=linked.active,
        overlaps=linked.overlaps,
        bands=_bands(linked),
    )


def _bands(linked: Linked) -> BandColumns:
    """Fit serials against days of issue over lists and registers together."""
    tables = [linked.batch.registrations, linked.batch.licences]
    columns = [
        pa.chunked_array(
            [chunk.cast(wanted) for table in tables for chunk in table[f"licence_{name}"].chunks],
            wanted,
        )
        for name, wanted in (
            ("serial", pa.int32()),
            ("issuer", pa.string()),
            ("type", pa.string()),
            ("issued_on", pa.date32()),
        )
    ]
    bands = serial_bands(*columns).slice(0, linked.batch.registrations.num_rows)
    days = [
        bands[name].cast(pa.int32()).cast(pa.int64()).fill_null(0).to_numpy()
        for name in ("earliest", "latest")
    ]
    neighbours = bands["neighbours"].fill_null(0).to_numpy().astype(np.int32)
    return BandColumns(days[0], days[1], neighbours)


def available_inputs(linked: Linked, ground: Ground) -> set[RuleInput]:
    """Say which inputs the given files hold; a rule without its input is named as not run."""
    batch, entities = linked.batch, linked.facilities.entities
    rows = batch.registrations
    listed = _some(rows, "listed_on")
    register = batch.facilities.num_rows > 0 and bool(ground.region.facility_register_loaded)
    held = {
        RuleInput.REGISTRATIONS: rows.num_rows > 0,
        RuleInput.LICENCE_REGISTER: batch.licences.num_rows > 0,
        RuleInput.COVERED_REGISTER: _a_register_is_complete(ground.region),
        RuleInput.FACILITY_REGISTER: register
        or bool(entities["known_to_register"].to_numpy().any()),
        RuleInput.ISSUE_DATES: _some(rows, "licence_issued_on"),
        RuleInput.SCOPES: _some(rows, "raw_scope") or _some(batch.licences, "raw_scope"),
        RuleInput.TITLES: _some(rows, "title") or _some(batch.licences, "title"),
        RuleInput.ACTIVITIES: batch.activities.num_rows > 0,
        RuleInput.RECEIPT_DATES: _some(rows, "received_on") and _some(rows, "event_on"),
        RuleInput.LIST_DATES: listed,
        RuleInput.CME: _some(rows, "cme_hours") or _some(batch.licences, "cme_hours"),
        RuleInput.COORDINATES: _some(entities, "longitude"),
        RuleInput.TRAINEES: batch.trainees.num_rows > 0,
        RuleInput.OPEN_HOURS: _some(entities, "open_hours"),
    }
    return {one for one, given in held.items() if given}


def _a_register_is_complete(region: Region) -> bool:
    """Test whether some issuer's register is complete enough to tell that a number is absent."""
    if not binds(region, KNOWN_LICENCES):
        return False
    least = number(region, KNOWN_LICENCES, "least_coverage")
    return any(share >= least for share in region.register_coverage.values())


def _some(table: pa.Table, column: str) -> bool:
    return bool(table.num_rows > table[column].null_count)
