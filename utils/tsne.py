"""t-SNE, exact and short: a map of points in the plane that keeps neighbours together.

The lesson of week 2 calls `tsne` for a few hundred points and shows where its maps mislead. The cost grows with the
square of the number of points; for thousands of them use `sklearn.manifold.TSNE`. Method: L. van der Maaten and
G. Hinton, *Visualizing Data using t-SNE*, 2008.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["divergence", "neighbours", "tsne"]

Floats = NDArray[np.float64]
TINY = 1e-12
EXAGGERATION, EARLY = 8.0, 100  # how much stronger neighbours attract at first, and for how many steps
SLOW, FAST = 0.5, 0.8  # momentum in the early steps and after


def neighbours(points: ArrayLike, perplexity: float = 30.0) -> Floats:
    """P: how much two points are each other's neighbours, all pairs together adding up to 1.

    Each point looks around with a Gaussian whose width is chosen so that the entropy of its neighbours is
    log(perplexity): roughly, so that it has `perplexity` neighbours. In a crowd the Gaussian is narrow, in an empty
    place it is wide.

    points:     (m, n)
    perplexity: from 1 to below m - 1
    returns (m, m), symmetric, zeros on the diagonal; ValueError if the perplexity cannot be reached

    >>> neighbours([[0.0], [0.1], [5.0], [5.1]], perplexity=1.5).round(2)
    array([[0.  , 0.22, 0.01, 0.01],
           [0.22, 0.  , 0.01, 0.01],
           [0.01, 0.01, 0.  , 0.22],
           [0.01, 0.01, 0.22, 0.  ]])
    """
    squares = _squares(np.asarray(points, dtype=float))
    m = len(squares)
    if not 1 <= perplexity < m - 1:
        raise ValueError(f"perplexity: {m} points allow 1 to less than {m - 1}, got {perplexity:g}")
    np.fill_diagonal(squares, np.inf)
    near = squares - squares.min(axis=1, keepdims=True)  # the nearest at 0, so that no row is lost to rounding
    scale = np.median(near[np.isfinite(near)]) + TINY
    low, high = np.full(m, 1e-6 / scale), np.full(m, 1e6 / scale)
    for _ in range(60):  # halve the interval of the precision 1 / (2 width^2), on a logarithmic scale
        precision = np.sqrt(low * high)
        shares = np.exp(-near * precision[:, None])
        shares /= shares.sum(axis=1, keepdims=True)
        crowded = -np.sum(shares * np.log(shares + TINY), axis=1) > np.log(perplexity)
        low, high = np.where(crowded, precision, low), np.where(crowded, high, precision)
    return (shares + shares.T) / (2 * m)


def tsne(points: ArrayLike, perplexity: float = 30.0, seed: int = 0, steps: int = 500) -> Floats:
    """Places in the plane whose neighbours are those of the points, as far as a plane allows.

    Gradient descent on `divergence`, from a small random start.

    points:     (m, n)
    perplexity: roughly how many neighbours count for each point; see `neighbours`
    seed:       of the random start
    returns (m, 2)

    >>> two_groups = np.vstack([np.eye(5), 9 + np.eye(5)])
    >>> places = tsne(two_groups, perplexity=3.0)
    >>> gap = np.linalg.norm(places[:5].mean(axis=0) - places[5:].mean(axis=0))
    >>> places.shape, bool(gap > 2 * places[:5].std())
    ((10, 2), True)
    """
    P = neighbours(points, perplexity)
    m = len(P)
    rate = max(m / EXAGGERATION / 4, 10.0)
    places = 1e-2 * np.random.default_rng(seed).standard_normal((m, 2))
    speed, gains = np.zeros_like(places), np.ones_like(places)
    for step in range(steps):
        early = step < EARLY
        slope = _slope(P * EXAGGERATION if early else P, places)
        gains = np.maximum(np.where(slope * speed < 0, gains + 0.2, gains * 0.8), 0.01)
        speed = (SLOW if early else FAST) * speed - rate * gains * slope
        places = places + speed
        places -= places.mean(axis=0)
    return places


def divergence(P: ArrayLike, places: ArrayLike) -> float:
    """What t-SNE makes small: the Kullback-Leibler divergence of the map's neighbours Q from P, in nats.

    P:      (m, m), from `neighbours`
    places: (m, 2)

    >>> P = neighbours([[0.0], [0.1], [5.0], [5.1]], perplexity=1.5)
    >>> divergence(P, [[0, 0], [0, 1], [9, 0], [9, 1]]) < divergence(P, [[0, 0], [9, 0], [0, 1], [9, 1]])
    True
    """
    P = np.asarray(P, dtype=float)
    heavy = _heavy(np.asarray(places, dtype=float))
    Q = heavy / heavy.sum()
    return float(np.sum(P * np.log((P + TINY) / (Q + TINY))))


def _slope(P: Floats, places: Floats) -> Floats:
    """The gradient of the divergence: 4 sum_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2)."""
    heavy = _heavy(places)
    pull = (P - heavy / heavy.sum()) * heavy
    return 4 * (pull.sum(axis=1)[:, None] * places - pull @ places)


def _heavy(places: Floats) -> Floats:
    """Student's t with one degree of freedom: its heavy tails give groups room to part."""
    heavy = 1 / (1 + _squares(places))
    np.fill_diagonal(heavy, 0.0)
    return heavy


def _squares(points: Floats) -> Floats:
    """The squared distance of each point to each, (m, m)."""
    lengths = np.sum(points**2, axis=1)
    return np.maximum(lengths[:, None] + lengths - 2 * points @ points.T, 0.0)
