"""The negative binomial chart, against R and against the likelihood written out."""

import math

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import nbinom

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import Span
from lieny.surveillance.engine.glr_negative_binomial import (
    GlrNegativeBinomial,
    glr_negative_binomial,
)
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel

MONTHS = [
    *(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3),
    *(2, 7, 9, 5, 0, 2, 8, 8, 4, 1, 9, 7, 16, 9, 3, 9, 9, 3, 7, 5, 10, 5, 8, 20, 9, 7, 4, 9),
]
SPAN = Span(41, 56)


def numbers(text):
    return [float(number) for number in text.split()]


# glrnb(sts(observed = MONTHS, start = c(2001, 1), frequency = 12),
#       list(range = 41:56, c.ARL = 2, <control>)); a single mu0 is rep(mu0, 16)
BY_R = {
    "estimated dispersion": (
        {"mu0": {"S": 1}},
        numbers(
            "4.118531140944052 0.828902413267826 0.168216415148248 0.865672835622488 "
            "1.732418648057775 0.938602916450029 1.194522371059721 1.068129606815683 "
            "1.875863194505087 1.707692799266650 2.129443630410457 6.479845521205114 "
            "0.803506400023034 1.002813269839734 0.564314729426137 1.276365797947819"
        ),
        [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0],
    ),
    "given dispersion": (
        {"mu0": {"S": 1}, "alpha": 0.1},
        numbers(
            "4.506181421498725 0.898263752535702 0.181283512606725 0.937477872697097 "
            "1.876000588611315 1.011450239025889 1.287436200879801 1.150350776229924 "
            "2.023527621313140 0.000333995378255 0.506229827091365 7.116075520370483 "
            "0.871067052039291 1.085028818622110 0.609087412418569 1.378365942741564"
        ),
        [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0],
    ),
    "cases": (
        {"mu0": 4, "alpha": 0.1, "ret": "cases"},
        [10, 10, 7, 10, 6, 10, 10, 9, 10, 10, 10, 8, 10, 7, 10, 10],
        [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0],
    ),
    "theta": (
        {"mu0": 4, "alpha": 0.1, "theta": 0.5, "ret": "cases"},
        numbers(
            "11.21451206989208 11.21451206989208 7.36773497695785 9.52095788402362 "
            "5.67418079108938 11.21451206989208 11.21451206989208 9.36773497695785 "
            "9.52095788402362 11.21451206989208 11.21451206989208 8.36773497695785 "
            "11.21451206989208 7.36773497695785 5.52095788402362 6.67418079108939"
        ),
        [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1],
    ),
    "epidemic": (
        {"mu0": 4, "alpha": 0.1, "change": "epi"},
        numbers(
            "0 0 0 1.421213116916503 0.642357956522349 0 0.454590903816015 0 "
            "1.408912130328081 0 0.320166734774507 7.487786873769464 0 0 0 "
            "1.175594127110883"
        ),
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
    ),
}


def run(counts, span=SPAN, mode=Mode.R, **control):
    observed = np.asarray(counts, float)[:, None]
    panel = Panel(("s",), np.arange(1, len(observed) + 1), observed, None, 12, False)
    chosen = GlrNegativeBinomial.from_r({"c.ARL": 2} | control)
    return glr_negative_binomial(panel, chosen, span=span, mode=mode)


def ratio(counts, mean, shifted, alpha):
    def log(mu):
        return nbinom.logpmf(counts, 1 / alpha, 1 / (1 + alpha * mu)).sum()

    return log(shifted) - log(mean)


@pytest.mark.parametrize("case", BY_R)
def test_r_gives_these_values_and_alarms(case):
    control, values, alarms = BY_R[case]
    found = run(MONTHS, **control)
    assert found.upperbound[:, 0] == pytest.approx(values, rel=1e-8, abs=1e-12)
    assert found.alarm[:, 0].tolist() == alarms


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("direction", ["inc", "dec"])
def test_the_statistic_is_the_greatest_ratio_since_the_last_alarm(mode, direction):
    found = run(MONTHS, mode=mode, mu0=6, alpha=0.2, dir=direction)
    sign, begin = (1 if direction == "inc" else -1), 40
    for row, n in enumerate(range(40, 56)):
        greatest = 0.0
        for k in range(begin, n + 1):
            counts = np.asarray(MONTHS[k : n + 1])
            shift = math.log(counts.mean() / 6) if counts.sum() else -math.inf
            if sign * shift > 0:  # with one mean the most likely shift is that of the average
                greatest = max(greatest, ratio(counts, 6, counts.mean(), 0.2))
        assert found.upperbound[row, 0] == pytest.approx(greatest, rel=1e-9, abs=1e-11)
        assert found.alarm[row, 0] == (greatest >= 2)
        begin = n + 1 if greatest >= 2 else begin


def test_corrected_an_epidemic_has_its_own_most_likely_size():
    found = run(MONTHS, mode=Mode.CORRECTED, mu0=4, alpha=0.1, change="epi", **{"c.ARL": 1e6})
    for row, n in enumerate(range(40, 56)):
        greatest = 0.0
        for k in range(40, n + 1):
            x = np.asarray(MONTHS[k : n + 1], float)
            before = np.asarray([0 if i == 40 else MONTHS[i - 1] for i in range(k, n + 1)], float)
            best = minimize_scalar(
                lambda size, x=x, before=before: -ratio(x, 4.0, 4.0 + size * before, 0.1),
                bounds=(0, 20),
                method="bounded",
                options={"xatol": 1e-10},
            )
            greatest = max(greatest, -best.fun)
        assert found.upperbound[row, 0] == pytest.approx(greatest, rel=1e-7, abs=1e-8)


def test_without_dispersion_it_is_the_poisson_chart():
    small = run(MONTHS, mu0=6, alpha=1e-9).upperbound
    assert run(MONTHS, mu0=6, alpha=0).upperbound == pytest.approx(small, rel=1e-5, abs=1e-7)


def test_a_given_mean_needs_a_given_dispersion():
    with pytest.raises(ControlFault, match="alpha"):
        GlrNegativeBinomial.from_r({"mu0": 4})
    with pytest.raises(ControlFault, match="mu0"):
        run(MONTHS, mu0=[4, 5], alpha=0.1)
