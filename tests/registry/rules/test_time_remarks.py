"""Rules are told what a working time says besides its hours, each thing by its own name."""

from dataclasses import fields

import pytest

from lieny.registry.rules.facts import Role
from lieny.registry.rules.time_remarks import TimeRemarks, remarks_of, with_hours
from lieny.vocabulary.working_time import TimeFlag, TimeReading, TimeStatus, read_working_time

OF_A_ROLE = [one.name for one in fields(TimeRemarks) if one.name != "silent"]


@pytest.mark.parametrize("flag", list(TimeFlag))
def test_a_flag_is_told_under_its_own_name_and_no_other(flag):
    remarks = remarks_of({flag})
    assert [name for name in OF_A_ROLE if getattr(remarks, name)] == [
        name for name in OF_A_ROLE if name == flag.value
    ]
    assert remarks.silent is (flag.value in {"blank", "date_only", "ditto"})
    role = with_hours(
        Role(0, 0, "An"), TimeReading("x", TimeStatus.PARTIAL, flags=frozenset({flag}))
    )
    assert [name for name in OF_A_ROLE if getattr(role, name)] == [
        name for name in OF_A_ROLE if name == flag.value
    ]


def test_a_role_gets_hours_words_and_remarks_and_keeps_the_rest():
    role = with_hours(Role(7, 3, "An", away=True), read_working_time("T2-T6: 7h30-16h30, trực"))
    assert (role.row, role.facility, role.name) == (7, 3, "An")
    assert role.raw_time == "T2-T6: 7h30-16h30, trực"
    assert role.time == read_working_time("T2-T6: 7h30-16h30, trực").time
    assert (role.on_call, role.away, role.no_hours_given) == (True, False, False)


@pytest.mark.parametrize(
    ("text", "determined", "no_hours"),
    [("T2-T6: 7h30-11h30", True, False), ("", False, True), ("  ", False, True),
     ("nt", False, True), ("theo lịch", False, False)],
)  # fmt: skip
def test_hours_nobody_wrote_are_not_vague_hours(text, determined, no_hours):
    role = with_hours(Role(0, 0, "An"), read_working_time(text))
    assert (role.time_determined, role.no_hours_given) == (determined, no_hours)
