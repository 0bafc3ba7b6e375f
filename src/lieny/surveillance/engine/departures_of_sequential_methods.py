"""Where `Mode.CORRECTED` departs from R surveillance 1.20.3 in the methods other than Farrington's.

Each departure has a test of its name in `test_departures_of_sequential_methods`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SequentialDeparture:
    """One defect of R and what is done instead."""

    algorithm: str
    name: str
    in_r: str
    corrected: str


SEQUENTIAL_DEPARTURES = (
    SequentialDeparture(
        "bayes, rki",
        "baseline_holds_the_evaluated_week",
        "with w 0 or of a year and more the baseline holds the evaluated week and later ones",
        "the baseline ends before the evaluated week",
    ),
    SequentialDeparture(
        "rki",
        "one_missing_week_stops_rki",
        "a missing week in a baseline stops the whole run (here: no bound)",
        "the missing weeks are left out of the baseline",
    ),
    SequentialDeparture(
        "cusum",
        "one_missing_week_ends_the_sum",
        "after a missing week no later week has an alarm; its bound is written as 0",
        "the missing week leaves the sum as it was",
    ),
    SequentialDeparture(
        "cusum",
        "one_missing_week_ends_the_average",
        "a missing week before the span leaves no mean, no alarm and a bound of 0",
        "the average of the weeks with a count",
    ),
    SequentialDeparture(
        "cusum",
        "mean_of_zero",
        "a mean of 0 gives infinite or no sums and a bound of 0",
        "no answer: there is no baseline",
    ),
    SequentialDeparture(
        "cusum",
        "rossi_bound_beyond_the_turning_point",
        "the bound rises again where every count alarms",
        "the bound is 0 there",
    ),
    SequentialDeparture(
        "cusum",
        "anscombe2nd_bound",
        "the bound uses the power 1/3 of the mean where the statistic uses -1/3",
        "the bound is the count whose statistic reaches h",
    ),
    SequentialDeparture(
        "cusum",
        "bound_that_is_no_count",
        "with none and anscombeNegBin the bound is what the sum lacks after the week",
        "the bound is the count that would alarm, as with the other transformations",
    ),
    SequentialDeparture(
        "cusum",
        "table_of_anscombe_neg_bin",
        "the transformation is read from a table in steps of 0.01 that ends at -100",
        "the function itself, for one mean or many",
    ),
    SequentialDeparture(
        "glrpois",
        "fall_to_zero",
        "with dir dec a stretch without cases is passed over, 0 times infinity",
        "the limit, the sum of the means",
    ),
    SequentialDeparture(
        "glrpois",
        "epidemic_steps_run_away",
        "Newton's steps on the logarithm may run away and miss the greatest likelihood",
        "a bracketed search",
    ),
    SequentialDeparture(
        "glrnb",
        "shift_steps_run_away",
        "Newton's steps may run away to no shift: a great rise then gives the statistic 0",
        "Newton's steps inside a bracket",
    ),
    SequentialDeparture(
        "glrnb",
        "count_of_the_shift_chart",
        "the count that alarms is not looked for where the week has none, nor below 1",
        "the least count that alarms (with dir dec: that does not), from 0",
    ),
    SequentialDeparture(
        "glrnb",
        "epidemic_of_another_model",
        "the size of an epidemic is estimated as if it multiplied the mean",
        "the most likely size of the epidemic",
    ),
    SequentialDeparture(
        "outbreakP",
        "product_falls_to_zero",
        "the product of the likelihood ratio underflows: a great rise gives 0 and no alarm",
        "logarithms are added",
    ),
)
