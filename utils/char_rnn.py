"""The given parts of a character-level RNN: initial weights, forward and backward through one name, the update.

The notebook `Dinosaur_Island` imports them. They know neither letters nor names, only indices: `X[t]` is the index of
the character that goes in at time step t, or None for "nothing yet", and `Y[t]` the one that should come out.

A one-hot vector of 27 numbers is 26 multiplications by zero. So nothing here is one-hot: an input selects its column of
`Wax`, everything that does not wait for the step before is one product for all time steps, and each gradient is a
single matrix product. The arithmetic is that of the equations, only in another order.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "get_initial_loss",
    "initialize_parameters",
    "next_probabilities",
    "rnn_backward",
    "rnn_forward",
    "smooth",
    "update_parameters",
]

Array = NDArray[np.float64]
Parameters = dict[str, Array]
Gradients = dict[str, Array]
Cache = tuple[Array, Array]


def initialize_parameters(n_a: int, n_x: int, n_y: int, seed: int = 1) -> Parameters:
    """Small random weights and zero biases: Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_y, n_a), b (n_a, 1), by (n_y, 1).

    The same for the same sizes and seed; the random numbers of your own code are not touched.

    >>> initialize_parameters(n_a=50, n_x=27, n_y=27)["Wax"].shape
    (50, 27)
    """
    draw = np.random.RandomState(seed).standard_normal
    weights = {"Wax": draw((n_a, n_x)), "Waa": draw((n_a, n_a)), "Wya": draw((n_y, n_a))}
    small = {name: 0.01 * weight for name, weight in weights.items()}
    return {**small, "b": np.zeros((n_a, 1)), "by": np.zeros((n_y, 1))}


def rnn_forward(X: Sequence[int | None], Y: Sequence[int], a0: Array, parameters: Parameters) -> tuple[float, Cache]:
    """Read one name; the loss is the sum over its T time steps of -log(probability of Y[t]), in nats.

    X:  T indices, the characters that go in; None is an input of zeros
    Y:  T indices, the characters that should come out
    a0: (n_a, 1), the hidden state before the first time step
    returns (loss, cache); the cache holds the probabilities (T, n_y) and the hidden states (T + 1, n_a), `a0` first

    >>> loss, _ = rnn_forward([None, 0], [0, 1], np.zeros((3, 1)), initialize_parameters(3, 2, 2))
    >>> round(loss, 2)  # two characters to choose from, two choices: 2 log 2
    1.39
    """
    p = parameters
    n_a = len(p["b"])
    a = np.empty((len(X) + 1, n_a))
    a[0] = np.reshape(a0, n_a)
    a[1:] = _columns(p["Wax"], X) + p["b"].T
    Waa, before = p["Waa"], a[0]
    for now in a[1:]:  # each row holds its input, then its state
        now += Waa.dot(before)
        before = np.tanh(now, out=now)
    scores = a[1:] @ p["Wya"].T + p["by"].T
    scores -= scores.max(axis=1, keepdims=True)
    powers = np.exp(scores)
    sums = powers.sum(axis=1)
    loss = float(np.sum(np.log(sums) - scores[np.arange(len(Y)), Y]))
    return loss, (powers / sums[:, None], a)


def rnn_backward(
    X: Sequence[int | None], Y: Sequence[int], parameters: Parameters, cache: Cache
) -> tuple[Gradients, Array]:
    """The gradients of the loss of `rnn_forward`, which returned the cache, and the hidden states.

    returns (gradients, a): dWax, dWaa, dWya, db, dby, each shaped as its parameter; a (T, n_a, 1), so that a[t] is the
    hidden state (n_a, 1) after time step t

    >>> parameters = initialize_parameters(3, 2, 2)
    >>> _, cache = rnn_forward([None, 0], [0, 1], np.zeros((3, 1)), parameters)
    >>> gradients, a = rnn_backward([None, 0], [0, 1], parameters, cache)
    >>> sorted(gradients), a.shape
    (['dWaa', 'dWax', 'dWya', 'db', 'dby'], (2, 3, 1))
    """
    p, (probabilities, a) = parameters, cache
    dscores = probabilities.copy()
    dscores[np.arange(len(Y)), Y] -= 1.0
    slopes = 1.0 - a[1:] ** 2
    dz = dscores @ p["Wya"]
    Waa, later = p["Waa"], None
    for now, slope in zip(dz[::-1], slopes[::-1], strict=True):  # each row holds its own da, then its dz
        if later is not None:
            now += later.dot(Waa)
        now *= slope
        later = now
    gradients = {
        "dWax": _collected(dz, X, p["Wax"].shape[1]),
        "dWaa": dz.T @ a[:-1],
        "dWya": dscores.T @ a[1:],
        "db": dz.sum(axis=0)[:, None],
        "dby": dscores.sum(axis=0)[:, None],
    }
    return gradients, a[1:, :, None]


def update_parameters(parameters: Parameters, gradients: Gradients, learning_rate: float) -> Parameters:
    """One step of gradient descent, in place: the arrays in `parameters` change. Returns the same dictionary.

    >>> update_parameters({"b": np.array([[1.0]])}, {"db": np.array([[2.0]])}, 0.1)["b"].tolist()
    [[0.8]]
    """
    for name, parameter in parameters.items():
        parameter -= learning_rate * gradients[f"d{name}"]
    return parameters


def get_initial_loss(vocab_size: int, seq_length: float) -> float:
    """The loss, in nats, of a network that knows nothing: log(vocab_size) for each of `seq_length` characters.

    >>> round(get_initial_loss(27, 12), 2)
    39.55
    """
    return float(np.log(vocab_size) * seq_length)


def smooth(loss: float, cur_loss: float) -> float:
    """The running mean of the loss: one thousandth of it is new.

    >>> smooth(23.0, 33.0)
    23.01
    """
    return loss * 0.999 + cur_loss * 0.001


def next_probabilities(X: Sequence[int | None], parameters: Parameters) -> Array:
    """The probabilities (T, n_y) of the character after each of the T time steps, from a hidden state of zeros.

    >>> next_probabilities([None, 1, 0], initialize_parameters(3, 2, 2)).shape
    (3, 2)
    """
    zeros = np.zeros((parameters["b"].shape[0], 1))
    _, (probabilities, _) = rnn_forward(X, [0] * len(X), zeros, parameters)
    return probabilities


def _columns(Wax: Array, X: Sequence[int | None]) -> Array:
    """Wax times the one-hot inputs, one row per time step: the columns of Wax that X names, zeros for None."""
    rows = Wax.T[[index or 0 for index in X]]
    for t, index in enumerate(X):
        if index is None:
            rows[t] = 0.0
    return rows


def _collected(dz: Array, X: Sequence[int | None], n_x: int) -> Array:
    """dz.T times the one-hot inputs: each time step's gradient, added to the column that its input had selected."""
    chosen = np.zeros((len(X), n_x))
    for t, index in enumerate(X):
        if index is not None:
            chosen[t, index] = 1.0
    return dz.T @ chosen
