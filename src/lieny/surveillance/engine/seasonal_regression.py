"""Log-linear Poisson and negative binomial regression of one series, step for step as R fits it.

`glm`: iteratively reweighted least squares from mu = y + 0.1 (Poisson) or y + 1/6 where y is 0
(negative binomial), until the deviance changes by less than 1e-8 of itself, 25 steps at most.
`glm.nb` (Venables and Ripley 2002, section 7.4): that fit in turn with the likelihood equation of
theta = 1 / alpha by Newton's steps.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from lieny.surveillance.engine.compiled import compiled
from lieny.surveillance.engine.least_squares import solve
from lieny.surveillance.engine.panel import FloatGrid
from lieny.surveillance.engine.polygamma import digamma, trigamma

Floats = npt.NDArray[np.float64]

_STEPS = 25
_CHANGE = 1e-8
_THETA_CHANGE = 2.220446049250313e-16**0.25
_LEAST_MEAN = 2.220446049250313e-16


@compiled
def _deviance(y: Floats, eta: Floats, alpha: float) -> float:
    total = 0.0
    for i in range(len(y)):
        mu = _mean(eta[i])
        if alpha == 0.0:
            part = mu if y[i] == 0.0 else y[i] * math.log(y[i] / mu) - (y[i] - mu)
        else:
            theta = 1.0 / alpha
            part = y[i] * math.log(max(1.0, y[i]) / mu)
            part -= (y[i] + theta) * math.log((y[i] + theta) / (mu + theta))
        total += 2.0 * part
    return total


@compiled
def _step(y: Floats, eta: Floats, design: Floats, alpha: float, coefficients: Floats) -> None:
    """Do one reweighted least squares step: new coefficients and linear predictors."""
    rows, columns = design.shape
    work = np.empty((columns + 1, rows))
    for i in range(rows):
        mu = _mean(eta[i])
        root = math.sqrt(mu * mu / (mu if alpha == 0.0 else mu + mu * mu * alpha))
        for j in range(columns):
            work[j, i] = design[i, j] * root
        work[columns, i] = (eta[i] + (y[i] - mu) / mu) * root
    solve(work, coefficients)
    for i in range(rows):
        eta[i] = _predictor(design, i, coefficients)


@compiled
def _mean(eta: float) -> float:
    return max(math.exp(eta), _LEAST_MEAN)


@compiled
def _predictor(design: FloatGrid, row: int, coefficients: Floats) -> float:
    eta = 0.0
    for j in range(len(coefficients)):
        eta += coefficients[j] * design[row, j]
    return eta


@compiled
def mean_at(design: FloatGrid, row: int, coefficients: Floats) -> float:
    """Give the fitted mean of one row of the design."""
    return _mean(_predictor(design, row, coefficients))


@compiled
def _fit(y: Floats, eta: Floats, design: Floats, alpha: float, coefficients: Floats) -> bool:
    """Fit with known `alpha` (0 Poisson) from the predictors `eta`; give whether it converged."""
    before = math.nan
    for step in range(_STEPS + 1):
        if step > 0:
            _step(y, eta, design, alpha, coefficients)
        now = _deviance(y, eta, alpha)
        if not math.isfinite(now):
            return False
        if abs(now - before) / (abs(now) + 0.1) < _CHANGE:
            return True
        before = now
    return False


@compiled
def _start(y: Floats, alpha: float) -> Floats:
    """Give the linear predictors from which R starts."""
    eta = np.empty(len(y))
    for i in range(len(y)):
        if alpha == 0.0:
            eta[i] = math.log(y[i] + 0.1)
        else:
            eta[i] = math.log(y[i] if y[i] > 0.0 else 1.0 / 6.0)
    return eta


@compiled
def _theta(y: Floats, mu: Floats) -> float:
    """Give the most likely theta for given means; R's own stopping rule."""
    squares = 0.0
    for i in range(len(y)):
        squares += (y[i] / mu[i] - 1.0) ** 2
    theta = len(y) / squares
    for _ in range(_STEPS - 1):
        theta = abs(theta)
        score, information = 0.0, 0.0
        of_theta, of_theta_1, log = digamma(theta), trigamma(theta), math.log(theta)
        for i in range(len(y)):
            both, more = mu[i] + theta, y[i] + theta
            score += digamma(more) - of_theta + log + 1.0 - math.log(both) - more / both
            information += (
                -trigamma(more) + of_theta_1 - 1.0 / theta + 2.0 / both - more / (both * both)
            )
        change = score / information
        theta += change
        if not abs(change) > _THETA_CHANGE:
            break
    return theta if not theta < 0.0 else 0.0


@compiled
def _log_likelihood(y: Floats, mu: Floats, theta: float) -> float:
    total = 0.0
    for i in range(len(y)):
        seen = mu[i] + (1.0 if y[i] == 0.0 else 0.0)
        total += math.lgamma(theta + y[i]) - math.lgamma(theta) - math.lgamma(y[i] + 1.0)
        total += theta * math.log(theta) + y[i] * math.log(seen)
        total -= (theta + y[i]) * math.log(theta + mu[i])
    return total


@compiled
def fit(y: Floats, design: Floats, alpha: float, coefficients: Floats) -> tuple[float, bool]:
    """Fill the coefficients; give alpha = 1 / theta and whether all converged.

    `alpha` is the dispersion, 0 Poisson, negative to estimate it. An estimate that is not a
    positive number means that there is no such fit.
    """
    known = alpha >= 0.0
    eta = _start(y, max(alpha, 0.0))
    mu, fitted = np.empty(len(y)), np.empty(len(y))
    scale = math.sqrt(2.0 * max(1, len(y) - min(design.shape)))
    theta, likelihood = 0.0, 0.0
    # Every function is called from one place only: each call is compiled anew.
    for turn in range(_STEPS + 1):
        sound = _fit(y, eta, design, max(alpha, 0.0), coefficients)
        if known:
            return alpha, sound
        for i in range(len(y)):
            # R takes theta from the means before this fit, and starts the next from its means.
            fitted[i] = _mean(eta[i])
            mu[i] = fitted[i] if turn == 0 else mu[i]
            eta[i] = math.log(fitted[i])
        previous, before = theta, likelihood
        theta = _theta(y, mu)
        alpha, mu, fitted = 1.0 / theta, fitted, mu
        likelihood = _log_likelihood(y, mu, theta)
        if not theta > 0.0:
            return alpha, False
        change = abs(before - likelihood) / scale + abs(previous - theta)
        if turn > 0 and change <= _CHANGE:
            return alpha, sound
    return alpha, False
