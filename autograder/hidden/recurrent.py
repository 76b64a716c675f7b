"""What the hidden tests of recurrent networks share: random inputs, names for messages, and one way to judge.

Every size differs from every other one, so that a swapped axis shows; biases and initial states are not zero, so that a
forgotten one shows; weights are scaled so that no unit is saturated or linear, so that a wrong nonlinearity shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.answer import Answer
from autograder.errors import Consequence, Unmet
from autograder.expect import Layout, expect_close, expect_repeatable, expect_unchanged, is_right
from autograder.reference import Reference

Rng = np.random.Generator
Mistakes = Callable[..., Mapping[str, Callable[[], Any]]]  # the arguments of a call -> mistakes for expect_close
GATES = ("f", "i", "c", "o")
MEND_FIRST = (
    "This is judged once {} is right. If it is right when `{}` is called once, something is kept between calls."
)
KEPT = (
    "`{}` is right when it is called first, and wrong when it is called again with other arguments. "
    "It seems to keep something between calls. Use only its arguments."
)


@dataclass(frozen=True)
class Sizes:
    n_x: int
    n_a: int
    n_y: int
    m: int
    T_x: int


USUAL = Sizes(n_x=4, n_a=7, n_y=3, m=2, T_x=6)  # none of them as in the notebook
LONE = Sizes(n_x=7, n_a=3, n_y=4, m=1, T_x=13)  # one example, many steps; more inputs than hidden units
SHORT = Sizes(n_x=2, n_a=4, n_y=6, m=11, T_x=1)  # one time step, many examples; more classes than hidden units

WEIGHT_AXES = {
    "Wax": ("n_a", "n_x"),
    "Waa": ("n_a", "n_a"),
    "Wya": ("n_y", "n_a"),
    "Wy": ("n_y", "n_a"),
    "ba": ("n_a", "1"),
    "by": ("n_y", "1"),
    **{"W" + gate: ("n_a", "n_a + n_x") for gate in GATES},
    **{"b" + gate: ("n_a", "1") for gate in GATES},
}
AXES = {
    **dict.fromkeys(("a_next", "a_prev", "c_next", "c_prev", "ft", "it", "cct", "ot"), ("n_a", "m")),
    **dict.fromkeys(("da_prev", "dc_prev", "da0"), ("n_a", "m")),
    **dict.fromkeys(("a", "c"), ("n_a", "m", "T_x")),
    **dict.fromkeys(("y_pred", "y"), ("n_y", "m", "T_x")),
    **dict.fromkeys(("xt", "dxt"), ("n_x", "m")),
    "yt_pred": ("n_y", "m"),
    "x": ("n_x", "m", "T_x"),
    "dx": ("n_x", "m", "T"),
    **WEIGHT_AXES,
    **{"d" + name: axes for name, axes in WEIGHT_AXES.items()},
}
SEQUENCE = {"caches": ("caches[0]", "x"), "caches[0]": "cache over T_x"}
RNN_LAYOUT = Layout(AXES, {"cache": ("a_next", "a_prev", "xt", "parameters"), **SEQUENCE})
LSTM_CACHE = ("a_next", "c_next", "a_prev", "c_prev", "ft", "it", "cct", "ot", "xt", "parameters")
LSTM_LAYOUT = Layout(AXES, {"cache": LSTM_CACHE, **SEQUENCE})


@dataclass(frozen=True)
class Kind:
    """A kind of function: what it is called with, and what its values are called."""

    inputs: Callable[[Rng, Sizes, Reference], tuple]
    names: str | tuple[str, ...]
    layout: Layout

    def judge(
        self,
        answer: Answer,
        reference: Reference,
        rng: Rng,
        sizes: Sequence[Sizes],
        only: Sequence[str],
        hint: str,
        mistakes: Mistakes = lambda *_: {},
        after: Sequence[str] = (),
    ) -> None:
        """These parts of the returned value are right, on random inputs of each of the sizes.

        after: parts that these are made from; if they are wrong, the hint is to mend them first
        """
        for s in sizes:
            arguments = self.inputs(rng, s, reference)
            got, wanted = answer(*arguments), reference(*arguments)
            wrong = [name for name in after if not is_right(got, wanted, self.names, [name])]
            try:
                expect_close(
                    got,
                    wanted,
                    self.names,
                    self.layout,
                    only=only,
                    sizes={"m": s.m, "T_x": arguments[0].shape[-1]} if arguments[0].ndim == 3 else {"m": s.m},
                    hint=f"Mend `{wrong[0]}` first: it is not right yet." if wrong else hint,
                    mistakes=mistakes(reference, *arguments),
                )
            except Unmet as unmet:
                raise Consequence(str(unmet)) if wrong else unmet from None

    def judge_clean(self, answer: Answer, reference: Reference, rng: Rng, only: Sequence[str]) -> None:
        """Right for one input, for another, for the first again, with no argument changed and nothing kept."""
        first = self.inputs(rng, USUAL, reference)
        second = first[0], *self.inputs(rng, USUAL, reference)[1:]
        named, returned = ", ".join(f"`{name}`" for name in only), []
        for arguments in (first, second, first):
            returned.append(answer(*arguments))
            if not is_right(returned[-1], reference(*arguments), self.names, only):
                raise (
                    Unmet(KEPT.format(answer.name))
                    if returned[1:]
                    else Consequence(MEND_FIRST.format(named, answer.name))
                )
            expect_unchanged(answer)
        expect_repeatable(answer, returned[0], returned[-1])


# Random inputs


def array(rng: Rng, *shape: int, scale: float = 1.0) -> np.ndarray:
    return scale * rng.standard_normal(shape)


def weight(rng: Rng, rows: int, columns: int) -> np.ndarray:
    return array(rng, rows, columns, scale=columns**-0.5)


def bias(rng: Rng, rows: int) -> np.ndarray:
    return array(rng, rows, 1, scale=0.5)


def state(rng: Rng, s: Sizes) -> np.ndarray:
    """A hidden state as a tanh may give it."""
    return np.tanh(array(rng, s.n_a, s.m))


def rnn_parameters(rng: Rng, s: Sizes) -> dict[str, np.ndarray]:
    weights = {"Wax": weight(rng, s.n_a, s.n_x), "Waa": weight(rng, s.n_a, s.n_a), "Wya": weight(rng, s.n_y, s.n_a)}
    return {**weights, "ba": bias(rng, s.n_a), "by": bias(rng, s.n_y)}


def lstm_parameters(rng: Rng, s: Sizes) -> dict[str, np.ndarray]:
    weights = {"W" + gate: weight(rng, s.n_a, s.n_a + s.n_x) for gate in GATES}
    biases = {"b" + gate: bias(rng, s.n_a) for gate in GATES}
    return {**weights, **biases, "Wy": weight(rng, s.n_y, s.n_a), "by": bias(rng, s.n_y)}


def rnn_step(rng: Rng, s: Sizes, _: Reference) -> tuple:
    return array(rng, s.n_x, s.m), state(rng, s), rnn_parameters(rng, s)


def rnn_sequence(rng: Rng, s: Sizes, _: Reference) -> tuple:
    return array(rng, s.n_x, s.m, s.T_x), state(rng, s), rnn_parameters(rng, s)


def lstm_step(rng: Rng, s: Sizes, _: Reference) -> tuple:
    return array(rng, s.n_x, s.m), state(rng, s), array(rng, s.n_a, s.m), lstm_parameters(rng, s)


def lstm_sequence(rng: Rng, s: Sizes, _: Reference) -> tuple:
    return array(rng, s.n_x, s.m, s.T_x), state(rng, s), lstm_parameters(rng, s)


def rnn_step_back(rng: Rng, s: Sizes, reference: Reference) -> tuple:
    return array(rng, s.n_a, s.m), reference.other("rnn_cell_forward")(*rnn_step(rng, s, reference))[-1]


def rnn_sequence_back(rng: Rng, s: Sizes, reference: Reference, steps: int | None = None) -> tuple:
    """`steps`: the time steps of da, if they are not all of them."""
    caches = reference.other("rnn_forward")(*rnn_sequence(rng, s, reference))[-1]
    return array(rng, s.n_a, s.m, steps or s.T_x), caches


def lstm_step_back(rng: Rng, s: Sizes, reference: Reference) -> tuple:
    da_next, dc_next = array(rng, s.n_a, s.m), array(rng, s.n_a, s.m)
    return da_next, dc_next, reference.other("lstm_cell_forward")(*lstm_step(rng, s, reference))[-1]


def lstm_sequence_back(rng: Rng, s: Sizes, reference: Reference, steps: int | None = None) -> tuple:
    """`steps`: the time steps of da, if they are not all of them."""
    caches = reference.other("lstm_forward")(*lstm_sequence(rng, s, reference))[-1]
    return array(rng, s.n_a, s.m, steps or s.T_x), caches


RNN_STEP = Kind(rnn_step, ("a_next", "yt_pred", "cache"), RNN_LAYOUT)
RNN_SEQUENCE = Kind(rnn_sequence, ("a", "y_pred", "caches"), RNN_LAYOUT)
LSTM_STEP = Kind(lstm_step, ("a_next", "c_next", "yt_pred", "cache"), LSTM_LAYOUT)
LSTM_SEQUENCE = Kind(lstm_sequence, ("a", "y", "c", "caches"), LSTM_LAYOUT)
RNN_STEP_BACK = Kind(rnn_step_back, "gradients", RNN_LAYOUT)
RNN_SEQUENCE_BACK = Kind(rnn_sequence_back, "gradients", RNN_LAYOUT)
LSTM_STEP_BACK = Kind(lstm_step_back, "gradients", LSTM_LAYOUT)
LSTM_SEQUENCE_BACK = Kind(lstm_sequence_back, "gradients", LSTM_LAYOUT)
