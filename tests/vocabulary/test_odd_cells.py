"""Odd cells of hours, licences and names, written down before the readers had seen them."""

from datetime import date
from pathlib import Path

import pytest

from lieny.vocabulary.licence_parser import read_licences
from lieny.vocabulary.person_name import read_person_name
from lieny.vocabulary.weekly_set import DAY, WeeklySet
from lieny.vocabulary.working_time import read_working_time

DATA = Path(__file__).parent / "data"
STATUS = {"D": "determined", "P": "partial", "U": "undetermined", "I": "invalid"}


def cells(name: str, width: int) -> list[tuple[str, ...]]:
    """The rows of a corpus, each with `width` fields."""
    lines = (DATA / name).read_text("utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [tuple((row + [""] * width)[:width]) for row in rows]


def minute(clock: str) -> int:
    """`HH:MM` as a minute of the day."""
    return int(clock[:2]) * 60 + int(clock[3:])


def week(written: str) -> WeeklySet:
    """Read "1-5 07:00-11:00; 7 08:00-12:00"."""
    spans = []
    for part in [] if written == "-" else written.split("; "):
        days, hours = part.split(" ")
        first, last = (days.split("-") * 2)[:2] if "-" not in days else days.split("-")
        start, end = hours.split("-")
        spans += [
            ((day - 1) * DAY + minute(start), (day - 1) * DAY + minute(end))
            for day in range(int(first), int(last) + 1)
        ]
    return WeeklySet.of(spans)


@pytest.mark.parametrize(("text", "definite", "status", "flags"), cells("odd_times.tsv", 4))
def test_hours(text: str, definite: str, status: str, flags: str) -> None:
    reading = read_working_time(text)
    assert reading.time.definite in [week(one) for one in definite.split("|")]
    assert reading.status.value in [STATUS[one] for one in status.split("|")]
    assert set(flags.split()) <= {flag.value for flag in reading.flags}


@pytest.mark.parametrize("cell", cells("odd_licences.tsv", 6), ids=lambda cell: cell[0])
def test_licences(cell: tuple[str, ...]) -> None:
    text, serial, issuer, kind, status, issued = cell

    def shown(value: object) -> str:
        return "-" if value is None else str(value)

    found = read_licences(text)
    for written, values in (
        (serial, [one.serial for one in found]),
        (issuer, [one.issuer for one in found]),
        (kind, [one.type.value if one.type else None for one in found]),
    ):
        assert [shown(value) for value in values] == written.split("||")
    if status == "none":
        assert [one.serial for one in found] == [None]
    elif status != "any":
        assert [one.status.value for one in found] == status.split("||")
    if issued != "any":
        days = [None if day == "-" else date.fromisoformat(day) for day in issued.split("||")]
        assert [one.issued_on for one in found] == days


@pytest.mark.parametrize(("text", "names", "title"), cells("odd_names.tsv", 3))
def test_names(text: str, names: str, title: str) -> None:
    reading = read_person_name(text)
    assert ("-" if reading.name is None else reading.name.text) in names.split("|")
    assert not title or title in reading.titles
