"""How strongly two groups of words lean towards two groups of attributes: the word embedding association test (WEAT).

The lesson of week 2 calls it. Method: A. Caliskan, J. Bryson and A. Narayanan, *Semantics derived automatically from
language corpora contain human-like biases*, 2017. It knows vectors and no words.
"""

import itertools
from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["effect_size", "lean", "one_sided_p"]

Floats = NDArray[np.float64]
ALL = 20_000  # up to so many splits, every one is tried


def lean(words: ArrayLike, a: ArrayLike, b: ArrayLike) -> Floats:
    """For each word, its mean cosine with the words of `a` minus that with the words of `b`.

    words, a, b: (m, n), (m_a, n), (m_b, n), a vector in each row

    >>> lean([[2.0, 0.0], [0.0, 3.0]], a=[[1.0, 0.0]], b=[[0.0, 1.0]]).tolist()
    [1.0, -1.0]
    """
    units = _units(words)
    return (units @ _units(a).T).mean(axis=1) - (units @ _units(b).T).mean(axis=1)


def effect_size(x: ArrayLike, y: ArrayLike) -> float:
    """d: how far the mean leans of two groups are apart, in standard deviations of all leans; from -2 to 2.

    x, y: (m_x,), (m_y,), leans

    >>> round(effect_size([1.0, 2.0], [-1.0, -2.0]), 3)
    1.643
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    return float((x.mean() - y.mean()) / np.concatenate([x, y]).std(ddof=1))


def one_sided_p(x: ArrayLike, y: ArrayLike, draws: int = 10_000, seed: int = 0) -> float:
    """The share of all splits of the leans into two such groups that are at least as far apart.

    Every split is tried if there are at most 20,000 of them, otherwise `draws` random ones.

    >>> one_sided_p([1.0, 2.0], [-1.0, -2.0])  # 1 of the 6 splits
    0.16666666666666666
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    both = np.concatenate([x, y])
    if comb(len(both), len(x)) <= ALL:
        firsts = np.array(list(itertools.combinations(range(len(both)), len(x))))
    else:
        rng = np.random.default_rng(seed)
        firsts = np.argsort(rng.random((draws, len(both))), axis=1)[:, : len(x)]
    sums = both[firsts].sum(axis=1)  # the means differ the more, the larger the first group's sum
    return float(np.mean(sums >= x.sum() - 1e-12))


def _units(rows: ArrayLike) -> Floats:
    rows = np.atleast_2d(np.asarray(rows, dtype=float))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)
