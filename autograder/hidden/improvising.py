"""What the hidden tests of the two jazz models share: cases, the driver that runs a model, and typical mistakes.

The driver builds layers with given weights beside the learner's code, calls the learner's function and runs the model
that it returns, directly and on tiny shapes. What is expected is computed here, in NumPy, from the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Unusable
from autograder.hidden.layers import Rng, dense, dense_weights, lstm, lstm_weights, softmax

Array = np.ndarray
Read = Callable[[int, Any], Array]  # (time step, outputs of the step before) -> the input of this step
Mistakes = Mapping[str, Callable[[], Any]]
MARGIN = 0.05  # between the two largest probabilities, so that rounding never decides which is the largest


@dataclass(frozen=True)
class Network:
    """The weights of the two layers, and what they compute."""

    lstm: list[Array]
    dense: list[Array]

    def step(self, x: Array, a: Array, c: Array) -> tuple[Array, Array, Array]:
        """One time step on x, (m, n_values): the prediction, and the new states."""
        _, a, c = lstm(x[:, None], self.lstm, a, c)
        return self.predict(a), a, c

    def predict(self, a: Array) -> Array:
        return softmax(dense(a, *self.dense))


@dataclass(frozen=True)
class Case:
    """Layers, inputs and sizes for one model.

    x: (m, steps, n_values), the excerpt that djmodel reads; or (m, 1, n_values), from which music_inference_model plays
    """

    net: Network
    x: Array
    a0: Array
    c0: Array
    steps: int
    plays: bool

    def read(self, t: int, y: Any) -> Array:
        """The right input of a time step."""
        if not self.plays:
            return self.x[:, t]
        return self.x[:, 0] if y is None else one_hot_of_largest(y)

    def outputs(self, read: Read | None = None, hand_on: Callable | None = None, start: Any = None) -> list[Array]:
        """The outputs of all time steps.

        read, hand_on, start: a mistaken way to choose the input, to hand the two states on, and to start them
        """
        a, c = start or (self.a0, self.c0)
        outputs: list[Array] = []
        for t in range(self.steps):
            y, a, c = self.net.step((read or self.read)(t, outputs[-1] if outputs else None), a, c)
            a, c = hand_on(a, c) if hand_on else (a, c)
            outputs.append(y)
        return outputs

    def run(self, answer: Answer, others: Network | None = None) -> Any:
        """The outputs of the learner's model; if there are other weights, a list of those before and with them."""
        weights = [self.net.lstm, self.net.dense]
        changed = [others.lstm, others.dense] if others else []
        driven = answer.through(run_model, set_weights, outputs_of)
        got = driven(weights, self.steps, [self.x, self.a0, self.c0], changed, self.plays)
        return [self._listed(part) for part in got] if others and isinstance(got, list) else self._listed(got)

    def _listed(self, outputs: Any) -> Any:
        """A model with a list of one output returns that output alone."""
        return [outputs] if self.steps == 1 and isinstance(outputs, np.ndarray) else outputs


def reading(rng: Rng, steps: int, n_values: int, n_a: int, m: int) -> Case:
    """A case for djmodel."""
    x = rng.standard_normal((m, steps, n_values))
    return Case(network(rng, n_values, n_a), x, *states(rng, m, n_a), steps, plays=False)


def playing(rng: Rng, steps: int, n_values: int, n_a: int, m: int) -> Case:
    """A case for music_inference_model, in which it is clear which value is the largest, and several are in turn."""
    while True:
        x0 = rng.standard_normal((m, 1, n_values))
        case = Case(network(rng, n_values, n_a), x0, *states(rng, m, n_a), steps, plays=True)
        if is_clear(case.outputs()):
            return case


def network(rng: Rng, n_values: int, n_a: int) -> Network:
    return Network(lstm_weights(rng, n_values, n_a), dense_weights(rng, n_a, n_values))


def states(rng: Rng, m: int, n_a: int) -> tuple[Array, Array]:
    """A hidden state, and a cell state that is not alike."""
    return np.tanh(rng.standard_normal((m, n_a))), 1.5 * rng.standard_normal((m, n_a))


def one_hot_of_largest(y: Array) -> Array:
    return np.eye(y.shape[1])[y.argmax(axis=1)]


def is_clear(outputs: list[Array]) -> bool:
    """No near tie decides what is fed back, and it is not always the same value."""
    ordered = np.sort(np.array(outputs), axis=-1)
    varied = len(outputs) < 3 or all(len(set(column)) > 1 for column in np.array(outputs).argmax(axis=-1).T)
    return bool((ordered[..., -1] - ordered[..., -2]).min() > MARGIN) and varied


# The driver and its helpers: their source runs beside the learner's code


def run_model(function: Callable, weights: list, steps: int, inputs: list, others: list, plays: bool) -> Any:
    """Build layers with these weights, call the function, run its model; and again with other weights in the layers."""
    from keras.layers import LSTM, Dense, Reshape

    (kernel, recurrent, _), _ = weights
    n_values, n_a = kernel.shape[0], recurrent.shape[0]
    LSTM_cell, densor = LSTM(n_a, return_state=True), Dense(n_values, activation="softmax")
    LSTM_cell.build((None, 1, n_values))
    densor.build((None, n_a))
    set_weights(LSTM_cell, densor, weights)
    arguments = (LSTM_cell, densor, steps) if plays else (steps, LSTM_cell, densor, Reshape((1, n_values)))
    model = function(*arguments)
    before = outputs_of(model, inputs)
    if not others:
        return before
    set_weights(LSTM_cell, densor, others)
    return [before, outputs_of(model, inputs)]


