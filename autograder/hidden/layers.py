"""What Keras layers compute, written out in NumPy, one time step after the other.

Hidden tests of Keras exercises expect these values, so that a grader that judges a model imports no TensorFlow. Weights
are those of `layer.get_weights()`: a driver hands the same arrays to `layer.set_weights(...)`. Compare with
`expect_near`: Keras computes with float32, which `expect_close` would not let pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.expect import Layout, expect_close, is_right

Array = np.ndarray
Rng = np.random.Generator
SINGLE = 1e-4  # how far single precision may lead away from double, in the small models of hidden tests


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def softmax(x: Array) -> Array:
    """Over the last axis."""
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def dense(x: Array, kernel: Array, bias: Array) -> Array:
    """`Dense` without activation: (..., n_in) to (..., n_out)."""
    return x @ kernel + bias


def lstm(x: Array, weights: list[Array], a: Array, c: Array) -> tuple[Array, Array, Array]:
    """`LSTM(return_sequences=True, return_state=True)`, from the states a and c: (m, n_a).

    x: (m, T, n_x); weights: kernel (n_x, 4 n_a), recurrent kernel (n_a, 4 n_a), bias (4 n_a,), the gates in the order
    input, forget, candidate, output
    returns the hidden states of all time steps (m, T, n_a), the last hidden state and the last cell state
    """
    kernel, recurrent, bias = weights
    states = []
    for t in range(x.shape[1]):
        i, f, candidate, o = np.split(x[:, t] @ kernel + a @ recurrent + bias, 4, axis=-1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(candidate)
        a = sigmoid(o) * np.tanh(c)
        states.append(a)
    return np.stack(states, axis=1), a, c


def bidirectional(x: Array, forward: list[Array], backward: list[Array]) -> Array:
    """`Bidirectional(LSTM(n_a, return_sequences=True))`: (m, T, n_x) to (m, T, 2 n_a), both from states of zero.

    Each time step joins what the one LSTM has read up to it and what the other has read from the end down to it.
    """
    zeros = np.zeros((len(x), forward[1].shape[0]))
    there = lstm(x, forward, zeros, zeros)[0]
    back = lstm(x[:, ::-1], backward, zeros, zeros)[0][:, ::-1]
    return np.concatenate([there, back], axis=-1)


# Random weights and states: nothing is zero, saturated or linear, so that what is left out shows


def dense_weights(rng: Rng, n_in: int, n_out: int) -> list[Array]:
    return [2 * rng.standard_normal((n_in, n_out)) / np.sqrt(n_in), rng.standard_normal(n_out)]


def lstm_weights(rng: Rng, n_x: int, n_a: int) -> list[Array]:
    shapes = ((n_x, 4 * n_a), (n_a, 4 * n_a), (4 * n_a,))
    return [rng.standard_normal(shape) * scale for shape, scale in zip(shapes, (1.0, n_a**-0.5, 0.5), strict=True)]


# Comparing what Keras computed


def expect_near(
    got: Any,
    wanted: Any,
    names: str | Sequence[str],
    layout: Layout | None = None,
    *,
    only: Sequence[str] = (),
    hint: str = "",
    mistakes: Mapping[str, Callable[[], Any]] | None = None,
) -> None:
    """`expect_close` for values that were computed with float32: what is within single precision of right is right."""
    settled = in_single_precision(got, wanted)

    def recognised(make: Callable[[], Any]) -> Callable[[], Any]:
        def look() -> Any:
            mistaken = make()
            return settled if is_right(in_single_precision(got, mistaken), mistaken, names, only) else None

        return look

    known = {sentence: recognised(make) for sentence, make in (mistakes or {}).items()}
    expect_close(settled, wanted, names, layout, only=only, hint=hint, mistakes=known)


def in_single_precision(got: Any, wanted: Any, atol: float = SINGLE) -> Any:
    """`got`, with every number that single precision cannot tell from the wanted one replaced by that."""
    if isinstance(wanted, list | tuple):
        alike = isinstance(got, list | tuple) and len(got) == len(wanted)
        pairs = zip(got, wanted, strict=True) if alike else ()
        return type(got)(in_single_precision(*pair, atol) for pair in pairs) if alike else got
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "biuf" or got.shape != np.shape(wanted):
        return got
    with np.errstate(all="ignore"):
        mine = got.astype(np.float64)
        return np.where(np.abs(mine - wanted) <= atol, wanted, mine)


def conv1d(x: Array, kernel: Array, bias: Array, stride: int) -> Array:
    """`Conv1D` without padding: (m, T, n_in) to (m, (T - width) // stride + 1, n_out); kernel: (width, n_in, n_out)."""
    width = len(kernel)
    places = range(0, x.shape[1] - width + 1, stride)
    windows = np.stack([x[:, place : place + width] for place in places], axis=1)
    return np.tensordot(windows, kernel, axes=2) + bias


def batch_norm(x: Array, weights: list[Array], epsilon: float = 1e-3) -> Array:
    """`BatchNormalization` in use, not in training; weights: gamma, beta, moving mean, moving variance."""
    gamma, beta, mean, variance = weights
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta


def gru(x: Array, weights: list[Array], a: Array) -> Array:
    """`GRU(return_sequences=True)`, from the state a: (m, n_a). Returns the states of all time steps (m, T, n_a).

    weights: kernel (n_x, 3 n_a), recurrent kernel (n_a, 3 n_a), biases (2, 3 n_a), the gates in the order update,
    reset, candidate; Keras applies the reset gate after the product with the recurrent kernel
    """
    kernel, recurrent, (bias, recurrent_bias) = weights
    states = []
    for t in range(x.shape[1]):
        z, r, candidate = np.split(x[:, t] @ kernel + bias, 3, axis=-1)
        from_z, from_r, from_candidate = np.split(a @ recurrent + recurrent_bias, 3, axis=-1)
        z, r = sigmoid(z + from_z), sigmoid(r + from_r)
        a = z * a + (1 - z) * np.tanh(candidate + r * from_candidate)
        states.append(a)
    return np.stack(states, axis=1)


def conv1d_weights(rng: Rng, width: int, n_in: int, n_out: int) -> list[Array]:
    return [rng.standard_normal((width, n_in, n_out)) / np.sqrt(width * n_in), rng.standard_normal(n_out) * 0.5]


def batch_norm_weights(rng: Rng, n: int) -> list[Array]:
    return [
        rng.uniform(0.5, 1.5, n),
        rng.standard_normal(n) * 0.5,
        rng.standard_normal(n) * 0.5,
        rng.uniform(0.3, 2, n),
    ]


def gru_weights(rng: Rng, n_x: int, n_a: int) -> list[Array]:
    shapes, scales = ((n_x, 3 * n_a), (n_a, 3 * n_a), (2, 3 * n_a)), (n_x**-0.5, n_a**-0.5, 0.5)
    return [rng.standard_normal(shape) * scale for shape, scale in zip(shapes, scales, strict=True)]
