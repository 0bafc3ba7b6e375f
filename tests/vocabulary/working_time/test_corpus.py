"""What the parser says of every text of the corpus, through the contract that programs read.

`shown_cases.jsonl`: texts with what a careful inspector reads in them, collected when the registers
were studied (few of them published, most built from practice). `corpus.jsonl`: texts written down
before the parser existed, as forty different secretaries would type them; anything with two honest
readings is not determined. `reviewed.jsonl`: odd texts whose readings were judged one by one.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from lieny.vocabulary.weekly_set import DAY, EMPTY, WeeklySet
from lieny.vocabulary.working_time import read_working_time, time_reading_as_json

FOLDER = Path(__file__).parent
Case = dict[str, Any]
Rows = list[list[Any]]


def cases(name: str) -> list[Case]:
    """Every line of a corpus file."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def minute_of(text: str) -> int:
    """`HH:MM` as a minute of the day."""
    return int(text[:2]) * 60 + int(text[3:])


def week_of(rows: Rows) -> WeeklySet:
    """Rows `[day, from, to]` as a set of minutes."""
    return WeeklySet.of(
        ((day - 1) * DAY + minute_of(start), (day - 1) * DAY + minute_of(end))
        for day, start, end in rows
    )


def case_id(case: Case) -> str:
    """A short name of the case in test reports."""
    return f"{case['kind']}:{case['text'][:40]!a}"


SHOWN = cases("shown_cases.jsonl")
CORPUS = cases("corpus.jsonl")
ALL = [*SHOWN, *CORPUS, *cases("reviewed.jsonl")]
KEPT = ("hours_per_week", "valid_from", "valid_until", "days")


def shown(case: Case) -> dict[str, Any]:
    return time_reading_as_json(read_working_time(case["text"]))


def having(field: str) -> list[Any]:
    return [pytest.param(case, id=case_id(case)) for case in ALL if case.get(field)]


every_case = pytest.mark.parametrize("case", [pytest.param(c, id=case_id(c)) for c in ALL])


@every_case
def test_definite_hours_are_exactly_what_the_text_leaves_no_doubt_about(case: Case) -> None:
    expected = case["expected"] or case.get("known") or []
    assert [list(row) for row in shown(case)["definite"]] == expected


@every_case
def test_only_a_text_that_settles_everything_is_determined(case: Case) -> None:
    stated = case.get("status")
    status = shown(case)["status"]
    if stated is not None:
        assert status in ([stated] if isinstance(stated, str) else stated)
    elif case["expected"] is None or case.get("partial"):
        assert status != "determined"
    elif not case.get("ambiguous"):
        assert status == "determined"


def test_definite_and_possible_never_meet() -> None:
    for case in ALL:
        reading = shown(case)
        assert week_of(reading["definite"]) & week_of(reading["possible"]) == EMPTY, case["text"]


@pytest.mark.parametrize("case", having("expected_default"))
def test_usual_office_hours_are_possible_where_the_facility_gives_none(case: Case) -> None:
    reading = shown(case)
    reach = week_of(reading["definite"]) | week_of(reading["possible"])
    assert reach.by_day() == week_of(case["expected_default"]).by_day()


@pytest.mark.parametrize("case", having("candidates"))
def test_every_candidate_reading_is_possible_and_nothing_else(case: Case) -> None:
    reading = shown(case)
    union = WeeklySet()
    for candidate in case["candidates"]:
        union = union | week_of(candidate)
    assert week_of(reading["possible"]) == union - week_of(reading["definite"])


@pytest.mark.parametrize("case", having("possible"))
def test_possible_hours_reach_what_the_text_leaves_open(case: Case) -> None:
    reading = shown(case)
    assert week_of(reading["possible"]).by_day() == week_of(case["possible"]).by_day()


@pytest.mark.parametrize("case", [c for field in KEPT for c in having(field)])
def test_days_quantities_and_dates_are_kept(case: Case) -> None:
    reading = shown(case)
    stated = {field: case[field] for field in KEPT if field in case}
    assert {field: reading[field] for field in stated} == stated


@pytest.mark.parametrize("case", having("times"))
def test_clock_times_without_days_are_kept(case: Case) -> None:
    assert [list(pair) for pair in shown(case)["times"]] == case["times"]


def test_no_text_of_the_corpus_stands_twice() -> None:
    texts = [case["text"] for case in CORPUS]
    assert len(texts) == len(set(texts)) >= 350
