"""Weights in words: ratio, strength and chance, against the logarithm itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.engine.linking.comparisons import COMPARISONS
from lieny.registry.engine.linking.model import shipped
from lieny.registry.services.link_evidence import (
    AUTOMATIC,
    Strength,
    chance_of,
    evidence_of,
    strength_of,
    times_of,
)


def test_the_threshold_said_is_that_of_the_shipped_model():
    assert shipped().automatic == AUTOMATIC
    assert chance_of(AUTOMATIC) == 98


@pytest.mark.parametrize(
    ("weight", "vi", "times", "of_whom"),
    [
        (1.0, "gặp nhiều gấp 2,0 lần khi là một người", "2.0", "one person"),
        (-3.0, "gặp nhiều gấp 8,0 lần khi là hai người", "8.0", "two persons"),
        (10.0, "gặp nhiều gấp 1.000 lần khi là một người", "1,000", "one person"),
        (13.21, "gặp nhiều gấp 9.500 lần khi là một người", "9,500", "one person"),
    ],
)
def test_a_weight_is_read_as_times(weight, vi, times, of_whom):
    assert times_of(weight).vi == vi
    assert times_of(weight).en == f"seen {times} times as often of {of_whom}"


@pytest.mark.parametrize(
    ("weight", "word"),
    [
        (10.0, Strength.VERY_STRONG),
        (9.99, Strength.STRONG),
        (-5.0, Strength.STRONG),
        (4.99, Strength.FAIR),
        (2.0, Strength.FAIR),
        (-1.99, Strength.WEAK),
    ],
)
def test_strength_has_its_boundaries_whichever_way_it_points(weight, word):
    assert strength_of(weight) is word


@given(st.floats(-40, 40))
def test_the_chance_is_that_of_the_odds_and_never_certain(weight):
    exact = 100 * 2**weight / (1 + 2**weight)
    assert 1 <= chance_of(weight) <= 99
    assert -1e-6 <= min(99.0, max(1.0, exact)) - chance_of(weight) <= 1 + 1e-6


def test_evidence_names_what_was_found_the_strongest_first_and_leaves_out_what_says_nothing():
    parts = {"name": 8.0, "birth": -9.0, "licence": 0.0}
    found = evidence_of(parts, {"name": "one slip", "birth": "differs"})
    assert [(one.comparison, one.speaks_for) for one in found] == [("birth", False), ("name", True)]
    assert found[0].said.vi == "Ngày sinh: khác nhau"
    assert found[1].said.vi == "Họ và tên: lệch một ký tự"


def test_every_level_of_every_comparison_can_be_said():
    model = shipped()
    for comparison in COMPARISONS:
        for level in comparison.levels[1:]:
            weight = model.weight(comparison.name, level.name) or 0.1
            (one,) = evidence_of({comparison.name: weight}, {comparison.name: level.name})
            assert level.vi in one.said.vi
            assert level.en in one.said.en
