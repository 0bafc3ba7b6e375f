"""The Poisson likelihood ratio chart, against R and against the likelihood written out."""

import math

import numpy as np
import pytest

from lieny.surveillance.engine.control_fault import ControlFault
from lieny.surveillance.engine.detected import Span, Status
from lieny.surveillance.engine.glr_poisson import GlrPoisson, glr_poisson
from lieny.surveillance.engine.mode import Mode
from lieny.surveillance.engine.panel import Panel

MONTHS = [
    *(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3),
    *(2, 7, 9, 5, 0, 2, 8, 8, 4, 1, 9, 7, 16, 9, 3, 9, 9, 3, 7, 5, 10, 5, 8, 20, 9, 7, 4, 9),
]
SPAN = Span(41, 56)


def numbers(text):
    return [float(number) for number in text.split()]


# glrpois(sts(observed = MONTHS, start = c(2001, 1), frequency = 12),
#         list(range = 41:56, c.ARL = 2, mu0 = list(S = 1, trend = FALSE), <control>))
BY_R = {
    "value": (
        {"ret": "value"},
        numbers(
            "7.91044093236937 1.44019127346690 0.277825194019427 1.49594569332890 "
            "2.99233158612781 0 0.432868565172408 0.257570079689189 2.02809576399247 "
            "0.000505931026381523 0.802995170478241 13.0096607526201 1.40033979099880 "
            "1.71643923568162 0.944676936823087 2.14780580905136"
        ),
        [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1],
    ),
    "cases": (
        {"ret": "cases"},
        [10, 10, 8, 10, 8, 10, 10, 10, 10, 10, 10, 9, 10, 8, 7, 9],
        [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1],
    ),
    "window": (
        {"M": 6, "Mtilde": 2, "mu0": {"S": 1, "trend": True}},
        numbers(
            "0 0 3.338255752037796 0 0 0.600296537526783 0.77692113699481 "
            "0.50964424599452 1.307232663843012 0.955309717160757 0.825104683419914 "
            "6.672684983675648 0 0 0.154006864859051 0.610727074130525"
        ),
        [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0],
    ),
    "theta": (
        {"theta": 0.5, "ret": "cases"},
        numbers(
            "10.31370852041181 10.25347044059625 7.45491609677974 10.17123683120527 "
            "7.34183353002200 10.19968837892814 10.25104994276042 9.56231464930041 "
            "10.36421077813899 6.75957500813534 8.15560268771040 6.52161737633087 "
            "10.31370852041181 7.56717896100806 6.76862461719155 8.93986144839682"
        ),
        [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
    ),
    "refit": (
        {"mu0": {"S": 1, "refit": True}},
        numbers(
            "7.9104409323693670 0.8959681122448502 0.0552036555771998 1.2568184189669807 "
            "2.7246061111312674 0 0.4408526321197006 0.2931128158276546 2.1208992228450931 "
            "0 0.4737303085087934 10.7587643650560718 0.3775504992326733 "
            "0.3217123849805406 0.0305429435234292 0.9772068040049398"
        ),
        [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0],
    ),
    "epidemic": (
        {"change": "epi"},
        numbers(
            "0 1.44019127346690 0.637221825403087 1.01955722221995 2.15096262770035 "
            "0 2.59009388581357e-07 1.84314851264257e-07 0.186455770883951 "
            "0.123358754150487 1.18110169733785 13.0096607526201 1.40033979099880 "
            "1.82646261844663 1.46883270171798 2.05240847928185"
        ),
        [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
    ),
    "decrease": (
        {"mu0": 9, "dir": "dec"},
        numbers(
            "0 0 2.704163133995672 0 0 2.704163133995672 0.240799002033658 "
            "1.134418702702027 0.494522921787708 1.232584043801916 1.203995010168288 "
            "0 0 0.240799002033658 1.756279135134685 0.997908150993237"
        ),
        [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ),
}


def panel(counts, frequency=12):
    observed = np.asarray(counts, float)[:, None]
    return Panel(("s",), np.arange(1, len(observed) + 1), observed, None, frequency, False)


def run(counts, span=SPAN, mode=Mode.R, breaks=None, **control):
    chosen = GlrPoisson.from_r({"c.ARL": 2, "mu0": {"S": 1}} | control)
    return glr_poisson(panel(counts), chosen, span=span, mode=mode, breaks=breaks)


@pytest.mark.parametrize("case", BY_R)
def test_r_gives_these_values_and_alarms(case):
    control, values, alarms = BY_R[case]
    found = run(MONTHS, **control)
    assert found.upperbound[:, 0] == pytest.approx(values, rel=1e-8, abs=1e-12)
    assert found.alarm[:, 0].tolist() == alarms
    assert (found.cases is not None) == (control.get("ret") == "cases")


def test_the_statistic_is_the_greatest_ratio_since_the_last_alarm():
    found = run(MONTHS, mu0=6)
    begin = 40
    for row, n in enumerate(range(40, 56)):
        greatest = 0.0
        for k in range(begin, n + 1):
            counts, expected = sum(MONTHS[k : n + 1]), 6.0 * (n + 1 - k)
            if counts > expected:
                greatest = max(greatest, counts * math.log(counts / expected) + expected - counts)
        assert found.upperbound[row, 0] == pytest.approx(greatest, rel=1e-12, abs=1e-14)
        assert found.alarm[row, 0] == (greatest >= 2)
        begin = n + 1 if greatest >= 2 else begin


@pytest.mark.parametrize("direction", ["inc", "dec"])
def test_the_count_given_is_the_least_that_alarms_or_spares(direction):
    rng = np.random.default_rng(6)
    counts = rng.poisson(6, 30)
    wanted = run(counts, Span(20, 30), mu0=6, ret="cases", dir=direction)
    for row in range(11):
        count = wanted.upperbound[row, 0]
        for tried in {max(count - 1, 0), count}:
            changed = counts.copy()
            changed[19 + row] = tried
            alarm = run(changed, Span(20, 30), mu0=6, dir=direction).alarm[row, 0]
            assert alarm == (tried >= count if direction == "inc" else tried < count)


def test_a_missing_week_is_passed_over_and_has_no_answer():
    counts = np.asarray(MONTHS, float)
    without = run(np.delete(counts, 45), Span(41, 55), mu0=6)
    counts[45] = np.nan
    found = run(counts, mu0=6)
    assert (found.alarm[5, 0], found.status[5, 0]) == (-1, Status.NO_DATA)
    assert np.isnan(found.upperbound[5, 0])
    assert np.array_equal(np.delete(found.upperbound, 5, 0), without.upperbound)


def test_a_break_shortens_the_weeks_of_the_mean_and_too_few_leave_none():
    counts = [90] * 20 + MONTHS[20:]
    cut = run(counts, breaks=np.array([21]))
    assert np.all(cut.expected < 15)
    assert np.all(cut.status == Status.OK)
    late = run(counts, breaks=np.array([40]))
    assert np.all(late.status == Status.BREAK)
    assert np.all(late.alarm == -1)
    early = run(MONTHS, Span(2, 10))
    assert np.all(early.status == Status.INSUFFICIENT_HISTORY)


def test_a_mean_that_does_not_settle_is_named():
    # y <- numeric(104); y[15] <- 1; t <- 1:104
    # m <- glm(y ~ 1 + cos(2 * pi / 52 * t) + sin(2 * pi / 52 * t), family = poisson())
    # m$converged is FALSE; predict(m, data.frame(t = 119), type = "response")
    one_case = [*[0] * 14, 1, *[0] * 105]
    control = GlrPoisson.from_r({"mu0": {"S": 1}})
    found = glr_poisson(panel(one_case, 52), control, span=Span(105, 120), mode=Mode.R)
    assert np.all(found.status == Status.NOT_CONVERGED)
    assert np.all(found.alarm == 0)
    assert found.expected[119 - 105, 0] == pytest.approx(0.49999999967761161, rel=1e-6)


@pytest.mark.parametrize(
    "given",
    [
        {"alpha": 0.1},
        {"theta": 0},
        {"theta": 1},
        {"Mtilde": 0},
        {"Mtilde": 5, "M": 4},
        {"dir": "up"},
        {"change": "epi", "ret": "cases"},
        {"mu0": 0},
        {"mu0": {"S": 1, "season": 2}},
        {"S": 1},
    ],
)
def test_controls_that_r_cannot_use_are_refused(given):
    last = list(given)[-1]
    with pytest.raises(ControlFault, match="season" if given.get("mu0") else last):
        GlrPoisson.from_r(given)