def set_weights(LSTM_cell: Any, densor: Any, weights: list) -> None:
    """Put these weights into the two layers."""
    LSTM_cell.set_weights(weights[0])
    densor.set_weights(weights[1])


def outputs_of(model: Any, inputs: list) -> Any:
    """What the model returns for these inputs, as data."""
    import re

    import keras
    import numpy as np

    if not isinstance(model, keras.Model):
        kind = "`None` (is a `return` missing?)" if model is None else f"a `{type(model).__name__}`"
        raise Unusable(f"expected a Keras `Model`, got {kind}.")
    wanted = [array.shape[1:] for array in inputs]
    shapes = [tuple(tensor.shape[1:]) for tensor in getattr(model, "inputs", None) or []]
    if shapes and shapes != wanted:
        sizes = f"n_a={wanted[1][0]} and n_values={wanted[0][1]}"
        raise Unusable(
            f"for layers with {sizes} the model's inputs should have the shapes {wanted}, and have {shapes}."
        )
    try:
        outputs = model([np.asarray(array, "float32") for array in inputs])
    except Exception as error:
        text = re.sub(r"\x1b\[\d*m|\{\{.*?\}\}", "", str(error)).partition("[Op:")[0]
        text = " ".join(text.partition("Arguments received by ")[0].split())
        raise Unusable(
            f"the model that you return stops when it is run, {type(error).__name__}: {text[:160]}"
        ) from None
    if isinstance(outputs, list | tuple):
        return [np.asarray(output) for output in outputs]
    return np.asarray(outputs)


# What typical mistakes return


def mistakes(case: Case) -> Mistakes:
    """Sentence -> the outputs of a model with this mistake."""
    own = _playing_mistakes(case) if case.plays else _reading_mistakes(case)
    return {**own, **_state_mistakes(case)}


def _state_mistakes(case: Case) -> Mistakes:
    a0, c0, zero = case.a0, case.c0, np.zeros_like(case.a0)
    return {
        "every time step starts from `a0` and `c0`. Hand on the two states that `LSTM_cell` returns.": (
            lambda: case.outputs(hand_on=lambda a, c: (a0, c0))
        ),
        "every time step starts from states of zero. Call `LSTM_cell` with `initial_state=[a, c]`.": (
            lambda: case.outputs(hand_on=lambda a, c: (zero, zero), start=(zero, zero))
        ),
        "the initial states `a0` and `c0` are not used at the first time step.": (
            lambda: case.outputs(start=(zero, zero))
        ),
        "the cell state is not handed on: every time step starts from `c0`.": (
            lambda: case.outputs(hand_on=lambda a, c: (a, c0))
        ),
        "the hidden state is not handed on: every time step starts from `a0`.": (
            lambda: case.outputs(hand_on=lambda a, c: (a0, c))
        ),
        "the hidden state is handed on as the cell state too. `LSTM_cell` returns three values; the cell state is the "
        "last.": lambda: case.outputs(hand_on=lambda a, c: (a, a)),
        "hidden state and cell state change places from each time step to the next.": (
            lambda: case.outputs(hand_on=lambda a, c: (c, a))
        ),
        "hidden state and cell state have changed places: it is `initial_state=[a, c]`.": (
            lambda: case.outputs(start=(c0, a0), hand_on=lambda a, c: (c, a))
        ),
        "`a0` and `c0` have changed places.": lambda: case.outputs(start=(c0, a0)),
        "`densor` reads the cell state; it should read the hidden state.": lambda: _from_cell_states(case),
        "softmax is applied twice; `densor` has it already.": lambda: list(map(softmax, case.outputs())),
    }


def _reading_mistakes(case: Case) -> Mistakes:
    return {
        "every time step reads the last one of `X`. A `Lambda` looks `t` up when it runs, not when it is made: slice "
        "without it, or write `lambda x, t=t: ...`.": lambda: case.outputs(read=lambda t, y: case.x[:, -1]),
        "every time step reads the first one of `X`.": lambda: case.outputs(read=lambda t, y: case.x[:, 0]),
        "they are in the reverse order: the last time step comes first.": lambda: case.outputs()[::-1],
    }


def _playing_mistakes(case: Case) -> Mistakes:
    x0 = case.x[:, 0]

    def fed(feed: Callable[[Array], Array], first: Array = x0) -> Callable[[], Any]:
        return lambda: case.outputs(read=lambda t, y: first if y is None else feed(y))

    return {
        "every time step reads `x0`. The next step should read the one-hot vector of this step's largest output.": fed(
            lambda y: x0
        ),
        "the next time step reads the probabilities themselves. It should read a one-hot vector: 1 at the largest, 0 "
        "elsewhere.": fed(lambda y: y),
        "the smallest output is fed back; it should be the largest.": fed(lambda y: one_hot_of_largest(-y)),
        "`x0` is not used at the first time step.": fed(one_hot_of_largest, np.zeros_like(x0)),
        "they are one-hot vectors. Those are only fed back; the model's outputs are the probabilities.": (
            lambda: list(map(one_hot_of_largest, case.outputs()))
        ),
    }


def _from_cell_states(case: Case) -> list[Array]:
    a, c = case.a0, case.c0
    outputs: list[Array] = []
    for t in range(case.steps):
        _, a, c = case.net.step(case.read(t, outputs[-1] if outputs else None), a, c)
        outputs.append(case.net.predict(c))
    return outputs
