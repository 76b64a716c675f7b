"""Small made-up data that a network can learn in a second.

Notebooks draw practice sequences from here. It knows the task, and no network.
"""

import numpy as np
from numpy.typing import NDArray

__all__ = ["start_stop"]


def start_stop(m: int, T_x: int, seed: int = 0) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The log of m machines that people start and stop, and whether each machine runs.

    x:       (2, m, T_x); x[0] is 1 where somebody presses start, x[1] where somebody presses stop,
             each with probability 1/8, never both at once
    running: (2, m, T_x), one-hot; running[1] is 1 from a start until the next stop, running[0] otherwise
    returns (x, running)

    >>> x, running = start_stop(m=4, T_x=50)
    >>> x.shape, running.shape
    ((2, 4, 50), (2, 4, 50))
    """
    pressed = np.random.default_rng(seed).random((m, T_x))
    x = np.stack([pressed < 1 / 8, (pressed >= 1 / 8) & (pressed < 2 / 8)]).astype(float)
    on = np.zeros((m, T_x))
    state = np.zeros(m)
    for t in range(T_x):
        state = np.where(x[0, :, t] == 1, 1.0, np.where(x[1, :, t] == 1, 0.0, state))
        on[:, t] = state
    return x, np.stack([1 - on, on])
