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
from lieny.surveillance.engine.polygamma import digamma, trigamma

Floats = npt.NDArray[np.float64]

_STEPS = 25
_CHANGE = 1e-8
_THETA_CHANGE = 2.220446049250313e-16**0.25
_LEAST_MEAN = 2.220446049250313e-16


@compiled
def _deviance(y: Floats, mu: Floats, alpha: float) -> float:
    total = 0.0
    for i in range(len(y)):
        if alpha == 0.0:
            part = mu[i] if y[i] == 0.0 else y[i] * math.log(y[i] / mu[i]) - (y[i] - mu[i])
        else:
            theta = 1.0 / alpha
            part = y[i] * math.log(max(1.0, y[i]) / mu[i])
            part -= (y[i] + theta) * math.log((y[i] + theta) / (mu[i] + theta))
        total += 2.0 * part
    return total


@compiled
def _step(y: Floats, mu: Floats, design: Floats, alpha: float, coefficients: Floats) -> None:
    """Do one reweighted least squares step: new coefficients and means."""
    rows, columns = design.shape
    work = np.empty((rows, columns + 1))
    for i in range(rows):
        root = math.sqrt(mu[i] * mu[i] / (mu[i] + alpha * mu[i] * mu[i]))
        for j in range(columns):
            work[i, j] = design[i, j] * root
        work[i, columns] = (math.log(mu[i]) + (y[i] - mu[i]) / mu[i]) * root
    solve(work, coefficients)
    for i in range(rows):
        mu[i] = mean_at(design, i, coefficients)


@compiled
def mean_at(design: Floats, row: int, coefficients: Floats) -> float:
    """Give the fitted mean of one row of the design."""
    eta = 0.0
    for j in range(len(coefficients)):
        eta += design[row, j] * coefficients[j]
    return max(math.exp(eta), _LEAST_MEAN)


@compiled
def _fit(y: Floats, mu: Floats, design: Floats, alpha: float, coefficients: Floats) -> bool:
    """Fit with known `alpha` (0 Poisson) from the means `mu`; give whether it converged."""
    before = math.nan
    for step in range(_STEPS + 1):
        if step > 0:
            _step(y, mu, design, alpha, coefficients)
        now = _deviance(y, mu, alpha)
        if not math.isfinite(now):
            return False
        if abs(now - before) / (abs(now) + 0.1) < _CHANGE:
            return True
        before = now
    return False


@compiled
def _start_means(y: Floats, alpha: float) -> Floats:
    """Give the means from which R starts."""
    mu = np.empty(len(y))
    for i in range(len(y)):
        if alpha == 0.0:
            mu[i] = y[i] + 0.1
        else:
            mu[i] = y[i] + (1.0 / 6.0 if y[i] == 0.0 else 0.0)
    return mu


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
    mu = _start_means(y, max(alpha, 0.0))
    scale = math.sqrt(2.0 * max(1, len(y) - min(design.shape)))
    theta, likelihood = 0.0, 0.0
    # Every function is called from one place only: each call is compiled anew.
    for turn in range(_STEPS + 1):
        fitted = mu.copy()
        sound = _fit(y, fitted, design, max(alpha, 0.0), coefficients)
        if known:
            return alpha, sound
        previous, before = theta, likelihood
        theta = _theta(y, fitted if turn == 0 else mu)
        alpha, mu = 1.0 / theta, fitted
        likelihood = _log_likelihood(y, mu, theta)
        if not theta > 0.0:
            return alpha, False
        change = abs(before - likelihood) / scale + abs(previous - theta)
        if turn > 0 and change <= _CHANGE:
            return alpha, sound
    return alpha, False
