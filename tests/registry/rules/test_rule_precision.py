"""Precision of rules: an honest interval, and a rule that asks only when it is surely below."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.rules.dated_terms import NoTermsHold
from lieny.registry.rules.rule_precision import (
    RuleUse,
    Verdict,
    asks_first,
    interval,
    precision_terms,
    rule_precision,
    window_begins,
)

DAY = date(2026, 11, 2)
TERMS = precision_terms(DAY)
LEVEL = 0.95


def plain_share_below(bound, confirmed, decided, steps=20_000):
    """The share of Beta(k + 1/2, n − k + 1/2) below a bound, by Simpson's rule: with x = sin² t the
    density has no poles."""
    a, b = confirmed + 0.5, decided - confirmed + 0.5
    scale = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b))

    def density(t):
        return 2 * scale * math.sin(t) ** (2 * a - 1) * math.cos(t) ** (2 * b - 1)

    end = math.asin(math.sqrt(bound))
    width = end / steps
    inner = sum((4 if one % 2 else 2) * density(one * width) for one in range(1, steps))
    return (density(0) + inner + density(end)) * width / 3


@pytest.mark.parametrize(("confirmed", "decided"), [(1, 10), (3, 8), (7, 9), (20, 100), (1, 2)])
def test_the_interval_leaves_two_and_a_half_percent_on_either_side(confirmed, decided):
    lower, upper = interval(confirmed, decided, LEVEL)
    assert plain_share_below(lower, confirmed, decided) == pytest.approx(0.025, abs=1e-6)
    assert plain_share_below(upper, confirmed, decided) == pytest.approx(0.975, abs=1e-6)


def test_published_values_of_the_interval():
    # Brown, Cai, DasGupta, Statistical Science 16 (2001), table 5: n = 10, 95 %.
    assert [round(one, 3) for one in interval(1, 10, LEVEL)] == [0.011, 0.381]
    assert [round(one, 3) for one in interval(5, 10, LEVEL)] == [0.224, 0.776]


def test_nothing_settled_leaves_everything_open():
    assert interval(0, 0, LEVEL) == (0.0, 1.0)


counts = st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_the_interval_holds_the_share_and_mirrors(pair):
    confirmed, decided = pair
    lower, upper = interval(confirmed, decided, LEVEL)
    assert 0 <= lower < upper <= 1
    if decided:
        assert lower <= confirmed / decided <= upper
    mirrored = interval(decided - confirmed, decided, LEVEL)
    assert mirrored == pytest.approx((1 - upper, 1 - lower), abs=1e-9)


def verdicts(confirmed, refused):
    return {Verdict.CONFIRMED: confirmed, Verdict.DATA_ERROR: refused}


@given(st.integers(0, 60), st.integers(0, 200), st.sampled_from(["R01", "R02", "R19"]))
def test_a_rule_asks_exactly_when_its_upper_bound_is_below_its_floor(confirmed, refused, rule):
    judged = rule_precision(rule, verdicts(confirmed, refused), TERMS)
    surely_below = judged.upper < TERMS.floor_of(rule) and confirmed + refused >= TERMS.least
    assert (judged.use is RuleUse.ASKS) is surely_below
    assert (judged.lacking > 0) is surely_below


@given(st.integers(0, 40), st.integers(8, 200))
def test_a_rule_that_asks_comes_back_with_the_cases_that_it_lacks_and_not_before(
    confirmed, refused
):
    judged = rule_precision("R02", verdicts(confirmed, refused), TERMS)
    if judged.use is RuleUse.OPENS:
        return
    more = judged.lacking
    assert rule_precision("R02", verdicts(confirmed + more, refused), TERMS).use is RuleUse.OPENS
    less = rule_precision("R02", verdicts(confirmed + more - 1, refused), TERMS)
    assert less.use is RuleUse.ASKS


@given(st.integers(0, 40), st.integers(0, 100), st.sampled_from(list(Verdict)))
def test_a_confirmed_case_never_lowers_and_another_never_raises(confirmed, refused, more):
    before = rule_precision("R02", verdicts(confirmed, refused), TERMS)
    counted = verdicts(confirmed, refused)
    counted[more] = counted.get(more, 0) + 1
    after = rule_precision("R02", counted, TERMS)
    if more is Verdict.CONFIRMED:
        assert after.upper >= before.upper
    else:
        assert after.upper <= before.upper
        assert after.lower <= before.lower


def test_the_floor_of_a_rule_and_the_least_number_of_cases():
    assert TERMS.floor_of("R01") == 0.4
    assert TERMS.floor_of("R02") == 0.2
    # 0 of 7: too few. 0 of 8: at most 0.26, below the floor of R01 and not below that of R02.
    assert rule_precision("R01", verdicts(0, 7), TERMS).use is RuleUse.OPENS
    assert rule_precision("R01", verdicts(0, 8), TERMS).use is RuleUse.ASKS
    assert rule_precision("R02", verdicts(0, 8), TERMS).use is RuleUse.OPENS


def test_signs_ask_first_where_no_rule_among_them_opens_cases():
    judged = {
        "R01": rule_precision("R01", verdicts(0, 20), TERMS),
        "R02": rule_precision("R02", verdicts(20, 0), TERMS),
    }
    assert asks_first(["R01"], judged)
    assert not asks_first(["R01", "R02"], judged)
    assert not asks_first(["R01", "R06"], judged)  # nothing is known of R06
    assert not asks_first([], judged)


def test_the_window_goes_back_by_months_and_has_a_day_in_every_month():
    assert window_begins(date(2026, 11, 2), TERMS) == date(2024, 11, 2)
    assert window_begins(date(2026, 1, 31), TERMS) == date(2024, 1, 28)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="3 of 2"):
        interval(3, 2, LEVEL)
    with pytest.raises(NoTermsHold):
        precision_terms(date(2023, 12, 31))
