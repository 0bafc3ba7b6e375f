"""Licence numbers, personal numbers, telephones and dates of the usual shapes, read as vectors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.intake.usual import Flags, Usual, characters, flags
from lieny.vocabulary.issuer import issuers
from lieny.vocabulary.place_table import province_versions

_LICENCE = r"^(?P<serial>[0-9]{1,7})/(?P<issuer>[A-ZĐ]{2,4})-(?P<type>CCHN|GPHN)$"
_PERSONAL, _PERSONAL_LENGTH = r"^[0-9]{12}$", 12
_RUNS = ((1, 2, 3, 4), (9, 8, 7, 6))  # how a made-up number goes on after its zero
_MOST_ZEROS = 6
_DAY, _DAY_LENGTH = r"^[0-9]{2}/[0-9]{2}/[0-9]{4}$", 10
_MOBILE = r"^0[35789][0-9]{8}$"
YEARS = range(1900, 2101)
_FEWEST_CHANGES = 4  # of digits; a run of seven equal ones leaves three
_LAST_MONTH = 12


def usual_licences(texts: pa.Array) -> Usual:
    """Read the distinct texts that hold one practising licence: "000123/HCM-CCHN".

    Returns:
        The columns `serial`, `issuer` and `type`.
    """
    read = pc.extract_regex(texts, _LICENCE)
    serial = pc.cast(pc.struct_field(read, "serial"), pa.int32())
    issuer, kind = pc.struct_field(read, "issuer"), pc.struct_field(read, "type")
    known = pc.is_in(issuer, value_set=pa.array(sorted(issuers()), pa.string()))
    is_usual = flags(read.is_valid()) & flags(known) & flags(pc.greater(serial, 0))
    chosen = pa.array(is_usual)
    columns = {"serial": serial, "issuer": issuer, "type": kind}
    return Usual(texts, is_usual, {name: part.filter(chosen) for name, part in columns.items()})


def usual_personal_numbers(texts: pa.Array) -> Usual:
    """Read the distinct texts that are 12 digits and nothing else, of a structure beyond doubt.

    Returns:
        The column `cccd`.
    """
    is_usual = flags(pc.match_substring_regex(texts, _PERSONAL))
    twelve = texts.filter(pa.array(is_usual))
    digits = characters(twelve, _PERSONAL_LENGTH).astype(np.int16) - ord("0")
    provinces = np.array([int(number) for number in province_versions()], np.int16)
    sound = (digits[:, 0] == 0) & (digits[:, 3] <= 3)  # noqa: PLR2004 - centuries 1900, 2000
    sound &= np.isin(digits[:, 1] * 10 + digits[:, 2], provinces)
    sound &= (digits == 0).sum(axis=1) <= _MOST_ZEROS
    for run in _RUNS:
        sound &= ~(digits[:, 1:5] == np.array(run)).all(axis=1)
    is_usual[is_usual] = sound
    return Usual(texts, is_usual, {"cccd": twelve.filter(pa.array(sound))})


def usual_days(texts: pa.Array, years: range = YEARS) -> Usual:
    """Read the distinct texts that are a date of the calendar in these years: "05/03/1980".

    Returns:
        The columns `day` and `year`.
    """
    is_usual = flags(pc.match_substring_regex(texts, _DAY))
    digits = characters(texts.filter(pa.array(is_usual)), _DAY_LENGTH).astype(np.int64) - ord("0")
    day, month = digits[:, 0] * 10 + digits[:, 1], digits[:, 3] * 10 + digits[:, 4]
    year = digits[:, 6:] @ np.array([1000, 100, 10, 1])
    sound = (year >= years.start) & (year < years.stop) & (month >= 1) & (month <= _LAST_MONTH)
    day, month, year = day[sound], month[sound], year[sound]
    of_month = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    dates = of_month.astype("datetime64[D]") + (day - 1)
    exists = (day >= 1) & (dates.astype("datetime64[M]") == of_month)
    sound[sound] = exists
    is_usual[is_usual] = sound
    columns = {"day": pa.array(dates[exists], pa.date32()), "year": pa.array(year[exists])}
    return Usual(texts, is_usual, columns)


def usual_phones(texts: pa.Array) -> Usual:
    """Read the distinct texts that are one mobile number of ten digits.

    Returns:
        The column `phone`: the nine digits after the zero.
    """
    is_usual = flags(pc.match_substring_regex(texts, _MOBILE))
    ten = texts.filter(pa.array(is_usual))
    sound = _varied(characters(ten, len("0912345678")))
    is_usual[is_usual] = sound
    nine = pc.utf8_slice_codeunits(ten.filter(pa.array(sound)), 1)
    return Usual(texts, is_usual, {"phone": nine})


def _varied(digits: npt.NDArray[np.uint8]) -> Flags:
    """Test whether the digits change often enough not to be made up."""
    varied: Flags = (digits[:, 1:] != digits[:, :-1]).sum(axis=1) >= _FEWEST_CHANGES
    return varied
