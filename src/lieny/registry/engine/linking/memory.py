"""What a run of the linker leaves behind, so that a later one has to look at little."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt

from lieny.registry.engine.linking.frequencies import Frequencies
from lieny.registry.engine.linking.records import Records

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

# What is compared and what parts large blocks; a number set aside as shared is missing here.
_SHOWN = (
    "name_folded, name_toned, surname, middle, given, initials, birth_on, birth_year, cccd, cmnd,"
    " phone, gender, title, licence_serial, licence_issuer, licence_type, licence_key"
)


@dataclass(frozen=True, slots=True)
class LinkMemory:
    """What is kept of every row: of registrations, then licences, then further licences of cells.

    Attributes:
        component: number of the records that hang together with the row's.
        shown: fingerprint of what the row's record showed when it was compared.
        frequencies: how rare names were.
    """

    component: Longs
    shown: Hashes
    frequencies: Frequencies


def records_of_rows(records: Records) -> Ints:
    """Give the record of each row, further licences of cells included."""
    return np.concatenate([records.of_row, records.tie_right])


def fingerprints(con: duckdb.DuckDBPyConnection) -> Hashes:
    """Give for each record a fingerprint of all that it is compared by."""
    found = con.sql(f"SELECT record, hash({_SHOWN}) AS shown FROM records").fetchnumpy()  # noqa: S608
    shown = np.empty(len(found["record"]), np.uint64)
    shown[np.asarray(found["record"])] = np.asarray(found["shown"], np.uint64)
    return shown
