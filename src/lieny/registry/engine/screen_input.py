"""What the screens and the dossiers are made from: the run's tables with the results of linking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class TablesOfUnequalLength(ValueError):
    """An array does not have one value for each row of the table that it describes."""


@dataclass(frozen=True, slots=True)
class BandColumns:
    """Dates between which the number of each registration should have been issued.

    Attributes:
        earliest: days since 1970-01-01.
        latest: days since 1970-01-01.
        neighbours: numbers on which the band rests; 0 where there is no band.
    """

    earliest: Longs
    latest: Longs
    neighbours: Ints

    @classmethod
    def none(cls, rows: int) -> BandColumns:
        """Give no band to any of so many registrations."""
        empty = np.zeros(rows, np.int64)
        return cls(empty, empty, np.zeros(rows, np.int32))


@dataclass(frozen=True, slots=True)
class ScreenInput:
    """A region after linking and sweeping.

    Attributes:
        registrations: schema `columns.tables.REGISTRATIONS`.
        licences: schema `LICENCES`.
        facilities: schema `FACILITIES`.
        entities: one row a place, schema `engine.facilities.ENTITIES`.
        activities: schema `ACTIVITIES`.
        trainees: schema `TRAINEES`.
        registration_person: linked person of each registration.
        licence_person: linked person of each row of the licence registers.
        person_count: how many persons there are.
        place: place of each registration (row of `entities`), −1 where the row names none.
        facility_place: place of each row of `facilities`.
        current: the row is the current word of its facility.
        passed_over: later full lists of the facility that leave the person out.
        active: current, and valid on the day.
        overlaps: pairs of active registrations that share minutes, schema `sweep.OVERLAPS`.
        bands: of the serials.
    """

    registrations: pa.Table
    licences: pa.Table
    facilities: pa.Table
    entities: pa.Table
    activities: pa.Table
    trainees: pa.Table
    registration_person: Ints
    licence_person: Ints
    person_count: int
    place: Ints
    facility_place: Ints
    current: Flags
    passed_over: Ints
    active: Flags
    overlaps: pa.Table
    bands: BandColumns

    def __post_init__(self) -> None:
        rows = self.registrations.num_rows
        aligned = (self.registration_person, self.place, self.current, self.active)
        if any(len(array) != rows for array in (*aligned, self.passed_over)):
            raise TablesOfUnequalLength(f"{rows} registrations; {[len(a) for a in aligned]}")
        if len(self.licence_person) != self.licences.num_rows:
            raise TablesOfUnequalLength(
                f"{self.licences.num_rows} register rows; {len(self.licence_person)} persons"
            )
