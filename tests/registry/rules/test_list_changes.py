"""What a new list of a facility changes: who is who, and until when a change had to be told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.law.book import Book
from lieny.registry.rules.list_changes import Entry, list_changes
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet, WeeklyTime

LAW = Book.load()
DAY = date(2026, 11, 2)  # Monday
MORNING, EVENING = (WeeklyTime(WeeklySet.of([(at, at + 240)])) for at in (450, 1020))


def entry(row, name, licence=None, **words):
    given = {"time": MORNING, "name_folded": name.lower()} | words
    return Entry(row=row, name=name, licence=licence, **given)


def changes(before, after, *, received_on=DAY, **words):
    return list_changes(before, after, received_on=received_on, law=LAW, **words)


def names(moved):
    return [one.entry.name for one in moved]


def test_one_number_is_one_person_whatever_the_name():
    found = changes([entry(1, "An", "1/HCM-CCHN")], [entry(2, "Ân", "1/HCM-CCHN", time=EVENING)])
    (altered,) = found.altered
    assert (altered.before.row, altered.after.row) == (1, 2)
    assert (found.joined, found.left, found.unchanged) == ((), (), 0)


def test_one_name_with_two_numbers_is_two_persons():
    found = changes([entry(1, "An", "1/HCM-CCHN")], [entry(2, "An", "2/HCM-CCHN")])
    assert (names(found.joined), names(found.left)) == (["An"], ["An"])


@pytest.mark.parametrize(("one", "other"), [(None, "1/HCM-CCHN"), ("1/HCM-CCHN", None)])
def test_a_row_without_number_is_known_by_its_name(one, other):
    found = changes([entry(1, "An", one)], [entry(2, "An", other)])
    assert (found.joined, found.left, found.unchanged) == ((), (), 1)


def test_another_position_alone_is_a_change():
    found = changes([entry(1, "An")], [entry(2, "An", position="CHIEF")])
    assert len(found.altered) == 1


def test_who_is_not_named_in_a_supplement_has_not_left():
    found = changes([entry(1, "An")], [entry(2, "Bình")], only_adds=True)
    assert (names(found.joined), found.left) == (["Bình"], ())


@pytest.mark.parametrize(("days", "is_late"), [(10, False), (11, True)])
def test_joining_is_told_within_ten_days(days, is_late):
    joined_on = DAY - timedelta(days=days)
    (joined,) = changes([], [entry(1, "An", valid_from=joined_on)]).joined
    assert joined.notice.on == joined_on
    assert joined.notice.due_on == joined_on + timedelta(days=10)
    assert joined.notice.is_late is is_late


@pytest.mark.parametrize(
    ("left_on", "due_on", "is_late"),
    [
        (date(2026, 10, 28), date(2026, 11, 2), False),  # Wednesday: Thursday, Friday, Monday
        (date(2026, 10, 27), date(2026, 10, 30), True),
    ],
)
def test_leaving_is_told_within_three_working_days(left_on, due_on, is_late):
    (left,) = changes([entry(1, "An", valid_until=left_on)], []).left
    assert (left.notice.due_on, left.notice.is_late) == (due_on, is_late)


def test_without_a_day_nobody_says_late():
    found = changes([entry(1, "An")], [entry(2, "Bình")])
    assert [one.notice.is_late for one in (*found.joined, *found.left)] == [None, None]
    assert [one.notice.on for one in (*found.joined, *found.left)] == [None, None]


def test_the_day_of_the_event_goes_before_the_first_day_of_the_registration():
    told = entry(1, "An", valid_from=date(2026, 1, 1), event_on=date(2026, 10, 30))
    (joined,) = changes([], [told]).joined
    assert (joined.notice.on, joined.notice.is_late) == (date(2026, 10, 30), False)


PEOPLE = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from([None, "1", "2", "3"])), max_size=6
)


def persons(rows):
    numbered = {(name, serial) for name, serial in rows if serial}
    return len(numbered) + sum(serial is None for _, serial in rows)


@given(before=PEOPLE, after=PEOPLE)
def test_every_person_is_told_exactly_once(before, after):
    old = [entry(number, name, serial) for number, (name, serial) in enumerate(before)]
    new = [entry(100 + number, name, serial) for number, (name, serial) in enumerate(after)]
    found = changes(old, new)
    assert persons(before) == len(found.left) + len(found.altered) + found.unchanged
    assert persons(after) == len(found.joined) + len(found.altered) + found.unchanged
    assert changes(new, new).unchanged == persons(after)


def test_two_rows_of_one_person_are_her_hours_together():
    old = [entry(1, "An", "1"), entry(2, "An", "1", time=EVENING)]
    assert changes(old, [entry(3, "An", "1", time=MORNING | EVENING)]).unchanged == 1
    (altered,) = changes(old, [entry(3, "An", "1")]).altered
    assert altered.before.time == MORNING | EVENING


def test_no_hours_are_no_change_of_no_hours():
    nothing = WeeklyTime(EMPTY, EMPTY)
    assert changes([entry(1, "An", time=nothing)], [entry(2, "An", time=nothing)]).unchanged == 1
