"""The character RNN as one writes it first: one-hot vectors, one time step after the other. Slow, and plainly right.

The arithmetic is that of `utils.char_rnn`, without its savings. The bench measures against it; a test compares both.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from utils.char_rnn import Array, Gradients, Parameters
from utils.rnn import softmax

Steps = tuple[list, list, list]  # inputs, hidden states (a0 first), probabilities


def forward(X: Sequence[int | None], Y: Sequence[int], a0: Array, p: Parameters) -> tuple[float, Steps]:
    """The loss of one name, and what the way back needs."""
    n_x = p["Wax"].shape[1]
    inputs: list = []
    outputs: list = []
    states, loss = [a0], 0.0
    for given, wanted in zip(X, Y, strict=True):
        x = np.zeros((n_x, 1))
        if given is not None:
            x[given] = 1.0
        a = np.tanh(p["Wax"] @ x + p["Waa"] @ states[-1] + p["b"])
        y = softmax(p["Wya"] @ a + p["by"])
        loss -= float(np.log(y[wanted, 0]))
        inputs.append(x)
        states.append(a)
        outputs.append(y)
    return loss, (inputs, states, outputs)


def backward(Y: Sequence[int], p: Parameters, steps: Steps) -> Gradients:
    """The gradients, summed step by step."""
    inputs, states, outputs = steps
    gradients = {f"d{name}": np.zeros_like(value) for name, value in p.items()}
    da_next = np.zeros_like(states[0])
    for t in reversed(range(len(Y))):
        dy = outputs[t].copy()
        dy[Y[t]] -= 1.0
        gradients["dWya"] += dy @ states[t + 1].T
        gradients["dby"] += dy
        dz = (1.0 - states[t + 1] ** 2) * (p["Wya"].T @ dy + da_next)
        gradients["db"] += dz
        gradients["dWax"] += dz @ inputs[t].T
        gradients["dWaa"] += dz @ states[t].T
        da_next = p["Waa"].T @ dz
    return gradients
