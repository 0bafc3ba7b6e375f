"""Of hours that cannot be taken as typed, the part that is wrong is named."""

import django

django.setup()

import pytest  # noqa: E402

from lieny.registry.services.hours_asked import parts_refused, remarks_on  # noqa: E402
from lieny.vocabulary.working_time import read_working_time  # noqa: E402


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("25h-30h", ["25h-30h"]),
        ("T8: 17h-20h; T2: 8h61-9h", ["T8: 17h-20h", "T2: 8h61-9h"]),
        ("T2-T6: 8h-12h; 25h-30h", ["25h-30h"]),
        ("T2-T6: 17h-20h\nT7: 9h-9h", ["T7: 9h-9h"]),
    ],
)
def test_each_part_with_a_day_or_hour_that_does_not_exist_is_named_and_no_other(typed, parts):
    refused = parts_refused(typed)
    assert [one.vi for one in refused] == [
        f"“{part}”: có ngày hoặc giờ không tồn tại." for part in parts
    ]
    assert [one.en for one in refused] == [
        f"“{part}”: a day or hour does not exist." for part in parts
    ]


@pytest.mark.parametrize(
    ("typed", "backward"),
    [
        ("T7: 8h-9h; xyz; T6: 10h-8h", "10h-8h"),
        ("T6: 18h-6h; T2: 7h-6h30", "7h-6h30"),
        ("T3: 10:00 đến 8:30", "10:00 đến 8:30"),
    ],
)
def test_an_end_before_its_begin_is_named_and_a_night_shift_is_none(typed, backward):
    said = " ".join(one.vi for one in remarks_on(read_working_time(typed)))
    assert f"“{backward}”: giờ kết thúc đứng trước giờ bắt đầu." in said
    assert said.count("đứng trước") == 1


def test_a_night_shift_has_nothing_to_remark():
    assert remarks_on(read_working_time("T6: 22h-6h")) == ()
