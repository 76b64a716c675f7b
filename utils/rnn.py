"""The two squashing functions of a recurrent cell.

The notebooks of week 1 import them. They know nothing about cells, time steps or weights.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["sigmoid", "softmax"]


def sigmoid(x: ArrayLike) -> NDArray[np.floating]:
    """Squash each number into the range from 0 to 1: `1 / (1 + exp(-x))`.

    x: any shape. The result has the same shape.

    Written as `exp(-log(1 + exp(-x)))`, it overflows for no x.

    >>> sigmoid([-1000.0, 0.0, 1000.0]).tolist()
    [0.0, 0.5, 1.0]
    """
    return np.exp(-np.logaddexp(0.0, 0.0 - np.asarray(x)))


def softmax(x: ArrayLike) -> NDArray[np.floating]:
    """Turn each column of scores into probabilities that sum to 1.

    x: (classes, ...), the scores. The result has the same shape; the sum runs over axis 0.

    Subtracting the largest score of each column changes no probability and keeps `exp` from
    overflowing.

    >>> softmax([[0.0, 1000.0], [0.0, 0.0]]).tolist()
    [[0.5, 1.0], [0.5, 0.0]]
    """
    scores = np.asarray(x)
    powers = np.exp(scores - scores.max(axis=0, keepdims=True))
    return powers / powers.sum(axis=0, keepdims=True)
