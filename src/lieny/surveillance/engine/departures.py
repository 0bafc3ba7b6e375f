"""Where `Mode.CORRECTED` departs from R surveillance 1.20.3 in both Farrington algorithms and EARS.

Each departure has a test of its name in `test_farrington_departures`. One thing no mode repeats: an
observation alone in its period has a residual of rounding errors, by which R may give it any
weight; here it keeps the common one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Departure:
    """One defect of R, what is done instead, and where R's way or ours is written down."""

    algorithm: str
    name: str
    in_r: str
    corrected: str
    source: str


FLEXIBLE, CLASSIC, EARS = "farringtonFlexible", "farrington", "earsC"
BOTH = f"{FLEXIBLE}, {CLASSIC}"

DEPARTURES = (
    Departure(
        BOTH,
        "dispersion_of_the_converged_fit",
        "dispersion and leverage come from the means before the last step of the fit",
        "they come from the converged means",
        "R glm.fit; McCullagh and Nelder 1989, 4.5",
    ),
    Departure(
        FLEXIBLE,
        "dispersion_of_tests_and_forecasts",
        "the final weights overwrite the model's, so trend test and forecast error use "
        "w * (working residual)^2",
        "both use the Pearson dispersion, at least 1",
        "Farrington et al. 1996, 3.2; Noufaily et al. 2013, 2.1",
    ),
    Departure(
        FLEXIBLE,
        "score_on_the_scale_of_counts",
        "with nbPlugin and muan the score is measured from the logarithm of the expected count",
        "it is measured from the expected count",
        "Noufaily et al. 2013, 2.1: exceedance score",
    ),
    Departure(
        BOTH,
        "tie_of_trend_and_maximum",
        "a forecast equal to the largest count keeps or loses the trend by rounding",
        "a relative tolerance of 1e-9 keeps it",
        "Farrington et al. 1996, 3.3",
    ),
    Departure(
        BOTH,
        "periods_without_a_case",
        "the fit runs towards minus infinity and stops by its deviance, or not at all",
        "such a period is left out; where it is the evaluated one, no case is expected and the "
        "bound is 0",
        "maximum likelihood",
    ),
    Departure(
        FLEXIBLE,
        "expected_of_a_fit_without_end",
        "where no fit converges the expected count is given as 0",
        "no expected count is given",
        "farringtonFlexible",
    ),
    Departure(
        FLEXIBLE,
        "time_of_a_baseline_that_begins_with_a_gap",
        "in dated series the evaluated week is counted from the first count that is given, "
        "the baseline from its first week",
        "both are counted from the same week",
        "algo.farrington.glm, algo.farrington.data.glm",
    ),
    Departure(
        BOTH,
        "week_without_a_count",
        "a week without a count has no alarm",
        "its alarm is not available",
        "farringtonFlexible",
    ),
    Departure(
        BOTH,
        "limit54_with_a_gap",
        "one missing week makes the number of recent cases unknown",
        "the weeks that are given may already be enough",
        "farringtonFlexible",
    ),
    Departure(
        FLEXIBLE,
        "blocks_without_a_week",
        "a block of no weeks takes one week of each neighbour",
        "it takes none",
        "blocks: a:b counts down where b < a",
    ),
    Departure(
        CLASSIC,
        "bound_where_limit54_is_not_met",
        "the bound is 0",
        "there is no bound",
        "algo.farrington",
    ),
    Departure(
        CLASSIC,
        "gap_in_a_baseline",
        "a missing week stops the fast fit",
        "missing weeks are left out",
        "algo.farrington.fitGLM.fast",
    ),
    Departure(
        EARS,
        "c3_from_the_mean",
        "the bound of C3 is built on the day's own count, so that day adds nothing to the sum",
        "alarm where the sum of three days passes z; the bound is built on the mean",
        "help page of earsC; Hutwagner et al. 2003",
    ),
    Departure(
        EARS,
        "c3_without_variation",
        "a baseline that does not vary leaves C3 without a bound",
        "the bound is the mean",
        "earsC",
    ),
)
