"""GloVe's objective and its descent, for a small table of counts.

The lesson of week 2 fits a dozen words with it. Method: J. Pennington, R. Socher and C. Manning, *GloVe: Global Vectors
for Word Representation*, 2014. (The trained vectors of the course come from `utils.vectors`.)
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Fit", "cost", "fit", "gradients", "weight"]

Floats = NDArray[np.float64]
MOST, POWER = 100.0, 0.75  # from so many occurrences on, a pair counts in full


class Fit(NamedTuple):
    """What the model holds: theta_i · e_j + b_i + c_j should be log X_ij.

    Theta, E: (V, d)
    b, c:     (V,)
    """

    Theta: Floats
    E: Floats
    b: Floats
    c: Floats

    def logs(self) -> Floats:
        """What it takes the logarithms of the counts to be, (V, V)."""
        return self.Theta @ self.E.T + self.b[:, None] + self.c


def weight(X: ArrayLike, most: float = MOST) -> Floats:
    """f(X): how much a pair counts that occurs X times; 0 for one that never does, 1 from `most` on.

    >>> weight([0, 16, 100, 500]).round(3).tolist()
    [0.0, 0.253, 1.0, 1.0]
    """
    return np.minimum(1.0, np.asarray(X, dtype=float) / most) ** POWER


def cost(model: Fit, X: ArrayLike, most: float = MOST) -> float:
    """J: the sum over all pairs of f(X_ij) (theta_i · e_j + b_i + c_j - log X_ij)^2.

    >>> zero = Fit(np.zeros((1, 2)), np.zeros((1, 2)), np.zeros(1), np.zeros(1))
    >>> round(cost(zero, [[100]]), 2), cost(zero, [[0]])  # (log 100)^2, and nothing
    (21.21, 0.0)
    """
    return float(np.sum(weight(X, most) * _errors(model, X) ** 2))


def gradients(model: Fit, X: ArrayLike, most: float = MOST) -> Fit:
    """The derivatives of `cost` by all four parts of the model."""
    pull = 2 * weight(X, most) * _errors(model, X)
    return Fit(pull @ model.E, pull.T @ model.Theta, pull.sum(axis=1), pull.sum(axis=0))


def fit(
    X: ArrayLike, d: int = 2, steps: int = 500, rate: float = 0.1, most: float = MOST, seed: int = 0
) -> tuple[Fit, list[float]]:
    """Descend from a small random start with AdaGrad, as GloVe does; returns the model and the cost before each step.

    X: (V, V) counts

    >>> model, costs = fit([[100, 10], [10, 100]])
    >>> costs[-1] < 0.01 * costs[0], np.exp(model.logs()).round(-1).tolist()
    (True, [[100.0, 10.0], [10.0, 100.0]])
    """
    V, rng = len(np.asarray(X)), np.random.default_rng(seed)
    Theta, E = rng.uniform(-0.5, 0.5, (2, V, d))
    model = Fit(Theta, E, np.zeros(V), np.zeros(V))
    seen = [np.full_like(part, 1e-8) for part in model]
    costs = []
    for _ in range(steps):
        costs.append(cost(model, X, most))
        for part, slope, squares in zip(model, gradients(model, X, most), seen, strict=True):
            squares += slope**2
            part -= rate * slope / np.sqrt(squares)
    return model, costs


def _errors(model: Fit, X: ArrayLike) -> Floats:
    """What the model says too much, 0 where a pair never occurs: log 0 is no number."""
    X = np.asarray(X, dtype=float)
    return np.where(X > 0, model.logs() - np.log(np.where(X > 0, X, 1.0)), 0.0)
